"""What evidence leads to: a figure, a passage, a rule, a document, a published page; checked, and named on pages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import F
from django.urls import reverse
from django.utils.translation import get_language

from indimaj.dialogue.models import Document, Passage
from indimaj.measures.enums import State
from indimaj.measures.models import Measurement
from indimaj.ports import clock, united
from indimaj.texts.words import LANGUAGES, Words, original

from . import carriers
from .enums import CarrierKind, EvidenceKind

LONGEST_QUOTE = 160
_is_address = URLValidator(schemes=("http", "https"))


@dataclass(frozen=True)
class Reference:
    """Where a piece of evidence leads, under which name; a rule brings its own days."""

    reference: str
    url: str
    label: str = ""
    words: Words | None = None
    valid_from: date | None = None
    valid_until: date | None = None


def find(kind: str, reference: str) -> Reference | None:
    """What a reference leads to; None where it leads nowhere."""
    return find_many([(kind, reference)]).get((kind, reference))


def find_many(wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Reference]:
    """What references lead to; what the database holds of them, in one question."""
    by_kind: dict[str, set[str]] = {}
    for kind, reference in wanted:
        by_kind.setdefault(kind, set()).add(reference)
    found: dict[tuple[str, str], Reference] = {}
    for kind, references in by_kind.items():
        if kind in _FINDERS:
            found |= {(kind, key): one for key, one in _FINDERS[kind](references).items()}
    parts = {kind: _KEPT[kind][0](references) for kind, references in by_kind.items() if kind in _KEPT}
    for kind, rows in united.tell(parts).items():
        leads = [_KEPT[kind][1](row) for row in rows]
        found |= {(kind, one.reference): one for one in leads}
    return found


def _measurements(references: set[str]) -> united.Part:
    names = {language: F(f"indicator__name_{language}") for language in LANGUAGES}
    rows = Measurement.objects.filter(pk__in=_keys(references), state=State.PUBLISHED)
    return rows, {"key": F("pk"), **names}


def _measurement(row: Mapping[str, Any]) -> Reference:
    key = UUID(row["key"])
    label = row[(get_language() or "ar")[:2]]
    return Reference(str(key), reverse("measures:measurement", args=[key]), label)


def _passages(references: set[str]) -> united.Part:
    rows = Passage.objects.filter(pk__in=_keys(references), version__document__is_public=True)
    return rows, {"key": F("pk"), "quote": F("quote"), "language": F("version__language")}


def _passage(row: Mapping[str, Any]) -> Reference:
    key, said, language = UUID(row["key"]), row["quote"], row["language"]
    quote = said if len(said) <= LONGEST_QUOTE else f"{said[: LONGEST_QUOTE - 1]}…"
    words = original(language, quote) if language in LANGUAGES else None
    return Reference(str(key), reverse("dialogue:passage", args=[key]), quote, words)


def _documents(references: set[str]) -> united.Part:
    rows = Document.objects.filter(key__in=references, is_public=True)
    return rows, {"key": F("key"), "title": F("title")}


def _document(row: Mapping[str, Any]) -> Reference:
    url = reverse("dialogue:document", args=[row["key"]])
    return Reference(row["key"], url, words=united.document(row["title"]))


def _rules(references: set[str]) -> Mapping[str, Reference]:
    known = carriers.resolve([(CarrierKind.RULE_VERSION, key) for key in references], clock.today())
    return {
        one.key: Reference(one.key, one.url, one.name, None, one.since, one.until)
        for one in known.values()
        if one.is_there
    }


def _addresses(references: set[str]) -> Mapping[str, Reference]:
    return {one: Reference(one, one, urlsplit(one).hostname or one) for one in references if is_address(one)}


def is_address(text: str) -> bool:
    """Whether a text is the address of a page on the web."""
    try:
        _is_address(text)
    except ValidationError:
        return False
    return True


def _keys(references: Iterable[str]) -> list[UUID]:
    found = []
    for one in references:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


_FINDERS: dict[str, Callable[[set[str]], Mapping[str, Reference]]] = {
    EvidenceKind.RULE_VERSION: _rules,
    EvidenceKind.LINK: _addresses,
    EvidenceKind.PHOTO: _addresses,
}
# What the database keeps: where to look, and what a row of it leads to.
_KEPT: dict[str, tuple[Callable[[set[str]], united.Part], Callable[[Mapping[str, Any]], Reference]]] = {
    EvidenceKind.MEASUREMENT: (_measurements, _measurement),
    EvidenceKind.PASSAGE: (_passages, _passage),
    EvidenceKind.DOCUMENT: (_documents, _document),
}
