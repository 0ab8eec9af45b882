"""A visit: one file in one browser, for twenty minutes without a click. The session holds the file's id only."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac

from indimaj.applications.models import Application
from indimaj.applications.permissions import may_add

from . import moment

FILE, UNTIL, KEY = "own_file", "own_file_until", "own_file_key"
# The keys of a visit to the service side: opening a file ends it.
OTHER_VISIT = ("own_page", "own_page_until", "own_page_key", "own_page_guardian")
MINUTES = 20
RENEW_AFTER_SECONDS = 60

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Application, P], HttpResponse]


def begin(request: HttpRequest, file: Application) -> None:
    """Start a visit under a session key that nobody can have known before."""
    for name in OTHER_VISIT:
        request.session.pop(name, None)
    request.session.cycle_key()
    request.session[FILE], request.session[KEY] = str(file.pk), _key_of(file)
    _renew(request, moment.now())


def end(request: HttpRequest) -> None:
    """Forget the file; somebody who is signed in as staff in this browser stays so."""
    request.session.pop(FILE, None)
    request.session.pop(UNTIL, None)
    request.session.pop(KEY, None)


def file_of(request: HttpRequest) -> Application | None:
    """The file of this visit; None when there is none or its time is over."""
    now = moment.now()
    identifier, until = request.session.get(FILE), request.session.get(UNTIL, 0)
    if identifier is None:
        return None
    if now.timestamp() > until:
        end(request)
        return None
    if until - now.timestamp() < MINUTES * 60 - RENEW_AFTER_SECONDS:
        _renew(request, now)
    file = Application.objects.select_related("applicant", "office").filter(pk=UUID(identifier)).first()
    if file is None or request.session.get(KEY) != _key_of(file):
        # The code was replaced or the PIN changed: whoever came in with the old ones is out.
        end(request)
        return None
    return file


def own_file(page: Page[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give a page the file of the visit, or ask for reference, code and PIN first."""

    @wraps(page)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        file = file_of(request)
        return redirect("portal:file") if file is None else page(request, file, *args, **kwargs)

    return guarded


def own_changeable_file(page: Page[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The same, for a page that changes the file; once the opinion is given there is nothing to change."""

    @wraps(page)
    def guarded(
        request: HttpRequest, file: Application, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not may_add(file):
            return render(request, "portal/closed.html", status=403)
        return page(request, file, *args, **kwargs)

    return own_file(guarded)


def _key_of(file: Application) -> str:
    """A digest of the code and the PIN with which the file opens now."""
    return salted_hmac("portal.visits", f"{file.code_digest}{file.pin_digest}").hexdigest()


def _renew(request: HttpRequest, now: datetime) -> None:
    request.session[UNTIL] = int(now.timestamp()) + MINUTES * 60
