"""Countries by name, from the catalogue of the policy pack."""

import csv
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from indimaj import policies

BLANK = ("", "—")


@lru_cache
def _rows(policy: str) -> tuple[dict[str, str], ...]:
    folder = Path(policies.__file__).parent / policy / "catalogues"
    with (folder / "nationalities.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def _column() -> str:
    language = (get_language() or "ar")[:2]
    return f"name_{language if language in ('ar', 'fr', 'en') else 'ar'}"


def choices() -> list[tuple[str, str]]:
    """Every country, in the order of the reader's language."""
    column = _column()
    return [
        BLANK,
        *sorted(((row["code"], row[column]) for row in _rows(settings.POLICY)), key=lambda one: one[1]),
    ]


def names(codes: list[str]) -> str:
    """Some countries, by name."""
    column = _column()
    known = {row["code"]: row[column] for row in _rows(settings.POLICY)}
    return ("، " if column == "name_ar" else ", ").join(known.get(code, code) for code in codes)
