"""Draws docs/reference/states.md from the rooms' transition tables. A test fails when the page is not up to date.

python -m tools.diagrams
"""

from __future__ import annotations

import importlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "states.md"
HEAD = """\
# States

Made by `python -m tools.diagrams` from the table `TRANSITIONS` of each room; do not edit by hand. A verb that is not
drawn from a state is refused there.
"""


def rooms_with_states() -> list[str]:
    """Return the rooms that have a transition table."""
    return sorted(path.parent.name for path in (ROOT / "indimaj").glob("*/transitions.py"))


def draw(room: str) -> str:
    """Return one room's diagram (Mermaid) and its table."""
    table = importlib.import_module(f"indimaj.{room}.transitions").TRANSITIONS
    rows = [(str(before.value), verb, str(after.value)) for (before, verb), after in table.items()]
    reached = {after for _, _, after in rows}
    left = {before for before, _, _ in rows}
    lines = [f"\n## {room.capitalize()}\n", "```mermaid", "stateDiagram-v2"]
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
    return HEAD + "".join(draw(room) for room in rooms_with_states())


if __name__ == "__main__":
    PAGE.write_text(page())
