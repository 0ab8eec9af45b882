"""Charts drawn on the server: bars, lines over time, tile maps. Each carries the same numbers as a table.

Colours are chosen here and their contrast is computed here, because no audit tool looks inside an SVG. Bars
follow the direction of the page; time runs from left to right in every language; a map is never mirrored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi, gettext

from .wording import isolated, number_text

INK, QUIET, PAPER, RULE = "#17202a", "#4b565f", "#ffffff", "#cdd4d4"
BAR = "#0b5d4b"
SERIES = ("#0b5d4b", "#a34a00", "#0b4a86", "#6b2fa0")
DASHES = ("", "8 4", "2 4", "10 3 2 3")
SHADES = ("#e3f1ec", "#b9dccf", "#74b9a3", "#23755f", "#0a4a3c")
HIDDEN_SHADE = "#e4e9ea"
WIDTH = 480
# How wide a letter of a period is, at most, under the axis.
PERIOD_LETTER = 6.5
TILE_COLUMNS = TILE_ROWS = 20

Value = int | float | None


@dataclass(frozen=True)
class Chart:
    """A picture and the table that says the same."""

    key: str
    title: str
    picture: SafeString
    columns: list[dict[str, object]]
    rows: list[list[object]]
    note: str = ""
    is_map: bool = False


@dataclass(frozen=True)
class Tile:
    """One place of a tile map; a value of None is hidden or not known."""

    label: str
    value: Value
    column: int
    row: int
    short: str = field(default="")


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours written #rrggbb."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(background: str) -> str:
    """Return the text colour, dark or white, that reads best on a background."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, background))


def bars(
    key: str, title: str, items: Sequence[tuple[str, Value]], *, heads: tuple[str, str], note: str = ""
) -> Chart:
    """Draw horizontal bars, one an item, that grow from the side where reading begins.

    `heads` are the two column headings of the table; a value of None is printed as hidden.
    """
    most = max((value for _label, value in items if value), default=0) or 1
    parts, room = [], WIDTH - 70
    for index, (label, value) in enumerate(items):
        y = index * 48
        length = round(room * value / most, 1) if value else 0
        parts.append(_text(0, y + 15, label))
        if value:
            parts.append(_rect(0, y + 22, max(length, 1), 16))
        parts.append(_text(length + 8 if value else 0, y + 35, _written(value), bold=True))
    picture = _svg(title, WIDTH, len(items) * 48, parts)
    return Chart(key, title, picture, *_table(heads, [(label, [value]) for label, value in items]), note)


def lines(
    key: str,
    title: str,
    periods: Sequence[str],
    series: Mapping[str, Sequence[Value]],
    *,
    head: str,
    note: str = "",
) -> Chart:
    """Draw up to four series over time, each named at its end and told apart by colour and dash; one needs no name."""
    if len(series) > len(SERIES):
        raise ValueError(
            f"{len(series)} series in one chart cannot be told apart: draw at most {len(SERIES)}."
        )
    several = len(series) > 1
    height, left, right, bottom = 260, 52, 110 if several else 52, 30
    top = scale_top(max((value for row in series.values() for value in row if value), default=0))
    across, down = WIDTH - left - right, height - bottom - 14
    step = across / max(len(periods) - 1, 1)

    def place(index: int, value: float) -> tuple[float, float]:
        return round(left + index * step, 1), round(14 + down * (1 - value / top), 1)

    parts = _grid(top, left, left + across, lambda value: place(0, value)[1])
    longest = max(map(len, periods), default=0) * PERIOD_LETTER
    every = max(1, ceil(len(periods) / 8), ceil(longest / step))
    parts += [
        _text(place(index, 0)[0], height - 8, period, anchor="middle", size=12, colour=QUIET, mirrored=False)
        for index, period in enumerate(periods)
        if index % every == 0
    ]
    ends = _spread(
        {
            name: place(0, next((v for v in reversed(row) if v is not None), 0))[1]
            for name, row in series.items()
        }
    )
    for (name, row), colour, dash in zip(series.items(), SERIES, DASHES, strict=False):
        parts += [_path(run, colour, dash) for run in _runs(row, place)]
        if several:
            at = (left + across + 8, ends[name] + 5)
            parts.append(_text(*at, name, bold=True, size=13, colour=colour, mirrored=False))
    rows: list[tuple[str, Sequence[Value]]] = [
        (period, [row[index] for row in series.values()]) for index, period in enumerate(periods)
    ]
    return Chart(key, title, _svg(title, WIDTH, height, parts), *_table((head, *series), rows), note)


def tiles(key: str, title: str, places: Sequence[Tile], *, heads: tuple[str, str], note: str = "") -> Chart:
    """Draw a map of equal tiles, darker where the value is higher. It draws no border."""
    known = [tile.value for tile in places if tile.value is not None]
    low, high = min(known, default=0), max(known, default=0)
    items = []
    for tile in sorted(places, key=lambda tile: (tile.row, tile.column)):
        if not (0 <= tile.column < TILE_COLUMNS and 0 <= tile.row < TILE_ROWS):
            raise ValueError(f"{tile.label}: tile positions run from 0 to {TILE_COLUMNS - 1}.")
        items.append(
            format_html(
                '<li class="tile {} tile-c{} tile-r{}"><span dir="auto">{}</span><strong>{}</strong></li>',
                f"shade-{shade(tile.value, low, high)}" if tile.value is not None else "shade-hidden",
                tile.column,
                tile.row,
                tile.short or tile.label,
                _written(tile.value) if tile.value is not None else _small_hidden(),
            )
        )
    picture = format_html('<ul class="tiles">{}</ul>', mark_safe("".join(items)))  # noqa: S308 - built above
    rows = [(tile.label, [tile.value]) for tile in places]
    return Chart(key, title, picture, *_table(heads, rows), note, is_map=True)


def shade(value: float, low: float, high: float) -> int:
    """Return the step of SHADES for a value between the lowest and the highest."""
    return 0 if high == low else min(int((value - low) / (high - low) * len(SHADES)), len(SHADES) - 1)


def tile_styles() -> str:
    """Return the stylesheet of the tile maps; `static/design/css/tiles.css` is this text."""
    rules = [
        f".shade-{step} {{ background: {back}; color: {ink_on(back)}; }}" for step, back in enumerate(SHADES)
    ]
    rules.append(f".shade-hidden {{ background: {HIDDEN_SHADE}; color: {ink_on(HIDDEN_SHADE)}; }}")
    rules += [f".tile-c{index} {{ grid-column: {index + 1}; }}" for index in range(TILE_COLUMNS)]
    rules += [f".tile-r{index} {{ grid-row: {index + 1}; }}" for index in range(TILE_ROWS)]
    head = "/* Made by indimaj.design.charts.tile_styles(); a test compares them. */\n"
    return head + "@layer components {\n" + "".join(f"  {rule}\n" for rule in rules) + "}\n"


def scale_top(most: float) -> float:
    """Return a round number at or above the highest value, so that four steps are easy to read."""
    if most <= 4:
        return 4
    power = 10 ** floor(log10(most))
    return next(factor * power for factor in (1, 2, 4, 6, 8, 10) if factor * power >= most)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _written(value: Value) -> str:
    return gettext("hidden") if value is None else isolated(number_text(value))


def _small_hidden() -> str:
    # The word does not fit a tile; a dash does, and a screen reader still says the word.
    return format_html('\u2014<span class="visually-hidden"> {}</span>', _written(None))


def _table(
    heads: Sequence[str], items: Sequence[tuple[str, Sequence[Value]]]
) -> tuple[list[dict[str, object]], list[list[object]]]:
    first, *measures = heads
    columns: list[dict[str, object]] = [
        {"label": first},
        *({"label": measure, "number": True} for measure in measures),
    ]
    return columns, [[label, *(_written(value) for value in values)] for label, values in items]


def _svg(title: str, width: int, height: int, parts: Sequence[str]) -> SafeString:
    # Hidden from screen readers: the table under it says the same, and better.
    return mark_safe(  # noqa: S308 - every part is escaped where it is made
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true" focusable="false">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    size: int = 15,
    colour: str = INK,
    bold: bool = False,
    mirrored: bool = True,
) -> str:
    rtl = get_language_bidi()
    if rtl and mirrored:
        x = WIDTH - x
    if rtl and not mirrored:
        anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
    return (
        f'<text x="{x:g}" y="{y:g}" direction="{"rtl" if rtl else "ltr"}" text-anchor="{anchor}" font-size="{size}"'
        f'{" font-weight=" + chr(34) + "600" + chr(34) if bold else ""} fill="{colour}">{escape(words)}</text>'
    )


def _rect(x: float, y: float, width: float, height: float, colour: str = BAR) -> str:
    if get_language_bidi():
        x = WIDTH - x - width
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'


def _grid(top: float, start: float, end: float, height_of: Callable[[float], float]) -> list[str]:
    parts = []
    for quarter in range(5):
        value = top * quarter / 4
        y = height_of(value)
        parts.append(f'<path d="M{start:g} {y:g}H{end:g}" stroke="{RULE}"/>')
        label = isolated(number_text(int(value) if value == int(value) else value))
        parts.append(_text(start - 8, y + 4, label, anchor="end", size=12, colour=QUIET, mirrored=False))
    return parts


def _runs(
    row: Sequence[Value], place: Callable[[int, float], tuple[float, float]]
) -> list[list[tuple[float, float]]]:
    """Cut a series where a value is not known: a line over a gap would claim what nobody counted."""
    runs: list[list[tuple[float, float]]] = [[]]
    for index, value in enumerate(row):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(place(index, value))
    return [run for run in runs if run]


def _path(points: Sequence[tuple[float, float]], colour: str, dash: str) -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    if len(points) == 1:
        return f'<circle cx="{points[0][0]:g}" cy="{points[0][1]:g}" r="3" fill="{colour}"/>'
    drawn = "L".join(f"{x:g} {y:g}" for x, y in points)
    return (
        f'<path d="M{drawn}" fill="none" stroke="{colour}" stroke-width="3" stroke-linejoin="round"{dashes}/>'
    )


def _spread(wanted: Mapping[str, float], apart: float = 18) -> dict[str, float]:
    """Move labels down just enough that none covers another."""
    placed: dict[str, float] = {}
    last = float("-inf")
    for name, y in sorted(wanted.items(), key=lambda pair: pair[1]):
        last = placed[name] = max(y, last + apart)
    return placed
