"""The words of one language: texts of the content, numbers, days and spans, each isolated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from indimaj.design import wording
from indimaj.design.wording import isolated


def say(node: Mapping[str, Any] | None) -> str:
    """A text of the content in the language of the page; a draft shows another one where it is missing."""
    if node is None:
        return ""
    return str(
        node.get(wording.language()) or next((node[one] for one in ("ar", "fr", "en") if node.get(one)), "")
    )


def quoted(node: Mapping[str, Any] | None) -> str:
    """Words of an institution in the language of the page, else as it wrote them."""
    if node is None:
        return ""
    return isolated(str(node.get(wording.language()) or node.get(node.get("original", ""), "") or say(node)))


def label(node: Mapping[str, Any]) -> str:
    """What a code is called."""
    return say(node["label"])


def number(value: float | None, unit: str = "count") -> str:
    """A value with its unit, or the word for what is hidden."""
    if value is None:
        return _("hidden")
    if unit == "share":
        return isolated(wording.percent_text(value, 0 if value in (0, 1) else 1))
    whole = value == int(value)
    if unit == "days" and whole:
        return wording.days_text(int(value))
    return isolated(wording.number_text(int(value) if whole else value, None if whole else 2))


def day(value: str | None) -> str:
    """A date in words."""
    return isolated(wording.day_text(value)) if value else ""


def span(first: str | None, last: str | None) -> str:
    """A period, from day to day."""
    if first and last and first != last:
        return _("%(first)s to %(last)s") % {"first": day(first), "last": day(last)}
    return day(first or last)


def share_of(numerator: float | None, denominator: float | None) -> str:
    """What a share is made of."""
    if numerator is None or denominator is None:
        return ""
    return _("%(part)s of %(whole)s") % {"part": number(numerator), "whole": number(denominator)}


def joined(*parts: str) -> str:
    """Short texts in one line."""
    return " \u00b7 ".join(part for part in parts if part)
