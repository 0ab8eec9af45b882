"""A birth date is an interval of days and the way in which it is known (practice 19)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from .enums import BirthKind

EARLIEST = date(1900, 1, 1)
# No source says how wide "about" is. Our reading: a year on each side.
ABOUT_YEARS = 1
# The tabular calendar and the sighting of the moon may differ by a day or two.
HIJRI_DAYS = 2
HIJRI_EPOCH = 227014


class BirthError(ValueError):
    """The text is no birth date; `code` says why."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code


@dataclass(frozen=True)
class Birth:
    """From the first to the last day on which the person may have been born."""

    kind: BirthKind
    first: date | None = None
    last: date | None = None

    def as_fact(self) -> str | list[str] | None:
        """As the law reads it: a day, an interval of two days, or nothing when it is not known."""
        if self.first is None or self.last is None:
            return None
        if self.first == self.last:
            return self.first.isoformat()
        return [self.first.isoformat(), self.last.isoformat()]

    def as_text(self) -> str:
        """As a person would type it again: `1985-03-04`, `1985` or `1984/1986`."""
        if self.first is None or self.last is None:
            return ""
        if self.first == self.last:
            return self.first.isoformat()
        if (self.first, self.last) == year_of(self.first.year):
            return str(self.first.year)
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


UNKNOWN = Birth(BirthKind.UNKNOWN)


def year_of(year: int) -> tuple[date, date]:
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def read(kind: str, text: str, other: str = "", *, today: date) -> Birth:
    """Read what was typed: a day (2014-07-28, 28/07/2014, 28.07.2014), a month and year, or a year alone.

    `other` is the second date of a person whose documents disagree. Raises BirthError.
    """
    text, other = text.strip(), other.strip()
    if kind == BirthKind.UNKNOWN or not text:
        return UNKNOWN
    if kind == BirthKind.HIJRI:
        return _checked(_read_hijri(text), text, today)
    first, last = _interval(text)
    if kind == BirthKind.CONFLICTING:
        second = _interval(other or text)
        return _checked(
            Birth(BirthKind.CONFLICTING, min(first, second[0]), max(last, second[1])), text, today
        )
    if kind == BirthKind.ABOUT:
        return _checked(
            Birth(BirthKind.ABOUT, _years_on(first, -ABOUT_YEARS), _years_on(last, ABOUT_YEARS)), text, today
        )
    return _checked(Birth(BirthKind.DAY if first == last else BirthKind.YEAR, first, last), text, today)


def from_hijri(year: int, month: int | None = None, day: int | None = None) -> Birth:
    """The interval of a Hijri date, of a Hijri month or of a whole Hijri year."""
    last_month = month or 12
    length = 30 if last_month % 2 or (last_month == 12 and _is_long(year)) else 29
    first = _hijri_day(year, month or 1, day or 1) - timedelta(days=HIJRI_DAYS)
    last = _hijri_day(year, last_month, day or length) + timedelta(days=HIJRI_DAYS)
    return Birth(BirthKind.HIJRI, first, last)


def _checked(birth: Birth, text: str, today: date) -> Birth:
    """Refuse what nobody alive could have been born on; cut an interval at today."""
    if birth.first is None or birth.last is None or birth.first > today or birth.last < EARLIEST:
        raise BirthError("impossible_date", text)
    return Birth(birth.kind, max(birth.first, EARLIEST), min(birth.last, today))


def _interval(text: str) -> tuple[date, date]:
    text = text.translate(_DIGITS)
    try:
        if "/" in text and len(text) == 21:
            first, last = (date.fromisoformat(part) for part in text.split("/"))
            return min(first, last), max(first, last)
        if re.fullmatch(r"\d{4}", text, re.ASCII):
            return year_of(int(text))
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text, re.ASCII):
            year, month, day = map(int, found.groups())
            return date(year, month, day), date(year, month, day)
        if found := re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", text, re.ASCII):
            day, month, year = map(int, found.groups())
            return date(year, month, day), date(year, month, day)
        if found := re.fullmatch(r"(\d{1,2})[/. -](\d{4})", text, re.ASCII):
            month, year = map(int, found.groups())
            following = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1), following - timedelta(days=1)
    except ValueError:
        raise BirthError("impossible_date", text) from None
    raise BirthError("not_a_date", text)


def _read_hijri(text: str) -> Birth:
    parts = [int(part) for part in re.findall(r"\d+", text.translate(_DIGITS), re.ASCII)]
    if len(parts) == 3 and parts[0] <= 30:
        parts.reverse()
    if not 1 <= len(parts) <= 3 or not 1300 <= parts[0] <= 1500:
        raise BirthError("not_a_date", text)
    month = parts[1] if len(parts) > 1 else None
    day = parts[2] if len(parts) > 2 else None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 30):
        raise BirthError("impossible_date", text)
    return from_hijri(parts[0], month, day)


def _is_long(year: int) -> bool:
    return (11 * year + 14) % 30 < 11


def _hijri_day(year: int, month: int, day: int) -> date:
    """The tabular Islamic calendar (30-year cycle, civil epoch)."""
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(HIJRI_EPOCH + days)


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def age(birth: date, today: date) -> int:
    """Whole years; somebody born on 29 February turns a year older on 1 March."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def ages(first: date | None, last: date | None, today: date) -> tuple[int, int] | None:
    """The youngest and the oldest that somebody may be; None when nothing is known."""
    return None if first is None or last is None else (age(last, today), age(first, today))
