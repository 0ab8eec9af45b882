"""How the room's things are said on a page and in open data."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indimaj.design.wording import day_text, number_text
from indimaj.directory.enums import Theme
from indimaj.texts import words as texts
from indimaj.texts.words import Words

from . import countries
from .enums import Category, Claim, Outcome, Part, TextLanguage
from .models import Account, Contribution, Document, DocumentVersion, Event, Participation, Session

TONES = {Outcome.EXACT: "green", Outcome.MOVED: "amber", Outcome.LOST: "red"}


def reader() -> str:
    """The language of the page."""
    return (get_language() or "ar")[:2]


def said(value: Words) -> str:
    """A text in the reader's language, or in the one in which it is there."""
    return texts.shown(value, reader()).text


def listed(names: Iterable[str]) -> str:
    """Names one after the other."""
    return ("، " if reader() == "ar" else ", ").join(names)


def span(starts: Any, ends: Any) -> str:
    """From a day to a day; a single day once."""
    return day_text(starts) if starts == ends else f"{day_text(starts)} – {day_text(ends)}"


def who(one: Participation | Contribution) -> str:
    """The institution that somebody speaks for."""
    if one.body:
        return str(one.body)
    if isinstance(one, Contribution) and one.participation and not one.institution:
        return who(one.participation)
    return one.institution


def participation(one: Participation) -> dict[str, Any]:
    """A row of the list of who was there."""
    count = number_text(one.head_count) if one.head_count is not None else ""
    at_least = _("more than %(count)s") % {"count": count} if one.is_at_least else count
    return {
        "who": who(one),
        "category": Category(one.category).label,
        "role": Part(one.role).label,
        "country": countries.name(one.country, reader()) if one.country else "",
        "count": at_least,
        "source": one.source,
        "source_url": one.source_url,
    }


def participations(rows: Sequence[Participation]) -> list[dict[str, Any]]:
    """The list of who was there; those of whom only the country is known share a row."""
    found: list[dict[str, Any]] = []
    alike: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in rows:
        row = participation(one)
        if row["who"] or row["count"] or not row["country"]:
            found.append(row)
            continue
        first = alike.setdefault((one.role, one.category, one.source_url), row | {"country": ""})
        if not first["country"]:
            found.append(first)
        first["country"] = listed(filter(None, (first["country"], row["country"])))
    return found


def session(one: Session) -> dict[str, Any]:
    """A part of the programme."""
    spoken = dict(TextLanguage.choices)
    return {
        "title": one.title,
        "kind": one.get_kind_display(),
        "day": one.day,
        "languages": listed(str(spoken[code]) for code in one.languages if code in spoken),
        "themes": [str(Theme(code).label) for code in one.themes if code in Theme.values],
        "source": one.source,
        "source_url": one.source_url,
    }


def by_day(rows: Sequence[Session]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The programme by day, the days in order and the parts of no known day last."""
    ordered = sorted(rows, key=lambda one: (one.day is None, one.day or 0, one.order))
    return [(day, [session(one) for one in part]) for day, part in groupby(ordered, key=lambda one: one.day)]


def by_claim(rows: Sequence[Account]) -> list[dict[str, Any]]:
    """What sources say, point by point; `differ` where there are several that do not say the same."""
    found = []
    for claim, part in groupby(sorted(rows, key=lambda one: (one.claim, one.pk)), key=lambda one: one.claim):
        told = list(part)
        found.append(
            {
                "label": Claim(claim).label,
                "accounts": told,
                "differ": len({said(one.says) for one in told}) > 1,
            }
        )
    return found


def version_label(one: DocumentVersion) -> str:
    """Its number, language and how its text was won."""
    parts = [
        _("Text version %(number)s") % {"number": number_text(one.number)},
        str(TextLanguage(one.language).label),
        one.get_method_display(),
    ]
    return " · ".join(parts)


def event_data(one: Event, root: str = "") -> dict[str, Any]:
    """An event as open data."""
    return {
        "id": str(one.pk),
        "key": one.key,
        "title": plain(one.title),
        "kind": one.kind,
        "starts_on": one.starts_on.isoformat(),
        "ends_on": one.ends_on.isoformat(),
        "place": one.place_id or None,
        "venue": one.venue,
        "url": root + reverse("dialogue:event", args=[one.key]),
        "invented": one.is_invented,
    }


def document_data(one: Document, root: str = "") -> dict[str, Any]:
    """A document as open data, without its texts."""
    return {
        "id": str(one.pk),
        "key": one.key,
        "title": plain(one.title),
        "kind": one.kind,
        "issuer": issuer(one),
        "published_on": one.published_on.isoformat() if one.published_on else None,
        "source_url": one.source_url or None,
        "own_account_of_the_source": one.is_account,
        "url": root + reverse("dialogue:document", args=[one.key]),
    }


def version_data(one: DocumentVersion) -> dict[str, Any]:
    """A version as open data, without its text."""
    return {
        "id": str(one.pk),
        "number": one.number,
        "language": one.language,
        "received_on": one.received_on.isoformat(),
        "method": one.method,
        "sha256": one.sha256,
        "made_from": one.made_from.number if one.made_from else None,
        "repaired_by": repairer(one) or None,
    }


def issuer(one: Document) -> str:
    """Who gave a document out."""
    return str(one.body) if one.body else one.issuer


def repairer(one: DocumentVersion) -> str:
    """Who repaired a text, by the name under which they work; the platform where no person did."""
    if one.made_from_id is None:
        return ""
    return one.repaired_by.name if one.repaired_by else "Indimaj"


def plain(value: Words) -> dict[str, str]:
    """The texts by language."""
    return {language: entry["text"] for language, entry in value.items()}
