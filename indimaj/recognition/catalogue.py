"""Codes with our own short labels (ISCO-08, ISCED, CEFR, languages) and the days of each clock, from the pack."""

import csv
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from indimaj import policies

KINDS = ("skill", "qualification", "field", "language", "level")
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


@lru_cache
def _rows(policy: str, name: str) -> tuple[dict[str, str], ...]:
    path = Path(policies.__file__).parent / policy / "catalogues" / name
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


@lru_cache
def _labels(policy: str) -> dict[tuple[str, str], dict[str, str]]:
    return {
        (row["kind"], row["code"]): {code: row[f"label_{code}"] for code in ("ar", "fr", "en")}
        for row in _rows(policy, "competences.csv")
    }


def label(kind: str, code: str, language: str | None = None) -> str:
    """What a code is called; the code itself when the catalogue does not hold it."""
    said = _labels(settings.POLICY).get((kind, code))
    chosen = (language or get_language() or "ar")[:2]
    return said.get(chosen, said["ar"]) if said else code


def choices(kind: str) -> list[tuple[str, str]]:
    """The codes of a kind in the reader's language, in the order of the catalogue."""
    return [(code, label(kind, code)) for held, code in _labels(settings.POLICY) if held == kind]


def is_code(kind: str, code: str) -> bool:
    """Whether the catalogue holds a code."""
    return (kind, code) in _labels(settings.POLICY)


def days(clock: str) -> int:
    """How many days an answer may take; each row of the catalogue names its source, or says that it is our reading."""
    return int(
        next(row["days"] for row in _rows(settings.POLICY, "recognition_clocks.csv") if row["code"] == clock)
    )


def source_of(clock: str) -> str:
    """Where the number of days is from."""
    return next(
        row["source"] for row in _rows(settings.POLICY, "recognition_clocks.csv") if row["code"] == clock
    )
