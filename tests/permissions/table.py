"""Reads permission tables typed by hand and compares them with what the code answers, cell by cell.

A row is verb, role, where, state, expected. `role`, `where` and `state` hold one word, several with `|`, `!` and what
is left out, or `*`. Each cell of verb x role x where x state must be met by exactly one row.
"""

import csv
from collections.abc import Callable, Iterable, Mapping
from itertools import product
from pathlib import Path

from indimaj.directory.models import Staff
from indimaj.directory.permissions import Answer, Refused

FOLDER = Path(__file__).parent
HERE, ELSEWHERE = "here", "elsewhere"
Cell = tuple[str, str, str, str]
Ask = Callable[[Staff, str], Answer]


def expected(name: str, roles: Iterable[str], states: Iterable[str]) -> dict[Cell, str]:
    """The table as cells; raises AssertionError for a word that is none, and for a cell met twice."""
    cells: dict[Cell, str] = {}
    with (FOLDER / name).open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            meant = (
                _words(row["role"], roles),
                _words(row["where"], (HERE, ELSEWHERE)),
                _words(row["state"], states),
            )
            for role, where, state in product(*meant):
                cell = (row["verb"], role, where, state)
                assert cell not in cells, f"{name}: two rows for {cell}"
                cells[cell] = row["expected"]
    return cells


def answered(
    asks: Mapping[str, Ask], staff: Mapping[tuple[str, str], Staff], states: Iterable[str]
) -> dict[Cell, str]:
    """What the code answers: `yes`, or the code of the reason why not."""
    found = {}
    for (verb, ask), ((role, where), somebody), state in product(asks.items(), staff.items(), states):
        answer = ask(somebody, state)
        found[verb, role, where, state] = answer.code if isinstance(answer, Refused) else "yes"
    return found


def differences(wanted: Mapping[Cell, str], found: Mapping[Cell, str]) -> list[str]:
    """Each cell where the two differ, in words."""
    return [
        f"{' / '.join(cell)}: the table says {wanted.get(cell, 'nothing')}, the code {found.get(cell, 'nothing')}"
        for cell in sorted({*wanted, *found})
        if wanted.get(cell) != found.get(cell)
    ]


def _words(written: str, all_words: Iterable[str]) -> list[str]:
    known = list(all_words)
    if written == "*":
        return known
    words = written.removeprefix("!").split("|")
    assert set(words) <= set(known), f"{set(words) - set(known)} is not one of {known}"
    return [word for word in known if word not in words] if written.startswith("!") else words
