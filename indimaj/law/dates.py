"""Dates as intervals, packed in whole numbers so that a duration is one subtraction.

A day is packed as (year * 12 + month - 1) * 32 + day. The order is the calendar's. From day a to day b
at least n whole months have passed exactly when pack(b) - pack(a) >= 32 * n, and more than n when it is
greater. The anniversary of a day that a month lacks (the 31st, or 29 February) lies between the last day of
that month and the next day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

Interval = tuple[int, int]

MONTH = 32
EARLIEST = (1900 * 12) * MONTH + 1
LATEST = (2100 * 12 + 11) * MONTH + 31
_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def pack_day(day: date) -> int:
    """Return the packed number of a day."""
    return (day.year * 12 + day.month - 1) * MONTH + day.day


def last_day_until(packed: int) -> date:
    """Return the last real day that is not after a packed number (which may name no real day)."""
    months, day = divmod(packed, MONTH)
    if day == 0:
        months, day = months - 1, 31
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))


def whole_months(start: int, end: int) -> int:
    """Return the whole months between two packed days."""
    return (end - start) // MONTH


def days_between(start: int, end: int) -> int:
    """Return the days between two packed days."""
    return last_day_until(end).toordinal() - last_day_until(start).toordinal()


def read_interval(written: object) -> Interval | None:
    """Read "1985", "1985-06", "1985-06-12", a date, or a pair of those; None when it is no date at all.

    Raises ValueError when it has the form of a date but no such day exists, or ends before it begins.
    """
    if isinstance(written, list | tuple):
        if len(written) != 2 or not all(isinstance(part, str | date) for part in written):
            return None
        first, last = read_interval(written[0]), read_interval(written[1])
        if first is None or last is None:
            return None
        if last[1] < first[0]:
            raise ValueError("ends before it begins")
        return first[0], last[1]
    if isinstance(written, date):
        written = written.isoformat()[:10]
    if not isinstance(written, str):
        return None
    match = _WRITTEN.fullmatch(written.strip())
    if match is None:
        return None
    return _read_match(match)


def _read_match(match: re.Match[str]) -> Interval:
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if not 1900 <= year <= 2100:
        raise ValueError("year out of the calendar used here")
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return pack_day(first), pack_day(last)


def write_interval(interval: Interval) -> str | list[str]:
    """Write an interval as JSON does: one day, or the first and the last."""
    first, last = interval
    return _written(first) if first == last else [_written(first), _written(last)]


@lru_cache(maxsize=65_536)
def _written(packed: int) -> str:
    return last_day_until(packed).isoformat()
