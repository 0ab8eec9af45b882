"""The answer that is owed to those who took part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from indimaj.ledger.actors import Actor
from indimaj.texts import words
from indimaj.texts.words import Words

from ..enums import SOMETHING_CHANGED
from ..models import Change, Round
from ..permissions import may_answer_round
from ..transitions import after
from .who import hold, note, purpose_of, staff_of


class Link(NamedTuple):
    """Something that changed, by kind and key."""

    kind: str
    key: str


@dataclass(frozen=True)
class Given:
    """What came of a round. Raises ValueError where words are missing, or where something changed and nothing is named."""

    outcome: str
    text: Words
    changes: Sequence[Link] = ()

    def __post_init__(self) -> None:
        if words.gaps(self.text):
            raise ValueError("An answer is given in three languages.")
        if (self.outcome in SOMETHING_CHANGED) != bool(self.changes):
            raise ValueError("What was taken up names what changed; what was not names nothing.")


@transaction.atomic
def answer_round(*, one: Round, given: Given, by: Actor, at: datetime, version: int | None = None) -> Round:
    """Answer those who took part: once, for all to read."""
    current = hold(one, version)
    purpose = purpose_of(by, may_answer_round, current)
    current.state = after(current.state, "answer")
    current.version += 1
    current.save()
    owed = current.owed
    owed.outcome, owed.text = given.outcome, given.text
    owed.answered_on, owed.answered_by = timezone.localdate(at), staff_of(by)
    owed.save()
    links = dict.fromkeys(given.changes)
    Change.objects.bulk_create(Change(answer=owed, kind=link.kind, key=link.key) for link in links)
    note(
        "round_answered",
        current,
        by,
        at,
        purpose,
        outcome=str(given.outcome),
        changes=[f"{link.kind}:{link.key}" for link in links],
    )
    return current
