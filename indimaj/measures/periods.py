"""Months, quarters and years: written "2014-06", "2014-Q2", "2014"."""

from datetime import date

from .enums import Rhythm

MONTHS = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.YEAR: 12}


def month_of(text: str) -> tuple[date, date]:
    """The first day of a month written "2014-06", and the first day after it. Raises ValueError."""
    year, dash, month = text.partition("-")
    if len(year) != 4 or not dash or len(month) != 2:
        raise ValueError(f"{text!r} is no month: write it as 2014-06.")
    begins = date(int(year), int(month), 1)
    return begins, after(begins, 1)


def after(first: date, months: int) -> date:
    """The first day of a month so many months after another."""
    year, index = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, index + 1, 1)


def ending(rhythm: str, ends: date) -> tuple[date, date] | None:
    """The period of a rhythm that ends with a month; None where none ends then."""
    length = MONTHS[Rhythm(rhythm)]
    return (after(ends, -length), ends) if (ends.month - 1) % length == 0 else None


def written(begins: date, ends: date) -> str:
    """A period as an address and a file write it."""
    length = (ends.year - begins.year) * 12 + ends.month - begins.month
    if length == 12:
        return f"{begins.year}"
    return f"{begins.year}-Q{(begins.month + 2) // 3}" if length == 3 else f"{begins:%Y-%m}"
