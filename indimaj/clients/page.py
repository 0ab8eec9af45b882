"""How rooms above add a part to a person's page: the caseworker's (`blocks`) and the person's own (portal).

A room above may hold a module `page.py` with

    def section(client: Client) -> Section | None
    def act(client: Client, verb: str, key: str, at: datetime) -> None    # if one of its rows has an `Act`
    def held(client: Client) -> list[dict[str, Any]]                      # everything, for the download

The portal asks for these by name. `act` raises Http404 for what it does not know. Strings are in the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Act:
    """A button of the person's own page: the portal posts `verb` and `key` back to the room's `page.act`."""

    label: str
    verb: str
    key: str
    kind: str = "plain"


@dataclass(frozen=True)
class Link:
    """A way to a page of the room, for staff."""

    label: str
    url: str


@dataclass(frozen=True)
class Row:
    """One thing: what it is, since when, where it stands (a word and its tone), and what can be done about it."""

    title: str
    text: str = ""
    at: date | datetime | None = None
    state: str = ""
    tone: str = "grey"
    url: str = ""
    acts: Sequence[Act] = field(default=())


@dataclass(frozen=True)
class Section:
    """A part of the page. Without rows it says `empty`."""

    title: str
    rows: Sequence[Row] = field(default=())
    actions: Sequence[Link] = field(default=())
    empty: str = ""
