"""From definitions to questions to the database, and from the answers to numbers. No row and no key leaves: counts do.

Countings of rows of one source are asked together, in a pass over the rows of a period and one over what stands at
its end; each is a count with a condition of its own.
A median is read from how many rows have each number of days; distinct codes, from the codes.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from indimaj import indicators
from indimaj.directory import cells
from indimaj.indicators import Counting, Definition, Test

from .sources import SOURCES, Column, Places, Source

Key = tuple[str, ...]


@dataclass(frozen=True)
class Period:
    """From the first day to the first day after; rows recorded from the cut-off on do not count."""

    begins: date
    ends: date
    cut_off: datetime

    @property
    def starts_at(self) -> datetime:
        """Midnight in Morocco that begins it."""
        return _midnight(self.begins)

    @property
    def stops_at(self) -> datetime:
        """The end, or the cut-off where that comes first."""
        return min(_midnight(self.ends), self.cut_off)


@dataclass
class Counted:
    """What one counting gave: in all, and by the codes of each breakdown. For a median: of how many rows."""

    total: int = 0
    median: float | None = None
    cells: dict[Key, dict[Key, int]] = field(default_factory=dict)
    medians: dict[Key, dict[Key, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """A counting and the breakdowns that its definition wants."""

    counting: Counting
    breakdowns: tuple[Key, ...]


def count_all(definitions: Mapping[str, Definition], period: Period) -> dict[str, list[Counted]]:
    """Every definition's numbers, numerator first: a pass or two a source for rows, and one question for each other."""
    places = Places()
    asked = {
        (name, place): Question(counting, definition.breakdowns)
        for name, definition in definitions.items()
        for place, counting in enumerate(definition.countings)
    }
    found: dict[tuple[str, int], Counted] = {}
    # What happened in a period touches a month of rows, what stands at its end touches all: never in one pass.
    together: dict[tuple[str, bool], dict[tuple[str, int], Question]] = defaultdict(dict)
    for key, question in asked.items():
        if question.counting.count == "rows":
            counting = question.counting
            together[counting.source, counting.time.kind == "during"][key] = question
        else:
            found[key] = _alone(question, period, places)
    for (name, _during), questions in together.items():
        found |= _together(SOURCES[name], questions, period, places)
    return {
        name: [found[name, place] for place in range(len(definition.countings))]
        for name, definition in definitions.items()
    }


def query_hash(definition: Definition, period: Period) -> str:
    """The digest of the whole question: the definition, the period and the cut-off, on whatever database."""
    asked = {
        "definition": indicators.canonical(definition),
        "from": period.begins.isoformat(),
        "until": period.ends.isoformat(),
        "cut_off": period.cut_off.astimezone(UTC).isoformat(),
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@lru_cache
def code_version() -> str:
    """The version of the program, and the digest of the code that counts and hides."""
    here, language = Path(__file__).parent, Path(indicators.__file__).parent
    files = [here / "counting.py", here / "disclosure.py", Path(cells.__file__)]
    files += sorted((here / "sources").glob("*.py")) + sorted(language.glob("*.py"))
    code = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    try:
        return f"{version('indimaj')}+{code[:16]}"
    except PackageNotFoundError:
        return f"0+{code[:16]}"


def _together(
    source: Source, questions: Mapping[tuple[str, int], Question], period: Period, places: Places
) -> dict[tuple[str, int], Counted]:
    """One pass: rows grouped by every code that any breakdown needs, each question a count with its condition."""
    by = _raw(source, [name for one in questions.values() for columns in one.breakdowns for name in columns])
    conditions = [_condition(source, one.counting, period) for one in questions.values()]
    tested = {test.column for one in questions.values() for test in one.counting.where}
    rows = _rows(source, {*by, *tested, *_moments(questions.values())}, period)
    any_of = conditions[0]
    for condition in conditions[1:]:
        any_of |= condition
    # Where one counting is asked alone, the rows themselves are its condition: it is not worked out twice.
    own = conditions if len(conditions) > 1 else [None]
    counts = {f"n{place}": Count("pk", filter=one) for place, one in enumerate(own)}
    grouped = rows.filter(any_of).order_by().values_list(*(f"c_{name}" for name in by)).annotate(**counts)
    if not by:
        grouped = [tuple(rows.filter(any_of).aggregate(**counts).values())]
    results = {key: Counted() for key in questions}
    tables = [
        (place, results[key], one.breakdowns)
        for place, (key, one) in enumerate(questions.items(), start=len(by))
    ]
    for row in grouped:
        codes = dict(zip(by, row, strict=False))
        for place, result, breakdowns in tables:
            if row[place]:
                _add(result, row[place], codes, breakdowns, source, places)
    return results


def _add(
    result: Counted,
    number: int,
    codes: Mapping[str, Any],
    breakdowns: Sequence[Key],
    source: Source,
    places: Places,
) -> None:
    result.total += number
    for columns in breakdowns:
        key = _key(columns, codes, source, places)
        table = result.cells.setdefault(columns, {})
        table[key] = table.get(key, 0) + number


def _alone(question: Question, period: Period, places: Places) -> Counted:
    """A median or distinct codes: how many rows have each number, or each code, by the codes of the breakdowns."""
    counting, source = question.counting, SOURCES[question.counting.source]
    by = _raw(source, [name for columns in question.breakdowns for name in columns])
    needed = {*by, counting.of, *(test.column for test in counting.where), *_moments([question])}
    rows = _rows(source, needed, period).filter(_condition(source, counting, period))
    grouped = (
        rows.order_by().values_list(*(f"c_{name}" for name in (*by, counting.of))).annotate(n=Count("pk"))
    )
    values: Counter[Any] = Counter()
    parts: dict[Key, dict[Key, Counter[Any]]] = {
        columns: defaultdict(Counter) for columns in question.breakdowns
    }
    for *codes, value, number in grouped:
        if value is None or value == "":
            continue
        values[value] += number
        named = dict(zip(by, codes, strict=True))
        for columns in question.breakdowns:
            parts[columns][_key(columns, named, source, places)][value] += number
    if counting.count == "distinct":
        return Counted(total=len(values))
    return Counted(
        total=values.total(),
        median=middle(values),
        cells={columns: {key: one.total() for key, one in found.items()} for columns, found in parts.items()},
        medians={
            columns: {key: middle(one) or 0.0 for key, one in found.items()}
            for columns, found in parts.items()
        },
    )


def middle(values: Mapping[int, int]) -> float | None:
    """The median of numbers that each occur so often; the mean of the two middle ones where there are two."""
    total = sum(values.values())
    if not total:
        return None
    lower, upper = (total - 1) // 2, total // 2
    seen = 0
    ends: list[int] = []
    for value in sorted(values):
        seen += values[value]
        ends += [value] * ((seen > lower and not ends) + (seen > upper and len(ends) < 2))
        if len(ends) >= 2:
            break
    return (ends[0] + ends[1]) / 2


def _rows(source: Source, names: Iterable[str], period: Period) -> QuerySet[Any]:
    """The rows that were there at the cut-off, with the columns that are asked for."""
    there = Q(**{f"{column}__lt": period.cut_off for column in source.recorded})
    read = {f"c_{name}": source.columns[name].read(period.cut_off) for name in sorted(names)}
    return source.rows().filter(there).annotate(**read)


def _condition(source: Source, counting: Counting, period: Period) -> Q:
    """Which rows count, by columns as annotated."""
    found = _time(source, counting, period)
    for test in counting.where:
        found &= _test(source.columns[test.column], test, period)
    return found


def _time(source: Source, counting: Counting, period: Period) -> Q:
    columns = [source.columns[name] for name in counting.time.columns]
    names = [f"c_{name}" for name in counting.time.columns]
    if counting.time.kind == "now":
        return Q(pk__isnull=False)
    stop = period.ends if columns[0].is_date else period.stops_at
    before = Q(**{f"{names[0]}__lt": stop})
    if counting.time.kind == "during":
        return before & Q(**{f"{names[0]}__gte": period.begins if columns[0].is_date else period.starts_at})
    if counting.time.kind == "standing":
        end = period.ends if columns[1].is_date else period.stops_at
        return before & (Q(**{f"{names[1]}__isnull": True}) | Q(**{f"{names[1]}__gte": end}))
    return before


def _test(column: Column, test: Test, period: Period) -> Q:
    name = f"c_{test.column}"
    if test.kind == "known":
        there = Q(**{f"{name}__isnull": False})
        if column.kind == "moment":
            there &= Q(**{f"{name}__lt": period.ends if column.is_date else period.cut_off})
        elif column.kind == "code":
            there &= ~Q(**{name: ""})
        return there if test.values[0] else ~there
    if test.kind == "in":
        return Q(**{name: test.values[0]}) if len(test.values) == 1 else Q(**{f"{name}__in": test.values})
    if test.kind == "not_in":
        return ~Q(**{f"{name}__in": test.values})
    return Q(**{f"{name}__{'gte' if test.kind == 'at_least' else 'lte'}": test.values[0]})


def _raw(source: Source, names: Iterable[str]) -> list[str]:
    """The columns that the database groups by: a region is folded from the place, which a province needs too."""
    return sorted({source.columns[name].like or name for name in names})


def _moments(questions: Iterable[Question]) -> set[str]:
    return {name for one in questions for name in one.counting.time.columns}


def _key(columns: Key, codes: Mapping[str, Any], source: Source, places: Places) -> Key:
    key = []
    for name in columns:
        column = source.columns[name]
        code = codes[column.like or name]
        key.append(places.fold(column.fold, code) if column.fold else "" if code is None else str(code))
    return tuple(key)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())
