"""What programmes offer to whoever misses a language level. Asks the room below; knows none of its rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from indimaj.programmes.models import Course as Offered

# The languages that courses teach here.
TAUGHT = ("ary", "ar", "zgh", "fr")
READ = 200
EACH = 3


@dataclass(frozen=True)
class Course:
    """A course as a person is told of it."""

    title: str
    place: str
    starts_on: date | None = None
    url: str = ""


def teaching(gaps: Iterable[tuple[str, str]], on: date) -> dict[tuple[str, str], list[Course]]:
    """For each (language, level): the next courses that lead there and still take people."""
    wanted = set(gaps)
    if not wanted:
        return {}
    rows = Offered.objects.open_on(on).filter(
        taught__in=sorted({code for code, _level in wanted}),
        level__in=sorted({level for _code, level in wanted}),
    )
    found: dict[tuple[str, str], list[Course]] = {}
    for one in rows.select_related("programme", "place").order_by("starts_on", "id")[:READ]:
        held = found.setdefault((one.taught, one.level), [])
        if (one.taught, one.level) in wanted and len(held) < EACH:
            held.append(
                Course(
                    str(one.programme),
                    str(one.place),
                    one.starts_on,
                    reverse("programmes:course", args=[one.pk]),
                )
            )
    return found
