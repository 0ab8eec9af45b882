"""Evidence is added, contested, upheld and taken back; what carries a commitment out is named."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from indimaj.commitments.models import Commitment
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words

from .. import carriers, references
from ..enums import PROVES, PROVES_WORDS, Claim, EvidenceKind, MarkKind
from ..models import Action, Evidence, EvidenceMark, Milestone, PolicyLink, Response
from ..permissions import may_carry, may_contest, may_prove, may_withdraw
from ..translations import lacking
from .writing import NotFitting, Stale, note, staff_of

# What can be said of a piece of evidence after the last word on it. Nothing comes after it is taken back.
FOLLOWS: dict[str | None, tuple[MarkKind, ...]] = {
    None: (MarkKind.CONTESTED, MarkKind.WITHDRAWN),
    MarkKind.CONTESTED: (MarkKind.UPHELD, MarkKind.WITHDRAWN),
    MarkKind.UPHELD: (MarkKind.CONTESTED, MarkKind.WITHDRAWN),
    MarkKind.WITHDRAWN: (),
}
Claimed = Commitment | Response | Action | Milestone


def fitting(claimed: Claimed) -> tuple[EvidenceKind, ...]:
    """The kinds of evidence that can prove a claim."""
    if isinstance(claimed, Milestone):
        return PROVES[claimed.action.nature]
    return PROVES[claimed.nature] if isinstance(claimed, Action) else PROVES_WORDS


@transaction.atomic
def add_evidence(
    *,
    claimed: Claimed,
    kind: str,
    shows: str,
    reference: str,
    says: Words,
    by: Actor,
    at: datetime,
    valid_from: date | None = None,
    valid_until: date | None = None,
    is_invented: bool = False,
    submission: UUID | None = None,
) -> Evidence:
    """Prove a claim. Raises NotFitting where the kind cannot prove it or the reference leads nowhere.

    A rule counts as long as it is in force, whatever was typed.
    """
    submission = submission or uuid4()
    claim, columns, subject, body = _of(claimed)
    staff, purpose = staff_of(by), ""
    if staff:
        purpose = ensure(may_prove(staff, claim, body)).purpose
    if there := Evidence.objects.filter(submission=submission).first():
        return there
    if kind not in fitting(claimed):
        raise NotFitting("kind_cannot_prove", "kind")
    found = references.find(kind, reference.strip())
    if found is None:
        raise NotFitting("leads_nowhere", "reference")
    if found.valid_from is not None:
        valid_from, valid_until = found.valid_from, found.valid_until
    since = valid_from or timezone.localdate(at)
    if valid_until is not None and valid_until < since:
        raise NotFitting("ends_before", "valid_until")
    added = Evidence.objects.create(
        claim=claim,
        kind=kind,
        shows=shows,
        reference=found.reference,
        says=says,
        to_translate=lacking(says),
        valid_from=since,
        valid_until=valid_until,
        is_invented=is_invented,
        added_at=at,
        added_by=staff,
        submission=submission,
        **columns,
    )
    note(
        "evidence_added", subject, by, at, purpose,
        evidence=str(added.pk), claim=str(claim), kind=str(kind), shows=str(shows),
    )  # fmt: skip
    return added


def _of(claimed: Claimed) -> tuple[Claim, dict[str, object], UUID, str | None]:
    """The claim, its columns, the subject of its ledger line, and the body whose claim it is."""
    if isinstance(claimed, Commitment):
        return Claim.COMMITMENT, {"commitment": claimed}, claimed.pk, None
    if isinstance(claimed, Response):
        asked = claimed.assignment
        columns = {"commitment_id": asked.commitment_id, "response": claimed}
        return Claim.RESPONSE, columns, asked.commitment_id, asked.body_id
    if isinstance(claimed, Milestone):
        columns = {"action_id": claimed.action_id, "milestone": claimed}
        return Claim.MILESTONE, columns, claimed.action_id, claimed.action.body_id
    return Claim.ACTION, {"action": claimed}, claimed.pk, claimed.body_id


@transaction.atomic
def contest(
    *, evidence: Evidence, reason: Words, by: Actor, at: datetime, submission: UUID | None = None
) -> EvidenceMark:
    """Say why a piece of evidence does not hold; it counts no more until it is upheld. Raises Stale."""
    return _mark(evidence, MarkKind.CONTESTED, reason, by, at, submission)


@transaction.atomic
def uphold(
    *, evidence: Evidence, reason: Words, by: Actor, at: datetime, submission: UUID | None = None
) -> EvidenceMark:
    """Say why a piece of evidence that was contested holds after all. Raises Stale."""
    return _mark(evidence, MarkKind.UPHELD, reason, by, at, submission)


@transaction.atomic
def withdraw(
    *, evidence: Evidence, reason: Words, by: Actor, at: datetime, submission: UUID | None = None
) -> EvidenceMark:
    """Take a piece of evidence back, for good. Raises Stale."""
    return _mark(evidence, MarkKind.WITHDRAWN, reason, by, at, submission)


def _mark(
    evidence: Evidence, kind: MarkKind, reason: Words, by: Actor, at: datetime, submission: UUID | None
) -> EvidenceMark:
    if submission and (there := EvidenceMark.objects.filter(submission=submission).first()):
        return there
    held = Evidence.objects.select_for_update(of=("self",)).select_related("action", "response__assignment")
    current = held.get(pk=evidence.pk)
    staff, purpose = staff_of(by), ""
    if staff:
        may = may_withdraw if kind == MarkKind.WITHDRAWN else may_contest
        purpose = ensure(may(staff, current)).purpose
    last = current.marks.order_by("-pk").values_list("kind", flat=True).first()
    if kind not in FOLLOWS[last]:
        raise Stale
    if not reason:
        raise NotFitting("reason_missing", "reason")
    mark = EvidenceMark.objects.create(
        evidence=current,
        kind=kind,
        reason=reason,
        to_translate=lacking(reason),
        made_at=at,
        made_by=staff,
        submission=submission or uuid4(),
    )
    subject = current.action_id or current.commitment_id
    assert subject is not None
    note(f"evidence_{kind}", subject, by, at, purpose, evidence=str(current.pk))
    return mark


@transaction.atomic
def carry(*, thing: Commitment | Action, kind: str, key: str, by: Actor, at: datetime) -> PolicyLink:
    """Name what carries a commitment or an action out in the running system. Raises NotFitting where it is not there."""
    staff = staff_of(by)
    if staff:
        ensure(may_carry(staff))
    if not carriers.is_there(kind, key):
        raise NotFitting("carries_nothing", "key")
    column = "commitment" if isinstance(thing, Commitment) else "action"
    link, new = PolicyLink.objects.get_or_create(
        **{column: thing}, kind=kind, key=key, defaults={"made_at": at, "made_by": staff}
    )
    if new:
        note("carrier_named", thing.pk, by, at, kind=str(kind), key=key)
    return link
