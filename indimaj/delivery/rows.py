"""What the standings are derived from, for many commitments or actions at once, in one question."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from indimaj.ports import united

from .enums import AssignmentRole, MarkKind, ResponsePosition, Says, Shows
from .models import Action, Assignment, Declaration, Evidence, EvidenceMark, Milestone, TraceSearch
from .status import ActionRows, Asked, CommitmentRows, Proof, Said

# So many ids go into one part of a question: a database takes no more than some tens of thousands of values.
CHUNK = 1000
LAST = ("kind", "made_at")


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
        due = dict(Action.objects.filter(pk__in=chunk).values_list("pk", "due_on"))
        read = united.tell(_of_actions(chunk, on)) if due else {}
        found |= _actions(due, read, on)
    return found


def _some_commitments(keys: list[UUID], on: date) -> dict[UUID, CommitmentRows]:
    pairs = Action.commitments.through.objects.filter(commitment__in=keys)
    columns = {"commitment": F("commitment_id"), "action": F("action_id")}
    dated = {"due": F("action__due_on")}
    searches = TraceSearch.objects.filter(commitment__in=keys, on__lte=on)
    read = united.tell(
        {
            "asked": _asked_on(keys, on),
            "pairs": (pairs, columns | dated),
            "searched": (searches, {"commitment": F("commitment_id"), "on": F("on")}),
            "own proofs": _proofs(Evidence.objects.filter(commitment__in=keys), on),
            **_of_actions(pairs.values("action"), on),
        }
    )
    asked, searched = _asked(read["asked"], on), _searched(read["searched"])
    carried: dict[UUID, list[UUID]] = defaultdict(list)
    due: dict[UUID, date | None] = {}
    for pair in read["pairs"]:
        action = UUID(pair["action"])
        carried[UUID(pair["commitment"])].append(action)
        due[action] = _day(pair["due"])
    about, actions = _by(read["own proofs"], "commitment"), _actions(due, read, on)
    return {
        key: CommitmentRows(
            asked=tuple(asked.get(key, ())),
            actions=tuple(actions[action] for action in sorted(carried.get(key, ()))),
            proofs=tuple(_proof(one) for one in about.get(key, ())),
            searched_on=searched.get(key),
        )
        for key in keys
    }


def _asked_on(keys: list[UUID], on: date) -> united.Part:
    """Who owed an answer on that day, with each answer that they gave."""
    held = Q(held_until=None) | Q(held_until__gte=on)
    rows = Assignment.objects.answering().filter(held, commitment__in=keys, held_from__lte=on)
    return rows, {
        "commitment": F("commitment_id"), "key": F("pk"), "body": F("body_id"), "role": F("role"),
        "since": F("held_from"), "due": F("answer_due_on"), "position": F("responses__position"),
        "on": F("responses__on"), "at": F("responses__given_at"),
    }  # fmt: skip


def _asked(rows: list[dict[str, Any]], on: date) -> dict[UUID, list[Asked]]:
    """Each with the last answer that they had given by that day."""
    found: dict[UUID, dict[UUID, Asked]] = defaultdict(dict)
    for one in sorted(rows, key=lambda one: (one["role"], one["body"], one["at"] or "")):
        commitment, key, answered_on = UUID(one["commitment"]), UUID(one["key"]), _day(one["on"])
        known = answered_on is not None and answered_on <= on
        if known or key not in found[commitment]:
            found[commitment][key] = Asked(
                key, one["body"], AssignmentRole(one["role"]), date.fromisoformat(one["since"]),
                date.fromisoformat(one["due"]), ResponsePosition(one["position"]) if known else None,
                answered_on if known else None,
            )  # fmt: skip
    return {commitment: list(bodies.values()) for commitment, bodies in found.items()}


def _of_actions(actions: Any, on: date) -> dict[str, united.Part]:
    """The steps of actions, what was said of them by a day, and their evidence."""
    said = Declaration.objects.filter(action__in=actions, on__lte=on)
    words = {"says": F("says"), "on": F("on"), "milestone": F("milestone_id"), "at": F("declared_at")}
    return {
        "steps": (
            Milestone.objects.filter(action__in=actions),
            {"action": F("action_id"), "key": F("pk"), "due": F("due_on"), "position": F("position")},
        ),
        "said": (said, {"action": F("action_id"), **words}),
        "proofs": _proofs(Evidence.objects.filter(action__in=actions), on),
    }


def _proofs(evidence: "QuerySet[Evidence]", on: date) -> united.Part:
    """Pieces of evidence, each with the last word on it."""
    last = EvidenceMark.objects.filter(evidence=OuterRef("pk"), made_at__lt=end_of(on)).order_by("-pk")[:1]
    marked = {f"mark_{name}": Subquery(last.values(name)) for name in LAST}
    return evidence, {
        "commitment": F("commitment_id"), "action": F("action_id"), "milestone": F("milestone_id"), "key": F("pk"),
        "shows": F("shows"), "since": F("valid_from"), "until": F("valid_until"), **marked,
    }  # fmt: skip


def _proof(one: Mapping[str, Any]) -> Proof:
    mark, marked_at = one["mark_kind"], one["mark_made_at"]
    return Proof(
        UUID(one["key"]), Shows(one["shows"]), date.fromisoformat(one["since"]), _day(one["until"]),
        MarkKind(mark) if mark else None, timezone.localdate(united.moment(marked_at)) if marked_at else None,
        _key(one["milestone"]),
    )  # fmt: skip


def _actions(
    due: Mapping[UUID, date | None], read: Mapping[str, list[dict[str, Any]]], on: date
) -> dict[UUID, ActionRows]:
    steps = _by(sorted(read.get("steps", ()), key=lambda one: one["position"]))
    said = _by(sorted(read.get("said", ()), key=lambda one: one["at"]))
    proofs = _by(read.get("proofs", ()))
    return {
        key: ActionRows(
            key, due_on,
            tuple((UUID(one["key"]), _day(one["due"])) for one in steps.get(key, ())),
            tuple(
                Said(Says(one["says"]), date.fromisoformat(one["on"]), _key(one["milestone"]))
                for one in said.get(key, ())
            ),
            tuple(_proof(one) for one in proofs.get(key, ())),
        )
        for key, due_on in due.items()
    }  # fmt: skip


def _by(rows: Iterable[dict[str, Any]], column: str = "action") -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for one in rows:
        found[UUID(one[column])].append(one)
    return found


def _searched(rows: list[dict[str, Any]]) -> dict[UUID, date]:
    """The last day of each."""
    return {
        UUID(one["commitment"]): date.fromisoformat(one["on"])
        for one in sorted(rows, key=lambda one: one["on"])
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _key(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def end_of(on: date) -> datetime:
    """The moment at which a day is over."""
    return datetime.combine(on + timedelta(days=1), time.min, tzinfo=timezone.get_default_timezone())
