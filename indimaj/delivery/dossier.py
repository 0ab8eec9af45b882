"""Everything known of a few commitments, to be shown: one load serves the page and the standing on it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from indimaj.directory.models import Body, Place
from indimaj.ports import united

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


def load(commitments: Collection[UUID], on: date) -> dict[UUID, Dossier]:
    """The dossiers of a few commitments, with where each stands on a day; one question, and one for where proofs lead."""
    read = united.fetch(_parts(commitments, on))
    bodies = {body.pk: body for body in read["bodies"]}
    actions = {one.pk: one for one in read["actions"]}
    places = {place.pk: place for place in read["places"]}
    for one in actions.values():
        one.body, one.place = bodies[one.body_id], places[one.place_id]
    steps = {step.pk: step for step in read["steps"]}
    shown = _shown(
        [*read["own evidence"], *read["evidence"]], [*read["own marks"], *read["marks"]], steps, on
    )
    acting = {
        one.action.pk: one for one in _acting(list(actions.values()), shown, read["steps"], read["said"], on)
    }
    found = {key: Dossier() for key in commitments}
    for asked in _asked_in_order(read["asked"], read["answers"], bodies):
        found[asked.commitment_id].asked.append(asked)
    newest = sorted(read["pairs"], key=lambda pair: pair.pk)
    for pair in sorted(newest, key=lambda pair: actions[pair.action_id].listed_on, reverse=True):
        found[pair.commitment_id].acting.append(acting[pair.action_id])
    for search in sorted(read["searches"], key=lambda one: (one.on, one.made_at), reverse=True):
        found[search.commitment_id].searches.append(search)
    links = sorted(read["links"], key=lambda link: (link.kind, link.key))
    known = carriers.resolve([(link.kind, link.key) for link in links], on)
    for link in links:
        found[link.commitment_id].carriers.append(known[link.kind, link.key])
    for key, dossier in found.items():
        own = {acted.action.pk for acted in dossier.acting}
        dossier.evidence = [
            piece for piece in shown if piece.evidence.commitment_id == key or piece.evidence.action_id in own
        ]
        dossier.standing = standing(_rows(key, dossier, on), on)
    return found


def _parts(commitments: Collection[UUID], on: date) -> "dict[str, QuerySet[Any]]":
    """The rows of every table that tell of some commitments; evidence by what it is for, so that each walks its index."""
    keys = list(commitments)
    pairs = Action.commitments.through.objects.filter(commitment__in=keys)
    actions = Action.objects.filter(pk__in=pairs.values("action"))
    asked, of_actions = Assignment.objects.filter(commitment__in=keys), {"action__in": pairs.values("action")}
    answers = Response.objects.filter(assignment__in=asked.values("pk"))
    evidence = {
        "own ": Evidence.objects.filter(commitment__in=keys),
        "": Evidence.objects.filter(**of_actions),
    }
    marks = EvidenceMark.objects.filter(made_at__lt=end_of(on))
    named = asked.values("body").union(
        answers.exclude(other_body=None).values("other_body"), actions.values("body"), all=True
    )
    return {
        "asked": asked,
        "answers": answers,
        "pairs": pairs,
        "actions": actions,
        "bodies": Body.objects.filter(pk__in=named),
        "places": Place.objects.filter(pk__in=actions.values("place")),
        "steps": Milestone.objects.filter(**of_actions),
        "said": Declaration.objects.filter(**of_actions),
        **{f"{whose}evidence": rows for whose, rows in evidence.items()},
        **{f"{whose}marks": marks.filter(evidence__in=rows.values("pk")) for whose, rows in evidence.items()},
        "searches": TraceSearch.objects.filter(commitment__in=keys),
        "links": PolicyLink.objects.filter(commitment__in=keys),
    }


def _asked_in_order(
    rows: Iterable[Assignment], answers: Iterable[Response], bodies: Mapping[str, Body]
) -> list[Assignment]:
    """Assignments in order of role, each with its answers, the last first."""
    given: dict[UUID, list[Response]] = defaultdict(list)
    for answer in sorted(answers, key=lambda one: one.given_at, reverse=True):
        answer.other_body = bodies[answer.other_body_id] if answer.other_body_id else None
        given[answer.assignment_id].append(answer)
    ordered = sorted(
        rows, key=lambda one: (ROLES.index(AssignmentRole(one.role)), one.held_from, one.body_id)
    )
    for one in ordered:
        one.body = bodies[one.body_id]
        one._prefetched_objects_cache = {"responses": given[one.pk]}  # type: ignore[attr-defined]
    return ordered


def evidence_of(action: Action, on: date) -> tuple[list[Shown], Acting]:
    """The evidence of an action with the state of each piece, newest first, and where the action stands."""
    evidence = Evidence.objects.filter(action=action.pk)
    marks = EvidenceMark.objects.filter(made_at__lt=end_of(on), evidence__in=evidence.values("pk"))
    read = united.fetch(
        {
            "evidence": evidence,
            "marks": marks,
            "steps": Milestone.objects.filter(action=action.pk),
            "said": Declaration.objects.filter(action=action.pk),
        }
    )
    shown = _shown(read["evidence"], read["marks"], {step.pk: step for step in read["steps"]}, on)
    return shown, _acting([action], shown, read["steps"], read["said"], on)[0]


def _shown(
    evidence: Iterable[Evidence], marks: Iterable[EvidenceMark], steps: Mapping[UUID, Milestone], on: date
) -> list[Shown]:
    """Evidence with the state of each piece, newest first."""
    last = {mark.evidence_id: mark for mark in sorted(marks, key=lambda one: one.pk)}
    rows = sorted(evidence, key=lambda one: (one.valid_from, one.added_at), reverse=True)
    leads = references.find_many({(row.kind, row.reference) for row in rows})
    found = []
    for row in rows:
        mark = last.get(row.pk)
        row.milestone = steps[row.milestone_id] if row.milestone_id else None
        proof = Proof(
            row.pk, Shows(row.shows), row.valid_from, row.valid_until,
            MarkKind(mark.kind) if mark else None, _day(mark.made_at) if mark else None, row.milestone_id,
        )  # fmt: skip
        found.append(Shown(row, proof, proof.state(on), leads.get((row.kind, row.reference)), mark))
    return found


def _acting(
    actions: Sequence[Action],
    shown: Iterable[Shown],
    steps: Iterable[Milestone],
    said: Iterable[Declaration],
    on: date,
) -> list[Acting]:
    """Actions with where they stand; their steps and declarations stay on them."""
    proofs: dict[UUID, list[Proof]] = defaultdict(list)
    for piece in shown:
        if piece.evidence.action_id is not None:
            proofs[piece.evidence.action_id].append(piece.proof)
    known_steps: dict[UUID, list[Milestone]] = defaultdict(list)
    for step in sorted(steps, key=lambda one: one.position):
        known_steps[step.action_id].append(step)
    words: dict[UUID, list[Declaration]] = defaultdict(list)
    for one in sorted(said, key=lambda one: one.declared_at):
        words[one.action_id].append(one)
    found = []
    for action in actions:
        action.known_steps, action.known_words = known_steps[action.pk], words[action.pk]  # type: ignore[attr-defined]
        rows = ActionRows(
            action.pk, action.due_on,
            tuple((step.pk, step.due_on) for step in known_steps[action.pk]),
            tuple(Said(Says(one.says), one.on, one.milestone_id) for one in words[action.pk] if one.on <= on),
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
