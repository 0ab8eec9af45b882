"""The kinds of block that a letter is made of. Strings are final text in the letter's language."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from indimaj.design import wording

Block = dict[str, Any]


def day(value: str | date, language: str) -> str:
    """A date in words, with the month names that Moroccan administrations use."""
    with override(language):
        return wording.day_text(value)


def fields(*rows: tuple[object, object]) -> Block:
    """Label and value, one below the other; rows without a value are left out."""
    return {
        "kind": "fields",
        "rows": [[str(label), str(value)] for label, value in rows if value not in ("", None)],
    }


def text(words: object) -> Block:
    """A paragraph."""
    return {"kind": "text", "text": str(words)}


def heading(words: object) -> Block:
    """A heading inside the letter."""
    return {"kind": "heading", "text": str(words)}


def items(rows: Sequence[object]) -> Block:
    """A list."""
    return {"kind": "list", "items": [str(row) for row in rows]}


def table(head: Sequence[object], rows: Sequence[Sequence[object]], *, widths: Sequence[int]) -> Block:
    """A table; widths are shares."""
    return {
        "kind": "table",
        "head": [str(cell) for cell in head],
        "rows": [[str(cell) for cell in row] for row in rows],
        "widths": list(widths),
    }


def clauses(rows: Sequence[dict[str, str]]) -> Block:
    """Clauses of the rule: text, value used, source."""
    return {"kind": "clauses", "rows": list(rows)}


def signatures(*boxes: tuple[object, object]) -> Block:
    """Boxes to sign in: capacity and name (blank where it is written by hand)."""
    return {"kind": "signatures", "boxes": [[str(capacity), str(name)] for capacity, name in boxes]}


def tear_line() -> Block:
    """Where the sheet is cut in two halves."""
    return {"kind": "tear", "text": _("Cut here. The lower half is for you alone.")}
