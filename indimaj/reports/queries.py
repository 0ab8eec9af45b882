"""Reads of the room: what everybody sees of frozen editions, and what the desk sees."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import get_language

from .enums import Standing, State
from .models import Anchor, Counterpart, Dispatch, Edition, File, Freezing, Page

PAGE = 25
# What a list of editions never needs: the whole content of each.
HEAVY = "content"
NUMBERS = range(1, 32_768)


def language() -> str:
    """The reader's language as editions keep it."""
    return (get_language() or "ar")[:2]


def frozen_editions() -> list[Edition]:
    """The editions that everybody may read, the newest first."""
    return list(Edition.objects.filter(state=State.FROZEN).defer(HEAVY).order_by("-number")[:100])


def frozen_edition(number: int) -> Edition | None:
    """One that everybody may read."""
    if number not in NUMBERS:
        return None
    return Edition.objects.filter(number=number, state=State.FROZEN).defer(HEAVY).first()


def chapters_of(edition: Edition) -> list[Page]:
    """The first page of each chapter in the reader's language, without what it says."""
    pages = edition.pages.filter(language=language(), number=1).defer("blocks")
    return list(pages.order_by("position"))


def page_of(edition: Edition, chapter: str, number: int) -> Page | None:
    """A page of a chapter in the reader's language."""
    return edition.pages.filter(language=language(), chapter=chapter, number=number).first()


def pages_of(edition: Edition, chapter: str) -> int:
    """How many pages a chapter has."""
    return edition.pages.filter(language=language(), chapter=chapter).count()


def files_of(edition: Edition) -> list[File]:
    """What can be fetched."""
    return list(edition.files.order_by("name"))


def file_of(edition: Edition, name: str) -> File | None:
    """One file."""
    return edition.files.filter(name=name).first()


def printed_where(edition: Edition, kind: str, key: str) -> Anchor | None:
    """On which page an edition prints something."""
    return edition.anchors.filter(kind=kind, key=key, language=language()).first()


def printed_in(kind: str, keys: Iterable[str]) -> list[Anchor]:
    """Every place where editions print these things, the newest edition first; for rooms above."""
    found = Anchor.objects.filter(kind=kind, key__in=list(keys), language=language())
    return list(found.select_related("edition").defer("edition__content").order_by("-edition__number", "key"))


def all_editions() -> list[Edition]:
    """Drafts too, for the desk."""
    return list(Edition.objects.defer(HEAVY).order_by("-number")[:100])


def edition_of(number: int) -> Edition | None:
    """One of the desk's."""
    if number not in NUMBERS:
        return None
    return Edition.objects.select_related("event", "drafted_by").defer(HEAVY).filter(number=number).first()


def last_freezing(edition: Edition) -> Freezing | None:
    """The latest try to freeze."""
    return edition.freezings.order_by("-asked_at").first()


def counterparts(number: int) -> tuple[list[Counterpart], bool]:
    """One page of the list of counterparts, and whether there is another."""
    start = (number - 1) * PAGE
    rows = list(
        Counterpart.objects.select_related("body").order_by("-is_active", "body")[start : start + PAGE + 1]
    )
    return rows[:PAGE], len(rows) > PAGE


def not_sent(edition: Edition) -> list[Counterpart]:
    """Active counterparts that do not have the edition yet."""
    sent = edition.dispatches.values("body")
    found = Counterpart.objects.filter(is_active=True).exclude(body__in=sent).select_related("body")
    return list(found.order_by("body")[:200])


def dispatches_of(edition: Edition, number: int) -> tuple[list[Dispatch], bool]:
    """One page of where an edition was sent, in the order in which replies are due."""
    start = (number - 1) * PAGE
    found = edition.dispatches.select_related("body", "message", "reply").order_by("reply_due_on", "id")
    rows = list(found[start : start + PAGE + 1])
    return rows[:PAGE], len(rows) > PAGE


def standings(edition: Edition, on: date) -> dict[Standing, int]:
    """How many dispatches stand where, in one question."""
    open_ones = Q(replied_at=None, reply_due_on__gte=on)
    counted = edition.dispatches.aggregate(
        replied=Count("pk", filter=Q(replied_at__isnull=False)),
        silent=Count("pk", filter=Q(replied_at=None, reply_due_on__lt=on)),
        received=Count("pk", filter=open_ones & Q(received_at__isnull=False)),
        sent=Count("pk", filter=open_ones & Q(received_at=None, message__sent_at__isnull=False)),
        waiting=Count("pk", filter=open_ones & Q(received_at=None, message__sent_at=None)),
    )
    return {standing: counted[standing.value] for standing in Standing}


def dispatch_of(digest: str) -> Dispatch | None:
    """The dispatch of a link."""
    found = Dispatch.objects.select_related("edition__event", "body", "reply", "message").defer(
        "edition__content"
    )
    return found.filter(digest=digest).first()
