"""The desk of who keeps commitments: imports, next dates, a new one, a correction."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from indimaj.design import conflicts
from indimaj.ports import clock

from .. import actions, queries, words
from ..drafts import Draft
from ..enums import CommitmentKind
from ..forms import CommitmentForm
from ..permissions import may_change_commitment, may_keep_commitments, may_restore_commitment
from .door import actor, commitment_or_404, log, see, staff_of


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Imports that wait, and the commitments whose next date comes first."""
    staff = staff_of(request)
    purpose = see(may_keep_commitments(staff))
    batches, due, today = queries.batches(), queries.due_soon(clock.today()), clock.today()
    log(staff, purpose, "commitments_desk", count=len(batches) + len(due))
    context = {
        "batches": batches,
        "versions": queries.versions_to_read(),
        "due": [
            {
                "one": one,
                "kind": CommitmentKind(one.kind).label,
                "late": one.next_date and one.next_date < today,
            }
            for one in due
        ],
        "without": queries.without_next_date(),
    }
    return render(request, "commitments/desk.html", context)


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Write a commitment of which there is no document here."""
    staff = staff_of(request)
    see(may_keep_commitments(staff))
    form = CommitmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        draft = Draft(submission=form.cleaned_data["submission"], **form.changes())
        made = actions.record(draft=draft, by=actor(staff), at=clock.now())
        return redirect("commitments:commitment", made.key)
    context = {"form": form, "one": None}
    return render(request, "commitments/edit.html", context, status=422 if form.errors else 200)


@login_required
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Correct a commitment; one that was taken back is shown with the button that restores it."""
    staff = staff_of(request)
    one = commitment_or_404(staff, key)
    purpose = see(may_keep_commitments(staff))
    form = CommitmentForm(request.POST or None, of=one)
    if request.method == "POST" and may_change_commitment(staff, one) and form.is_valid():
        try:
            actions.change(
                commitment=one,
                version=form.cleaned_data["version"],
                by=actor(staff),
                at=clock.now(),
                **form.changes(),
            )
        except actions.Stale:
            return conflicts.conflict(request, form)
        return redirect("commitments:commitment", one.key)
    log(staff, purpose, "commitment", one.pk)
    context = {
        "form": form,
        "one": one,
        "title": words.title_text(one.title),
        "stands": bool(may_change_commitment(staff, one)),
    }
    return render(request, "commitments/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Take a commitment back."""
    staff = staff_of(request)
    one = commitment_or_404(staff, key)
    see(may_change_commitment(staff, one))
    actions.withdraw(commitment=one, by=actor(staff), at=clock.now())
    return redirect("commitments:edit", one.key)


@login_required
@require_POST
def restore(request: HttpRequest, key: str) -> HttpResponse:
    """Let it stand again."""
    staff = staff_of(request)
    one = commitment_or_404(staff, key)
    see(may_restore_commitment(staff, one))
    actions.restore(commitment=one, by=actor(staff), at=clock.now())
    return redirect("commitments:commitment", one.key)
