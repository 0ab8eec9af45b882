"""Shares drawn on the server: one bar a row, cut where the answers part, with the same numbers in a table.

The whole of a bar is the row's own total, so that a small group is read as easily as a large one; its size stands
beside its name. What is hidden is drawn as hidden, in one piece.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from .charts import HIDDEN_SHADE, QUIET, SERIES, WIDTH, Chart, Value, _rect, _svg, _text, _written, ink_on

# Dark, dark and light: three parts that are told apart without colour too, by their order and their numbers.
PARTS = (SERIES[0], SERIES[1], "#c3cbd0")
STEP, TOP, HEIGHT, NARROW = 54, 30, 24, 26


@dataclass(frozen=True)
class Row:
    """One group: its name, a number for each part, and their total; None is hidden."""

    label: str
    values: Sequence[Value]
    total: Value


def shares(
    key: str,
    title: str,
    rows: Sequence[Row],
    parts: Sequence[str],
    *,
    head: str,
    total: str,
    sums: Sequence[Value] | None = None,
    note: str = "",
) -> Chart:
    """Draw how each group parts into at most three answers. `sums` are the totals of the columns, for the table alone."""
    drawn = [*_legend(parts)]
    for index, row in enumerate(rows):
        y = TOP + index * STEP
        drawn.append(_text(0, y + 14, f"{row.label} · {_written(row.total)}"))
        drawn += _bar(row, y + 21)
    columns: list[dict[str, object]] = [
        {"label": head},
        *({"label": part, "number": True} for part in parts),
        {"label": total, "number": True},
    ]
    table: list[list[object]] = [
        [row.label, *(_written(value) for value in (*row.values, row.total))] for row in rows
    ]
    if sums is not None:
        table.append([total, *(_written(value) for value in sums)])
    picture = _svg(title, WIDTH, TOP + len(rows) * STEP, drawn)
    return Chart(key, title, picture, columns, table, note)


def _legend(parts: Sequence[str]) -> list[str]:
    drawn, x, room = [], 0.0, WIDTH / max(len(parts), 1)
    for part, colour in zip(parts, PARTS, strict=False):
        drawn += [_rect(x, 4, 14, 14, colour), _text(x + 20, 16, part, size=14, colour=QUIET)]
        x += room
    return drawn


def _bar(row: Row, y: float) -> list[str]:
    if not row.total:
        words = gettext("hidden") if row.total is None else gettext("no answer")
        return [_text(0, y + 17, words, size=14, colour=QUIET)]
    drawn, x = [], 0.0
    for value, colour in zip(row.values, PARTS, strict=False):
        if value:
            drawn += _part(x, y, WIDTH * value / row.total, _written(value), colour)
            x += WIDTH * value / row.total
    rest = row.total - sum(value for value in row.values if value)
    if rest > 0:
        drawn += _part(x, y, WIDTH * rest / row.total, gettext("hidden"), HIDDEN_SHADE, least=60)
    return drawn


def _part(x: float, y: float, length: float, words: str, colour: str, least: float = NARROW) -> list[str]:
    drawn = [_rect(x, y, max(length - 2, 1), HEIGHT, colour)]
    if length >= least:
        ink = ink_on(colour)
        drawn.append(_text(x + length / 2, y + 17, words, anchor="middle", size=14, colour=ink, bold=True))
    return drawn
