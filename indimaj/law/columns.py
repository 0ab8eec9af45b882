"""The rules as columns: each clause, criterion and proposal a Polars expression over a frame of facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial, reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from indimaj.law import dates
from indimaj.law.decide import FILED_ON, FIRST_OUTCOME, REFUSED, Program, Reach, choose_campaign, program
from indimaj.law.expressions import All, AnyOf, AtLeast, Clause, Node, Not
from indimaj.law.facts import Facts
from indimaj.law.pack import Pack, Version
from indimaj.law.trials import resolve

if TYPE_CHECKING:
    import polars as pl

LAST = ".to"
ROWS_IN_A_PART = 250_000


def packed_column(day: Any) -> Any:
    """Return a column of days, packed."""
    import polars as pl

    months = day.dt.year().cast(pl.Int32) * 12 + day.dt.month().cast(pl.Int32) - 1
    return months * dates.MONTH + day.dt.day().cast(pl.Int32)


def whole_reach(rules: Program) -> Reach:
    """The rules with every version in force, whichever file they reach."""
    key = ("whole", rules.on, rules.campaign.code)
    found: Reach = rules.pack.kept(key, lambda: Reach(rules.pack, rules.on, rules.versions))
    return found


class Plan:
    """Columns that are worked out in three passes (clauses, criteria, proposals), each distinct one once.

    In passes, because a named column is shared for nothing, while Polars' own search for common parts
    costs more than these rules do.
    """

    def __init__(self, frame: pl.DataFrame | pl.LazyFrame) -> None:
        self.frame = frame
        self.columns: Mapping[str, Any] = frame.lazy().collect_schema()
        self._passes: list[dict[str, Any]] = [{}, {}, {}]
        self._names: dict[tuple[int, Any], str] = {}

    def column(self, number: int, key: Any, expression: Callable[[], Any]) -> str:
        """Return the name of a column of a pass, made when its key is new."""
        name = self._names.get((number, key))
        if name is None:
            name = self._names[number, key] = f"law:{number}:{len(self._names)}"
            self._passes[number][name] = expression()
        return name

    def collect(self, ask: Callable[[pl.LazyFrame], pl.LazyFrame]) -> list[pl.DataFrame]:
        """Ask something of the decided frame. A large frame in memory is asked in parts, side by side."""
        import polars as pl

        plain = pl.QueryOptFlags(comm_subexpr_elim=False)
        asked = [ask(self._decided(part)) for part in self._parts()]
        return pl.collect_all(asked, optimizations=plain)

    def _parts(self) -> list[pl.LazyFrame]:
        import polars as pl

        if not isinstance(self.frame, pl.DataFrame):
            return [self.frame]
        height = self.frame.height
        count = max(1, min(2 * pl.thread_pool_size(), height // ROWS_IN_A_PART))
        size = max(1, -(-height // count))
        return [self.frame.slice(start, size).lazy() for start in range(0, max(height, 1), size)]

    def _decided(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        for columns in self._passes:
            frame = frame.with_columns(**columns)
        return frame


class Rules:
    """The rules of a day and campaign as columns of a plan."""

    def __init__(self, plan: Plan, pack: Pack, on: date, campaign: str | None) -> None:
        self.plan, self.pack, self.on, self.columns = plan, pack, on, plan.columns
        code = campaign or choose_campaign(pack, Facts({}), on)
        if code is None:
            raise ValueError(f"no campaign is open on {on}: name one")
        self.rules = program(pack, on, code)
        self.whole = whole_reach(self.rules)
        self.clauses = [clause for clause in self.whole.clauses if not clause.id.startswith("track_")]
        self.leaves = {clause.id: self._leaf(clause) for clause in self.clauses}
        self.reached = {version.id: self._reach_column(version) for version in self.whole.versions}
        self.criteria = self._criteria()
        self.favourable = plan.column(2, tuple(self.criteria.values()), self._favourable)

    def _leaf(self, clause: Clause) -> str:
        limit = None if clause.test == "is" else resolve(self.pack, clause.limit, self.on)
        day = (self.on, self.rules.filing_by_default) if clause.until else None
        values = tuple(sorted(map(str, clause.values)))
        key = (clause.fact, clause.test, values, clause.comparison, limit, clause.until, clause.unit, day)
        return self.plan.column(0, key, lambda: self._clause(clause))

    def _reach_column(self, version: Version) -> str | None:
        """The name of the column that says whether a version reaches a row; None when it reaches them all."""
        reach = self._reach(version)
        if reach is True:
            return None
        return self.plan.column(
            0, ("reach", id(self.pack), self.rules.campaign.code, version.id), lambda: reach
        )

    def _criteria(self) -> dict[str, str]:
        """The column of each criterion: its outcome, False where its version does not reach."""
        import polars as pl

        codes = [criterion.code for criterion in self.whole.criteria]
        named = {}
        for criterion in self.whole.criteria:
            shared = codes.count(criterion.code) > 1
            name = f"{criterion.version}:{criterion.code}" if shared else criterion.code
            reached, outcome = self.reached[criterion.version], self._tree(criterion.when)
            if reached is not None:
                outcome = outcome & pl.col(reached)
            key = (self._tree_key(criterion.when), reached)
            named[name] = self.plan.column(1, key, partial(_itself, outcome))
        return named

    def _tree_key(self, node: Node) -> tuple[Any, ...]:
        match node:
            case Clause():
                return (self.leaves[node.id],)
            case Not(part=part):
                return ("not", self._tree_key(part))
            case AtLeast(count=count, parts=parts):
                return (count, *map(self._tree_key, parts))
            case All(parts=parts) | AnyOf(parts=parts):
                return (type(node).__name__, *map(self._tree_key, parts))

    def _favourable(self) -> Any:
        """True, False and null: favourable, unfavourable, undetermined."""
        import polars as pl

        unknown = pl.lit(None, dtype=pl.Boolean)
        if not self.criteria:
            return unknown
        met = reduce(or_, map(pl.col, self.criteria.values()))
        reached = [column for column in self.reached.values() if column is not None]
        if len(reached) < len(self.reached):
            return met
        # Rows that no version reaches have no criterion to fail.
        return pl.when(reduce(or_, map(pl.col, reached))).then(met).otherwise(unknown)

    def mask(self, *, unmet: bool) -> Any:
        """The clauses of the criteria that are not met, or unknown, as bits; bytes first, for speed."""
        import polars as pl

        if len(self.clauses) > 64:
            raise ValueError("the masks hold at most 64 clauses")
        leaves = [pl.col(self.leaves[clause.id]) for clause in self.clauses]
        kind = next(
            k
            for size, k in ((8, pl.UInt8), (16, pl.UInt16), (32, pl.UInt32), (64, pl.UInt64))
            if len(leaves) <= size
        )
        chosen = [~leaf if unmet else leaf.is_null() for leaf in leaves]
        whole = pl.lit(0, dtype=kind)
        for start in range(0, len(chosen), 8):
            byte = reduce(or_, (_bit(one, bit) for bit, one in enumerate(chosen[start : start + 8])))
            whole = whole | (byte.cast(kind) * pl.lit(1 << start, dtype=kind)) if start else byte.cast(kind)
        return whole

    def _reach(self, version: Version) -> Any:
        """Whether a version reaches each row; plain True when it reaches them all."""
        import polars as pl

        low, _ = self._filing()
        since = dates.pack_day(version.in_force_from)
        until = dates.LATEST if version.in_force_until is None else dates.pack_day(version.in_force_until)
        opens, closes = self.rules.open
        if FIRST_OUTCOME in self.columns:
            refused = (pl.col(FIRST_OUTCOME) == REFUSED).fill_null(False)
        else:
            refused = pl.lit(False)
        if isinstance(low, int):
            if not opens <= low <= closes:
                return pl.lit(False)
            if since <= low <= until:
                return True
            if low >= since:
                return pl.lit(False)
            earlier: Any = pl.lit(True)
            later: Any = pl.lit(False)
            inside: Any = pl.lit(True)
        else:
            earlier, later = low < since, low.is_between(since, until)
            inside = low.is_between(opens, closes)
        if version.reaches_pending == version.reaches_refused:
            back = pl.lit(version.reaches_pending)
        else:
            back = refused if version.reaches_refused else ~refused
        return inside & (later | (earlier & back))

    def _filing(self) -> tuple[Any, Any]:
        """The first and last possible day of filing, packed: numbers when the frame does not tell."""
        import polars as pl

        first, last = self.rules.filing_by_default
        if FILED_ON not in self.columns:
            return first, last
        low, high = self._ends(FILED_ON)
        known = low.is_not_null() & high.is_not_null()
        return (
            pl.when(known).then(low).otherwise(pl.lit(first, dtype=pl.Int32)),
            pl.when(known).then(high).otherwise(pl.lit(last, dtype=pl.Int32)),
        )

    def _ends(self, fact: str) -> tuple[Any, Any]:
        """The first and last value of a fact; dates packed."""
        import polars as pl

        ends = []
        for name in (fact, fact + LAST if fact + LAST in self.columns else fact):
            column = pl.col(name)
            ends.append(packed_column(column) if self.columns[name] == pl.Date else column)
        return ends[0], ends[1]

    def _clause(self, clause: Clause) -> Any:
        import polars as pl

        if any(name not in self.columns for name in clause.facts):
            return pl.lit(None, dtype=pl.Boolean)
        if clause.test == "is":
            return self._choice(clause)
        limit = resolve(self.pack, clause.limit, self.on)
        if clause.test == "elapsed":
            assert isinstance(limit, int)
            return self._elapsed(clause, limit)
        return self._number(clause, limit)

    def _choice(self, clause: Clause) -> Any:
        import polars as pl

        column = pl.col(clause.fact)
        if self.pack.facts[clause.fact].type == "boolean":
            if clause.values == {True, False}:
                return column | ~column
            return column if True in clause.values else ~column
        return reduce(or_, (column == value for value in sorted(map(str, clause.values))))

    def _number(self, clause: Clause, limit: int | date) -> Any:
        import polars as pl

        exact = clause.fact + LAST not in self.columns
        if exact and self.columns[clause.fact] == pl.Date:
            return _compared(clause.comparison, pl.col(clause.fact), pl.col(clause.fact), limit, exact=True)
        low, high = self._ends(clause.fact)
        bound = dates.pack_day(limit) if isinstance(limit, date) else limit
        return _compared(clause.comparison, low, high, bound, exact=exact)

    def _elapsed(self, clause: Clause, limit: int) -> Any:
        """Compare the time since a date: as a comparison of that date with a fixed day where there is one."""
        import polars as pl

        exact = clause.fact + LAST not in self.columns
        today = dates.pack_day(self.on)
        if clause.until == "today":
            first: Any = today
            last: Any = today
        elif clause.until == "filing":
            first, last = self._filing()
        else:
            first, last = self._ends(clause.until)
            exact = exact and clause.until + LAST not in self.columns
        if clause.unit == "days":
            return self._elapsed_days(clause, limit, first, last, exact)
        span = limit * (12 if clause.unit == "years" else 1) * dates.MONTH
        if isinstance(first, int) and first == last and exact and self.columns[clause.fact] == pl.Date:
            return _since(clause.comparison, pl.col(clause.fact), first - span)
        if isinstance(first, int) and first == last:
            low, high = self._ends(clause.fact)
            return _compared(_TURNED[clause.comparison], low, high, first - span, exact=exact)
        low, high = self._ends(clause.fact)
        exact = exact and (isinstance(first, int) or FILED_ON + LAST not in self.columns)
        return _compared(clause.comparison, first - high, last - low, span, exact=exact)

    def _elapsed_days(self, clause: Clause, limit: int, first: Any, last: Any, exact: bool) -> Any:
        low, high = self._ends(clause.fact)
        shortest, longest = _day_number(first) - _day_number(high), _day_number(last) - _day_number(low)
        return _compared(clause.comparison, shortest, longest, limit, exact=exact)

    def _tree(self, node: Node) -> Any:
        match node:
            case Clause():
                return _column(self.leaves[node.id])
            case Not(part=part):
                return ~self._tree(part)
            case All(parts=parts):
                return reduce(and_, map(self._tree, parts))
            case AnyOf(parts=parts):
                return reduce(or_, map(self._tree, parts))
            case AtLeast(count=count, parts=parts):
                return _at_least(count, [self._tree(part) for part in parts])


def _itself(expression: Any) -> Any:
    return expression


def _column(name: str) -> Any:
    import polars as pl

    return pl.col(name)


def _bit(chosen: Any, bit: int) -> Any:
    import polars as pl

    return pl.when(chosen).then(pl.lit(1 << bit, dtype=pl.UInt8)).otherwise(pl.lit(0, dtype=pl.UInt8))


# `from` compared with a day instead of the time between them compared with a span.
_TURNED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}


def _compared(comparison: str, low: Any, high: Any, limit: Any, *, exact: bool) -> Any:
    """Kleene's comparison of an interval: where its ends disagree the answer is null."""
    import polars as pl

    sure, possible = (low, high) if comparison in (">=", ">") else (high, low)
    if exact:
        return _test(comparison, sure, limit)
    certain, open_ = _test(comparison, sure, limit), _test(comparison, possible, limit)
    return certain | (open_ & pl.lit(None, dtype=pl.Boolean))


def _test(comparison: str, value: Any, limit: Any) -> Any:
    if comparison == ">=":
        return value >= limit
    if comparison == ">":
        return value > limit
    return value <= limit if comparison == "<=" else value < limit


def _since(comparison: str, column: Any, packed: int) -> Any:
    """Compare a Date column with a packed number without packing the column."""
    day = dates.last_day_until(packed)
    if comparison == ">=":
        return column <= day
    if comparison == "<":
        return column > day
    # Strictly before the packed number: when it names a real day, that day itself is out.
    before = day - timedelta(days=1) if dates.pack_day(day) == packed else day
    return column <= before if comparison == ">" else column > before


def _day_number(packed: Any) -> Any:
    """Return the ordinal day of a packed number or column."""
    import polars as pl

    if isinstance(packed, int):
        return pl.lit(dates.last_day_until(packed)).cast(pl.Int32)
    months = packed // dates.MONTH
    return pl.date(months // 12, months % 12 + 1, packed % dates.MONTH).cast(pl.Int32)


def _at_least(count: int, outcomes: list[Any]) -> Any:
    import polars as pl

    met = pl.sum_horizontal(outcome.fill_null(False).cast(pl.UInt16) for outcome in outcomes)
    possible = pl.sum_horizontal(outcome.fill_null(True).cast(pl.UInt16) for outcome in outcomes)
    return (met >= count) | ((possible >= count) & pl.lit(None, dtype=pl.Boolean))
