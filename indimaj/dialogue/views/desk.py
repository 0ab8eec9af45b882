"""The desk of events: the lists with what is not public yet, an event's page, and a form for each part of it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indimaj.directory.models import Body, Place, Staff
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, queries, words
from ..forms import AccountForm, EventForm, ParticipationForm, SessionForm
from ..models import Event
from ..permissions import may_list_dialogue, may_write_event
from .door import event_or_404, form_page, log, moved_on, see, staff_of


@login_required
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Every event, the newest first."""
    staff = staff_of(request)
    page = queries.events(staff, request.GET.get("after", ""))
    log(staff, may_list_dialogue(staff), "events", count=len(page.rows))
    context = {
        "rows": [{"event": one, "span": words.span(one.starts_on, one.ends_on)} for one in page.rows],
        "older": f"?{urlencode({'after': page.after})}" if page.after else "",
    }
    return render(request, "dialogue/desk_events.html", context)


@login_required
def new_event(request: HttpRequest) -> HttpResponse:
    """Call an event into being."""
    staff = staff_of(request)
    log(staff, may_write_event(staff), "event_form")
    form = EventForm(request.POST or None, initial={"submission": uuid4()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.make_event(
                key=data["key"], submission=data["submission"], **_said(form), by=_by(staff), at=clock.now()
            )
            return redirect("dialogue:desk_event", made.key)
        except actions.KeyTaken:
            form.add_error("key", _("Another one already has this short name."))
    return form_page(
        request, form, title=_("A new event"), submit=_("Keep the event"), back=reverse("dialogue:desk")
    )


def _by(staff: Staff) -> Actor:
    return Actor.staff(staff.pk)


def _said(form: EventForm) -> dict[str, Any]:
    data = form.cleaned_data
    return {
        "title": form.words("title"),
        "objectives": form.objectives(),
        "kind": data["kind"],
        "starts_on": data["starts_on"],
        "ends_on": data["ends_on"],
        "place": Place.objects.filter(code=data["place"]).first() if data["place"] else None,
        "venue": data["venue"],
        "continues": Event.objects.filter(pk=data["continues"]).first() if data["continues"] else None,
    }


@login_required
@require_safe
def event(request: HttpRequest, key: str) -> HttpResponse:
    """One event as its writer sees it."""
    staff = staff_of(request)
    found = event_or_404(staff, key)
    log(staff, may_write_event(staff, found), "event", found.pk)
    context = {
        "event": found,
        "span": words.span(found.starts_on, found.ends_on),
        "days": words.by_day(queries.sessions(found)),
        "people": words.participations(queries.participations(found)),
        "claims": words.by_claim(queries.accounts(found)),
        "documents": queries.of_event(staff, found),
        "show": {"version": found.version, "public": "" if found.is_public else "1"},
    }
    return render(request, "dialogue/desk_event.html", context)


@login_required
def edit_event(request: HttpRequest, key: str) -> HttpResponse:
    """Correct what is said of an event."""
    staff = staff_of(request)
    found = event_or_404(staff, key)
    log(staff, may_write_event(staff, found), "event", found.pk)
    first = {
        "kind": found.kind,
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
        "place": found.place_id,
        "venue": found.venue,
        "continues": found.continues_id,
        "version": found.version,
    }
    form = EventForm(request.POST or None, event=found, initial=first)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_event(
                event=found, version=-1 if version is None else version, **_said(form),
                by=_by(staff), at=clock.now(),
            )  # fmt: skip
        except actions.Stale:
            return moved_on(request, form)
        return redirect("dialogue:desk_event", key)
    back = reverse("dialogue:desk_event", args=[key])
    return form_page(request, form, title=_("Correct the event"), submit=_("Keep the correction"), back=back)


@login_required
@require_POST
def show_event(request: HttpRequest, key: str) -> HttpResponse:
    """Show an event to everybody, or take it back."""
    staff = staff_of(request)
    found = event_or_404(staff, key)
    see(may_write_event(staff, found))
    try:
        actions.show_event(
            event=found, is_public=bool(request.POST.get("public")), version=version_of(request),
            by=_by(staff), at=clock.now(),
        )  # fmt: skip
    except actions.Stale:
        return moved_on(request)
    return redirect("dialogue:desk_event", key)


def version_of(request: HttpRequest) -> int:
    """The version that was on the page; one that never was for anything else."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


@login_required
def add(request: HttpRequest, key: str, what: str) -> HttpResponse:
    """A session, somebody who was there, or what a source says."""
    staff = staff_of(request)
    found = event_or_404(staff, key)
    log(staff, may_write_event(staff, found), "event", found.pk)
    if what not in PARTS:
        raise Http404
    make, title, keep = PARTS[what]
    form = make(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep(found, form, _by(staff))
        return redirect("dialogue:desk_event", key)
    back = reverse("dialogue:desk_event", args=[key])
    return form_page(request, form, title=title(), submit=_("Add it"), back=back)


def _session(event: Event, form: Any, by: Actor) -> None:
    data = dict(form.cleaned_data)
    kept = {
        name: data[name]
        for name in ("kind", "day", "languages", "themes", "source", "source_url", "submission")
    }
    actions.add_session(event=event, title=form.words("title"), by=by, at=clock.now(), **kept)


def _participation(event: Event, form: Any, by: Actor) -> None:
    data = dict(form.cleaned_data)
    body = Body.objects.filter(code=data.pop("body")).first()
    actions.add_participation(event=event, body=body, by=by, at=clock.now(), **data)


def _account(event: Event, form: Any, by: Actor) -> None:
    data = form.cleaned_data
    kept = {name: data[name] for name in ("claim", "source", "source_url", "submission")}
    actions.add_account(event=event, says=form.words("says"), by=by, at=clock.now(), **kept)


PARTS: dict[
    str, tuple[Callable[[Any], forms.Form], Callable[[], str], Callable[[Event, Any, Actor], None]]
] = {
    "session": (SessionForm, lambda: _("A session"), _session),
    "participant": (ParticipationForm, lambda: _("Somebody who was there"), _participation),
    "account": (AccountForm, lambda: _("What a source says"), _account),
}
