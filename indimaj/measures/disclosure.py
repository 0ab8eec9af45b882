"""What of the numbers may be shown, decided once for every figure by `directory.cells`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indimaj.directory.cells import FLOOR, hide_small, hide_small_list
from indimaj.indicators import Definition

from .counting import Counted, Key

MILLIONTH = Decimal("0.000001")
Shown = tuple[int | None, int | None, Decimal | None]


@dataclass(frozen=True)
class Disclosed:
    """A figure as it is published, and how many of its numbers are hidden."""

    numerator: int | None
    denominator: int | None
    value: Decimal | None
    is_hidden: bool
    cells: list[dict[str, Any]]
    hidden: int


def disclose(definition: Definition, counted: Sequence[Counted]) -> Disclosed:
    """Hide the small numbers of a figure, and so many others that none can be worked out."""
    whole = counted[1] if len(counted) > 1 else None
    small = definition.disclosure == "people" and _is_small(definition, counted[0].total, whole)
    tables = [_table(definition, columns, counted[0], whole) for columns in definition.breakdowns]
    hidden = small + sum(row["hidden"] for table in tables for row in table["rows"])
    value = _value(definition, counted[0].total, whole.total if whole else None, counted[0].median)
    shown_whole = None
    if whole is not None:
        shown_whole = None if definition.disclosure == "people" and 0 < whole.total < FLOOR else whole.total
    return Disclosed(
        numerator=None if small else counted[0].total,
        denominator=shown_whole,
        value=None if small else value,
        is_hidden=small,
        cells=tables,
        hidden=hidden,
    )


def as_counted(definition: Definition, counted: Sequence[Counted]) -> list[dict[str, Any]]:
    """The numbers themselves, for the restricted cells: the whole first, then each breakdown."""
    plain: list[dict[str, Any]] = [{"by": [], "rows": [{"key": [], **_numbers(counted, (), ())}]}]
    for columns in definition.breakdowns:
        keys = sorted({key for one in counted for key in one.cells.get(columns, {})})
        rows = [{"key": list(key), **_numbers(counted, columns, key)} for key in keys]
        plain.append({"by": list(columns), "rows": rows})
    return plain


def _numbers(counted: Sequence[Counted], columns: Key, key: Key) -> dict[str, Any]:
    def of(one: Counted) -> int:
        return one.cells.get(columns, {}).get(key, 0) if columns else one.total

    median = counted[0].medians.get(columns, {}).get(key) if columns else counted[0].median
    found: dict[str, Any] = {"numerator": of(counted[0])}
    if len(counted) > 1:
        found["denominator"] = of(counted[1])
    if median is not None:
        found["median"] = median
    return found


def _is_small(definition: Definition, part: int, whole: Counted | None) -> bool:
    """Whether a number, or the rest of its whole, is from one to four."""
    if 0 < part < FLOOR:
        return True
    if whole is None:
        return False
    rest = whole.total - part if definition.unit == "share" else whole.total
    return 0 < rest < FLOOR


def _table(definition: Definition, columns: Key, part: Counted, whole: Counted | None) -> dict[str, Any]:
    parts = part.cells.get(columns, {})
    wholes = whole.cells.get(columns, {}) if whole else {}
    keys = sorted({*parts, *wholes})
    shown = _shown(definition, keys, parts, wholes)
    rows = []
    for key in keys:
        numerator, denominator = shown[key]
        median = part.medians.get(columns, {}).get(key)
        gone = numerator is None or (whole is not None and denominator is None)
        value = None if gone else _value(definition, numerator or 0, denominator, median)
        rows.append({
            "key": list(key),
            "numerator": numerator,
            "denominator": denominator,
            "value": None if value is None else str(value),
            "hidden": bool(gone),
        })  # fmt: skip
    return {"by": list(columns), "rows": rows}


def _shown(
    definition: Definition, keys: Sequence[Key], parts: Mapping[Key, int], wholes: Mapping[Key, int]
) -> dict[Key, tuple[int | None, int | None]]:
    first = {key: parts.get(key, 0) for key in keys}
    second = {key: wholes.get(key, 0) for key in keys}
    has_whole = definition.denominator is not None
    if definition.disclosure == "things":
        return {key: (first[key], second[key] if has_whole else None) for key in keys}
    if definition.unit == "share":
        both = {
            (key, yes): first[key] if yes else second[key] - first[key]
            for key in keys
            for yes in (True, False)
        }
        table = hide_small(both)
        return {key: (table.cells[key, True], table.rows[key]) for key in keys}
    shown, beside = hide_small_list(first), hide_small_list(second)
    return {key: (shown[key], beside[key] if has_whole else None) for key in keys}


def _value(definition: Definition, part: int, whole: int | None, median: float | None) -> Decimal | None:
    """The figure to a millionth; nothing where there is nothing to divide by, or no row to take a median of."""
    if definition.unit == "days":
        return None if median is None else Decimal(str(median)).quantize(MILLIONTH)
    if definition.unit == "count":
        return Decimal(part).quantize(MILLIONTH)
    return (Decimal(part) / Decimal(whole)).quantize(MILLIONTH) if whole else None
