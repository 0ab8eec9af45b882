"""Everything known of a few commitments, to be shown: one load serves the page and the standing on it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from . import carriers, references
from .carriers import Carrier
from .enums import AssignmentRole, EvidenceState, MarkKind, ResponsePosition, Says, Shows
from .models import (
    Action,
    Assignment,
    Declaration,
    Evidence,
    EvidenceMark,
    Milestone,
    PolicyLink,
    Response,
    TraceSearch,
)
from .rows import end_of
from .status import (
    ActionRows,
    ActionStanding,
    Asked,
    CommitmentRows,
    Proof,
    Said,
    Standing,
    action_standing,
    standing,
)

ROLES = list(AssignmentRole)


@dataclass(frozen=True)
class Shown:
    """A piece of evidence with its state on the day, the last word on it, and where it leads."""

    evidence: Evidence
    proof: Proof
    state: EvidenceState
    reference: references.Reference | None
    mark: EvidenceMark | None = None


@dataclass(frozen=True)
class Acting:
    """An action with where it stands."""

    action: Action
    standing: ActionStanding
    rows: ActionRows


@dataclass
class Dossier:
    """What is known of one commitment."""

    asked: list[Assignment] = field(default_factory=list)
    acting: list[Acting] = field(default_factory=list)
    evidence: list[Shown] = field(default_factory=list)
    searches: list[TraceSearch] = field(default_factory=list)
    carriers: list[Carrier] = field(default_factory=list)
    standing: Standing | None = None


def load(commitments: Sequence[UUID], on: date) -> dict[UUID, Dossier]:
    """The dossiers of a few commitments, with where each stands on a day."""
    found = {key: Dossier() for key in commitments}
    for assignment in assignments(Q(commitment__in=commitments)):
        found[assignment.commitment_id].asked.append(assignment)
    through = Action.commitments.through.objects.filter(commitment__in=commitments)
    pairs = list(through.select_related("action__body", "action__place").order_by("-action__listed_on", "pk"))
    actions = {pair.action_id: pair.action for pair in pairs}
    shown = evidence_of(Q(commitment__in=commitments) | Q(action__in=list(actions)), on)
    acting = {one.action.pk: one for one in acting_on(list(actions.values()), shown, on)}
    for pair in pairs:
        found[pair.commitment_id].acting.append(acting[pair.action_id])
    for search in TraceSearch.objects.filter(commitment__in=commitments).order_by("-on", "-made_at"):
        found[search.commitment_id].searches.append(search)
    links = list(PolicyLink.objects.filter(commitment__in=commitments).order_by("kind", "key"))
    known = carriers.resolve([(link.kind, link.key) for link in links], on)
    for link in links:
        assert link.commitment_id is not None
        found[link.commitment_id].carriers.append(known[link.kind, link.key])
    for key, one in found.items():
        own = {acted.action.pk for acted in one.acting}
        one.evidence = [
            piece for piece in shown if piece.evidence.commitment_id == key or piece.evidence.action_id in own
        ]
        one.standing = standing(_rows(key, one, on), on)
    return found


def assignments(of: Q) -> "list[Assignment]":
    """Assignments in order of role, each with its answers, the last first."""
    answers = Response.objects.select_related("other_body").order_by("-given_at")
    rows = Assignment.objects.filter(of).select_related("body").order_by("held_from", "body")
    found = list(rows.prefetch_related(Prefetch("responses", queryset=answers)))
    return sorted(found, key=lambda one: ROLES.index(AssignmentRole(one.role)))


def evidence_of(of: Q, on: date) -> list[Shown]:
    """Evidence with the state of each piece, newest first."""
    made = EvidenceMark.objects.filter(evidence=OuterRef("pk"), made_at__lt=end_of(on))
    last = made.order_by("-pk").values("pk")[:1]
    rows: list[Any] = list(
        Evidence.objects.filter(of)
        .select_related("response__assignment", "milestone", "action")
        .annotate(last_mark=Subquery(last))
        .order_by("-valid_from", "-added_at")
    )
    keys = [row.last_mark for row in rows if row.last_mark]
    marks = EvidenceMark.objects.in_bulk(keys) if keys else {}
    leads = references.find_many({(row.kind, row.reference) for row in rows})
    found = []
    for row in rows:
        mark = marks.get(row.last_mark)
        proof = Proof(
            row.pk, Shows(row.shows), row.valid_from, row.valid_until,
            MarkKind(mark.kind) if mark else None, _day(mark.made_at) if mark else None, row.milestone_id,
        )  # fmt: skip
        found.append(Shown(row, proof, proof.state(on), leads.get((row.kind, row.reference)), mark))
    return found


def acting_on(actions: Sequence[Action], shown: Iterable[Shown], on: date) -> list[Acting]:
    """Actions with where they stand; their steps and declarations stay on them."""
    proofs: dict[UUID, list[Proof]] = defaultdict(list)
    for piece in shown:
        if piece.evidence.action_id is not None:
            proofs[piece.evidence.action_id].append(piece.proof)
    steps: dict[UUID, list[Milestone]] = defaultdict(list)
    said: dict[UUID, list[Declaration]] = defaultdict(list)
    keys = [one.pk for one in actions]
    for step in Milestone.objects.filter(action__in=keys).order_by("action", "position") if keys else ():
        steps[step.action_id].append(step)
    for one in Declaration.objects.filter(action__in=keys).order_by("action", "declared_at") if keys else ():
        said[one.action_id].append(one)
    found = []
    for action in actions:
        action.known_steps, action.known_words = steps[action.pk], said[action.pk]  # type: ignore[attr-defined]
        rows = ActionRows(
            action.pk, action.listed_on, action.due_on,
            tuple((step.pk, step.due_on) for step in steps[action.pk]),
            tuple(Said(Says(one.says), one.on, one.milestone_id) for one in said[action.pk] if one.on <= on),
            tuple(proofs[action.pk]),
        )  # fmt: skip
        found.append(Acting(action, action_standing(rows, on), rows))
    return found


def _rows(key: UUID, one: Dossier, on: date) -> CommitmentRows:
    asked = [
        _asked(assignment, on)
        for assignment in one.asked
        if assignment.answer_due_on is not None
        and assignment.held_from <= on
        and (assignment.held_until is None or assignment.held_until >= on)
    ]
    searched = [search.on for search in one.searches if search.on <= on]
    return CommitmentRows(
        asked=tuple(asked),
        actions=tuple(acted.rows for acted in one.acting),
        proofs=tuple(piece.proof for piece in one.evidence if piece.evidence.commitment_id == key),
        searched_on=max(searched, default=None),
    )


def _asked(assignment: Assignment, on: date) -> Asked:
    assert assignment.answer_due_on is not None
    last = next((answer for answer in assignment.responses.all() if answer.on <= on), None)
    return Asked(
        assignment.pk, assignment.body_id, AssignmentRole(assignment.role), assignment.held_from,
        assignment.answer_due_on, ResponsePosition(last.position) if last else None, last.on if last else None,
    )  # fmt: skip


def _day(at: datetime) -> date:
    return timezone.localdate(at)
