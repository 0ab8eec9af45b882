"""What a counterpart opens by its link: the edition, and its reply. Nothing is followed but the first opening."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from indimaj.directory import limits
from indimaj.directory.door import see
from indimaj.ports import clock

from .. import actions, queries
from ..forms import ReplyForm
from ..models import Dispatch
from ..permissions import may_open_by_link, may_reply_by_link


def _dispatch(token: str) -> Dispatch:
    found = queries.dispatch_of(actions.digest(token)) if len(token) <= 64 else None
    if found is None:
        raise Http404
    see(may_open_by_link(found, clock.now()))
    return found


@never_cache
@require_safe
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The first opening is the receipt; a program that only looks at the head of the page is not a reader."""
    if seconds := limits.wait(request, limits.LINK):
        return limits.too_many(request, seconds)
    found = _dispatch(token)
    if request.method == "GET" and found.received_at is None:
        actions.receive(dispatch=found, at=clock.now())
        found = _dispatch(token)
    return _page(request, token, found, ReplyForm(initial={"language": queries.language()}))


@never_cache
@require_POST
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """The reply, once; a second post finds the first."""
    if seconds := limits.wait(request, limits.LINK):
        return limits.too_many(request, seconds)
    found = _dispatch(token)
    form = ReplyForm(request.POST)
    if found.replied_at is None and not form.is_valid():
        return _page(request, token, found, form)
    if found.replied_at is None:
        data = form.cleaned_data
        actions.reply(dispatch=found, text=data["text"], language=data["language"], at=clock.now())
    return redirect("reports:by_link", token)


def _page(request: HttpRequest, token: str, found: Dispatch, form: ReplyForm) -> HttpResponse:
    context = {
        "dispatch": found,
        "edition": found.edition,
        "form": form,
        "token": token,
        "may_reply": bool(may_reply_by_link(found, clock.now())),
    }
    return render(request, "reports/by_link.html", context, status=422 if form.errors else 200)
