"""Small numbers hidden, in one place. A count of one to four people may name them; so may a total minus what is shown."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FLOOR = 5


@dataclass(frozen=True)
class Table:
    """Counts by row and column with their totals; None is a number that is hidden."""

    cells: Mapping[tuple[Any, Any], int | None]
    rows: Mapping[Any, int | None]
    columns: Mapping[Any, int | None]
    total: int | None


def hide_small(counts: Mapping[tuple[Any, Any], int], floor: int = FLOOR) -> Table:
    """Hide counts under the floor; and so many others that no total gives a hidden one away.

    A line of numbers that add up to a shown total must hide none, or at least two that make up the floor together.
    Zero is shown: it names nobody. Hidden next are the smallest numbers of the line.
    """
    row_names = list(dict.fromkeys(row for row, _column in counts))
    column_names = list(dict.fromkeys(column for _row, column in counts))
    hidden: set[Any] = {key for key, count in counts.items() if 0 < count < floor}
    rows = {row: sum(count for key, count in counts.items() if key[0] == row) for row in row_names}
    columns = {name: sum(count for key, count in counts.items() if key[1] == name) for name in column_names}
    values: dict[Any, int] = {
        **counts,
        **{("row", row): count for row, count in rows.items()},
        **{("column", name): count for name, count in columns.items()},
    }
    hidden |= {key for key, count in values.items() if 0 < count < floor}
    lines: list[list[Any]] = [
        *([key for key in counts if key[0] == row] for row in row_names),
        *([key for key in counts if key[1] == name] for name in column_names),
        [("row", row) for row in rows],
        [("column", name) for name in columns],
    ]
    while any(_protect(line, values, hidden, floor) for line in lines):
        pass
    total = sum(rows.values())
    return Table(
        cells={key: _shown(key, count, hidden) for key, count in counts.items()},
        rows={row: _shown(("row", row), count, hidden) for row, count in rows.items()},
        columns={name: _shown(("column", name), count, hidden) for name, count in columns.items()},
        total=None if 0 < total < floor else total,
    )


def hide_small_list(counts: Mapping[Any, int], floor: int = FLOOR) -> dict[Any, int | None]:
    """The same for one line of counts with a shown total."""
    hidden: set[Hashable] = {key for key, count in counts.items() if 0 < count < floor}
    values: dict[Hashable, int] = dict(counts)
    while _protect(list(counts), values, hidden, floor):
        pass
    return {key: _shown(key, count, hidden) for key, count in counts.items()}


def _shown(key: Hashable, count: int, hidden: set[Hashable]) -> int | None:
    return None if key in hidden else count


def _protect(
    line: Iterable[Hashable], values: Mapping[Hashable, int], hidden: set[Hashable], floor: int
) -> bool:
    """Hide one more number of a line where the hidden ones could be worked out; whether something was done."""
    line = list(line)
    gone = [key for key in line if key in hidden]
    if not gone or (len(gone) > 1 and sum(values[key] for key in gone) >= floor):
        return False
    rest = sorted((key for key in line if key not in hidden), key=lambda key: (values[key] == 0, values[key]))
    if not rest:
        return False
    hidden.add(rest[0])
    return True
