"""What a definition may ask for: the declared sources and their columns, as far as the language must know them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["code", "yes_no", "number", "moment"]


@dataclass(frozen=True)
class ColumnSpec:
    """One column: what kind of value it holds, and what a definition may do with it.

    `values` are the codes that exist, where they are few. `current` columns are not kept as they stood on a past day.
    """

    kind: Kind
    values: frozenset[str] | None = None
    filtered: bool = True
    broken_down: bool = False
    distinct: bool = False
    current: bool = False


@dataclass(frozen=True)
class SourceSpec:
    """One source: rows of one kind, of people or of things. `current`: only as the rows stand now."""

    columns: Mapping[str, ColumnSpec] = field(default_factory=dict)
    of_people: bool = True
    current: bool = False
