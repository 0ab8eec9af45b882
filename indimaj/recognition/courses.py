"""What programmes offer to whoever misses a language level. Asks the room below; knows none of its rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# The languages that courses teach here.
TAUGHT = ("ary", "ar", "zgh", "fr")


@dataclass(frozen=True)
class Course:
    """A course as a person is told of it."""

    title: str
    place: str
    starts_on: date | None = None
    url: str = ""


def teaching(gaps: Iterable[tuple[str, str]], on: date) -> dict[tuple[str, str], list[Course]]:
    """For each (language, level): the courses that lead there and still take people."""
    return {}
