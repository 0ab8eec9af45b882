"""The shapes in which the demo tells who answers for a commitment, what is done, and what shows it."""

from datetime import date
from typing import NamedTuple

from indimaj.delivery.enums import (
    AssignmentRole,
    EvidenceKind,
    MarkKind,
    Nature,
    ResponsePosition,
    Says,
    Shows,
)
from indimaj.directory.enums import Theme


class Three(NamedTuple):
    """A text in three languages."""

    ar: str
    fr: str
    en: str


class Reply(NamedTuple):
    """What a body answered."""

    position: ResponsePosition
    on: date
    reason: Three | None = None
    source: str = ""


class Asked(NamedTuple):
    """A body is asked to answer for commitments. No reply: none is known."""

    commitments: tuple[str, ...]
    body: str
    role: AssignmentRole
    since: date
    source: str = ""
    due: date | None = None
    reply: Reply | None = None


class Proved(NamedTuple):
    """A piece of evidence. A figure is named by its indicator: the newest one that was published is meant."""

    kind: EvidenceKind
    reference: str
    shows: Shows
    says: Three
    since: date | None = None
    until: date | None = None
    is_invented: bool = False
    mark: MarkKind | None = None
    reason: Three | None = None


class Said(NamedTuple):
    """What the acting body declares."""

    says: Says
    on: date
    words: Three
    source: str = ""


class Stage(NamedTuple):
    """A step of an action; no day where no source says one."""

    title: Three
    due: date | None = None
    said: Said | None = None
    proved: tuple[Proved, ...] = ()


class Act(NamedTuple):
    """An action. A budget, a funder (the code of a body) or a day that no source says is not there."""

    key: str
    title: Three
    body: str
    nature: Nature
    theme: Theme
    commitments: tuple[str, ...]
    source: str = ""
    supports: tuple[str, ...] = ()
    starts: date | None = None
    due: date | None = None
    budget: int | None = None
    funder: str = ""
    place: str = "MA"
    stages: tuple[Stage, ...] = ()
    said: tuple[Said, ...] = ()
    proved: tuple[Proved, ...] = ()
    rules: tuple[str, ...] = ()
    services: tuple[tuple[str, Theme], ...] = ()
    programmes: tuple[tuple[str, str], ...] = ()
    indicators: tuple[str, ...] = ()


class Searched(NamedTuple):
    """A trace was looked for and not found."""

    commitment: str
    looked_in: Three
    looked_for: Three
