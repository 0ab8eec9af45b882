"""A round: prepared, changed, opened, closed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from indimaj.directory.models import Body
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words

from ..enums import Channel, State
from ..models import OwedAnswer, Round
from ..permissions import may_be_opened, may_change_round, may_close_round, may_draft_round, may_open_round
from ..transitions import after
from .who import SETUP, hold, note, purpose_of, staff_of

# Words that stand where the key of a round stands in an address.
RESERVED = {"desk", "invitation", "rounds"}


@dataclass(frozen=True)
class Draft:
    """What a round asks, of whom, until when, and when those who asked must answer."""

    title: Words
    about: Words
    body: Body
    way: str
    closes_on: date
    due_on: date

    def __post_init__(self) -> None:
        if self.due_on <= self.closes_on:
            raise ValueError("An answer is due after the round has closed.")


@transaction.atomic
def draft_round(
    *,
    draft: Draft,
    by: Actor,
    at: datetime,
    key: str = "",
    is_invented: bool = False,
    submission: UUID | None = None,
) -> Round:
    """Begin a round. The same submission twice is one."""
    purpose = purpose_of(by, may_draft_round)
    submission = submission or uuid4()
    if there := Round.objects.filter(submission=submission).first():
        return there
    made = Round.objects.create(
        key=key or _key(draft.title),
        title=draft.title,
        about=draft.about,
        body=draft.body,
        way=draft.way,
        closes_on=draft.closes_on,
        is_invented=is_invented,
        made_at=at,
        made_by=staff_of(by),
        submission=submission,
    )
    OwedAnswer.objects.create(round=made, due_on=draft.due_on)
    note("round_drafted", made, by, at, purpose)
    return made


def _key(title: Words) -> str:
    """A key from the English title, or the French one; numbered where it is taken."""
    texts = [title[language]["text"] for language in ("en", "fr") if language in title]
    stem = next((made for text in texts if (made := slugify(text)[:60].strip("-"))), "consultation")
    taken = set(Round.objects.filter(key__startswith=stem).values_list("key", flat=True)) | RESERVED
    if stem not in taken:
        return stem
    return next(name for number in range(2, len(taken) + 3) if (name := f"{stem}-{number}") not in taken)


@transaction.atomic
def change_round(*, one: Round, draft: Draft, by: Actor, at: datetime, version: int | None = None) -> Round:
    """Change a draft."""
    current = hold(one, version)
    purpose = purpose_of(by, may_change_round, current)
    current.title, current.about, current.body = draft.title, draft.about, draft.body
    current.way, current.closes_on = draft.way, draft.closes_on
    current.version += 1
    current.save()
    current.owed.due_on = draft.due_on
    current.owed.save()
    note("round_changed", current, by, at, purpose)
    return current


@transaction.atomic
def open_round(*, one: Round, by: Actor, at: datetime, version: int | None = None) -> Round:
    """Publish a round: from now on its words do not change."""
    current = hold(one, version)
    today = timezone.localdate(at)
    purpose = purpose_of(by, may_open_round, current, today)
    if purpose == SETUP:
        ensure(may_be_opened(current, today))
    current.state, current.opened_on = after(current.state, "open"), today
    current.version += 1
    current.save()
    note("round_opened", current, by, at, purpose)
    return current


@transaction.atomic
def close_round(*, one: Round, by: Actor, at: datetime, version: int | None = None) -> Round:
    """End a round, and cut what leads from an answer back to a browser or to a link."""
    current = hold(one, version)
    purpose = purpose_of(by, may_close_round, current)
    current.state, current.closed_on = after(current.state, "close"), timezone.localdate(at)
    current.version += 1
    current.save()
    current.voices.filter(channel=Channel.OPEN).update(browser="")
    current.voices.filter(channel=Channel.INVITED).update(invitation=None)
    note("round_closed", current, by, at, purpose, voices=current.voices.count())
    return current


def close_due(*, at: datetime, by: Actor) -> int:
    """Close each round whose last day is over; returns how many."""
    late = Round.objects.filter(state=State.OPEN, closes_on__lt=timezone.localdate(at)).order_by(
        "closes_on", "id"
    )
    closed = 0
    for one in late:
        close_round(one=one, by=by, at=at)
        closed += 1
    return closed
