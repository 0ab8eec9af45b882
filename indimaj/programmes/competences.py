"""What people can do and learn, in codes with our own short labels (ISCO-08, ISCED, CEFR, languages), from the pack."""

import csv
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from indimaj import policies


@lru_cache
def _labels(policy: str) -> dict[tuple[str, str], dict[str, str]]:
    path = Path(policies.__file__).parent / policy / "catalogues" / "competences.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return {
            (row["kind"], row["code"]): {code: row[f"label_{code}"] for code in ("ar", "fr", "en")}
            for row in csv.DictReader(handle)
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


def within(kind: str, code: str) -> list[str]:
    """A group and its finer groups: craft work (7) holds building (71)."""
    return [held for its, held in _labels(settings.POLICY) if its == kind and held.startswith(code)]
