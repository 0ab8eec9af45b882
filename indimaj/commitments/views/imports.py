"""A document is read, and a person goes through what it proposes: by keys, by hundreds, with the last step undone."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indimaj.design import conflicts
from indimaj.design.wording import number_text
from indimaj.directory.enums import Theme
from indimaj.directory.models import Staff
from indimaj.ports import clock

from .. import actions, queries, words
from ..enums import CommitmentKind, ProposalState, StepKind
from ..forms import ImportForm, ProposalForm
from ..models import ImportBatch, ImportStep, Proposal
from ..permissions import may_confirm, may_import
from .door import actor, batch_or_404, log, see, staff_of, version_or_404

VERBS = {
    "confirm": ProposalState.CONFIRMED,
    "drop": ProposalState.DROPPED,
    "back": ProposalState.PROPOSED,
}


@login_required
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have a version read."""
    staff = staff_of(request)
    version = version_or_404(pk)
    purpose = see(may_import(staff, version))
    first = {"kind": CommitmentKind.RECOMMENDATION, "raised_on": version.document.published_on}
    form = ImportForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            batch = actions.open_import(version=version, by=actor(staff), at=clock.now(), **form.cleaned_data)
            return redirect("commitments:batch", batch.pk)
        except actions.NothingFound:
            form.add_error(
                "style", _("Nothing was found that is set out like this. Choose another way to read it.")
            )
        except actions.NotOurLanguage:
            form.add_error(None, _("Texts are kept in Arabic, French and English."))
    log(staff, purpose, "document_version", version.pk)
    context = {"form": form, "version": version, "title": words.title_text(version.document.title)}
    return render(request, "commitments/import.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What an import proposes: those that wait, or those that were confirmed or left out."""
    staff = staff_of(request)
    one = batch_or_404(staff, pk)
    state = request.GET.get("state", "")
    state = state if state in ProposalState.values else ProposalState.PROPOSED.value
    number = _page(request.GET.get("page", ""))
    rows, more = queries.proposals(one, state, number)
    log(staff, see(may_confirm(staff, one)), "import", one.pk, count=len(rows))
    counts = queries.counts_of(one)
    decided = counts[ProposalState.CONFIRMED] + counts[ProposalState.DROPPED]
    context = {
        "batch": one,
        "title": words.title_text(one.document_version.document.title),
        "rows": [_row(one, each) for each in rows],
        "state": state,
        "states": [
            {"code": code, "label": label, "number": counts[code], "current": code == state}
            for code, label in ProposalState.choices
        ],
        "waiting": counts[ProposalState.PROPOSED],
        "done": decided,
        "total": decided + counts[ProposalState.PROPOSED],
        "older": f"?state={state}&page={number + 1}" if more else "",
        "newer": f"?state={state}&page={number - 1}" if number > 1 else "",
        "page": number,
        "undo": _undoable(queries.last_step(one)),
        "themes": Theme.choices,
        "kinds": CommitmentKind.choices,
    }
    return render(request, "commitments/batch.html", context)


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 5 and int(text) else 1


def _row(of: ImportBatch, one: Proposal) -> dict[str, Any]:
    named = [words.sponsor(name, country) for name, country in one.sponsors]
    return {
        "one": one,
        "kind": CommitmentKind(one.kind).label,
        "kind_differs": one.kind != of.kind,
        "sponsors": named[: words.MOST_SPONSORS],
        "more_sponsors": max(len(named) - words.MOST_SPONSORS, 0),
        "position": words.position_tag(one.position),
        "themes": words.themes(one.themes),
    }


def _undoable(step: ImportStep | None) -> str:
    if step is None:
        return ""
    number = number_text(len(step.changed))
    return {
        StepKind.CONFIRM: _("Undo: %(number)s confirmed") % {"number": number},
        StepKind.DROP: _("Undo: %(number)s left out") % {"number": number},
        StepKind.CHANGE: _("Undo: %(number)s changed") % {"number": number},
    }[StepKind(step.kind)]


@login_required
@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirm, leave out or put back one proposal (its own button), those that are ticked, or all that wait."""
    staff = staff_of(request)
    one = batch_or_404(staff, pk)
    try:
        _decide(request, staff, one)
    except actions.Stale:
        return _told(one) if _wants_json(request) else conflicts.conflict(request)
    return _told(one) if _wants_json(request) else redirect(_back_to(request, one))


def _decide(request: HttpRequest, staff: Staff, one: ImportBatch) -> None:
    by, at = actor(staff), clock.now()
    for verb, state in VERBS.items():
        if value := request.POST.get(verb):
            actions.decide(batch=one, proposals=_chosen(request, one, value), to=state, by=by, at=at)
            return
    theme, kind = request.POST.get("theme", ""), request.POST.get("kind", "")
    ticked = _chosen(request, one, "ticked")
    if "add_theme" in request.POST and theme in Theme.values:
        actions.change_proposals(batch=one, proposals=ticked, add_theme=theme, by=by, at=at)
    elif "set_kind" in request.POST and kind in CommitmentKind.values:
        actions.change_proposals(batch=one, proposals=ticked, kind=kind, by=by, at=at)


def _chosen(request: HttpRequest, one: ImportBatch, value: str) -> list[UUID]:
    """`all` is every proposal that waits; `ticked` and `shown` those whose boxes came along; else the one named."""
    if value == "all":
        return queries.waiting_ids(one)
    named = (
        request.POST.getlist("shown" if value == "shown" else "ticked")
        if value in ("ticked", "shown")
        else [value]
    )
    try:
        return [UUID(each) for each in named[: queries.COUNT_LIMIT]]
    except ValueError:
        raise Http404 from None


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _told(one: ImportBatch) -> HttpResponse:
    """For the script of the page: what the line of progress says now, and what an undo would take back."""
    counts = queries.counts_of(one)
    waiting = counts[ProposalState.PROPOSED]
    return JsonResponse(
        {
            "waiting": waiting,
            "done": sum(counts.values()) - waiting,
            "says": _("%(number)s wait") % {"number": number_text(waiting)},
            "undo": _undoable(queries.last_step(one)),
        }
    )


def _back_to(request: HttpRequest, one: ImportBatch) -> str:
    state = request.POST.get("state", "")
    address = reverse("commitments:batch", args=[one.pk])
    if state in ProposalState.values and state != ProposalState.PROPOSED:
        return f"{address}?state={state}"
    return address


@login_required
@require_POST
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the last step back."""
    staff = staff_of(request)
    one = batch_or_404(staff, pk)
    step = actions.undo(batch=one, by=actor(staff), at=clock.now())
    return redirect(_back_to(request, one) if step is None else _back_to_first(request, one, step))


def _back_to_first(request: HttpRequest, one: ImportBatch, step: ImportStep) -> str:
    """The page on which the first proposal of a step waits again, at that proposal."""
    address, found = _back_to(request, one), queries.waits_at(one, UUID(step.changed[0][0]))
    if "?" in address or found is None:
        return address
    return f"{address}?page={found.page}#n{found.number}"


@login_required
def proposal(request: HttpRequest, pk: UUID, proposal: UUID) -> HttpResponse:
    """Correct a proposal before it is confirmed, beside the words of the document."""
    staff = staff_of(request)
    one = batch_or_404(staff, pk)
    found = queries.proposal_of(one, proposal)
    if found is None or found.state != ProposalState.PROPOSED:
        raise Http404
    form = ProposalForm(request.POST or None, found)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            actions.change_proposals(
                batch=one,
                proposals=[found.pk],
                version=data.pop("version"),
                by=actor(staff),
                at=clock.now(),
                **data,
            )
        except actions.Stale:
            return conflicts.conflict(request, form)
        return redirect("commitments:batch", one.pk)
    log(staff, see(may_confirm(staff, one)), "proposal", found.pk)
    text = one.document_version.text
    context = {
        "batch": one,
        "row": _row(one, found),
        "form": form,
        "before": text[max(found.start - 160, 0) : found.start],
        "quote": text[found.start : found.end],
        "after": text[found.end : found.end + 80],
        "language": one.document_version.language,
    }
    return render(request, "commitments/proposal.html", context, status=422 if form.errors else 200)
