"""How many livelihoods still feed, by year of their start, with what is not known as bounds. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from indimaj.directory.cells import hide_small_list

from .chance import wilson
from .enums import FOLLOW_UPS, Feeds

FEEDS, NOT, UNKNOWN = "feeds", "not", "unknown"


@dataclass(frozen=True)
class Point:
    """A cohort so many months after its start; None is hidden, because fewer than five people stand behind it."""

    cohort: str
    month: int
    started: int | None
    feeds: int | None
    stopped: int | None
    unknown: int | None
    share: float | None
    interval: tuple[float, float] | None
    bounds: tuple[float, float] | None


def due_on(started_on: date, month: int) -> date:
    """The day, so many months after a start, from which the question may be asked."""
    year, index = divmod(started_on.year * 12 + started_on.month - 1 + month, 12)
    return date(year, index + 1, min(started_on.day, 28))


def curve(rows: Iterable[tuple[date, dict[int, str]]], today: date) -> list[Point]:
    """The points of every cohort, from (start, answers by month).

    At a month only livelihoods whose day has come count. "Yes" and "partly" feed. Not reached, and not yet asked, is
    not known: the share is of those who answered, and the bounds say what it would be if all or none of the others fed.
    """
    counts: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for started_on, answers in rows:
        for month in FOLLOW_UPS:
            if due_on(started_on, month) <= today:
                counts[str(started_on.year), month][_as(answers.get(month, ""))] += 1
    return [_point(cohort, month, counts[cohort, month]) for cohort, month in sorted(counts)]


def _as(answer: str) -> str:
    if answer in (Feeds.YES, Feeds.PARTLY):
        return FEEDS
    return NOT if answer == Feeds.NO else UNKNOWN


def _point(cohort: str, month: int, found: Counter[str]) -> Point:
    total = found.total()
    shown = hide_small_list({name: found[name] for name in (FEEDS, NOT, UNKNOWN)})
    hidden = None in shown.values()
    known = found[FEEDS] + found[NOT]
    sure = not hidden and known > 0
    return Point(
        cohort,
        month,
        started=total if total >= 5 else None,
        feeds=shown[FEEDS],
        stopped=shown[NOT],
        unknown=shown[UNKNOWN],
        share=found[FEEDS] / known if sure else None,
        interval=wilson(found[FEEDS], known) if sure else None,
        bounds=(found[FEEDS] / total, (found[FEEDS] + found[UNKNOWN]) / total) if sure else None,
    )
