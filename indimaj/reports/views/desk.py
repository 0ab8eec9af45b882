"""The policy officer's desk: editions, a new one, what it lacks, freezing it."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from indimaj.design import conflicts
from indimaj.directory.door import see, staff_of
from indimaj.directory.models import Staff
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, contract, queries, tasks
from ..enums import Lack, State, Step
from ..forms import EditionForm, SubmissionForm
from ..layout.words import say
from ..models import Edition, Freezing
from ..permissions import (
    may_change_edition,
    may_draft_edition,
    may_freeze,
    may_list_editions,
    may_open_edition,
)
from .door import edition_or_404, log

MOST_LACKS = 60


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """All editions, drafts too."""
    staff = staff_of(request)
    found = queries.all_editions()
    log(staff, see(may_list_editions(staff)), "editions", count=len(found))
    return render(request, "reports/desk.html", {"editions": found})


@login_required
def draft(request: HttpRequest) -> HttpResponse:
    """Begin an edition."""
    staff = staff_of(request)
    see(may_draft_edition(staff))
    form = EditionForm(request.POST or None, initial={"submission": uuid4(), "cut_off": clock.today()})
    if request.method == "POST" and form.is_valid():
        made = actions.draft_edition(
            cut_off=form.cleaned_data["cut_off"],
            event=form.events[form.cleaned_data["event"]],
            submission=form.cleaned_data["submission"],
            by=Actor.staff(staff.pk),
            at=clock.now(),
        )
        _check(staff, made)
        return redirect("reports:work", made.number)
    return render(request, "reports/draft.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_safe
def work(request: HttpRequest, number: int) -> HttpResponse:
    """What a draft holds and lacks, how far its freezing is; a frozen one leads to where it was sent."""
    staff = staff_of(request)
    edition = edition_or_404(number)
    log(staff, see(may_open_edition(staff, edition)), "edition", edition.pk)
    freezing = queries.last_freezing(edition)
    running = freezing is not None and freezing.step in (Step.GATHERING, Step.SETTING)
    context: dict[str, Any] = {"edition": edition, "freezing": freezing, "running": running}
    if edition.state == State.DRAFT and freezing is not None and not running:
        context |= _found(freezing)
    return render(request, "reports/work.html", {**context, "fields": {"submission": uuid4()}})


def _found(freezing: Freezing) -> dict[str, Any]:
    """What the last check or freezing found, in the reader's language."""
    rows = [
        {
            "place": lack["place"],
            "what": Lack(lack["what"]).label,
            "language": lack["language"],
            "url": _mend(contract.Gap(**lack)),
        }
        for lack in freezing.lacks[:MOST_LACKS]
    ]
    chapters = [{**one, "title": say(one["title"])} for one in freezing.holds]
    fit = freezing.step == Step.CHECKED and not freezing.lacks
    return {"chapters": chapters, "lacks": rows, "lacking": len(freezing.lacks), "fit": fit, "checked": True}


def _mend(gap: contract.Gap) -> str:
    """Where what is missing is mended: the page of the commitment, else of the figure."""
    name = {"figures": "measures:indicator"}.get(
        gap.place.split("/")[2] if gap.place.count("/") > 2 else "", "commitments:commitment"
    )
    try:
        return reverse(name, args=[gap.about]) if gap.about else ""
    except NoReverseMatch:
        return ""


@login_required
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Set another day for a draft."""
    staff = staff_of(request)
    edition = edition_or_404(number)
    see(may_change_edition(staff, edition))
    first = {"submission": uuid4(), "cut_off": edition.cut_off, "event": str(edition.event_id or "")}
    form = EditionForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("version", "")
        try:
            changed = actions.change_edition(
                edition=edition,
                cut_off=form.cleaned_data["cut_off"],
                event=form.events[form.cleaned_data["event"]],
                by=Actor.staff(staff.pk),
                at=clock.now(),
                version=int(version) if version.isdecimal() and len(version) < 10 else -1,
            )
        except actions.Stale:
            return conflicts.conflict(request, form)
        _check(staff, changed)
        return redirect("reports:work", number)
    context = {"form": form, "edition": edition}
    return render(request, "reports/change.html", context, status=422 if form.errors else 200)


def _check(staff: Staff, edition: Edition) -> None:
    asked = actions.ask_to_freeze(edition=edition, by=Actor.staff(staff.pk), at=clock.now(), checks_only=True)
    tasks.queue_freezing(asked)


@login_required
@require_POST
def check(request: HttpRequest, number: int) -> HttpResponse:
    """Look again at what a draft lacks."""
    staff = staff_of(request)
    edition = edition_or_404(number)
    see(may_freeze(staff, edition))
    _check(staff, edition)
    return redirect("reports:work", number)


@login_required
@require_POST
def freeze(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for the freezing; the page shows how far it is."""
    staff = staff_of(request)
    edition = edition_or_404(number)
    see(may_freeze(staff, edition))
    form = SubmissionForm(request.POST)
    submission = form.cleaned_data["submission"] if form.is_valid() else None
    asked = actions.ask_to_freeze(
        edition=edition, by=Actor.staff(staff.pk), at=clock.now(), submission=submission
    )
    tasks.queue_freezing(asked)
    return redirect("reports:work", number)
