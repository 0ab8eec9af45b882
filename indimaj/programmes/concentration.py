"""Courses where one side or one nationality is more than nine in ten, against what chance gives. Counts, never people."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count

from indimaj.clients.enums import Community
from indimaj.directory.cells import FLOOR

from .chance import at_least
from .enums import TOOK_PART
from .models import Course, Enrolment

MORE_THAN = 0.9
# The chance of one false alarm or more among all the courses of a term.
FALSE_ALARM = 0.05


class Group(NamedTuple):
    """A side, or a nationality of those who came."""

    what: str
    code: str


@dataclass(frozen=True)
class Mixed:
    """Who took part in one course."""

    course: UUID
    place: str
    groups: Mapping[Group, int]
    size: int


@dataclass(frozen=True)
class Finding:
    """A course of which more than nine in ten are of one group."""

    course: UUID
    place: str
    size: int
    group: Group
    chance: float
    tested: int

    @property
    def is_beyond_chance(self) -> bool:
        """Whether it would be so by chance less often than the false-alarm rate, shared among all courses tested."""
        return self.chance * self.tested < FALSE_ALARM


@dataclass(frozen=True)
class Watch:
    """A term: the findings, how many courses were looked at, and how many chance alone would bring forward."""

    findings: list[Finding]
    tested: int
    too_small: int
    expected: float


def watch(mixed: Iterable[Mixed]) -> Watch:
    """Compare each course with all who took part in the same province and term.

    Courses with fewer than five people are counted and not shown.
    """
    all_of = list(mixed)
    large = [one for one in all_of if one.size >= FLOOR]
    pools: dict[str, Counter[Group]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for one in all_of:
        pools[one.place].update(one.groups)
        sizes[one.place] += one.size
    found: list[Finding] = []
    expected = 0.0
    for one in large:
        needed = int(one.size * MORE_THAN) + 1
        tails = {
            group: at_least(needed, drawn=one.size, of_kind=count, among=sizes[one.place])
            for group, count in pools[one.place].items()
        }
        # Two sides cannot both be more than nine in ten, so that their chances add up; nationalities lie within a side.
        expected += sum(tail for group, tail in tails.items() if group.what == "side")
        above = [group for group, count in one.groups.items() if count >= needed]
        if above:
            group = min(above, key=lambda each: (each.what == "side", each.code))
            count = pools[one.place][group]
            tail = at_least(one.groups[group], drawn=one.size, of_kind=count, among=sizes[one.place])
            found.append(Finding(one.course, one.place, one.size, group, tail, len(large)))
    found.sort(key=lambda one: (one.chance, one.place, str(one.course)))
    return Watch(found, len(large), len(all_of) - len(large), expected)


def mixed_in(term: str) -> list[Mixed]:
    """Who took part in the courses of a term, by side and country; one question, whatever the number of people."""
    groups: dict[tuple[UUID, str], Counter[Group]] = defaultdict(Counter)
    sizes: Counter[UUID] = Counter()
    counted = (
        Enrolment.objects.filter(course__term=term, state__in=TOOK_PART)
        .order_by()
        .values_list("course_id", "course__place_id", "community", "country")
        .annotate(count=Count("id"))
    )
    for course, place, community, country, count in counted:
        groups[course, place][Group("side", community)] += count
        if community == Community.MIGRANT and country:
            groups[course, place][Group("country", country)] += count
        sizes[course] += count
    return [Mixed(course, place, found, sizes[course]) for (course, place), found in groups.items()]


def terms() -> list[str]:
    """The terms with courses, the latest first."""
    return list(Course.objects.order_by("-term").values_list("term", flat=True).distinct()[:12])
