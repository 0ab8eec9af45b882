"""What programmes offer to whoever misses a language level or a skill. Asks the room below; knows none of its rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from indimaj.programmes.models import Course as Offered

from . import catalogue

# The languages that courses teach here.
TAUGHT = ("ary", "ar", "zgh", "fr")
READ = 200
EACH = 3
Aim = tuple[str, str]
"""A language and its level, or "skill" and a group of work."""
SKILL = "skill"


@dataclass(frozen=True)
class Course:
    """A course as a person is told of it."""

    title: str
    place: str
    starts_on: date | None = None
    url: str = ""


def leading_to(aims: Iterable[Aim], on: date, near: str = "") -> dict[Aim, list[Course]]:
    """For each aim: the next courses that lead there and still take people, those of a place first; one question."""
    finer = {
        aim: set(catalogue.within("skill", aim[1])) if aim[0] == SKILL else {aim[1]} for aim in set(aims)
    }
    if not finer:
        return {}
    found: dict[Aim, list[Course]] = {}
    for one in sorted(_offered(finer, on), key=lambda one: one.place_id != near):
        course = Course(
            str(one.programme), str(one.place), one.starts_on, reverse("programmes:course", args=[one.pk])
        )
        for aim, codes in finer.items():
            reached = one.programme.leads_to if aim[0] == SKILL else one.level
            of_this = aim[0] in (SKILL, one.taught)
            if of_this and reached in codes and len(held := found.setdefault(aim, [])) < EACH:
                held.append(course)
    return found


def _offered(finer: dict[Aim, set[str]], on: date) -> Iterable[Offered]:
    skills = sorted({code for (of, _to), codes in finer.items() if of == SKILL for code in codes})
    tongues = [(of, to) for of, to in finer if of != SKILL]
    sought = Q(programme__leads_to__in=skills) | Q(
        taught__in=sorted({of for of, _to in tongues}), level__in=sorted({to for _of, to in tongues})
    )
    rows = Offered.objects.open_on(on).filter(sought).select_related("programme", "place")
    return rows.order_by("starts_on", "id")[:READ]
