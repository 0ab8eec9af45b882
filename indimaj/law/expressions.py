"""The rule language: expression trees over named facts, in Kleene's three values (True, False, None).

A tree is data. Its leaves are clauses, each one test on one fact, with its sentence in three languages;
its branches are all, any, not and at-least-n-of. The readers (decide, population, missing, explain) walk
the same tree; none of them keeps a copy of the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Text = dict[str, str]
Outcome = bool | None

# How a test is written in a pack, and the comparison that it stands for.
COMPARISONS = {
    "at_least": ">=",
    "more_than": ">",
    "at_most": "<=",
    "less_than": "<",
    "on_or_after": ">=",
    "after": ">",
    "on_or_before": "<=",
    "before": "<",
}
UNITS = ("days", "months", "years")


@dataclass(frozen=True, slots=True)
class Limit:
    """What a fact is compared with: a number, a day, or a dated parameter of the pack."""

    value: int | date | None = None
    parameter: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A leaf: one test on one fact.

    `test` is "is" (the value is one of `values`), "compare" (a number or a day against `limit`) or
    "elapsed" (the time from the fact to `until` against `limit`, in `unit`). `until` is "filing" (the day
    of filing, or the day of the question when nothing is filed), "today" (the day of the question) or the
    name of a second date fact.
    """

    id: str
    test: str
    fact: str
    says: Text
    values: frozenset[bool | str] = frozenset()
    comparison: str = ""
    limit: Limit = field(default_factory=Limit)
    until: str = ""
    unit: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that the test reads, the day of filing apart."""
        if self.until and self.until not in ("filing", "today"):
            return (self.fact, self.until)
        return (self.fact,)


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part at least holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class AtLeast:
    """`count` of the parts hold."""

    count: int
    parts: tuple[Node, ...]


Node = Clause | All | AnyOf | Not | AtLeast


class ExpressionError(ValueError):
    """A tree that is not written in the language."""


def read_tree(data: Any, clauses: Mapping[str, Clause]) -> Node:
    """Read a tree as a pack writes it: the name of a clause, or {all|any: [...]}, {not: x},
    {at_least: n, of: [...]}.
    """
    if isinstance(data, str):
        if data not in clauses:
            raise ExpressionError(f"no clause is called {data!r}")
        return clauses[data]
    if not isinstance(data, Mapping):
        raise ExpressionError(f"{data!r} is neither the name of a clause nor a branch")
    keys = set(data)
    if keys == {"not"}:
        return Not(read_tree(data["not"], clauses))
    if keys == {"all"} or keys == {"any"}:
        (word,) = keys
        parts = _read_parts(data[word], clauses)
        return All(parts) if word == "all" else AnyOf(parts)
    if keys == {"at_least", "of"}:
        parts = _read_parts(data["of"], clauses)
        count = data["at_least"]
        if not isinstance(count, int) or not 1 <= count <= len(parts):
            raise ExpressionError(f"at_least must be between 1 and {len(parts)}, not {count!r}")
        return AtLeast(count, parts)
    raise ExpressionError(f"a branch is all, any, not, or at_least with of; not {sorted(keys)}")


def _read_parts(data: Any, clauses: Mapping[str, Clause]) -> tuple[Node, ...]:
    if not isinstance(data, list) or not data:
        raise ExpressionError("a branch needs a list of at least one part")
    return tuple(read_tree(part, clauses) for part in data)


def clauses_of(node: Node) -> Iterator[Clause]:
    """Yield the clauses of a tree in the order in which they are written, each one once."""
    seen: set[str] = set()
    for clause in _walk(node):
        if clause.id not in seen:
            seen.add(clause.id)
            yield clause


def _walk(node: Node) -> Iterator[Clause]:
    match node:
        case Clause():
            yield node
        case Not(part=part):
            yield from _walk(part)
        case All(parts=parts) | AnyOf(parts=parts) | AtLeast(parts=parts):
            for part in parts:
                yield from _walk(part)


Evaluator = Callable[[Sequence[Outcome]], Outcome]


def compile_tree(node: Node, slot: Mapping[str, int]) -> Evaluator:
    """Return a function from the outcomes of the clauses (by slot) to the outcome of the tree."""
    match node:
        case Clause():
            index = slot[node.id]
            return lambda outcomes: outcomes[index]
        case Not(part=part):
            inner = compile_tree(part, slot)

            def negated(outcomes: Sequence[Outcome]) -> Outcome:
                outcome = inner(outcomes)
                return None if outcome is None else not outcome

            return negated
        case All(parts=parts):
            return _compile_fold(parts, slot, stop=False)
        case AnyOf(parts=parts):
            return _compile_fold(parts, slot, stop=True)
        case AtLeast(count=count, parts=parts):
            return _compile_at_least(count, [compile_tree(part, slot) for part in parts])


def _compile_fold(parts: tuple[Node, ...], slot: Mapping[str, int], *, stop: bool) -> Evaluator:
    """Conjunction stops at the first False, disjunction at the first True; None is kept meanwhile."""
    if all(isinstance(part, Clause) for part in parts):
        indices = [slot[part.id] for part in parts if isinstance(part, Clause)]

        def fold_clauses(outcomes: Sequence[Outcome]) -> Outcome:
            result: Outcome = not stop
            for index in indices:
                outcome = outcomes[index]
                if outcome is stop:
                    return stop
                if outcome is None:
                    result = None
            return result

        return fold_clauses
    inner = [compile_tree(part, slot) for part in parts]

    def fold(outcomes: Sequence[Outcome]) -> Outcome:
        result: Outcome = not stop
        for part in inner:
            outcome = part(outcomes)
            if outcome is stop:
                return stop
            if outcome is None:
                result = None
        return result

    return fold


def _compile_at_least(count: int, inner: list[Evaluator]) -> Evaluator:
    def at_least(outcomes: Sequence[Outcome]) -> Outcome:
        met = possible = 0
        for part in inner:
            outcome = part(outcomes)
            if outcome is not False:
                possible += 1
                met += outcome is True
        if met >= count:
            return True
        return None if possible >= count else False

    return at_least
