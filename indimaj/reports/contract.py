"""The one data contract of an edition: what its JSON holds, and what makes it unfit to be printed.

The contract is a shape that is walked together with the content: it names the place of each gap. A text is
`{language: words}`; while an edition is a draft, `doubt` says which of them may not be printed (stale, machine).
Every value is a plain JSON value, so that an edition can be read without this program.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

VERSION = 1
LANGUAGES = ("ar", "fr", "en")
# In place of the other half of an integration figure, where nobody has counted it yet.
NOT_MEASURED = "not_measured"
MISSING, STALE, MACHINE, NO_PAIR, BROKEN = "missing", "stale", "machine", "no_pair", "broken"

Content = dict[str, Any]


@dataclass(frozen=True)
class Gap:
    """Why an edition cannot be frozen: where in the content, what, in which language, and of which thing."""

    place: str
    what: str
    language: str = ""
    about: str = ""

    def as_dict(self) -> dict[str, str]:
        """As it is kept beside a draft."""
        return {"place": self.place, "what": self.what, "language": self.language, "about": self.about}


# The kinds of leaf. A name that ends with "?" may be None.
TEXT, WORDS_OR_NOT = "text", "text?"
# What an institution wrote itself: quoted in its own language where nobody has translated it. It may be None.
QUOTED = "quoted?"
PLAIN, NUMBER, DAY = "plain", "number", "day"

LABEL = {"code": PLAIN, "label": TEXT}
PASSAGE = {"id": PLAIN, "quote": PLAIN, "language": PLAIN, "document": TEXT, "version": PLAIN, "place": PLAIN}
FIGURE: dict[str, Any] = {
    "code": PLAIN,
    "name": TEXT,
    "side": LABEL,
    "integrates": PLAIN,
    "unit": PLAIN,
    "value": NUMBER,
    "numerator": NUMBER,
    "denominator": NUMBER,
    "period": [DAY],
    "cut_off": DAY,
    "definition": {"number": PLAIN, "digest": PLAIN, "text": TEXT},
    "query_hash": PLAIN,
    "code_version": PLAIN,
    "measurement": PLAIN,
    "hidden": NUMBER,
    "replaces": PLAIN,
    "pair": PLAIN,
    "cells": [{"label": TEXT, "value": NUMBER}],
    "map": [{"code": PLAIN, "label": TEXT, "column": NUMBER, "row": NUMBER, "value": NUMBER}],
    "series": [{"period": PLAIN, "value": NUMBER}],
    "published": [
        {"value": PLAIN, "as_of": PLAIN, "source": PLAIN, "note": WORDS_OR_NOT, "conflicts": PLAIN}
    ],
    "commitments": [PLAIN],
}
RECOMMENDATION: dict[str, Any] = {
    "key": PLAIN,
    "kind": LABEL,
    "title": TEXT,
    "text": TEXT,
    "places": [TEXT],
    "levels": [LABEL],
    "addressed_to": PLAIN,
    "raised_on": DAY,
    "raised_in": WORDS_OR_NOT,
    "next_on": DAY,
    "passages": [PASSAGE],
    "status": {"code": PLAIN, "label": TEXT, "why": WORDS_OR_NOT, "since": DAY},
    "owners": [{"body": TEXT, "body_code": PLAIN, "role": LABEL, "accepted_on": DAY}],
    "responses": [{"body": TEXT, "position": LABEL, "reason": QUOTED, "on": DAY}],
    "actions": [
        {
            "key": PLAIN,
            "title": QUOTED,
            "body": TEXT,
            "starts_on": DAY,
            "due_on": DAY,
            "budget": PLAIN,
            "funder": PLAIN,
            "funder_body": WORDS_OR_NOT,
        }
    ],
    "evidence": [
        {
            "kind": LABEL,
            "state": LABEL,
            "text": QUOTED,
            "reference": PLAIN,
            "source": PLAIN,
            "until": DAY,
        }
    ],
    "figures": [PLAIN],
}
CHAPTER: dict[str, Any] = {
    "key": PLAIN,
    "title": TEXT,
    "lead": WORDS_OR_NOT,
    "figures": [FIGURE],
    "recommendations": [RECOMMENDATION],
}
UNANSWERED = {
    "key": PLAIN,
    "title": TEXT,
    "body": WORDS_OR_NOT,
    "since": DAY,
    "what": LABEL,
}
CONSULTATION: dict[str, Any] = {
    "key": PLAIN,
    "title": TEXT,
    "from": DAY,
    "until": DAY,
    "participants": [{"label": TEXT, "value": NUMBER}],
    "statements": [{"text": TEXT, "commitment": PLAIN, "agree": NUMBER, "disagree": NUMBER, "pass": NUMBER}],
    "answer": {"due_on": DAY, "answered_on": DAY, "text": WORDS_OR_NOT, "changed": [PLAIN]},
}
EDITION: dict[str, Any] = {
    "contract": PLAIN,
    "number": NUMBER,
    "cut_off": DAY,
    "languages": [PLAIN],
    "title": TEXT,
    "issuer": TEXT,
    "invented": PLAIN,
    "statuses": [{"code": PLAIN, "label": TEXT, "count": NUMBER}],
    "chapters": [CHAPTER],
    "unanswered": [UNANSWERED],
    "consultations": [CONSULTATION],
}


def canonical(content: Content) -> bytes:
    """The bytes that the digest covers and that the JSON file holds."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(content: Content) -> str:
    """The SHA-256 of an edition's content."""
    return hashlib.sha256(canonical(content)).hexdigest()


def gaps(content: Content) -> list[Gap]:
    """Everything that keeps an edition from being printed, in the order of its pages."""
    languages = tuple(content.get("languages") or LANGUAGES)
    return [*_walk(EDITION, content, "", "", languages), *_lonely(content)]


def figures(content: Content) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every figure with the key of its chapter."""
    for chapter in content["chapters"]:
        for figure in chapter["figures"]:
            yield chapter["key"], figure


def _lonely(content: Content) -> Iterator[Gap]:
    """Integration figures that stand without their other side and do not say that it was not measured."""
    there = {figure["code"]: key for key, figure in figures(content)}
    for chapter, figure in figures(content):
        alone = figure["integrates"] and figure["pair"] != NOT_MEASURED
        # The two halves are read together: in one chapter, so on one page.
        if alone and there.get(figure["pair"]) != chapter:
            yield Gap(f"chapters/{chapter}/figures/{figure['code']}/pair", NO_PAIR, about=figure["code"])


def _walk(shape: Any, value: Any, place: str, about: str, languages: tuple[str, ...]) -> Iterator[Gap]:
    if isinstance(shape, Mapping):
        if not isinstance(value, Mapping) or shape.keys() - value.keys():
            missing = sorted(shape.keys() - value.keys()) if isinstance(value, Mapping) else ["object"]
            yield Gap(f"{place}/{missing[0]}".lstrip("/"), BROKEN, about=about)
            return
        about = str(value.get("key") or value.get("code") or about)
        for name, part in shape.items():
            yield from _walk(part, value[name], f"{place}/{name}".lstrip("/"), about, languages)
    elif isinstance(shape, list):
        for number, item in enumerate(value, 1):
            name = str((item.get("key") or item.get("code")) if isinstance(item, Mapping) else "") or number
            yield from _walk(shape[0], item, f"{place}/{name}", about, languages)
    elif shape == QUOTED:
        if value is not None and not any(str(value.get(one) or "").strip() for one in LANGUAGES):
            yield Gap(place, MISSING, about=about)
    elif shape == TEXT or (shape == WORDS_OR_NOT and value is not None):
        yield from _in_doubt(value, place, about, languages)


def _in_doubt(value: Any, place: str, about: str, languages: tuple[str, ...]) -> Iterator[Gap]:
    doubt = value.get("doubt", {})
    for language in languages:
        if not str(value.get(language) or "").strip():
            yield Gap(place, MISSING, language, about)
        elif language in doubt:
            yield Gap(place, doubt[language], language, about)
