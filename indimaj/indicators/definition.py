"""The text of a definition as values, and its one canonical form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

Count = Literal["rows", "distinct", "median"]
Unit = Literal["count", "share", "ratio", "days"]
Rhythm = Literal["month", "quarter", "year"]
Disclosure = Literal["people", "things"]
TimeKind = Literal["during", "until", "standing", "now"]
TestKind = Literal["in", "not_in", "at_least", "at_most", "known"]
Value = str | int | bool

COUNTS, UNITS, RHYTHMS = (
    ("rows", "distinct", "median"),
    ("count", "share", "ratio", "days"),
    ("month", "quarter", "year"),
)
DISCLOSURES = ("people", "things")
KEYS = ("numerator", "denominator", "unit", "rhythm", "breakdowns", "disclosure")
COUNTING_KEYS = ("source", "count", "of", "where", "time")
TESTS = ("not", "at_least", "at_most", "known")


class DefinitionError(ValueError):
    """A definition that cannot stand: every problem, each with its place."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(problems))


@dataclass(frozen=True)
class Test:
    """A condition on one column."""

    column: str
    kind: TestKind
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Time:
    """How rows belong to a period: a moment within it, before its end, a span that holds its end, or now."""

    kind: TimeKind
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counting:
    """One number: which rows of which source, and what is counted of them."""

    source: str
    count: Count
    of: str
    where: tuple[Test, ...]
    time: Time


@dataclass(frozen=True)
class Definition:
    """A figure: a number, or one number over another."""

    numerator: Counting
    denominator: Counting | None
    unit: Unit
    rhythm: Rhythm
    breakdowns: tuple[tuple[str, ...], ...]
    disclosure: Disclosure

    @property
    def countings(self) -> tuple[Counting, ...]:
        """The numbers that have to be counted."""
        return (self.numerator,) if self.denominator is None else (self.numerator, self.denominator)


def parse(text: Mapping[str, Any]) -> Definition:
    """Read a definition; raises DefinitionError with every problem of form. `check` compares it with the sources."""
    problems: list[str] = []
    if not isinstance(text, Mapping):
        raise DefinitionError(["definition: must be a mapping"])
    _only(text, KEYS, "definition", problems)
    numerator = _counting(text.get("numerator"), "numerator", problems)
    denominator = _counting(text["denominator"], "denominator", problems) if text.get("denominator") else None
    definition = Definition(
        numerator=numerator,
        denominator=denominator,
        unit=cast("Unit", _one_of(text.get("unit", "count"), UNITS, "unit", problems)),
        rhythm=cast("Rhythm", _one_of(text.get("rhythm", "month"), RHYTHMS, "rhythm", problems)),
        breakdowns=_breakdowns(text.get("breakdowns", []), problems),
        disclosure=cast(
            "Disclosure", _one_of(text.get("disclosure", "people"), DISCLOSURES, "disclosure", problems)
        ),
    )
    if problems:
        raise DefinitionError(problems)
    return definition


def canonical(definition: Definition) -> dict[str, Any]:
    """The one way to write a definition: what `parse` reads, with nothing left to a default."""
    return {
        "numerator": _written(definition.numerator),
        "denominator": _written(definition.denominator) if definition.denominator else None,
        "unit": definition.unit,
        "rhythm": definition.rhythm,
        "breakdowns": [list(columns) for columns in definition.breakdowns],
        "disclosure": definition.disclosure,
    }


def digest(definition: Definition) -> str:
    """The SHA-256 of the canonical form: the order of keys and of codes changes nothing."""
    text = json.dumps(canonical(definition), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _written(counting: Counting) -> dict[str, Any]:
    where: dict[str, Any] = {}
    for test in counting.where:
        entry: Any = list(test.values) if test.kind in ("in", "not_in") else test.values[0]
        if test.kind == "in":
            where[test.column] = entry
        else:
            where[test.column] = {"not" if test.kind == "not_in" else test.kind: entry}
    columns = counting.time.columns
    return {
        "source": counting.source,
        "count": counting.count,
        "of": counting.of,
        "where": where,
        "time": {counting.time.kind: columns[0] if len(columns) == 1 else list(columns)},
    }


def _counting(text: Any, at: str, problems: list[str]) -> Counting:
    if not isinstance(text, Mapping):
        problems.append(f"{at}: must name a source and a time")
        return Counting("", "rows", "", (), Time("now"))
    _only(text, COUNTING_KEYS, at, problems)
    source, of = text.get("source", ""), text.get("of", "")
    if not isinstance(source, str) or not source:
        problems.append(f"{at}.source: must be the name of a counting source")
    count = _one_of(text.get("count", "rows"), COUNTS, f"{at}.count", problems)
    if count == "rows" and of:
        problems.append(
            f"{at}.of: rows are counted of no column; leave it out, or count distinct or a median"
        )
    if count != "rows" and not of:
        problems.append(f"{at}.of: {count} needs the name of a column")
    where = text.get("where", {})
    if not isinstance(where, Mapping):
        problems.append(f"{at}.where: must be a mapping of columns to values")
        where = {}
    tests = [_test(str(column), wanted, f"{at}.where.{column}", problems) for column, wanted in where.items()]
    return Counting(
        source=str(source),
        count=cast("Count", count),
        of=str(of),
        where=tuple(sorted(tests, key=lambda test: test.column)),
        time=_time(text.get("time"), f"{at}.time", problems),
    )


def _test(column: str, wanted: Any, at: str, problems: list[str]) -> Test:
    if isinstance(wanted, Mapping):
        if len(wanted) != 1 or next(iter(wanted)) not in TESTS:
            problems.append(f"{at}: must hold one of {', '.join(TESTS)}")
            return Test(column, "in", ())
        kind, given = next(iter(wanted.items()))
        if kind == "not":
            return Test(column, "not_in", _values(given, at, problems))
        if kind == "known" and not isinstance(given, bool):
            problems.append(f"{at}.known: must be true or false")
        if kind in ("at_least", "at_most") and (isinstance(given, bool) or not isinstance(given, int)):
            problems.append(f"{at}.{kind}: must be a whole number")
        return Test(column, cast("TestKind", kind), (given,))
    return Test(column, "in", _values(wanted, at, problems))


def _values(given: Any, at: str, problems: list[str]) -> tuple[Value, ...]:
    several = given if isinstance(given, list) else [given]
    if not several or not all(isinstance(one, str | int | bool) for one in several):
        problems.append(f"{at}: must be a code, a whole number, true, false, or a list of such")
        return ()
    return tuple(sorted(several, key=str))


def _time(text: Any, at: str, problems: list[str]) -> Time:
    if text == "now":
        return Time("now")
    if isinstance(text, Mapping) and len(text) == 1:
        kind, given = next(iter(text.items()))
        if kind in ("during", "until") and isinstance(given, str):
            return Time(cast("TimeKind", kind), (given,))
        if kind == "standing" and isinstance(given, list) and len(given) == 2:
            return Time("standing", (str(given[0]), str(given[1])))
        if kind == "now":
            return Time("now")
    problems.append(
        f"{at}: must be 'during: MOMENT', 'until: MOMENT', 'standing: [FROM, UNTIL]' or 'now' (as rows stand)"
    )
    return Time("now")


def _breakdowns(text: Any, problems: list[str]) -> tuple[tuple[str, ...], ...]:
    good = isinstance(text, list) and all(
        isinstance(one, list) and 1 <= len(one) <= 2 and all(isinstance(column, str) for column in one)
        for one in text
    )
    if not good:
        problems.append("breakdowns: must be a list of lists of one or two columns")
        return ()
    return tuple(tuple(one) for one in text)


def _one_of(given: Any, allowed: Sequence[str], at: str, problems: list[str]) -> str:
    if given not in allowed:
        problems.append(f"{at}: {given!r} is not one of {', '.join(allowed)}")
        return allowed[0]
    return str(given)


def _only(text: Mapping[str, Any], allowed: Sequence[str], at: str, problems: list[str]) -> None:
    for key in text:
        if key not in allowed:
            problems.append(f"{at}: {key!r} is not one of {', '.join(allowed)}")
