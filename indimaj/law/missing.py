"""The smallest sets of unknown facts that, once known, could make a proposal favourable.

Each criterion is opened into the ways in which it can still be met: sets of undecided clauses with the
outcome that each would need. A way counts when some values of its facts give all of those outcomes at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations, product
from typing import TYPE_CHECKING

from indimaj.law import dates
from indimaj.law.assessment import UNDETERMINED, MissingSet
from indimaj.law.dates import Interval
from indimaj.law.expressions import All, AnyOf, AtLeast, Clause, Node, Not, Outcome
from indimaj.law.facts import Facts, Value
from indimaj.law.trials import resolve

if TYPE_CHECKING:
    from indimaj.law.decide import Reach

MOST = 12
# Clauses that are still undecided, each with the outcome that it would need.
Way = frozenset[tuple[str, bool]]


def smallest_sets(reach: Reach, facts: Facts, filing: Interval, proposal: str) -> tuple[MissingSet, ...]:
    """Return the sets minimal by inclusion, smallest first, at most twelve."""
    if proposal != UNDETERMINED:
        return ()
    search = _Search(reach, facts, filing)
    found = {names for criterion in reach.criteria for names in search.settling(criterion.when)}
    minimal = [names for names in found if not any(other < names for other in found)]
    ordered = sorted((tuple(sorted(names)) for names in minimal), key=lambda names: (len(names), names))
    return tuple(MissingSet(names, "favourable") for names in ordered[:MOST])


class _Search:
    def __init__(self, reach: Reach, facts: Facts, filing: Interval) -> None:
        self.reach, self.facts, self.filing = reach, facts, filing
        self.clauses = {clause.id: clause for clause in reach.clauses}
        self.known = {
            clause.id: reach.trials[slot](facts.values_by_name, filing)[0]
            for slot, clause in enumerate(reach.clauses)
        }
        self._candidates: dict[str, list[Value]] = {}

    def settling(self, tree: Node) -> Iterator[frozenset[str]]:
        """Yield sets of facts for which some values make the tree hold."""
        for way in self.ways(tree, True):
            yield from self.sets_for(way)

    def ways(self, node: Node, want: bool) -> list[Way]:
        """Return the ways in which a tree can come to an outcome; an empty way: it already has."""
        match node:
            case Clause():
                known = self.known[node.id]
                if known is None:
                    return [frozenset({(node.id, want)})]
                return [frozenset()] if known is want else []
            case Not(part=part):
                return self.ways(part, not want)
            case All(parts=parts):
                return self._jointly(parts, want) if want else self._severally(parts, want)
            case AnyOf(parts=parts):
                return self._severally(parts, want) if want else self._jointly(parts, want)
            case AtLeast(count=count, parts=parts):
                needed = count if want else len(parts) - count + 1
                chosen = (self._jointly(some, want) for some in combinations(parts, needed))
                return list({way for ways in chosen for way in ways})

    def _severally(self, parts: Iterable[Node], want: bool) -> list[Way]:
        return list({way for part in parts for way in self.ways(part, want)})

    def _jointly(self, parts: Iterable[Node], want: bool) -> list[Way]:
        joint: set[Way] = {frozenset()}
        for part in parts:
            ways = self.ways(part, want)
            merged = (one | other for one in joint for other in ways)
            joint = {way for way in merged if len({clause for clause, _ in way}) == len(way)}
        return list(joint)

    def sets_for(self, way: Way) -> Iterator[frozenset[str]]:
        """Yield the smallest sets of facts with values that settle every clause of a way."""
        names = sorted({name for clause, _ in way for name in self.clauses[clause].facts if self.open(name)})
        every_fact_needed = all(len(self.clauses[clause].facts) == 1 for clause, _ in way)
        found: list[frozenset[str]] = []
        for size in range(len(names) if every_fact_needed else 0, len(names) + 1):
            for chosen in combinations(names, size):
                if not any(one <= set(chosen) for one in found) and self.possible(way, chosen):
                    found.append(frozenset(chosen))
        yield from found

    def open(self, name: str) -> bool:
        """Whether a fact is not known, or known only as an interval."""
        value = self.facts.get(name)
        return value is None or (isinstance(value, tuple) and value[0] != value[1])

    def possible(self, way: Way, names: tuple[str, ...]) -> bool:
        """Whether some values of these facts, the others left as they are, settle every clause of a way."""
        if all(len(self.clauses[clause].facts) == 1 for clause, _ in way):
            return all(self._possible_jointly(self._about(way, name), (name,)) for name in names)
        return self._possible_jointly(way, names)

    def _about(self, way: Way, name: str) -> Way:
        return frozenset(item for item in way if self.clauses[item[0]].fact == name)

    def _possible_jointly(self, way: Way, names: tuple[str, ...]) -> bool:
        for values in product(*(self.candidates(name) for name in names)):
            facts = self.facts.having(**dict(zip(names, values, strict=True))).values_by_name
            if all(self._outcome(clause, facts) is want for clause, want in way):
                return True
        return False

    def _outcome(self, clause: str, facts: dict[str, Value]) -> Outcome:
        return self.reach.trials[self.reach.slot[clause]](facts, self.filing)[0]

    def candidates(self, name: str) -> list[Value]:
        """Return values of a fact among which every outcome of its clauses occurs, if it can occur."""
        if name not in self._candidates:
            spec = self.reach.pack.facts[name]
            if spec.type == "boolean":
                self._candidates[name] = [True, False]
            elif spec.type == "choice":
                self._candidates[name] = list(spec.choices)
            else:
                self._candidates[name] = self._points(name, spec.type == "date")
        return self._candidates[name]

    def _points(self, name: str, is_date: bool) -> list[Value]:
        value = self.facts.get(name)
        low, high = value if isinstance(value, tuple) else self.reach.pack.facts[name].bounds
        points = {low, high, *self._turning_points(name)}
        for clause in self.reach.clauses:
            if len(clause.facts) == 2 and name in clause.facts:
                other = clause.facts[0] if clause.facts[1] == name else clause.facts[1]
                sign = 1 if clause.facts[1] == name else -1
                others = {*self._turning_points(other), *self._ends(other)}
                points |= {self._shift(point, clause, sign) for point in others}
        near = {
            step for point in points for step in (_steps(point) if is_date else (point - 1, point, point + 1))
        }
        return [(point, point) for point in sorted(near | {low, high}) if low <= point <= high]

    def _ends(self, name: str) -> Interval:
        value = self.facts.get(name)
        return value if isinstance(value, tuple) else self.reach.pack.facts[name].bounds

    def _turning_points(self, name: str) -> Iterator[int]:
        for clause in self.reach.clauses:
            if clause.fact != name or clause.test == "is" or len(clause.facts) == 2:
                continue
            limit = resolve(self.reach.pack, clause.limit, self.reach.on)
            if clause.test == "elapsed":
                today = dates.pack_day(self.reach.on)
                for end in self.filing if clause.until == "filing" else (today,):
                    yield self._shift(end, clause, -1)
            else:
                yield dates.pack_day(limit) if isinstance(limit, date) else limit

    def _shift(self, point: int, clause: Clause, sign: int) -> int:
        limit = resolve(self.reach.pack, clause.limit, self.reach.on)
        assert isinstance(limit, int)
        if clause.unit == "days":
            return dates.pack_day(dates.last_day_until(point) + sign * timedelta(days=limit))
        return point + sign * limit * (12 if clause.unit == "years" else 1) * dates.MONTH


def _steps(point: int) -> Iterator[int]:
    """Yield the real days just before, at and just after a packed number."""
    if not dates.EARLIEST < point < dates.LATEST:
        return
    day = dates.last_day_until(point)
    for step in (-1, 0, 1):
        yield dates.pack_day(day + timedelta(days=step))
