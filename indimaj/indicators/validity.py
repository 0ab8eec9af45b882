"""A definition against the sources that are declared: what does not exist, what may not be done, what means nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .definition import Counting, Definition, DefinitionError, Test
from .sources import ColumnSpec, SourceSpec

Sources = Mapping[str, SourceSpec]


def check(definition: Definition, sources: Sources) -> None:
    """Pass, or raise DefinitionError with every problem and its place."""
    problems = [
        problem
        for at, counting in zip(("numerator", "denominator"), definition.countings, strict=False)
        for problem in _of_counting(counting, at, sources)
    ]
    if not problems:
        problems = [
            *_of_unit(definition),
            *_of_breakdowns(definition, sources),
            *_of_people(definition, sources),
        ]
    if problems:
        raise DefinitionError(problems)


def is_exact(definition: Definition, sources: Sources) -> bool:
    """Whether the whole figure can be counted again as of its cut-off, by columns that keep their past."""
    return all(_keeps_its_past(counting, sources[counting.source]) for counting in definition.countings)


def breakdown_is_exact(definition: Definition, columns: tuple[str, ...], sources: Sources) -> bool:
    """Whether a breakdown can be counted again too: what a person or an office is called may be put right later."""
    return is_exact(definition, sources) and not any(
        sources[counting.source].columns[column].current
        for counting in definition.countings
        for column in columns
    )


def _keeps_its_past(counting: Counting, source: SourceSpec) -> bool:
    used = [
        *(test.column for test in counting.where),
        *counting.time.columns,
        *([counting.of] if counting.of else []),
    ]
    return not source.current and not any(source.columns[column].current for column in used)


def _of_counting(counting: Counting, at: str, sources: Sources) -> Iterator[str]:
    source = sources.get(counting.source)
    if source is None:
        yield f"{at}.source: there is no source {counting.source!r}; there are: {', '.join(sorted(sources))}"
        return
    for test in counting.where:
        yield from _of_test(test, f"{at}.where.{test.column}", source, counting.source)
    for name in counting.time.columns if not source.current else ():
        column = source.columns.get(name)
        if column is None or column.kind != "moment":
            moments = sorted(key for key, one in source.columns.items() if one.kind == "moment")
            yield f"{at}.time: {counting.source!r} has no moment {name!r}; it has: {', '.join(moments)}"
    if counting.time.kind == "now" and not source.current:
        yield f"{at}.time: {counting.source!r} keeps its past; say in which period its rows count"
    if source.current and counting.time.kind != "now":
        yield f"{at}.time: {counting.source!r} is read as it stands at the time of freezing: its time is 'now'"
    if counting.of:
        column = source.columns.get(counting.of)
        wanted = "number" if counting.count == "median" else "code"
        if column is None or column.kind != wanted or (counting.count == "distinct" and not column.distinct):
            fitting = sorted(
                key
                for key, one in source.columns.items()
                if one.kind == wanted and (counting.count == "median" or one.distinct)
            )
            there = ", ".join(fitting) or "none"
            yield f"{at}.of: no {counting.count} of {counting.of!r}; of {counting.source!r} there are: {there}"


def _of_test(test: Test, at: str, source: SourceSpec, name: str) -> Iterator[str]:
    column = source.columns.get(test.column)
    if column is None or not column.filtered:
        allowed = sorted(key for key, one in source.columns.items() if one.filtered)
        yield f"{at}: {name!r} may not be filtered by {test.column!r}; it may by: {', '.join(allowed)}"
    elif test.kind in ("at_least", "at_most"):
        if column.kind != "number":
            yield f"{at}: at_least and at_most compare numbers, and {test.column!r} is none"
    elif test.kind != "known":
        yield from _of_values(test, at, column)


def _of_values(test: Test, at: str, column: ColumnSpec) -> Iterator[str]:
    for value in test.values:
        if column.kind == "yes_no" and not isinstance(value, bool):
            yield f"{at}: must be true or false"
        elif column.kind == "number" and (isinstance(value, bool) or not isinstance(value, int)):
            yield f"{at}: must be a whole number"
        elif column.kind == "moment":
            yield f"{at}: a moment is known or not known; it equals nothing"
        elif column.kind == "code" and (
            not isinstance(value, str) or (column.values and value not in column.values)
        ):
            yield f"{at}: there is no {value!r}; there are: {', '.join(sorted(column.values or ()))}"


def _of_unit(definition: Definition) -> Iterator[str]:
    one, other = definition.numerator, definition.denominator
    median = one.count == "median"
    if (definition.unit == "days") != median:
        yield "unit: days are the unit of a median, and of nothing else"
    if median and other is not None:
        yield "denominator: a median has none"
    if definition.unit in ("share", "ratio") and other is None:
        yield f"denominator: a {definition.unit} needs one"
    if definition.unit == "count" and other is not None:
        yield "unit: a number over another is a share or a ratio"
    if definition.unit == "share" and other is not None:
        yield from _of_share(one, other)


def _of_share(one: Counting, other: Counting) -> Iterator[str]:
    """A share is a part of a whole: the same rows of the same period, with more conditions."""
    if one.source != other.source or one.time != other.time or "distinct" in (one.count, other.count):
        yield "denominator: a share counts rows of one source and one time; otherwise it is a ratio"
    elif not all(_narrowed(test, one.where) for test in other.where):
        yield "denominator: every condition of the whole must be a condition of its part"


def _narrowed(test: Test, tests: tuple[Test, ...]) -> bool:
    """Whether a condition of the whole holds wherever those of the part do: the same, or a narrower one."""
    beside = [one for one in tests if one.column == test.column]
    if test.kind == "known" and test.values == (True,):
        return any(one.kind != "not_in" and one.values != (False,) for one in beside)
    return any(
        test == one or (test.kind == one.kind == "in" and set(one.values) <= set(test.values))
        for one in beside
    )


def _of_breakdowns(definition: Definition, sources: Sources) -> Iterator[str]:
    seen: set[str] = set()
    for columns in definition.breakdowns:
        for name in columns:
            at = f"breakdowns.{name}"
            for counting in definition.countings:
                column = sources[counting.source].columns.get(name)
                if column is None or not column.broken_down:
                    allowed = sorted(
                        key for key, one in sources[counting.source].columns.items() if one.broken_down
                    )
                    yield f"{at}: {counting.source!r} may not be broken down by it; it may by: {', '.join(allowed)}"
            if name in seen:
                yield f"{at}: in two breakdowns at once: the tables together would give small numbers away"
            seen.add(name)
    if definition.breakdowns and any(one.count == "distinct" for one in definition.countings):
        yield "breakdowns: what is counted once does not add up; leave them out"


def _of_people(definition: Definition, sources: Sources) -> Iterator[str]:
    of_people = any(sources[counting.source].of_people for counting in definition.countings)
    if of_people and definition.disclosure != "people":
        yield "disclosure: rows of people need the rule 'people', which hides small numbers"
    growing = any(counting.time.kind == "until" for counting in definition.countings)
    if of_people and growing and definition.breakdowns:
        yield "breakdowns: a running total of people is not broken down: two of its tables would give small numbers away"
