"""Evidence at the desk: added by whoever claims, contested and upheld by the ministry, taken back."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indimaj.commitments.models import Commitment
from indimaj.directory.models import Staff
from indimaj.directory.permissions import Answer
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, permissions
from ..actions.proving import Claimed
from ..enums import Claim
from ..forms import EvidenceForm, ReasonForm, said
from ..models import Action, Evidence, Milestone, Response
from .door import form_page, moved_on, see, staff_of, written


@login_required
def prove(request: HttpRequest, claim: str, pk: UUID) -> HttpResponse:
    """Add a piece of evidence of a kind that fits."""
    staff = staff_of(request)
    claimed = _claimed(claim, pk)
    see(permissions.may_prove(staff, claim, _body(claimed)))
    form = EvidenceForm(request.POST or None, kinds=actions.fitting(claimed))
    back = _back(claimed, staff)
    if form.is_valid():
        try:
            actions.add_evidence(
                claimed=claimed, says=said(form.cleaned_data["says"]), by=Actor.staff(staff.pk), at=clock.now(),
                **written(form, "kind", "reference", "shows", "valid_from", "valid_until", "submission"),
            )  # fmt: skip
            return redirect(back)
        except actions.NotFitting as fault:
            form.refuse(fault)
    return form_page(
        request, form, title=_("Add evidence"), submit=_("Add this evidence"), back=back,
        about={"title": _title(claimed)},
        notice=_("Evidence is published. It is never changed: it can be contested, upheld or taken back."),
    )  # fmt: skip


def _claimed(claim: str, pk: UUID) -> Claimed:
    found: Claimed | None = None
    if claim == Claim.COMMITMENT:
        found = Commitment.objects.standing().filter(pk=pk).first()
    elif claim == Claim.RESPONSE:
        found = Response.objects.select_related("assignment__commitment").filter(pk=pk).first()
    elif claim == Claim.ACTION:
        found = Action.objects.filter(pk=pk).first()
    elif claim == Claim.MILESTONE:
        found = Milestone.objects.select_related("action").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _body(claimed: Claimed) -> str | None:
    if isinstance(claimed, Response):
        return claimed.assignment.body_id
    if isinstance(claimed, Milestone):
        return claimed.action.body_id
    return claimed.body_id if isinstance(claimed, Action) else None


def _title(claimed: Claimed) -> Any:
    return claimed.assignment.commitment.title if isinstance(claimed, Response) else claimed.title


def _back(claimed: Claimed, staff: Staff) -> str:
    if isinstance(claimed, Milestone):
        return reverse("delivery:desk_action", args=[claimed.action.key])
    if isinstance(claimed, Action):
        return reverse("delivery:desk_action", args=[claimed.key])
    if isinstance(claimed, Response) and not permissions.may_steer(staff):
        return reverse("delivery:answer", args=[claimed.assignment_id])
    key = claimed.assignment.commitment.key if isinstance(claimed, Response) else claimed.key
    return reverse("delivery:one", args=[key])


VERBS = {
    "contest": (actions.contest, permissions.may_contest, gettext_lazy("Contest this evidence")),
    "uphold": (actions.uphold, permissions.may_contest, gettext_lazy("Uphold this evidence")),
    "withdraw": (actions.withdraw, permissions.may_withdraw, gettext_lazy("Take this evidence back")),
}


@login_required
def mark(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Contest, uphold or take back a piece of evidence, with the reason."""
    staff = staff_of(request)
    found = Evidence.objects.select_related(
        "action", "commitment", "milestone__action", "response__assignment__commitment"
    )
    evidence = found.filter(pk=pk).first()
    if evidence is None or verb not in VERBS:
        raise Http404
    act, may, title = VERBS[verb]
    answer: Answer = may(staff, evidence)
    see(answer)
    back = _back(_claim_of(evidence), staff)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            act(
                evidence=evidence, reason=said(form.cleaned_data["reason"]), by=Actor.staff(staff.pk),
                at=clock.now(), submission=form.cleaned_data["submission"],
            )  # fmt: skip
            return redirect(back)
        except actions.Stale:
            return moved_on(request, form)
        except actions.NotFitting as fault:
            form.refuse(fault)
    about = {"title": evidence.says or None, "reference": evidence.reference}
    return form_page(request, form, title=title, submit=title, back=back, about=about)


def _claim_of(evidence: Evidence) -> Claimed:
    claimed = evidence.milestone or evidence.action or evidence.response or evidence.commitment
    assert claimed is not None
    return claimed
