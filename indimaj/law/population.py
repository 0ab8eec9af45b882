"""Decide a whole population at once, on columns: the same trees as Polars expressions.

A frame has one column for each fact that it knows (an absent column is unknown for everybody): Boolean,
text for a choice, integer, and for a date either a Date or an Int32 of packed days (`dates.pack_day`). A
date or a number known as an interval has its last end in a second column called `<fact>.to`. Null is
unknown. Polars' own three-valued AND and OR are Kleene's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from operator import and_
from typing import TYPE_CHECKING, Any

from indimaj.law.assessment import FAVOURABLE, UNDETERMINED, UNFAVOURABLE
from indimaj.law.columns import LAST, Rules, packed_column, whole_reach
from indimaj.law.decide import program
from indimaj.law.pack import Pack
from indimaj.law.plan import Plan

if TYPE_CHECKING:
    import polars as pl

PROPOSALS = (UNFAVOURABLE, FAVOURABLE, UNDETERMINED)


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
    import polars as pl

    plan = Plan(frame)
    rules = Rules(plan, pack, on, campaign)
    kept = [name for name in plan.columns if name.removesuffix(LAST) not in pack.facts]
    found = {"proposal": _in_words(pl.col(rules.favourable))}
    if criteria:
        found |= {name: pl.col(column) for name, column in rules.criteria.items()}
    if masks:
        found |= {"unmet": rules.mask(unmet=True), "missing": rules.mask(unmet=False)}
    return plan.collect(lambda decided: decided.select(*kept, **found))


def clause_order(pack: Pack, on: date, campaign: str) -> tuple[str, ...]:
    """Return the clauses that the bits of the masks stand for, lowest bit first."""
    rules = program(pack, on, campaign)
    return tuple(clause.id for clause in whole_reach(rules).clauses if not clause.id.startswith("track_"))


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

    plan = Plan(frame)
    names = [
        Rules(plan, at.pack or pack, at.on, at.campaign).favourable
        for at in (at if isinstance(at, At) else At(at) for at in (before, after))
    ]
    first, second = map(pl.col, names)
    if by:
        groups = [*by, "before", "after"]
        counted = plan.collect(
            lambda decided: (
                decided.select(*by, before=_in_words(first), after=_in_words(second))
                .group_by(groups)
                .agg(pl.len().cast(pl.Int64).alias("n"))
            )
        )
        return Reform(counted.sort(groups))
    both = pl.col(plan.joined(and_, tuple(names)))
    sums = {
        "all": pl.len().cast(pl.Int64),
        "F*": first.sum(),
        "?*": first.null_count(),
        "*F": second.sum(),
        "*?": second.null_count(),
        "FF": both.sum(),
        "no U": both.null_count(),
        "F?": (first & second.is_null()).sum(),
        "??": (first.is_null() & second.is_null()).sum(),
    }
    return Reform(_matrix(plan.collect(lambda decided: decided.select(**sums)).row(0, named=True)))


def _matrix(sums: Mapping[str, int]) -> pl.DataFrame:
    """Fill the nine cells from the counts that were taken."""
    import polars as pl

    cells = {pair: sums[pair] for pair in ("FF", "F?", "??")}
    # AND is unknown where one side is and the other is not False.
    cells["?F"] = sums["no U"] - cells["F?"] - cells["??"]
    cells["FU"] = sums["F*"] - cells["FF"] - cells["F?"]
    cells["?U"] = sums["?*"] - cells["?F"] - cells["??"]
    cells["UF"] = sums["*F"] - cells["FF"] - cells["?F"]
    cells["U?"] = sums["*?"] - cells["F?"] - cells["??"]
    cells["UU"] = sums["all"] - sum(cells.values())
    word = dict(zip("UF?", PROPOSALS, strict=True))
    pairs = list(product("UF?", "UF?"))
    return pl.DataFrame(
        {
            "before": pl.Series([word[was] for was, _ in pairs], dtype=pl.Enum(PROPOSALS)),
            "after": pl.Series([word[now] for _, now in pairs], dtype=pl.Enum(PROPOSALS)),
            "n": pl.Series([cells[was + now] for was, now in pairs], dtype=pl.Int64),
        }
    )


def pack_dates(pack: Pack, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with its dates packed once, for a frame that is decided again and again."""
    import polars as pl

    columns = [
        packed_column(pl.col(name)).cast(pl.Int32).alias(name)
        for name, kind in frame.schema.items()
        if kind == pl.Date and name.removesuffix(LAST) in pack.facts
    ]
    return frame.with_columns(columns)


def _in_words(favourable: Any) -> Any:
    import polars as pl

    kind = pl.Enum(PROPOSALS)
    return (
        pl.when(favourable)
        .then(pl.lit(FAVOURABLE, dtype=kind))
        .when(favourable.is_null())
        .then(pl.lit(UNDETERMINED, dtype=kind))
        .otherwise(pl.lit(UNFAVOURABLE, dtype=kind))
    )
