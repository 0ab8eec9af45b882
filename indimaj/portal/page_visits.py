"""A visit to the page of the service side: one person in one browser, for twenty minutes without a click.

It has session keys of its own. Opening one side ends a visit to the other, and neither says that the other is there.
A guardian goes over to the page of their child inside their own visit, and back.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac

from indimaj.clients.models import Client
from indimaj.clients.permissions import may_open_child
from indimaj.clients.queries import with_supports, with_what_waits

from . import moment, visits

PERSON, UNTIL, KEY, GUARDIAN = visits.OTHER_VISIT
MINUTES = visits.MINUTES
RENEW_AFTER_SECONDS = visits.RENEW_AFTER_SECONDS

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Client, P], HttpResponse]


def begin(request: HttpRequest, client: Client) -> None:
    """Start a visit under a session key that nobody can have known before."""
    visits.end(request)
    request.session.cycle_key()
    request.session.pop(GUARDIAN, None)
    request.session[PERSON], request.session[KEY] = str(client.pk), _key_of(client)
    _renew(request, moment.now())


def go_to_child(request: HttpRequest, guardian: Client, child: Client) -> None:
    """The guardian reads the child's page from now on; the visit stays theirs, with their code and their time."""
    request.session[PERSON], request.session[GUARDIAN] = str(child.pk), str(guardian.pk)


def go_back(request: HttpRequest) -> None:
    """The guardian reads their own page again."""
    if guardian := request.session.pop(GUARDIAN, None):
        request.session[PERSON] = guardian


def end(request: HttpRequest) -> None:
    """Forget the person; somebody who is signed in as staff in this browser stays so."""
    for name in visits.OTHER_VISIT:
        request.session.pop(name, None)


def person_of(request: HttpRequest) -> Client | None:
    """The person of this visit; None when there is none or its time is over."""
    now = moment.now()
    identifier, until = request.session.get(PERSON), request.session.get(UNTIL, 0)
    if identifier is None:
        return None
    if now.timestamp() > until:
        end(request)
        return None
    if until - now.timestamp() < MINUTES * 60 - RENEW_AFTER_SECONDS:
        _renew(request, now)
    known = with_what_waits(with_supports(Client.objects.select_related("place")))
    client = known.filter(pk=UUID(identifier), erased_at=None).first()
    holder = client
    if guardian := request.session.get(GUARDIAN):
        holder = Client.objects.filter(pk=UUID(guardian), erased_at=None).first()
        if client is None or holder is None or not may_open_child(holder, client, moment.today()):
            # They are the guardian no more, or the child is grown up.
            end(request)
            return None
        client.opened_by = holder.pk
    if client is None or holder is None or request.session.get(KEY) != _key_of(holder):
        # The code was replaced, the PIN changed or the person erased: whoever came in before is out.
        end(request)
        return None
    request.page_of_child = client if client.opened_by else None  # type: ignore[attr-defined]
    return client


def own_page(page: Page[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give a page the person of the visit, or ask for reference, code and PIN first."""

    @wraps(page)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        client = person_of(request)
        return redirect("portal:my_page") if client is None else page(request, client, *args, **kwargs)

    return guarded


def _key_of(client: Client) -> str:
    """A digest of the code and the PIN with which the page opens now."""
    return salted_hmac("portal.page_visits", f"{client.code_digest}{client.pin_digest}").hexdigest()


def _renew(request: HttpRequest, now: datetime) -> None:
    request.session[UNTIL] = int(now.timestamp()) + MINUTES * 60
