"""Invented facts for many people, the same at every run: each fact is missing for 8% of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

MISSING = 8
SPOUSES = ["none", "moroccan", "regular_foreigner", "irregular_foreigner", "refugee"]
COUPLES = ["none", "with_moroccan", "with_regular_foreigner"]


def write(path: Path, count: int) -> None:
    frame(count).write_ipc(path, compression="uncompressed")


def frame(count: int) -> pl.DataFrame:
    # In parts, so that the scratch columns of ten million people are never all there at once.
    part = 1_000_000
    return pl.concat([_part(first, min(part, count - first)) for first in range(0, count, part)]).rechunk()


def _part(first: int, count: int) -> pl.DataFrame:
    row = pl.int_range(first, first + count, dtype=pl.UInt64)

    def dice(seed: int, sides: int) -> pl.Expr:
        return row.hash(seed) % sides

    def known(value: pl.Expr, seed: int) -> pl.Expr:
        return pl.when(dice(1000 + seed, 100) >= MISSING).then(value)

    def share(percent: int, seed: int) -> pl.Expr:
        return known(dice(seed, 100) < percent, seed)

    def day(since: date, until: date, seed: int) -> pl.Expr:
        offset = dice(seed, (until - since).days).cast(pl.Int32)
        return known((pl.lit(since).cast(pl.Int32) + offset).cast(pl.Date), seed)

    def choice(values: list[str], weights: list[int], seed: int) -> pl.Expr:
        rolled, start = dice(seed, sum(weights)), 0
        code = pl.lit(0, dtype=pl.UInt8)
        for index, weight in enumerate(weights):
            code = pl.when(rolled >= start).then(pl.lit(index, dtype=pl.UInt8)).otherwise(code)
            start += weight
        return known(code.cat.to(pl.Enum(values)), seed)

    columns = {
        "spouse": choice(SPOUSES, [70, 8, 10, 10, 2], 1),
        "life_together_since": day(date(2004, 1, 1), date(2014, 5, 30), 2),
        "parents_couple": choice(COUPLES, [95, 3, 2], 3),
        "work_contract_effective": share(20, 4),
        "work_contract_months": known(pl.lit(1, dtype=pl.Int32) + dice(5, 36).cast(pl.Int32), 5),
        "work_contract_open_ended": share(10, 6),
        "work_contract_since": day(date(2010, 1, 1), date(2014, 5, 30), 7),
        "in_morocco_since": day(date(2004, 1, 1), date(2014, 5, 30), 8),
        "residence_continuous": share(80, 9),
        "residence_proven": share(60, 10),
        "serious_illness": share(3, 11),
    }
    return pl.select(row.alias("row")).select(**columns)
