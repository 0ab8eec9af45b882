"""The demo's courses: both sides in them, gaps to find, every number what the actions leave."""

from datetime import date
from itertools import pairwise

import pytest

from indimaj.demo.programmes import TODAY, build_programmes
from indimaj.ledger.verify import verify
from indimaj.programmes import concentration, coverage, queries, survival
from indimaj.programmes.models import Course, Enrolment, FollowUp
from indimaj.services.enums import WEEK

pytestmark = pytest.mark.heavy


@pytest.mark.django_db
def test_the_courses_of_two_years_are_believable_and_built_once() -> None:
    build_programmes(lambda *_: None)
    courses, people = Course.objects.count(), Enrolment.objects.count()
    build_programmes(lambda *_: None)
    assert (Course.objects.count(), Enrolment.objects.count()) == (courses, people)
    assert set(Enrolment.objects.values_list("community", flat=True)) == {"migrant", "host"}
    states = {"enrolled", "waiting", "completed", "dropped_out"}
    assert states <= set(Enrolment.objects.values_list("state", flat=True))
    assert all(one.taken <= one.capacity and one.place_id == one.programme.body.place_id
               for one in Course.objects.select_related("programme__body"))  # fmt: skip
    assert coverage.coverage("language", on=TODAY)[0].courses == 0
    assert concentration.watch(concentration.mixed_in("2014-1")).findings
    assert {one.month for one in survival.curve(queries.answers(), TODAY)} == {6, 12, 24}
    assert not FollowUp.objects.filter(asked_on__gt=date(2015, 2, 10)).exists()
    assert Enrolment.objects.filter(course__body__is_invented=False).count() == 0
    verify()
    _nobody_is_in_two_places_at_once()


def _nobody_is_in_two_places_at_once() -> None:
    """Courses of one town and half-year never meet at the same hour; sheets are of a course's own days."""
    met: dict[tuple[object, str], list[tuple[str, str, str]]] = {}
    for course in Course.objects.all():
        (line,) = course.schedules
        for day in line["byday"].split(","):
            met.setdefault((course.place_id, course.term), []).append(
                (day, line["opens_at"], line["closes_at"])
            )
        own = {WEEK.index(day) for day in line["byday"].split(",")}
        assert {one.held_on.weekday() for one in course.meetings.all()} <= own
    for hours in met.values():
        hours.sort()
        for before, after in pairwise(hours):
            assert before[0] != after[0] or before[2] <= after[1]
