"""Texts of the rooms below as the contract holds them: in every language of the edition, with what is in doubt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import Choices
from django.utils import timezone
from django.utils.translation import override

from indimaj.directory.models import ThreeNames
from indimaj.texts import words as texts

from ..contract import LANGUAGES

Text = dict[str, Any]


def text_of(value: texts.Words | None) -> Text:
    """Written words: what is missing stays away, what is stale or a machine's is named as in doubt."""
    held = value or {}
    made: Text = {language: entry["text"] for language, entry in held.items()}
    doubt = {language: str(gap.value) for language, gap in texts.gaps(held, LANGUAGES) if language in made}
    source = texts.source_of(held)
    return made | ({"original": source} if source else {}) | ({"doubt": doubt} if doubt else {})


def text_or_none(value: texts.Words | None) -> Text | None:
    """The same; nothing where nothing was written."""
    return text_of(value) if value else None


def quoted_or_none(value: texts.Words | None) -> Text | None:
    """What an institution wrote, with the translations that were read by a person; nothing where it wrote nothing."""
    made = text_or_none(value)
    doubt = made.pop("doubt", {}) if made else {}
    return {name: text for name, text in made.items() if name not in doubt} if made else None


def said(words: Callable[[], object]) -> Text:
    """A text of the program in each language."""
    made = {}
    for language in LANGUAGES:
        with override(language):
            made[language] = str(words())
    return made


def names(thing: ThreeNames) -> Text:
    """A name that is kept in three languages."""
    return {language: thing.name_in(language) for language in LANGUAGES}


def coded(choice: Choices) -> dict[str, Any]:
    """A code and what it is called."""
    return {"code": str(choice.value), "label": said(lambda: choice.label)}


def day(value: date | datetime | None) -> str | None:
    """A day as JSON writes it; of a moment, its day in Morocco."""
    if isinstance(value, datetime):
        return timezone.localdate(value).isoformat()
    return value.isoformat() if value else None
