"""Numbers, dates and durations as the reader's language writes them. Plain text, no markup.

Text that mixes digits, spaces and signs is isolated (FSI ... PDI): an un-isolated "1 234 / 2 710" prints
reversed in an Arabic line.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext

FSI, PDI = "\u2068", "\u2069"
THIN_SPACE = "\u202f"
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LOCALES = {"ar": "ar_MA", "fr": "fr_FR", "en": "en_GB", "zgh": "zgh_MA"}

Number = int | float | Decimal
Moment = date | datetime | str | list[str] | tuple[str, ...] | None


def language() -> str:
    """Return the language of the page; Arabic when none is set."""
    return (get_language() or "ar").split("-")[0]


def colon(code: str) -> str:
    """A colon and its space in a language: French keeps it on the line with a space before it."""
    return "\u00a0: " if code == "fr" else ": "


def brand() -> str:
    """Return the platform's name: a proper name, so in no catalogue."""
    return "اندماج" if language() == "ar" else "Indimaj"


def isolated(text: str) -> str:
    """Wrap a text so that the words around it cannot reorder it."""
    return f"{FSI}{text}{PDI}"


def number_text(value: Number, decimals: int | None = None) -> str:
    """Write a number with the language's grouping and decimal mark, digits 0-9, without isolation.

    Without `decimals` a fraction is written as it is; with it, half is rounded up as people expect.
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    sign = "\u2212" if exact < 0 else ""
    whole, _, fraction = f"{abs(exact):f}".partition(".")
    english = language() == "en"
    grouped = f"{int(whole):,}".replace(",", "," if english else THIN_SPACE)
    return sign + grouped + (("." if english else ",") + fraction if fraction else "")


def percent_text(share: Number, decimals: int = 0) -> str:
    """Write a share (0.835) as a percentage (83.5%); the sign stands as the language puts it."""
    exact = share if isinstance(share, Decimal) else Decimal(str(share))
    written = number_text(exact * 100, decimals)
    return f"{written}{THIN_SPACE}%" if language() == "fr" else f"{written}%"


def days_text(count: int) -> str:
    """Write a number of days, with the plural that the language asks for."""
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": isolated(number_text(count))}


def day_text(value: Moment) -> str:
    """Write a day in words: a date, an instant (its day in Morocco), or a date of which only part is known.

    What is not a date is written as it stands: a person may have said "about the harvest".
    """
    if value is None or value == "":
        return ""
    if isinstance(value, list | tuple):
        first, last = (day_text(part) for part in value)
        return (
            first
            if first == last
            else gettext("between %(first)s and %(last)s") % {"first": first, "last": last}
        )
    if isinstance(value, datetime):
        value = local(value)
    if isinstance(value, date):
        return _day_words(language(), value.year, value.month, value.day)
    match = _PARTIAL.fullmatch(value.strip())
    if match is None:
        return value
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if month > 12 or day > 31 or (month == 0 and len(value.strip()) > 4):
        return value
    return _day_words(language(), year, month, day)


def instant_text(value: datetime) -> str:
    """Write a day and an hour of Africa/Casablanca."""
    here = local(value)
    day = _day_words(language(), here.year, here.month, here.day)
    return gettext("%(day)s at %(hour)s") % {"day": day, "hour": isolated(f"{here:%H:%M}")}


def local(value: datetime) -> datetime:
    """Return an instant as the clock in Morocco shows it; a naive one already is."""
    return value.astimezone(ZoneInfo(settings.TIME_ZONE)) if value.tzinfo else value


@lru_cache(maxsize=8)
def month_names(code: str) -> tuple[str, ...]:
    """Return the twelve month names of a language, as Morocco says them (غشت, يوليوز)."""
    locale = Locale.parse(_LOCALES.get(code, "ar_MA"))
    return tuple(format_date(date(2001, month, 1), "MMMM", locale=locale) for month in range(1, 13))


@lru_cache(maxsize=4096)
def _day_words(code: str, year: int, month: int, day: int) -> str:
    words = [str(year)]
    if month:
        words.insert(0, month_names(code)[month - 1])
    if day:
        words.insert(0, "1er" if code == "fr" and day == 1 else str(day))
    return " ".join(words)
