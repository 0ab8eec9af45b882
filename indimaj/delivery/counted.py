"""How much has come up by itself: counted whole, kept for some minutes, and shown with the moment of the count.

Counting reads every answer, action and mandate, which no reader should wait for at each visit.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from indimaj.ports import clock

from . import coverage, finding
from .enums import FindingKind

KEPT_SECONDS = 300


@dataclass(frozen=True)
class Counted:
    """The counts of a moment; `silent` are the bodies that owe most answers, by code."""

    at: datetime
    findings: dict[FindingKind, int]
    overlaps: int
    gaps: int
    silent: list[tuple[str, int]]


def counted() -> Counted:
    """The latest counts of today."""
    today = clock.today()
    key = f"delivery:counted:{today.isoformat()}"
    kept: Counted | None = cache.get(key)
    if kept is None:
        kept = Counted(
            at=clock.now(),
            findings=finding.counts(today),
            overlaps=coverage.count_overlaps(today),
            gaps=sum(len(cell.empty) for cell in coverage.cells(today)),
            silent=finding.silent_bodies(today),
        )
        cache.set(key, kept, KEPT_SECONDS)
    return kept
