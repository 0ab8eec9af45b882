"""Draws docs/reference/states.md from the rooms' transition tables. A test fails when the page is not up to date.

python -m tools.diagrams
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "states.md"
Table = dict[tuple[Any, str], Any]
HEAD = """\
# States

Made by `python -m tools.diagrams` from the tables of transitions of each room; do not edit by hand. A verb that is not
drawn from a state is refused there.
"""


def rooms_with_states() -> list[str]:
    """Return the rooms that have a transition table."""
    return sorted(path.parent.name for path in (ROOT / "indimaj").glob("*/transitions.py"))


def tables(room: str) -> list[tuple[str, Table]]:
    """Return the room's tables: that of the room itself, then those of its other things, each with its heading."""
    module = importlib.import_module(f"indimaj.{room}.transitions")
    names = sorted((name for name in vars(module) if name.endswith("TRANSITIONS")), key=len)
    return [(_heading(room, name), getattr(module, name)) for name in names]


def _heading(room: str, name: str) -> str:
    thing = name.removesuffix("TRANSITIONS").strip("_").lower()
    return f"{room.capitalize()}: {thing}" if thing else room.capitalize()


def draw(heading: str, table: Table) -> str:
    """Return one diagram (Mermaid) and its table."""
    rows = [(str(before.value), verb, str(after.value)) for (before, verb), after in table.items()]
    reached = {after for _, _, after in rows}
    left = {before for before, _, _ in rows}
    lines = [f"\n## {heading}\n", "```mermaid", "stateDiagram-v2"]
    lines += [
        f"    [*] --> {state}" for state in dict.fromkeys(row[0] for row in rows) if state not in reached
    ]
    lines += [f"    {before} --> {after}: {verb}" for before, verb, after in rows]
    lines += [f"    {state} --> [*]" for state in dict.fromkeys(row[2] for row in rows) if state not in left]
    lines += ["```\n", "| From | Verb | To |", "|---|---|---|"]
    lines += [f"| `{before}` | {verb} | `{after}` |" for before, verb, after in rows]
    return "\n".join(lines) + "\n"


def page() -> str:
    """Return the whole page."""
    return HEAD + "".join(
        draw(heading, table) for room in rooms_with_states() for heading, table in tables(room)
    )


if __name__ == "__main__":
    PAGE.write_text(page())
