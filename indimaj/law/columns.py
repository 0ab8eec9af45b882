"""The rules as columns: each clause, criterion and proposal a Polars expression over a frame of facts."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from indimaj.law import dates
from indimaj.law.decide import FILED_ON, FIRST_OUTCOME, REFUSED, Program, Reach, choose_campaign, program
from indimaj.law.expressions import All, AnyOf, AtLeast, Clause, Node, Not
from indimaj.law.facts import Facts
from indimaj.law.pack import Pack, Version
from indimaj.law.plan import Plan
from indimaj.law.trials import resolve

if TYPE_CHECKING:
    pass

LAST = ".to"


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
        self.favourable = self._favourable()

    def _leaf(self, clause: Clause) -> str:
        limit = None if clause.test == "is" else resolve(self.pack, clause.limit, self.on)
        day = (self.on, self.rules.filing_by_default) if clause.until else None
        values = tuple(sorted(map(str, clause.values)))
        key = (clause.fact, clause.test, values, clause.comparison, limit, clause.until, clause.unit, day)
        return self.plan.column(key, (), lambda: self._clause(clause))

    def _reach_column(self, version: Version) -> str | None:
        """The name of the column that says whether a version reaches a row; None when it reaches them all."""
        reach = self._reach(version)
        if reach is True:
            return None
        key = ("reach", id(self.pack), self.rules.campaign.code, version.id)
        return self.plan.column(key, (), lambda: reach)

    def _criteria(self) -> dict[str, str]:
        """The column of each criterion: its outcome, False where its version does not reach."""
        codes = [criterion.code for criterion in self.whole.criteria]
        named = {}
        for criterion in self.whole.criteria:
            shared = codes.count(criterion.code) > 1
            name = f"{criterion.version}:{criterion.code}" if shared else criterion.code
            reached, outcome = self.reached[criterion.version], self._tree(criterion.when)
            named[name] = outcome if reached is None else self.plan.joined(and_, (outcome, reached))
        return named

    def _favourable(self) -> str:
        """The column that says True, False and null: favourable, unfavourable, undetermined."""
        import polars as pl

        unknown = pl.lit(None, dtype=pl.Boolean)
        if not self.criteria:
            return self.plan.column(("no criteria",), (), lambda: unknown)
        met = self.plan.joined(or_, tuple(self.criteria.values()))
        reached = [column for column in self.reached.values() if column is not None]
        if len(reached) < len(self.reached):
            return met
        # Rows that no version reaches have no criterion to fail.
        anyhow = self.plan.joined(or_, tuple(reached))
        return self.plan.column(
            ("where", anyhow, met),
            (anyhow, met),
            lambda: pl.when(pl.col(anyhow)).then(pl.col(met)).otherwise(unknown),
        )

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
        wanted, kind = sorted(map(str, clause.values)), self.columns[clause.fact]
        others = [one for one in kind.categories if one not in wanted] if isinstance(kind, pl.Enum) else []
        if 0 < len(others) < len(wanted):
            return reduce(and_, (column != value for value in others))
        return reduce(or_, (column == value for value in wanted))

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

    def _tree(self, node: Node) -> str:
        """The column of a tree."""
        match node:
            case Clause():
                return self.leaves[node.id]
            case Not(part=part):
                inner = self._tree(part)
                return self.plan.column(("not", inner), (inner,), lambda: ~_column(inner))
            case All(parts=parts):
                return self.plan.joined(and_, tuple(map(self._tree, parts)))
            case AnyOf(parts=parts):
                return self.plan.joined(or_, tuple(map(self._tree, parts)))
            case AtLeast(count=count, parts=parts):
                inner_parts = tuple(map(self._tree, parts))
                return self.plan.column(
                    ("at least", count, inner_parts),
                    inner_parts,
                    lambda: _at_least(count, list(map(_column, inner_parts))),
                )


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
