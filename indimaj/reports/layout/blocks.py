"""The kinds of block that a chapter is made of. Strings are final text in one language, numbers already isolated.

`heading`, `lead`, `text`, `list`, `table`, `chart`, `map`, `figures` (one figure, or the two sides of a pair) and
`recommendation`: the web template, the Typst template and the Word writer each know these, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Block = dict[str, Any]


def heading(words: str, *, level: int = 2, anchor: str = "") -> Block:
    """A heading inside the chapter."""
    return {"kind": "heading", "text": words, "level": level, "id": anchor}


def lead(words: str) -> Block:
    """The sentence that a chapter begins with."""
    return {"kind": "lead", "text": words}


def text(words: str) -> Block:
    """A paragraph."""
    return {"kind": "text", "text": words}


def items(rows: Sequence[str]) -> Block:
    """A list."""
    return {"kind": "list", "items": list(rows)}


def table(caption: str, columns: Sequence[tuple[str, bool]], rows: Sequence[Sequence[str]]) -> Block:
    """A table; a column is its heading and whether it holds numbers."""
    return {
        "kind": "table",
        "caption": caption,
        "columns": [{"label": words, "number": is_number} for words, is_number in columns],
        "rows": [list(row) for row in rows],
    }


def bars(
    key: str, title: str, heads: tuple[str, str], rows: Sequence[tuple[str, float | None]], note: str = ""
) -> Block:
    """Bars to compare; a value of None is hidden."""
    return {
        "kind": "chart",
        "id": key,
        "title": title,
        "heads": list(heads),
        "rows": [list(row) for row in rows],
        "note": note,
    }


def over_time(
    key: str,
    title: str,
    head: str,
    periods: Sequence[str],
    series: dict[str, list[float | None]],
    note: str = "",
) -> Block:
    """Lines over time."""
    return {
        "kind": "lines", "id": key, "title": title, "head": head, "periods": list(periods), "series": series, "note": note
    }  # fmt: skip


def tile_map(
    key: str, title: str, heads: tuple[str, str], tiles: Sequence[dict[str, Any]], note: str = ""
) -> Block:
    """A map of equal tiles: label, short label, value, column and row."""
    return {
        "kind": "map",
        "id": key,
        "title": title,
        "heads": list(heads),
        "tiles": list(tiles),
        "note": note,
    }
