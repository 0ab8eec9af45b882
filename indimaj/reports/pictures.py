"""Charts of a block: for the web as the house draws them, for print as SVG that a PDF can set."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from indimaj.design import charts
from indimaj.design.wording import FSI, PDI

from .layout import words
from .layout.blocks import Block

# The drawing is 480 units wide; a bar chart of that width fills the text block.
FONTS = {"rtl": "Amiri", "ltr": "Noto Sans"}
_DIRECTED = re.compile(r' direction="(rtl|ltr)" text-anchor="(start|middle|end)"')
_OTHER_END = {"start": "end", "end": "start", "middle": "middle"}


def chart(block: Block) -> charts.Chart:
    """The chart of a block, drawn by the house."""
    title, key, note = block["title"], block["id"], block.get("note", "")
    if block["kind"] == "map":
        tiles = [
            charts.Tile(tile["label"], tile["value"], tile["column"], tile["row"], short=short(tile["label"]))
            for tile in block["tiles"]
        ]
        return charts.tiles(key, title, tiles, heads=tuple(block["heads"]), note=note)
    if block["kind"] == "lines":
        return charts.lines(key, title, block["periods"], block["series"], head=block["head"], note=note)
    rows = [(str(label), value) for label, value in block["rows"]]
    return charts.bars(key, title, rows, heads=tuple(block["heads"]), note=note)


def short(label: str) -> str:
    """What fits a tile."""
    first = re.split(r"[-\s\u2010-\u2015]", label)[0]
    return first if len(first) <= 10 else f"{first[:9]}\u2026"


def for_print(block: Block, direction: str) -> list[Block]:
    """A chart block as a picture and the table that says the same; a map with the colours of its tiles."""
    drawn = chart(block)
    table = {
        "kind": "table",
        "caption": "",
        "columns": [
            {"label": column["label"], "number": bool(column.get("number"))} for column in drawn.columns
        ],
        "rows": [[str(cell) for cell in row] for row in drawn.rows],
    }
    alt = _("%(title)s. The table below says the same.") % {"title": block["title"]}
    if drawn.is_map:
        return [{**block, "alt": alt, "tiles": _coloured(block["tiles"])}, table]
    picture = {
        "kind": "picture",
        "title": block["title"],
        "picture": printable(str(drawn.picture), direction),
        "alt": alt,
        "share": 0.8,
        "note": block.get("note", ""),
    }
    return [picture, table]


def printable(svg: str, direction: str) -> str:
    """The same drawing for a setter that knows neither `direction` nor isolating characters.

    Anchors are named by side there: the start of a line that runs from the right is its right end.
    """

    def anchored(found: re.Match[str]) -> str:
        runs, anchor = found.groups()
        return f' text-anchor="{_OTHER_END[anchor] if runs == "rtl" else anchor}"'

    named = svg.replace(
        "<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONTS[direction]}" ', 1
    )
    return _DIRECTED.sub(anchored, named).replace(FSI, "").replace(PDI, "")


def _coloured(tiles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known = [tile["value"] for tile in tiles if tile["value"] is not None]
    low, high = min(known, default=0), max(known, default=0)
    made = []
    for tile in tiles:
        value = tile["value"]
        back = charts.HIDDEN_SHADE if value is None else charts.SHADES[charts.shade(value, low, high)]
        said = "\u2013" if value is None else words.number(value)
        made.append(
            {**tile, "short": short(tile["label"]), "said": said, "back": back, "ink": charts.ink_on(back)}
        )
    return made
