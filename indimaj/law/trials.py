"""How one clause is tried on one person: its outcome, and the step that the trace keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from indimaj.law import dates
from indimaj.law.assessment import Step, outcome_word
from indimaj.law.dates import Interval
from indimaj.law.expressions import Clause, Limit, Outcome
from indimaj.law.facts import Value
from indimaj.law.pack import Pack

# From the known facts and the filing day to the outcome and its step.
Trial = Callable[[Mapping[str, Value], Interval], tuple[Outcome, Step]]
Comparison = Callable[[int, int], Outcome]


def resolve(pack: Pack, limit: Limit, on: date) -> int | date:
    """Return the number or day that a limit stands for on a day."""
    if limit.parameter is None:
        assert limit.value is not None
        return limit.value
    dated = pack.parameters[limit.parameter].at(on)
    if dated is None:
        raise ValueError(f"the parameter {limit.parameter} has no value on {on}")
    return dated.value


def compare(comparison: str, limit: int) -> Comparison:
    """Return the Kleene comparison of an interval with a limit: known only if both of its ends agree."""
    if comparison == ">=":
        return lambda low, high: True if low >= limit else (False if high < limit else None)
    if comparison == ">":
        return lambda low, high: True if low > limit else (False if high <= limit else None)
    if comparison == "<=":
        return lambda low, high: True if high <= limit else (False if low > limit else None)
    return lambda low, high: True if high < limit else (False if low >= limit else None)


def trial(pack: Pack, clause: Clause, on: date) -> Trial:
    """Compile the trial of a clause for a day."""
    if clause.test == "is":
        return _trial_of_choice(pack, clause)
    limit = resolve(pack, clause.limit, on)
    sealed = pack.facts[clause.fact].sealed
    if clause.test == "elapsed":
        assert isinstance(limit, int)
        return _trial_of_elapsed(clause, limit, on, sealed)
    return _trial_of_number(pack, clause, limit, sealed)


def _trial_of_choice(pack: Pack, clause: Clause) -> Trial:
    spec, name = pack.facts[clause.fact], clause.fact
    choices: list[Any] = [True, False] if spec.type == "boolean" else list(spec.choices)
    known: dict[Any, tuple[Outcome, Step]] = {}
    for choice in [*choices, None]:
        outcome = None if choice is None else choice in clause.values
        kept = None if spec.sealed else choice
        known[choice] = outcome, Step(clause.id, outcome_word(outcome), kept, None)

    def tried(values: Mapping[str, Value], filing: Interval) -> tuple[Outcome, Step]:
        return known[values.get(name)]

    return tried


def _trial_of_number(pack: Pack, clause: Clause, limit: int | date, sealed: bool) -> Trial:
    name, written = clause.fact, limit.isoformat() if isinstance(limit, date) else limit
    compared = compare(clause.comparison, dates.pack_day(limit) if isinstance(limit, date) else limit)
    is_date = pack.facts[name].type == "date"
    unknown = None, Step(clause.id, "unknown", None, written)

    def tried(values: Mapping[str, Value], filing: Interval) -> tuple[Outcome, Step]:
        value: Any = values.get(name)
        if value is None:
            return unknown
        low, high = value
        outcome = compared(low, high)
        kept: Any = None
        if not sealed:
            kept = dates.write_interval(value) if is_date else (low if low == high else [low, high])
        return outcome, Step(clause.id, outcome_word(outcome), kept, written)

    return tried


def _trial_of_elapsed(clause: Clause, limit: int, on: date, sealed: bool) -> Trial:
    name, until, unit = clause.fact, clause.until, clause.unit
    today = (dates.pack_day(on), dates.pack_day(on))
    in_days = unit == "days"
    months = 12 if unit == "years" else 1
    compared = compare(clause.comparison, limit if in_days else limit * months * dates.MONTH)
    unknown = None, Step(clause.id, "unknown", None, limit)
    measure = dates.MONTH * months

    def tried(values: Mapping[str, Value], filing: Interval) -> tuple[Outcome, Step]:
        start: Any = values.get(name)
        end: Any = filing if until == "filing" else today if until == "today" else values.get(until)
        if start is None or end is None:
            return unknown
        if in_days:
            low, high = dates.days_between(start[1], end[0]), dates.days_between(start[0], end[1])
            shown = low, high
        else:
            low, high = end[0] - start[1], end[1] - start[0]
            shown = low // measure, high // measure
        outcome = compared(low, high)
        kept: Any = None if sealed else shown[0] if shown[0] == shown[1] else [shown[0], shown[1]]
        return outcome, Step(clause.id, outcome_word(outcome), kept, limit)

    return tried
