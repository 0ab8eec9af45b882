"""Printed margins of the campaign of 2014 and the cells that we chose, as tables; and how a total is shared out."""

import csv
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeVar

FOLDER = Path(__file__).parent
SEED = "indimaj-2014"
Cell = TypeVar("Cell", bound=Hashable)
Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of one CSV file of this folder."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


class Outcome(NamedTuple):
    """What becomes of a file, as seen on the demo's day and later."""

    code: str
    files: int
    counted: bool
    regularised: bool
    decided: bool
    favourable: bool


@cache
def outcomes() -> dict[str, Outcome]:
    """The outcomes by code, in their order."""
    return {
        row["code"]: Outcome(
            row["code"],
            int(row["files"]),
            row["counted"] == "yes",
            row["regularised"] == "yes",
            row["decided"] == "yes",
            row["outcome"] == "favourable",
        )
        for row in table("outcomes")
    }


def share_out(total: int, weights: Mapping[Cell, float]) -> dict[Cell, int]:
    """Whole numbers in the proportion of the weights that add up to the total (largest remainder)."""
    whole = sum(weights.values())
    if not whole:
        return dict.fromkeys(weights, 0)
    exact = {cell: total * weight / whole for cell, weight in weights.items()}
    shared = {cell: int(value) for cell, value in exact.items()}
    order = {cell: place for place, cell in enumerate(weights)}
    by_rest = sorted(weights, key=lambda cell: (shared[cell] - exact[cell], order[cell]))
    for cell in by_rest[: total - sum(shared.values())]:
        shared[cell] += 1
    return shared


def fit(seed: Sequence[Sequence[float]], rows: Sequence[int], columns: Sequence[int]) -> list[list[int]]:
    """A table of whole numbers with both margins exact, as near to the seed as iterative fitting brings it."""
    cells = [[float(value) for value in row] for row in seed]
    for _turn in range(200):
        for i, wanted in enumerate(rows):
            got = sum(cells[i])
            cells[i] = [value * wanted / got for value in cells[i]] if got else cells[i]
        for j, wanted in enumerate(columns):
            got = sum(row[j] for row in cells)
            for row in cells:
                row[j] = row[j] * wanted / got if got else 0.0
    return _rounded(cells, rows, columns)


def _rounded(
    cells: Sequence[Sequence[float]], rows: Sequence[int], columns: Sequence[int]
) -> list[list[int]]:
    """Floor everything, then give what is left of each row and column to the cells with the largest rests."""
    whole = [[int(value) for value in row] for row in cells]
    row_left = [wanted - sum(row) for wanted, row in zip(rows, whole, strict=True)]
    column_left = [wanted - sum(row[j] for row in whole) for j, wanted in enumerate(columns)]
    rests = sorted(
        ((whole[i][j] - value, i, j) for i, row in enumerate(cells) for j, value in enumerate(row)),
    )
    for _turn in range(2):
        for _rest, i, j in rests:
            if row_left[i] > 0 and column_left[j] > 0:
                step = 1 if _turn == 0 else min(row_left[i], column_left[j])
                whole[i][j] += step
                row_left[i] -= step
                column_left[j] -= step
    if any(row_left) or any(column_left):
        raise ValueError("The margins of the two sides do not add up to one total.")
    return whole


def days_along(column: str, number: int, *, less: str = "") -> list[date]:
    """Days for `number` files, oldest first, spread as the curve's column grows (less another column)."""
    rows = table("curve")
    days = [date.fromisoformat(row["day"]) for row in rows]
    heights = [int(row[column]) - (int(row[less]) if less else 0) for row in rows]
    spread, top, piece = [], heights[-1], 0
    for place in range(number):
        height = (place + 0.5) * top / number
        while heights[piece + 1] < height:
            piece += 1
        along = (height - heights[piece]) / (heights[piece + 1] - heights[piece])
        # A file counted by a day was filed on that day at the latest.
        spread.append(
            date.fromordinal(
                days[piece].toordinal()
                + min(
                    1 + int(along * (days[piece + 1] - days[piece]).days),
                    (days[piece + 1] - days[piece]).days,
                )
            )
        )
    return spread


def draws(*key: object) -> Random:
    """Chance that is the same at each run: drawn from the demo's seed and a key. Never for secrets."""
    return Random(":".join(map(str, (SEED, *key))))  # noqa: S311


def shuffled(counts: Mapping[Cell, int], random: Random) -> list[Cell]:
    """Each cell as often as its count says, in a drawn order."""
    deck = [cell for cell, count in counts.items() for _ in range(count)]
    random.shuffle(deck)
    return deck
