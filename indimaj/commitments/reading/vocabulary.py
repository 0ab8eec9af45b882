"""Terms of the policy in three languages: from the words of a text to what it is about, whatever the language.

`vocabulary.csv`: a term, the themes that it speaks for, its name in three languages, and beginnings of words (";" between
them) by which a text is known to hold it.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .folding import words

LANGUAGES = ("ar", "fr", "en")
FILE = Path(__file__).parent / "vocabulary.csv"
NUMBER = re.compile(r"\d+(?:[-./–]\d+)+|\d{2,}")
YEAR = re.compile(r"(?:19|20)\d\d")
MOST_THEMES = 3


@dataclass(frozen=True)
class Term:
    """A term of the vocabulary."""

    key: str
    themes: tuple[str, ...]
    names: dict[str, str]
    beginnings: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def terms() -> dict[str, Term]:
    """The vocabulary by key."""
    with FILE.open(encoding="utf-8", newline="") as handle:
        return {row["term"]: _term(row) for row in csv.DictReader(handle)}


def _term(row: dict[str, str]) -> Term:
    return Term(
        key=row["term"],
        themes=tuple(one for one in row["themes"].split(";") if one),
        names={language: row[f"name_{language}"] for language in LANGUAGES},
        beginnings={
            language: tuple(f" {' '.join(words(one))}" for one in row[language].split(";") if one)
            for language in LANGUAGES
        },
    )


def terms_in(text: str, language: str = "") -> set[str]:
    """The terms that a text holds; of a language that is not one of the three, all beginnings are tried."""
    said = f" {' '.join(words(text))}"
    tried = [language] if language in LANGUAGES else LANGUAGES
    return {
        key
        for key, term in terms().items()
        if any(beginning in said for one in tried for beginning in term.beginnings[one])
    }


def themes_of(found: Iterable[str]) -> list[str]:
    """The themes that some terms speak for, the strongest first; no more than three."""
    count: Counter[str] = Counter()
    for key in sorted(found):
        for place, theme in enumerate(terms()[key].themes):
            count[theme] += 2 if place == 0 else 1
    # What law is about is about law too: a text on schools that names a law is about schools first.
    ordered = sorted(count, key=lambda one: (one == "legal", -count[one], one))
    return ordered[:MOST_THEMES]


def name_in(key: str, language: str) -> str:
    """The name of a term for a reader."""
    term = terms().get(key)
    return term.names.get(language[:2], term.names["ar"]) if term else key


def numbers_in(text: str) -> set[str]:
    """Numbers that a text quotes, of laws above all; years are left out: too many texts name the same."""
    found = ("".join(str(int(one)) if one.isdigit() else "-" for one in n) for n in NUMBER.findall(text))
    return {one for one in found if not YEAR.fullmatch(one)}
