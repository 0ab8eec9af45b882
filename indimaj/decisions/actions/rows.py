"""What the set form is told: sittings, decisions and notices as rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from .opinions import Verdict
from .sittings import Member


@dataclass(frozen=True)
class ItemRow:
    """One file of a sitting: what each member held, in the order of the members, and the joint opinion."""

    application: UUID
    voices: Sequence[tuple[str, str]] = ()
    verdict: Verdict | None = None


@dataclass(frozen=True)
class SittingRow:
    """A sitting as it was called, opened and closed; `thing` names it in its run."""

    thing: str
    office: str
    campaign: str
    held_on: date
    members: Sequence[Member]
    items: Sequence[ItemRow]
    by: UUID
    called_at: datetime
    opened_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True)
class DecisionRow:
    """A decision of the authority on a file that has its opinion."""

    application: UUID
    verdict: Verdict
    by: UUID
    at: datetime


@dataclass(frozen=True)
class NoticeRow:
    """How and when the person was told of the decision on their file."""

    application: UUID
    channel: str
    on: date
    by: UUID
    at: datetime
    signed: str = ""
    witness: str = ""
    note: str = ""
