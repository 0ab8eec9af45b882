"""What the standings are derived from, for many commitments or actions at once, in a fixed number of questions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, OuterRef, Q, Subquery
from django.utils import timezone

from .enums import AssignmentRole, MarkKind, ResponsePosition, Says, Shows
from .models import Action, Assignment, Declaration, Evidence, EvidenceMark, Milestone, TraceSearch
from .status import ActionRows, Asked, CommitmentRows, Proof, Said

# So many ids go into one question: a database takes no more than some tens of thousands of values.
CHUNK = 2000


def of_commitments(commitments: Iterable[UUID], on: date) -> dict[UUID, CommitmentRows]:
    """The rows of each commitment as they stood on a day."""
    keys = list(commitments)
    found: dict[UUID, CommitmentRows] = {}
    for start in range(0, len(keys), CHUNK):
        found |= _some_commitments(keys[start : start + CHUNK], on)
    return found


def of_actions(actions: Iterable[UUID], on: date) -> dict[UUID, ActionRows]:
    """The rows of each action as they stood on a day."""
    keys = list(actions)
    found: dict[UUID, ActionRows] = {}
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        own = Action.objects.filter(pk__in=chunk).values_list("pk", "listed_on", "due_on")
        facts = {key: (listed, due) for key, listed, due in own}
        _about, proofs = _proofs(Q(action__in=chunk), on)
        found |= _actions(facts, proofs, on)
    return found


def _some_commitments(keys: list[UUID], on: date) -> dict[UUID, CommitmentRows]:
    asked = _asked(keys, on)
    carried: dict[UUID, list[UUID]] = defaultdict(list)
    facts: dict[UUID, tuple[date, date | None]] = {}
    through = Action.commitments.through.objects.filter(commitment__in=keys)
    for commitment, action, listed, due in through.values_list(
        "commitment_id", "action_id", "action__listed_on", "action__due_on"
    ):
        carried[commitment].append(action)
        facts[action] = (listed, due)
    about, of_action = _proofs(Q(commitment__in=keys) | Q(action__in=list(facts)), on)
    actions = _actions(facts, of_action, on)
    searched = _searched(keys, on)
    return {
        key: CommitmentRows(
            asked=tuple(asked.get(key, ())),
            actions=tuple(actions[action] for action in sorted(carried.get(key, ()))),
            proofs=tuple(about.get(key, ())),
            searched_on=searched.get(key),
        )
        for key in keys
    }


def _asked(keys: list[UUID], on: date) -> dict[UUID, list[Asked]]:
    """Who owed an answer on that day, with the last answer that they had given; answers come in their order."""
    rows = (
        Assignment.objects.answering()
        .filter(Q(held_until=None) | Q(held_until__gte=on), commitment__in=keys, held_from__lte=on)
        .order_by("commitment", "role", "body", "responses__given_at")
        .values_list(
            "commitment_id", "pk", "body_id", "role", "held_from", "answer_due_on",
            "responses__position", "responses__on",
        )
    )  # fmt: skip
    found: dict[UUID, dict[UUID, Asked]] = defaultdict(dict)
    for commitment, key, body, role, since, due, position, answered_on in rows:
        assert due is not None
        known = answered_on is not None and answered_on <= on
        if known or key not in found[commitment]:
            found[commitment][key] = Asked(
                key, body, AssignmentRole(role), since, due,
                ResponsePosition(position) if known else None, answered_on if known else None,
            )  # fmt: skip
    return {commitment: list(bodies.values()) for commitment, bodies in found.items()}


def _proofs(of: Q, on: date) -> tuple[dict[UUID, list[Proof]], dict[UUID, list[Proof]]]:
    """Evidence by commitment and by action, each piece with the last word on it."""
    made = EvidenceMark.objects.filter(evidence=OuterRef("pk"), made_at__lt=end_of(on))
    last = made.order_by("-pk")[:1]
    rows: Iterable[Any] = (
        Evidence.objects.filter(of)
        .annotate(mark=Subquery(last.values("kind")), marked_at=Subquery(last.values("made_at")))
        .order_by("valid_from", "pk")
        .values_list(
            "commitment_id", "action_id", "milestone_id", "pk", "shows", "valid_from", "valid_until", "mark",
            "marked_at",
        )
    )  # fmt: skip
    by_commitment: dict[UUID, list[Proof]] = defaultdict(list)
    by_action: dict[UUID, list[Proof]] = defaultdict(list)
    for commitment, action, milestone, key, shows, since, until, mark, marked_at in rows:
        marked_on = timezone.localdate(marked_at) if marked_at else None
        said = MarkKind(mark) if mark else None
        proof = Proof(key, Shows(shows), since, until, said, marked_on, milestone)
        if commitment is not None:
            by_commitment[commitment].append(proof)
        else:
            by_action[action].append(proof)
    return by_commitment, by_action


def _actions(
    facts: Mapping[UUID, tuple[date, date | None]], proofs: Mapping[UUID, list[Proof]], on: date
) -> dict[UUID, ActionRows]:
    if not facts:
        return {}
    steps: dict[UUID, list[tuple[UUID, date | None]]] = defaultdict(list)
    own = Milestone.objects.filter(action__in=list(facts)).order_by("action", "position")
    for action, key, due in own.values_list("action_id", "pk", "due_on"):
        steps[action].append((key, due))
    said: dict[UUID, list[Said]] = defaultdict(list)
    declared = Declaration.objects.filter(action__in=list(facts), on__lte=on).order_by(
        "action", "declared_at"
    )
    for action, milestone, says, day in declared.values_list("action_id", "milestone_id", "says", "on"):
        said[action].append(Said(Says(says), day, milestone))
    return {
        key: ActionRows(
            key, listed, due, tuple(steps.get(key, ())), tuple(said.get(key, ())), tuple(proofs.get(key, ()))
        )
        for key, (listed, due) in facts.items()
    }


def end_of(on: date) -> datetime:
    """The moment at which a day is over."""
    return datetime.combine(on + timedelta(days=1), time.min, tzinfo=timezone.get_default_timezone())


def _searched(keys: list[UUID], on: date) -> dict[UUID, date]:
    rows = TraceSearch.objects.filter(commitment__in=keys, on__lte=on)
    return dict(rows.values_list("commitment_id").annotate(last=Max("on")).order_by())
