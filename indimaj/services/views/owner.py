"""The owner's own entry, by a link and without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from indimaj.design import conflicts
from indimaj.directory import limits
from indimaj.ports import clock

from .. import actions, queries, words
from ..actions.entries import owner
from ..actions.links import digest
from ..forms import ServiceForm, initial_of
from ..models import OwnerLink
from ..permissions import may_keep_by_link
from .desk import save
from .public import reader


def entry(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm the entry with one press, or correct it."""
    if seconds := limits.wait(request, limits.ENTRY):
        return limits.too_many(request, seconds)
    link = _link(token)
    service = link.service
    form = ServiceForm(None, queries.every_place(), initial_of(service))
    if request.method == "POST":
        try:
            if "confirm" in request.POST:
                version = request.POST.get("version", "")
                seen = int(version) if version.isdigit() and len(version) < 10 else -1
                actions.confirm_unchanged(
                    service=service, by=owner(link), at=clock.now(), version=seen, link=link
                )
                return redirect("services:thanks")
            form = ServiceForm(request.POST, queries.every_place(), initial_of(service))
            if form.is_valid():
                save(form, service, owner(link), link)
                return redirect("services:thanks")
        except actions.Stale:
            return conflicts.conflict(request)
    context = {
        "form": form,
        "card": words.card(queries.explain(service, queries.Wanted(), clock.today(), reader()), reader()),
        "version": service.version,
        "until": link.expires_at,
    }
    return render(request, "services/entry.html", context, status=422 if form.errors else 200)


def thanks(request: HttpRequest) -> HttpResponse:
    """The entry is up to date."""
    return render(request, "services/thanks.html")


def _link(token: str) -> OwnerLink:
    found = queries.link_of(digest(token))
    if found is None or not may_keep_by_link(found, clock.now()):
        raise Http404
    return found
