"""Reads of the room. A reader who is nobody sees what is public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q

from indimaj.directory.models import Body, Place, Staff
from indimaj.texts.words import Words

from .enums import Outcome
from .models import (
    Account,
    Contribution,
    Document,
    DocumentVersion,
    Event,
    Participation,
    Passage,
    Placement,
    Session,
)
from .printing import Span

PAGE = 20
THREADS = 40
# What a list of versions does not need: two long texts.
LONG = ("raw_text", "text")


@dataclass(frozen=True)
class Page:
    """Some rows in order, and the cursor of the page after them."""

    rows: list[Any]
    after: str


def events(staff: Staff | None = None, after: str = "") -> Page:
    """Events, the newest first."""
    found = Event.objects.visible_to(staff).select_related("place")
    if cursor := _read(after):
        day, key = cursor
        found = found.filter(Q(starts_on__lte=day) & (Q(starts_on__lt=day) | Q(id__lt=key)))
    rows = list(found.order_by("-starts_on", "-id")[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Page(rows[:PAGE], f"{last.starts_on.isoformat()}~{last.pk.hex}" if last else "")


def documents(staff: Staff | None = None, number: int = 1) -> tuple[list[Document], bool]:
    """A page of documents, the newest first, those without a known day last; and whether more follow."""
    order = (F("published_on").desc(nulls_last=True), F("id").desc())
    found = Document.objects.visible_to(staff).select_related("body").order_by(*order)
    start = (number - 1) * PAGE
    rows = list(found[start : start + PAGE + 1])
    return rows[:PAGE], len(rows) > PAGE


def _read(text: str) -> tuple[date, UUID] | None:
    day, _sign, key = text.partition("~")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        return None


def event(staff: Staff | None, key: str) -> Event | None:
    """An event that this reader may see."""
    return Event.objects.visible_to(staff).select_related("place", "continues").filter(key=key).first()


def continued_by(staff: Staff | None, of: Event) -> list[Event]:
    """The events that go on with this one."""
    return list(Event.objects.visible_to(staff).filter(continues=of).order_by("starts_on", "id"))


def sessions(of: Event) -> list[Session]:
    """The programme in its order."""
    return list(of.sessions.order_by("order"))


def participations(of: Event) -> list[Participation]:
    """Who was there: hosts, funders, speakers, the floor."""
    rows = list(of.participations.select_related("body").order_by("role", "category", "id"))
    order = ["organiser", "funder", "speaker", "expert", "participant", "observer"]
    return sorted(rows, key=lambda one: (order.index(one.role), one.category, one.country))


def accounts(of: Event) -> list[Account]:
    """What sources say, by point."""
    return list(of.accounts.select_related("document").order_by("claim", "id"))


def threads(of: Event) -> list[Contribution]:
    """The dialogue of an event, the latest threads last; each with its replies, who speaks and the passage."""
    spoken = ("body", "participation__body", "session")
    replies = Contribution.objects.select_related("body").order_by("said_on", "written_at", "id")
    begun = (
        Contribution.objects.filter(event=of, answers=None)
        .select_related(*spoken)
        .prefetch_related(Prefetch("replies", queryset=replies))
        .order_by("-said_on", "-written_at", "-id")[:THREADS]
    )
    return list(begun)[::-1]


def thread(of: Event, key: str) -> Contribution | None:
    """One contribution of an event, by its id."""
    try:
        return Contribution.objects.filter(event=of, pk=UUID(key)).first()
    except ValueError:
        return None


def of_event(staff: Staff | None, of: Event) -> list[Document]:
    """The documents of an event."""
    found = Document.objects.visible_to(staff).filter(event=of)
    return list(found.order_by(F("published_on").asc(nulls_last=True), "id"))


def document(staff: Staff | None, key: str) -> Document | None:
    """A document that this reader may see."""
    found = Document.objects.visible_to(staff).select_related("body", "event")
    return found.filter(key=key).first()


def versions(of: Document) -> list[DocumentVersion]:
    """Every version, the first first, without the texts."""
    return list(
        of.versions.select_related("repaired_by", "made_from").defer(
            *LONG, *(f"made_from__{name}" for name in LONG)
        ).order_by("number")
    )  # fmt: skip


def version(of: Document, number: int) -> DocumentVersion | None:
    """One version with its text."""
    found = of.versions.select_related("repaired_by", "made_from").defer(
        *(f"made_from__{name}" for name in LONG)
    )
    one = found.filter(number=number).first()
    if one is not None:
        one.document = of
    return one


@dataclass(frozen=True)
class Placed:
    """A passage as it stands in the version that is read."""

    passage: Passage
    start: int
    end: int
    outcome: Outcome


def placed(of: DocumentVersion) -> list[Placed]:
    """The passages of a version: those marked in it, and those of others that were found in it."""
    own = [Placed(one, one.start, one.end, Outcome.EXACT) for one in of.passages.all()]
    rows = of.placements.exclude(outcome=Outcome.LOST).select_related("passage")
    found = [
        Placed(one.passage, one.start, one.end, Outcome(one.outcome))
        for one in rows
        if one.start is not None and one.end is not None
    ]
    return sorted(own + found, key=lambda one: (one.start, -one.end, str(one.passage.pk)))


def spans(rows: Sequence[Placed]) -> list[Span]:
    """The same as places in the text."""
    return [Span(one.passage.pk, one.start, one.end) for one in rows]


def placements(of: DocumentVersion) -> list[Placement]:
    """What became in a version of the passages of the others: the lost first, then what is only nearly the same."""
    rows = list(of.placements.select_related("passage__version", "placed_by").defer(
        *(f"passage__version__{name}" for name in LONG)
    ))  # fmt: skip
    order = [Outcome.LOST, Outcome.MOVED, Outcome.EXACT]
    return sorted(rows, key=lambda one: (order.index(Outcome(one.outcome)), one.likeness, one.passage.start))


def placement(of: DocumentVersion, key: int) -> Placement | None:
    """One of them."""
    return of.placements.select_related("passage__version", "version__document").filter(pk=key).first()


def where(passage: Passage) -> tuple[DocumentVersion, int]:
    """The newest version in which a passage stands, and where: the version that a reader would read today."""
    later = (
        passage.placements.exclude(outcome=Outcome.LOST)
        .filter(version__number__gt=passage.version.number)
        .select_related("version")
        .order_by("-version__number")
        .first()
    )
    if later is None or later.start is None:
        return passage.version, passage.start
    return later.version, later.start


def passage(staff: Staff | None, pk: UUID) -> Passage | None:
    """A passage of a document that this reader may see."""
    found = Passage.objects.select_related("version__document").filter(pk=pk)
    return found.filter(version__document__in=Document.objects.visible_to(staff)).first()


def bodies_to_choose() -> list[tuple[str, str]]:
    """The institutions that have a name here, in the reader's language."""
    return sorted(((one.code, str(one)) for one in Body.objects.all()), key=lambda one: one[1])


def places_to_choose() -> list[tuple[str, str]]:
    """The places of the catalogue below the country."""
    return sorted(((one.code, str(one)) for one in Place.objects.all()), key=lambda one: one[1])


def events_to_choose(but: Event | None = None) -> list[tuple[str, Words]]:
    """Events by their id, with their titles as words."""
    found = Event.objects.exclude(pk=but.pk) if but else Event.objects.all()
    return [(str(one.pk), one.title) for one in found.order_by("-starts_on")[:300]]


def newest_number(of: Document, language: str, *, after: int) -> int | None:
    """The number of the newest version in a language, when it is newer than the one that is read."""
    found = of.versions.filter(language=language, number__gt=after).order_by("-number")
    return found.values_list("number", flat=True).first()


def lost_in(of: Document) -> dict[int, int]:
    """How many passages are lost in each version, by its number."""
    rows = Placement.objects.filter(version__document=of, outcome=Outcome.LOST).order_by()
    return dict(rows.values_list("version__number").annotate(many=Count("id")))
