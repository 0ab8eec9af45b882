"""What evidence leads to: a figure, a passage, a rule, a document, a published page; checked, and named on pages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import reverse

from indimaj.dialogue.models import Document, Passage
from indimaj.measures.enums import State
from indimaj.measures.models import Measurement
from indimaj.ports import clock
from indimaj.texts.words import Words, original

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
    """What references lead to, in one question for each kind at most."""
    by_kind: dict[str, set[str]] = {}
    for kind, reference in wanted:
        by_kind.setdefault(kind, set()).add(reference)
    found: dict[tuple[str, str], Reference] = {}
    for kind, references in by_kind.items():
        if kind in _FINDERS:
            found |= {(kind, key): one for key, one in _FINDERS[kind](references).items()}
    return found


def _measurements(references: set[str]) -> Mapping[str, Reference]:
    rows = Measurement.objects.filter(pk__in=_keys(references), state=State.PUBLISHED)
    return {
        str(one.pk): Reference(
            str(one.pk), reverse("measures:measurement", args=[one.pk]), str(one.indicator)
        )
        for one in rows.select_related("indicator")
    }


def _passages(references: set[str]) -> Mapping[str, Reference]:
    rows = Passage.objects.filter(pk__in=_keys(references), version__document__is_public=True)
    found = {}
    for one in rows.select_related("version"):
        quote = one.quote if len(one.quote) <= LONGEST_QUOTE else f"{one.quote[: LONGEST_QUOTE - 1]}…"
        url = reverse("dialogue:passage", args=[one.pk])
        language = one.version.language
        words = original(language, quote) if language in ("ar", "fr", "en") else None
        found[str(one.pk)] = Reference(str(one.pk), url, quote, words)
    return found


def _documents(references: set[str]) -> Mapping[str, Reference]:
    rows = Document.objects.filter(key__in=references, is_public=True)
    return {
        one.key: Reference(one.key, reverse("dialogue:document", args=[one.key]), words=one.title)
        for one in rows
    }


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
    EvidenceKind.MEASUREMENT: _measurements,
    EvidenceKind.PASSAGE: _passages,
    EvidenceKind.DOCUMENT: _documents,
    EvidenceKind.RULE_VERSION: _rules,
    EvidenceKind.LINK: _addresses,
    EvidenceKind.PHOTO: _addresses,
}
