"""What is wrong with a chain, in words: changed, missing, reordered or cut lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import actions
from .models import Chain, Entry

LOOKED_AT = 200
"""With more wrong lines than this, each is named as changed: nobody needs to know which of them only moved."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: `changed`, `missing`, `reordered`, `cut` or `added`, and a sentence."""

    kind: str
    words: str


def is_whole(lines: Sequence[Entry], head: Chain | None) -> bool:
    """Whether a chain is as it was written; the quick question, asked of each chain."""
    previous = ""
    for number, line in enumerate(lines, start=1):
        if line.number != number or line.previous != previous or actions.digest_of(line) != line.digest:
            return False
        previous = line.digest
    return head is not None and head.length == len(lines) and head.head == previous


def of_empty_chain(head: Chain) -> list[Finding]:
    """A head without a single line."""
    if head.length == 0:
        return []
    return [Finding("cut", f"file {head.subject} ({head.compartment}): all its {head.length} lines are gone")]


def of_chain(lines: Sequence[Entry], head: Chain | None) -> list[Finding]:
    """Name what is wrong with a chain that is not whole."""
    moved = _moved(lines)
    found = [*_lines_that_moved(lines, moved)]
    numbers = {line.number for line in lines} - {line.number for line in lines if line.pk in moved} | set(
        moved.values()
    )
    for line in lines:
        if line.pk not in moved and actions.digest_of(line) != line.digest:
            found.append(_finding("changed", line, f"line {line.number} is not what was written"))
    for number in sorted(set(range(1, max(numbers) + 1)) - numbers):
        found.append(_finding("missing", lines[0], f"line {number} is gone"))
    found += _end(lines, head, max(numbers))
    if not found:
        found.append(_finding("changed", lines[0], "its lines do not follow each other"))
    return found


def _lines_that_moved(lines: Sequence[Entry], moved: dict[int, int]) -> list[Finding]:
    return [
        _finding("reordered", line, f"line {moved[line.pk]} stands as line {line.number}")
        for line in lines
        if line.pk in moved
    ]


def _moved(lines: Sequence[Entry]) -> dict[int, int]:
    """Lines whose digest is right for another number than the one that they carry, by id."""
    wrong = [line for line in lines if actions.digest_of(line) != line.digest]
    if len(wrong) > LOOKED_AT:
        return {}
    free = set(range(1, len(lines) + 1)) - {line.number for line in lines if line not in wrong}
    moved = {}
    for line in wrong:
        carried = line.number
        for number in sorted(free - {carried}):
            line.number = number
            if actions.digest_of(line) == line.digest:
                moved[line.pk] = number
        line.number = carried
    return moved


def _end(lines: Sequence[Entry], head: Chain | None, last: int) -> list[Finding]:
    if head is None:
        return [_finding("missing", lines[0], "the head of its chain is gone")]
    if head.length > last:
        gone = f"line {last + 1}" if head.length == last + 1 else f"lines {last + 1} to {head.length}"
        return [_finding("cut", lines[0], f"{gone} at the end are gone")]
    if head.length < last:
        return [_finding("added", lines[0], f"it has {last} lines and its head knows {head.length}")]
    if head.head not in {line.digest for line in lines}:
        return [_finding("changed", lines[0], "the head of its chain is not its last line")]
    return []


def _finding(kind: str, line: Entry, words: str) -> Finding:
    return Finding(kind, f"file {line.subject} ({line.compartment}): {words}")
