"""Codes with our own short labels, and the days of each clock, from the pack."""

import csv
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from indimaj import policies
from indimaj.programmes.competences import choices, is_code, label, within

__all__ = ["LEVELS", "choices", "days", "is_code", "label", "source_of", "within"]

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


@lru_cache
def _clocks(policy: str) -> tuple[dict[str, str], ...]:
    path = Path(policies.__file__).parent / policy / "catalogues" / "recognition_clocks.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def days(clock: str) -> int:
    """How many days an answer may take; each row of the catalogue names its source, or says that it is our reading."""
    return int(next(row["days"] for row in _clocks(settings.POLICY) if row["code"] == clock))


def source_of(clock: str) -> str:
    """Where the number of days is from."""
    return next(row["source"] for row in _clocks(settings.POLICY) if row["code"] == clock)
