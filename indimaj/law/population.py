"""Decide a whole population at once, on columns: the same trees as Polars expressions.

A frame has one column for each fact that it knows (an absent column is unknown for everybody): Boolean,
text for a choice, integer, and for a date either a Date or an Int32 of packed days (`dates.pack_day`). A
date or a number known as an interval has its last end in a second column called `<fact>.to`. Null is
unknown. Polars' own three-valued AND and OR are Kleene's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import product
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from indimaj.law import dates
from indimaj.law.assessment import FAVOURABLE, UNDETERMINED, UNFAVOURABLE
from indimaj.law.decide import FILED_ON, FIRST_OUTCOME, REFUSED, Program, Reach, choose_campaign, program
from indimaj.law.expressions import All, AnyOf, AtLeast, Clause, Node, Not
from indimaj.law.facts import Facts
from indimaj.law.pack import Pack, Version
from indimaj.law.trials import resolve

if TYPE_CHECKING:
    import polars as pl

PROPOSALS = (UNFAVOURABLE, FAVOURABLE, UNDETERMINED)
LAST = ".to"


@dataclass(frozen=True, slots=True)
class At:
    """The law as it stands on a day, for a campaign; of another pack when one is given."""

    on: date
    campaign: str | None = None
    pack: Pack | None = None


def population(
    pack: Pack,
    frame: pl.DataFrame | pl.LazyFrame,
    on: date,
    campaign: str | None = None,
    *,
    criteria: bool = True,
    masks: bool = True,
) -> pl.DataFrame:
    """Decide every row: `proposal`, one three-valued column for each criterion (`C1`, or `<version>:C1`
    where two versions share the code), and the masks `unmet` and `missing`, whose bits are the clauses in
    the order of `clause_order`. A criterion whose version does not reach a row is False there. Columns that
    are no fact are kept.
    """
    rules = _Columns(pack, frame, on, campaign)
    kept = [name for name in rules.columns if name.removesuffix(LAST) not in pack.facts]
    found = {"proposal": rules.proposal()}
    if criteria:
        found |= rules.criteria()
    if masks:
        found |= {"unmet": rules.mask(unmet=True), "missing": rules.mask(unmet=False)}
    # Not a select of expressions: what no column decides would come out as a single row.
    return rules.frame.with_columns(**found).select(*kept, *found).collect()


def clause_order(pack: Pack, on: date, campaign: str) -> tuple[str, ...]:
    """Return the clauses that the bits of the masks stand for, lowest bit first."""
    rules = program(pack, on, campaign)
    return tuple(clause.id for clause in _whole(rules).clauses if not clause.id.startswith("track_"))


@dataclass(frozen=True, slots=True)
class Reform:
    """Who changes side between two states of the law."""

    matrix: pl.DataFrame

    def count(self, before: str, after: str) -> int:
        """The number of files that go from one proposal to another."""
        import polars as pl

        rows = self.matrix.filter((pl.col("before") == before) & (pl.col("after") == after))
        return int(rows["n"].sum())


def reform(
    pack: Pack,
    frame: pl.DataFrame | pl.LazyFrame,
    before: At | date,
    after: At | date,
    by: tuple[str, ...] = (),
) -> Reform:
    """Count the rows that go from each proposal to each other one, for each value of the columns `by`."""
    import polars as pl

    first, second = (
        _Columns(at.pack or pack, frame, at.on, at.campaign)
        for at in (at if isinstance(at, At) else At(at) for at in (before, after))
    )
    if by:
        rows = first.frame.with_columns(before=first.proposal(), after=second.proposal())
        counts = rows.group_by(*by, "before", "after").agg(pl.len().alias("n"))
        return Reform(counts.sort(*by, "before", "after").collect())
    turned = {
        f"{was}>{now}": _state(first.favourable, was) & _state(second.favourable, now)
        for was, now in product(PROPOSALS, PROPOSALS)
    }
    sums = first.frame.with_columns(**turned).select(pl.col(name).sum() for name in turned).collect()
    words = list(product(PROPOSALS, PROPOSALS))
    kind = pl.Enum(PROPOSALS)
    return Reform(
        pl.DataFrame(
            {
                "before": pl.Series([was for was, _ in words], dtype=kind),
                "after": pl.Series([now for _, now in words], dtype=kind),
                "n": pl.Series([sums[name].item() for name in turned], dtype=pl.Int64),
            }
        )
    )


def pack_dates(pack: Pack, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with its dates packed once, for a frame that is decided again and again."""
    import polars as pl

    columns = [
        _packed(pl.col(name)).cast(pl.Int32).alias(name)
        for name, kind in frame.schema.items()
        if kind == pl.Date and name.removesuffix(LAST) in pack.facts
    ]
    return frame.with_columns(columns)


def _state(favourable: Any, proposal: str) -> Any:
    if proposal == UNDETERMINED:
        return favourable.is_null()
    return favourable.fill_null(False) if proposal == FAVOURABLE else (~favourable).fill_null(False)


def _packed(day: Any) -> Any:
    import polars as pl

    months = day.dt.year().cast(pl.Int32) * 12 + day.dt.month().cast(pl.Int32) - 1
    return months * dates.MONTH + day.dt.day().cast(pl.Int32)


def _whole(rules: Program) -> Reach:
    """The rules with every version in force, whichever file they reach."""
    key = ("whole", rules.on, rules.campaign.code)
    found = rules.pack.compiled.get(key)
    if found is None:
        found = rules.pack.compiled[key] = Reach(rules.pack, rules.on, rules.versions)
    return found


class _Columns:
    """The rules of a day and campaign as expressions over the columns of one frame."""

    def __init__(
        self, pack: Pack, frame: pl.DataFrame | pl.LazyFrame, on: date, campaign: str | None
    ) -> None:
        self.pack, self.on = pack, on
        code = campaign or choose_campaign(pack, Facts({}), on)
        if code is None:
            raise ValueError(f"no campaign is open on {on}: name one")
        self.rules = program(pack, on, code)
        self.whole = _whole(self.rules)
        self.frame = frame.lazy()
        self.columns: Mapping[str, Any] = self.frame.collect_schema()
        self.outcomes = {clause.id: self._clause(clause) for clause in self.whole.clauses}
        self._reached = {version.id: self._reach(version) for version in self.whole.versions}
        self.favourable = self._favourable()

    def _favourable(self) -> Any:
        """True, False and null: favourable, unfavourable, undetermined."""
        import polars as pl

        outcomes = list(self.criteria().values())
        if not outcomes:
            return pl.lit(None, dtype=pl.Boolean)
        met = reduce(or_, outcomes)
        # Rows that no version reaches have no criterion to fail.
        reached = [bit for bit in self._reached.values() if bit is not True]
        if len(reached) < len(self._reached):
            return met
        return pl.when(reduce(or_, reached)).then(met).otherwise(pl.lit(None, dtype=pl.Boolean))

    def proposal(self) -> Any:
        """The proposal of each row, as a word."""
        import polars as pl

        return self.favourable.cast(pl.UInt8).fill_null(2).cat.to(pl.Enum(PROPOSALS))

    def criteria(self) -> dict[str, Any]:
        """The outcome of each criterion, False where its version does not reach."""
        codes = [criterion.code for criterion in self.whole.criteria]
        named = {}
        for criterion in self.whole.criteria:
            shared = codes.count(criterion.code) > 1
            name = f"{criterion.version}:{criterion.code}" if shared else criterion.code
            reached = self._reached[criterion.version]
            outcome = self._tree(criterion.when)
            named[name] = outcome if reached is True else outcome & reached
        return named

    def mask(self, *, unmet: bool) -> Any:
        """The clauses of the criteria that are not met, or unknown, as bits."""
        import polars as pl

        ids = [clause.id for clause in self.whole.clauses if not clause.id.startswith("track_")]
        kind = pl.UInt32 if len(ids) <= 32 else pl.UInt64
        if len(ids) > 64:
            raise ValueError("the masks hold at most 64 clauses")
        bits = []
        for bit, name in enumerate(ids):
            outcome = self.outcomes[name]
            chosen = (~outcome).fill_null(False) if unmet else outcome.is_null()
            bits.append(chosen.cast(kind) * pl.lit(1 << bit, dtype=kind))
        return reduce(or_, bits) if bits else pl.lit(0, dtype=kind)

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
            ends.append(_packed(column) if self.columns[name] == pl.Date else column)
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
                return self.outcomes[node.id]
            case Not(part=part):
                return ~self._tree(part)
            case All(parts=parts):
                return reduce(and_, map(self._tree, parts))
            case AnyOf(parts=parts):
                return reduce(or_, map(self._tree, parts))
            case AtLeast(count=count, parts=parts):
                return _at_least(count, [self._tree(part) for part in parts])


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
