"""The terms of the room as data: each with its source, never a number in code."""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("clocks.toml")


@cache
def terms() -> dict[str, dict[str, Any]]:
    """Every term with its days (or ages), source and note."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def days(name: str) -> int:
    """The days of a term."""
    return int(terms()[name]["days"])


def due(name: str, since: date) -> date:
    """The day on which a term ends."""
    return since + timedelta(days=days(name))
