"""The commitments of an edition: where each comes from, who answers, what is done, what shows it, on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from indimaj.commitments.enums import CommitmentKind
from indimaj.commitments.models import Commitment, CommitmentPassage
from indimaj.delivery.enums import AssignmentRole, EvidenceKind, EvidenceState, ResponsePosition, Status
from indimaj.delivery.models import Action, Assignment, Evidence, EvidenceMark, PolicyLink, Response
from indimaj.delivery.rows import end_of
from indimaj.delivery.status import Proof, Standing, status_of
from indimaj.directory.enums import Level, Theme

from .texts import coded, day, names, quoted_or_none, said, text_of

Made = dict[str, Any]
WAITING = (Status.NO_OWNER, Status.SILENT)


def commitments_on(on: date) -> list[Commitment]:
    """What had been said by a day and was not taken back, in the public order."""
    found = Commitment.objects.standing().filter(recorded_at__lt=end_of(on)).select_related("raised_in")
    passages = CommitmentPassage.objects.select_related("passage__version__document").order_by("pk")
    return list(
        found.prefetch_related("themes", "levels", "places", Prefetch("passages", passages)).order_by("rank")
    )


def gather_recommendations(
    commitments: list[Commitment], standings: dict[UUID, Standing], on: date
) -> dict[str, list[Made]]:
    """The commitments by the first of their themes, in the order of themes; those without one under ""."""
    keys = [one.pk for one in commitments]
    parts = _Parts(keys, on)
    found: dict[str, list[Made]] = defaultdict(list)
    for one in commitments:
        found[_theme(one)].append(_recommendation(one, standings[one.pk], parts))
    return found


def standings_on(commitments: Iterable[Commitment], on: date) -> dict[UUID, Standing]:
    """Where they stand."""
    return status_of([one.pk for one in commitments], on)


def statuses(standings: dict[UUID, Standing]) -> list[Made]:
    """How many stand where, in the order of the statuses; those that nobody stands at are left out."""
    found = [one.status for one in standings.values()]
    return [{**coded(status), "count": found.count(status)} for status in Status if found.count(status)]


def gather_unanswered(commitments: list[Commitment], standings: dict[UUID, Standing], on: date) -> list[Made]:
    """What nobody answers for, and each body that is silent, the oldest first."""
    titles = {one.pk: one for one in commitments}
    rows = Assignment.objects.silent(on).filter(commitment__in=titles).select_related("body")
    found = [
        {
            "key": titles[row.commitment_id].key,
            "title": text_of(titles[row.commitment_id].title),
            "body": names(row.body),
            "since": day(row.answer_due_on),
            "what": coded(Status.SILENT),
        }
        for row in rows.order_by("answer_due_on", "pk")
    ]
    return found + [
        {
            "key": one.key,
            "title": text_of(one.title),
            "body": None,
            "since": day(one.raised_on),
            "what": coded(Status.NO_OWNER),
        }
        for one in commitments
        if standings[one.pk].status == Status.NO_OWNER
    ]


def _theme(one: Commitment) -> str:
    own = {row.theme for row in one.themes.all()}
    return next((theme for theme in Theme.values if theme in own), "")


def _recommendation(one: Commitment, standing: Standing, parts: _Parts) -> Made:
    actions = parts.actions[one.pk]
    return {
        "key": one.key,
        "kind": coded(CommitmentKind(one.kind)),
        "title": text_of(one.title),
        "text": text_of(one.text or one.title),
        "places": [names(place) for place in sorted(one.places.all(), key=lambda place: place.code)],
        "levels": [coded(Level(level)) for level in sorted(row.level for row in one.levels.all())],
        "addressed_to": one.addressed_to,
        "raised_on": day(one.raised_on),
        "raised_in": text_of(one.raised_in.title) if one.raised_in else None,
        "next_on": day(one.next_date),
        "passages": [_passage(row) for row in one.passages.all()],
        "status": {
            **coded(standing.status),
            "why": said(lambda: standing.why),
            "since": day(standing.since),
        },
        "owners": [_owner(row, parts) for row in parts.assignments[one.pk]],
        "responses": [_response(row) for row in parts.responses[one.pk]],
        "actions": [_action(action) for action in actions],
        "evidence": [
            _evidence(*found)
            for key in (one.pk, *(action.pk for action in actions))
            for found in parts.evidence[key]
        ],
        "figures": parts.figures[one.pk],
    }


def _passage(row: CommitmentPassage) -> Made:
    version = row.passage.version
    return {
        "id": str(row.passage_id),
        "quote": row.passage.quote,
        "language": version.language,
        "document": text_of(version.document.title),
        "version": str(version.number),
        "place": row.sponsor,
    }


def _owner(row: Assignment, parts: _Parts) -> Made:
    return {
        "body": names(row.body),
        "body_code": row.body_id,
        "role": coded(AssignmentRole(row.role)),
        "accepted_on": parts.accepted.get(row.pk),
    }


def _response(row: Response) -> Made:
    return {
        "body": names(row.assignment.body),
        "position": coded(ResponsePosition(row.position)),
        "reason": quoted_or_none(row.reason),
        "on": day(row.on),
    }


def _action(row: Action) -> Made:
    budget = (
        {"amount": f"{row.budget.normalize():f}", "currency": row.currency}
        if row.budget is not None
        else None
    )
    return {
        "key": row.key,
        "title": quoted_or_none(row.title),
        "body": names(row.body),
        "starts_on": day(row.starts_on),
        "due_on": day(row.due_on),
        "budget": budget,
        "funder": row.funder,
        "funder_body": names(row.funder_body) if row.funder_body else None,
    }


def _evidence(row: Evidence, state: EvidenceState) -> Made:
    return {
        "kind": coded(EvidenceKind(row.kind)),
        "state": coded(state),
        "text": quoted_or_none(row.says),
        "reference": row.reference,
        "source": row.reference if row.reference.startswith(("http://", "https://")) else "",
        "until": day(row.valid_until),
    }


class _Parts:
    """What belongs to many commitments, read in a fixed number of questions."""

    def __init__(self, keys: list[UUID], on: date) -> None:
        self.on = on
        self.assignments: dict[UUID, list[Assignment]] = defaultdict(list)
        self.responses: dict[UUID, list[Response]] = defaultdict(list)
        self.actions: dict[UUID, list[Action]] = defaultdict(list)
        self.evidence: dict[UUID, list[tuple[Evidence, EvidenceState]]] = defaultdict(list)
        self.figures: dict[UUID, list[str]] = defaultdict(list)
        self.accepted: dict[UUID, str | None] = {}
        for start in range(0, len(keys), 2000):
            self._read(keys[start : start + 2000])

    def _read(self, keys: list[UUID]) -> None:
        held = (
            Assignment.objects.held()
            .filter(commitment__in=keys, held_from__lte=self.on)
            .select_related("body")
        )
        for row in held.order_by("commitment", "role", "body"):
            self.assignments[row.commitment_id].append(row)
        given = Response.objects.filter(assignment__commitment__in=keys, on__lte=self.on)
        for answer in given.select_related("assignment__body").order_by("on", "given_at"):
            self.responses[answer.assignment.commitment_id].append(answer)
            if answer.position in (ResponsePosition.ACCEPTS, ResponsePosition.IN_PART):
                self.accepted.setdefault(answer.assignment_id, day(answer.on))
        links = Action.commitments.through.objects.filter(commitment__in=keys).values_list(
            "commitment_id", "action_id"
        )
        linked = list(links)
        found = Action.objects.filter(made_at__lt=end_of(self.on)).select_related("body", "funder_body")
        known = found.in_bulk(list({action for _key, action in linked}))
        for key, action in sorted(linked, key=lambda pair: (str(pair[0]), str(pair[1]))):
            if action in known:
                self.actions[key].append(known[action])
        self._read_evidence(keys, list(known))
        carried = PolicyLink.objects.filter(kind="indicator", commitment__in=keys).order_by(
            "commitment", "key"
        )
        for commitment, code in carried.values_list("commitment_id", "key"):
            if commitment:
                self.figures[commitment].append(code)

    def _read_evidence(self, keys: list[UUID], actions: list[UUID]) -> None:
        rows = [
            *Evidence.objects.filter(commitment__in=keys, added_at__lt=end_of(self.on)),
            *Evidence.objects.filter(action__in=actions, added_at__lt=end_of(self.on)),
        ]
        marks = EvidenceMark.objects.filter(
            evidence__in=[row.pk for row in rows], made_at__lt=end_of(self.on)
        )
        last = {mark.evidence_id: mark for mark in marks.order_by("pk")}
        for row in sorted(rows, key=lambda row: (row.valid_from, str(row.pk))):
            mark = last.get(row.pk)
            said_of = Proof(row.pk, row.shows, row.valid_from, row.valid_until, mark.kind if mark else None)  # type: ignore[arg-type]
            self.evidence[row.commitment_id or row.action_id].append((row, said_of.state(self.on)))  # type: ignore[index]
