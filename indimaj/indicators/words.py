"""A definition in words: what a reader without a computer needs to count the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import yaml

from .definition import Counting, Definition, Test, Value


class Naming(Protocol):
    """What sources, columns and codes are called in the reader's language."""

    def source(self, source: str) -> str:
        """The rows of a source, in the plural."""

    def column(self, source: str, column: str) -> str:
        """A column."""

    def value(self, source: str, column: str, value: str) -> str:
        """A code of a column."""


@dataclass(frozen=True)
class Line:
    """One part of a definition: its heading, and what it says."""

    label: str
    text: str


def describe(definition: Definition, naming: Naming, language: str, *, reading: str) -> list[Line]:
    """The parts in order. `reading` is "exact", "parts" or "freezing": how far the records keep their past."""
    lines = [Line(_word("labels", "counted", language), _counted(definition.numerator, naming, language))]
    if definition.denominator is not None:
        label = "out_of" if definition.unit == "share" else "compared"
        lines.append(
            Line(_word("labels", label, language), _counted(definition.denominator, naming, language))
        )
    if definition.breakdowns:
        by = [
            _word("value", "by", language).join(
                naming.column(definition.numerator.source, one) for one in columns
            )
            for columns in definition.breakdowns
        ]
        lines.append(
            Line(_word("labels", "broken_down", language), _word("value", "then", language).join(by))
        )
    for label, section, key in (
        ("rhythm", "rhythm", definition.rhythm),
        ("reading", "reading", reading),
        ("small", "small", definition.disclosure),
    ):
        lines.append(Line(_word("labels", label, language), _word(section, key, language)))
    return lines


def _counted(counting: Counting, naming: Naming, language: str) -> str:
    source = naming.source(counting.source)
    column = naming.column(counting.source, counting.of) if counting.of else ""
    moments = [naming.column(counting.source, one) for one in counting.time.columns]
    first, second = (*moments, "", "")[:2]
    parts = [
        _word("count", counting.count, language, source=source, column=column),
        _word("time", counting.time.kind, language, first=first, second=second),
        *(_test(counting.source, test, naming, language) for test in counting.where),
    ]
    return _word("value", "then", language).join(parts)


def _test(source: str, test: Test, naming: Naming, language: str) -> str:
    kind = "unknown" if test.kind == "known" and test.values == (False,) else test.kind
    said = [_value(source, test, one, naming, language) for one in test.values]
    column = naming.column(source, test.column)
    return _word("test", kind, language, column=column, values=_word("value", "or", language).join(said))


def _value(source: str, test: Test, value: Value, naming: Naming, language: str) -> str:
    if isinstance(value, bool):
        return _word("value", "yes" if value else "no", language)
    return str(value) if isinstance(value, int) else naming.value(source, test.column, value)


def _word(section: str, key: str, language: str, **values: object) -> str:
    phrase: str = _table()[section][key][language]
    return phrase.format(**values) if values else phrase


@lru_cache
def _table() -> dict[str, Any]:
    return dict(yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8")))
