"""What must happen each day, part by part: each once a day, told in the ledger, none stopped by another that failed.

Each part has a chain of its own in the ledger. A part that ended is not run again that day; one that failed, or that
was killed midway, is run when the tick is called again. Every part takes up what it left: none does a thing twice.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from indimaj.applications.actions import phone
from indimaj.consultations import actions as consultations
from indimaj.delivery import actions as delivery
from indimaj.ledger import actions as ledger
from indimaj.ledger import sealing
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.ledger.models import Entry
from indimaj.letters import actions as letters
from indimaj.letters.enums import MessageState
from indimaj.letters.models import Message
from indimaj.measures import actions as measures
from indimaj.ports import clock
from indimaj.ports.alone import alone
from indimaj.referrals import actions as referrals
from indimaj.services import actions as services

BY = Actor.system("daily")
JOBS_KEPT_DAYS = 30
MOST_OWNERS = 10_000


class Unfinished(Exception):
    """A part did what it could, and something is left; the text holds counts, never a name."""


class Verb(StrEnum):
    """The lines of a part's chain."""

    BEGUN = "daily_begun"
    DONE = "daily_done"
    FAILED = "daily_failed"


@dataclass(frozen=True)
class Part:
    """One thing that must happen each day; `run` says how many things it did."""

    name: str
    what: str
    run: Callable[[datetime], int]

    @property
    def chain(self) -> UUID:
        """Its chain in the ledger."""
        return uuid5(NAMESPACE_URL, f"indimaj:daily:{self.name}")


@dataclass(frozen=True)
class Outcome:
    """What became of a part today: done now, done before, or failed."""

    part: Part
    count: int = 0
    was_done: bool = False
    problem: str = ""


@dataclass(frozen=True)
class Standing:
    """The last line of a part, and the day on which it last ended well."""

    part: Part
    last: Entry | None
    done: Entry | None


def until_none(once: Callable[[], int]) -> int:
    """Do a part's next portion until nothing is left; how many things were done."""
    total = 0
    while done := once():
        total += done
    return total


def entries_to_check(at: datetime) -> int:
    """Owners of entries of the directory that are due for a check."""
    return services.chase_stale(at=at, by=BY, limit=MOST_OWNERS)


def messages(at: datetime) -> int:
    """Send what waits in the outbox; what still waits after that is a failure of the mail server."""
    sent = until_none(lambda: letters.send_waiting(at=at))
    if waiting := Message.objects.filter(state=MessageState.WAITING).count():
        raise Unfinished(f"{sent} messages went out, {waiting} still wait")
    return sent


def visits(at: datetime) -> int:
    """Forget visits and sign-ins that are over, by the true time: a shared phone's browser may keep its cookie."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def jobs(at: datetime) -> int:
    """Forget how jobs ended, after a month."""
    before = timezone.now() - timedelta(days=JOBS_KEPT_DAYS)
    return DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()[0]


PARTS = (
    Part(
        "referrals",
        "services that are silent are asked again; what stayed silent ends",
        lambda at: until_none(lambda: sum(referrals.remind_and_expire(at=at, by=BY))),
    ),
    Part("services", "owners of entries that are due are asked to check them", entries_to_check),
    Part(
        "papers",
        "photographs of deposits that nobody went on with are discarded",
        lambda at: until_none(lambda: phone.sweep(at)),
    ),
    Part(
        "delivery",
        "institutions are reminded of answers and steps that are due",
        lambda at: until_none(lambda: delivery.remind(at=at, by=BY)),
    ),
    Part("rounds", "consultations end on their last day", lambda at: consultations.close_due(at=at, by=BY)),
    Part(
        "answers",
        "those who consulted are reminded of the answer that they owe",
        lambda at: consultations.remind_owed(at=at, by=BY),
    ),
    Part(
        "figures",
        "each month that has ended is counted, unpublished",
        lambda at: measures.freeze_ended(at=at),
    ),
    Part(
        "cells",
        "small numbers whose term has passed are deleted",
        lambda at: measures.let_restricted_cells_go(on=clock.today(), at=at),
    ),
    Part("messages", "what waits in the outbox is sent", messages),
    Part("visits", "visits and sign-ins that are over are forgotten", visits),
    Part("jobs", f"how jobs ended is forgotten after {JOBS_KEPT_DAYS} days", jobs),
    Part("seal", "the ledger is sealed", lambda at: len(sealing.seal_all())),
)


def tick(parts: Sequence[Part] = PARTS) -> Iterator[Outcome]:
    """Run each part that has not ended today, one after another. Raises ports.alone.Busy where a tick is running."""
    with alone("daily"):
        for part in parts:
            _drop_broken_connection()
            try:
                outcome = _once(part, clock.now(), clock.today())
            except Exception as problem:
                outcome = Outcome(part, problem=told(problem))
            yield outcome


def _once(part: Part, at: datetime, day: date) -> Outcome:
    """Run a part unless it ended today; its lines are written before and after."""
    if (line := _done(part).filter(detail__day=day.isoformat()).first()) is not None:
        return Outcome(part, count=line.detail["count"], was_done=True)
    _line(part, Verb.BEGUN, at, day)
    try:
        count = part.run(at)
    except Exception as problem:
        _drop_broken_connection()
        _line(part, Verb.FAILED, clock.now(), day, problem=type(problem).__name__)
        raise
    _line(part, Verb.DONE, clock.now(), day, count=count)
    return Outcome(part, count=count)


def standings(parts: Sequence[Part] = PARTS) -> list[Standing]:
    """What the ledger says of each part."""
    return [Standing(part, _lines(part).first(), _done(part).first()) for part in parts]


def told(problem: Exception) -> str:
    """A failure in one line, with its place. The text of an error may hold somebody's data: only ours is shown."""
    if isinstance(problem, Unfinished):
        return str(problem)
    frames = traceback.extract_tb(problem.__traceback__)
    where = next((frame for frame in reversed(frames) if "/indimaj/" in frame.filename), None)
    place = f" in {where.filename.rpartition('/indimaj/')[2]}, line {where.lineno}" if where else ""
    return f"{type(problem).__name__}{place}"


def _drop_broken_connection() -> None:
    """The next part connects anew when the database went away under the last one."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def _lines(part: Part) -> QuerySet[Entry]:
    return Entry.objects.filter(compartment=Compartment.HOUSE, subject=part.chain).order_by("-number")


def _done(part: Part) -> QuerySet[Entry]:
    return _lines(part).filter(verb=Verb.DONE)


def _line(part: Part, verb: Verb, at: datetime, day: date, **detail: int | str) -> None:
    with transaction.atomic():
        ledger.record(
            compartment=Compartment.HOUSE,
            subject=part.chain,
            verb=str(verb),
            by=BY,
            at=at,
            detail={"part": part.name, "day": day.isoformat(), **detail},
        )
