"""The terms and the calendar of the room as data: each with its source, never a number in code."""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("clocks.toml")


@cache
def terms() -> dict[str, dict[str, Any]]:
    """Every term with its days, source and note."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def due(name: str, since: date) -> date:
    """The day on which a term ends."""
    return since + timedelta(days=int(terms()[name]["days"]))


def calendar(of: str) -> tuple[int, ...]:
    """The days before or after a day that is due on which somebody is reminded, in order."""
    return tuple(sorted(int(day) for day in terms()["calendar"][of]))


def reached(of: str, due_on: date, today: date) -> int | None:
    """The last step of the calendar that a day has reached; None before the first."""
    passed = [step for step in calendar(of) if due_on + timedelta(days=step) <= today]
    return passed[-1] if passed else None
