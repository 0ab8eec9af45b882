"""Where a commitment and an action stand on a day, derived from rows: a pure function, and the one path to it for lists.

Nothing is above "declared" without valid evidence, and evidence that lapses lowers what stood on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from .enums import (
    ActionStatus,
    AssignmentRole,
    EvidenceState,
    MarkKind,
    ResponsePosition,
    Says,
    Shows,
    Status,
)

LAPSED = (EvidenceState.EXPIRED, EvidenceState.CONTESTED, EvidenceState.WITHDRAWN)


@dataclass(frozen=True)
class Asked:
    """A body that owes an answer, and the last one that it gave."""

    assignment: UUID
    body: str
    role: AssignmentRole
    since: date
    due_on: date
    position: ResponsePosition | None = None
    answered_on: date | None = None


@dataclass(frozen=True)
class Proof:
    """A piece of evidence and what was last said of it."""

    id: UUID
    shows: Shows
    valid_from: date
    valid_until: date | None = None
    mark: MarkKind | None = None
    marked_on: date | None = None
    milestone: UUID | None = None

    def state(self, on: date) -> EvidenceState:
        """Whether it counts on a day."""
        if self.mark == MarkKind.WITHDRAWN:
            return EvidenceState.WITHDRAWN
        if self.mark == MarkKind.CONTESTED:
            return EvidenceState.CONTESTED
        if self.valid_from > on:
            return EvidenceState.NOT_YET
        if self.valid_until is not None and self.valid_until < on:
            return EvidenceState.EXPIRED
        return EvidenceState.VALID

    def changed_on(self, on: date) -> date:
        """The day since when it is in the state of a day."""
        state = self.state(on)
        if state in (EvidenceState.CONTESTED, EvidenceState.WITHDRAWN) and self.marked_on:
            return self.marked_on
        if state == EvidenceState.EXPIRED and self.valid_until:
            return self.valid_until
        return self.valid_from


@dataclass(frozen=True)
class Said:
    """A declaration of the acting body."""

    says: Says
    on: date
    milestone: UUID | None = None


@dataclass(frozen=True)
class ActionRows:
    """What is known of one action. Declarations in the order in which they were made."""

    id: UUID
    due_on: date | None = None
    steps: tuple[tuple[UUID, date | None], ...] = ()
    said: tuple[Said, ...] = ()
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True)
class CommitmentRows:
    """What is known of one commitment."""

    asked: tuple[Asked, ...] = ()
    actions: tuple[ActionRows, ...] = ()
    proofs: tuple[Proof, ...] = ()
    searched_on: date | None = None


class Ground(StrEnum):
    """What a standing rests on; `words.why` says it in the reader's language."""

    OWN_EVIDENCE = "own_evidence"
    ALL_ACTIONS = "all_actions"
    SOME_EVIDENCE = "some_evidence"
    LOST_EVIDENCE = "lost_evidence"
    SEARCH = "search"
    WORD = "word"
    ANSWER = "answer"
    PLAN = "plan"
    REFUSAL = "refusal"
    SILENCE = "silence"
    TERM = "term"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Standing:
    """Where a commitment stands, what that rests on, since when, and the evidence that counts for it.

    `silent` of the `asked` bodies have not answered when it was due.
    """

    status: Status
    ground: Ground
    since: date | None = None
    evidence: tuple[UUID, ...] = ()
    asked: int = 0
    silent: int = 0

    @property
    def why(self) -> str:
        """What it rests on, in the reader's language."""
        from .words import why

        return why(self.ground)


@dataclass(frozen=True)
class ActionStanding:
    """Where an action stands; of what is only planned nothing says since when."""

    status: ActionStatus
    since: date | None = None
    evidence: tuple[UUID, ...] = ()
    is_overdue: bool = False
    steps_done: int = 0
    steps: int = 0
    lost: bool = False


class At(Protocol):
    """Makes a standing of the commitment at hand."""

    def __call__(self, status: Status, ground: Ground, since: date | None = None, *proofs: UUID) -> Standing:
        """With the counts of who was asked."""


def status_of(commitments: Iterable[UUID], on: date) -> dict[UUID, Standing]:
    """Where each of many commitments stands on a day, by id: one question for a page, however many it shows."""
    from .rows import of_commitments

    return {key: standing(rows, on) for key, rows in of_commitments(commitments, on).items()}


def action_status_of(actions: Iterable[UUID], on: date) -> dict[UUID, ActionStanding]:
    """The same for actions: two questions."""
    from .rows import of_actions

    return {key: action_standing(rows, on) for key, rows in of_actions(actions, on).items()}


def action_standing(action: ActionRows, on: date) -> ActionStanding:
    """Where an action stands: shown done, shown begun, given up, lapsed, declared, or planned."""
    valid = [proof for proof in action.proofs if proof.state(on) == EvidenceState.VALID]
    lost = [proof for proof in action.proofs if proof.state(on) in LAPSED]
    steps = _steps_done(action, valid)
    last = next((said for said in reversed(action.said) if said.milestone is None), None)
    own = [proof for proof in valid if proof.milestone is None and proof.shows == Shows.DONE]
    status: ActionStatus = ActionStatus.PLANNED
    since: date | None = None
    if own:
        status, since = ActionStatus.DONE, min(proof.valid_from for proof in own)
    elif action.steps and len(steps) == len(action.steps):
        status, since = ActionStatus.DONE, max(steps.values())
    elif last is not None and last.says == Says.STOPPED:
        status, since = ActionStatus.STOPPED, last.on
    elif valid:
        status, since = ActionStatus.UNDER_WAY, min(proof.valid_from for proof in valid)
    elif lost:
        status, since = ActionStatus.LAPSED, max(proof.changed_on(on) for proof in lost)
    elif action.said:
        status, since = ActionStatus.DECLARED, action.said[-1].on
    return ActionStanding(
        status, since, tuple(sorted(proof.id for proof in valid)), _is_overdue(action, status, on),
        len(steps), len(action.steps), bool(lost),
    )  # fmt: skip


def _steps_done(action: ActionRows, valid: Sequence[Proof]) -> dict[UUID, date]:
    """The steps that valid evidence shows done, and since when."""
    done: dict[UUID, date] = {}
    for proof in valid:
        if proof.milestone is not None and proof.shows == Shows.DONE:
            done[proof.milestone] = min(proof.valid_from, done.get(proof.milestone, proof.valid_from))
    return done


def _is_overdue(action: ActionRows, status: ActionStatus, on: date) -> bool:
    """Whether a day has passed of which nobody says, and nothing shows, that it was kept."""
    if status in (ActionStatus.DONE, ActionStatus.STOPPED):
        return False
    ended = {said.milestone for said in action.said if said.says in (Says.DONE, Says.STOPPED)}
    ended |= {proof.milestone for proof in action.proofs if proof.shows == Shows.DONE}
    if None in ended:
        return False
    days = [(None, action.due_on), *action.steps]
    return any(day is not None and day < on and key not in ended for key, day in days)


def standing(rows: CommitmentRows, on: date) -> Standing:
    """Where a commitment stands, the first that holds: shown, lost, looked for, said, answered, asked, nobody's."""
    silent = sum(one.position is None and one.due_on < on for one in rows.asked)

    def at(status: Status, ground: Ground, since: date | None = None, *proofs: UUID) -> Standing:
        return Standing(status, ground, since, proofs, len(rows.asked), silent)

    every = (action_standing(action, on) for action in rows.actions)
    active = [one for one in every if one.status != ActionStatus.STOPPED]
    shown = _shown(rows, active, on, at)
    if shown is not None:
        return shown
    words = _last_word(rows)
    if rows.searched_on is not None and (words is None or rows.searched_on >= words):
        return at(Status.NO_TRACE_FOUND, Ground.SEARCH, rows.searched_on)
    return _said(rows, active, at) or _asked(rows, on, at)


def _shown(rows: CommitmentRows, active: Sequence[ActionStanding], on: date, at: At) -> Standing | None:
    """What evidence shows, or showed once."""
    valid = [proof for proof in rows.proofs if proof.state(on) == EvidenceState.VALID]
    done = [proof for proof in valid if proof.shows == Shows.DONE]
    carried = [key for one in active for key in one.evidence]
    keys = tuple(sorted({*(proof.id for proof in valid), *carried}))
    if done:
        return at(Status.DONE, Ground.OWN_EVIDENCE, min(proof.valid_from for proof in done), *keys)
    if active and all(one.status == ActionStatus.DONE for one in active):
        return at(Status.DONE, Ground.ALL_ACTIONS, _last(one.since for one in active), *keys)
    if keys:
        first = [proof.valid_from for proof in valid] + [
            one.since for one in active if one.evidence and one.since
        ]
        return at(Status.UNDER_WAY, Ground.SOME_EVIDENCE, min(first), *keys)
    lost = [proof for proof in rows.proofs if proof.state(on) in LAPSED]
    if lost or any(one.lost for one in active):
        days = [proof.changed_on(on) for proof in lost] + [
            one.since for one in active if one.lost and one.since
        ]
        return at(Status.LAPSED, Ground.LOST_EVIDENCE, _last(days))
    return None


def _said(rows: CommitmentRows, active: Sequence[ActionStanding], at: At) -> Standing | None:
    """What bodies answered or declared."""
    answers = [one for one in rows.asked if one.position is not None]
    in_place = [one for one in answers if one.position == ResponsePosition.ALREADY_IN_PLACE]
    declared = [one.since for one in active if one.status == ActionStatus.DECLARED]
    if in_place or declared:
        return at(Status.DECLARED, Ground.WORD, _last([*declared, *(one.answered_on for one in in_place)]))
    taken = [one for one in answers if one.position != ResponsePosition.DECLINES]
    if taken:
        return at(Status.ANSWERED, Ground.ANSWER, _last(one.answered_on for one in taken))
    if active:
        return at(Status.ANSWERED, Ground.PLAN)
    if answers:
        return at(Status.DECLINED, Ground.REFUSAL, _last(one.answered_on for one in answers))
    return None


def _asked(rows: CommitmentRows, on: date, at: At) -> Standing:
    """Nobody has said anything: was somebody asked, and is the day over?"""
    if not rows.asked:
        return at(Status.NO_OWNER, Ground.NOBODY)
    late = [one.due_on for one in rows.asked if one.due_on < on]
    if late:
        return at(Status.SILENT, Ground.SILENCE, min(late))
    return at(Status.ASKED, Ground.TERM, min(one.since for one in rows.asked))


def _last_word(rows: CommitmentRows) -> date | None:
    """The last day on which a body answered or declared anything."""
    said = [said.on for action in rows.actions for said in action.said]
    return _last([*said, *(one.answered_on for one in rows.asked)])


def _last(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def counts(standings: Mapping[UUID, Standing]) -> dict[Status, int]:
    """How many stand where, in the order of the statuses."""
    found = [one.status for one in standings.values()]
    return {status: found.count(status) for status in Status}
