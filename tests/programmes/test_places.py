"""Who gets a place: in the order told, never more than there are, and nobody twice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from indimaj.clients.enums import Community, ConsentPurpose
from indimaj.clients.queries import has_consent
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.ledger.queries import history
from indimaj.programmes import actions, queries
from indimaj.programmes.models import Course, Enrolment
from indimaj.programmes.transitions import WrongState
from tests.attack.conftest import at_once
from tests.clients.making import NOON

from .conftest import World

LATER = NOON + timedelta(hours=1)


def guest(world: World, course: Course, name: str, hour: int, side: str = Community.HOST) -> Enrolment:
    at = NOON + timedelta(hours=hour)
    return actions.enrol(course=course, first_name=name, community=side, by=world.by, at=at)


def states(course: Course) -> dict[str, str]:
    return {one.called: one.state for one in queries.participants(course)}


def test_who_comes_when_the_course_is_full_waits_and_gets_the_place_that_becomes_free(world: World) -> None:
    course = world.course()
    first = guest(world, course, "Nadia", 1)
    for hour, name in enumerate(("Omar", "Sara", "Ali"), 2):
        guest(world, course, name, hour)
    assert states(course) == {"Nadia": "enrolled", "Omar": "enrolled", "Sara": "waiting", "Ali": "waiting"}
    actions.leave(enrolment=first, reason="work", by=world.by, at=NOON + timedelta(hours=9))
    assert states(course) == {
        "Nadia": "dropped_out",
        "Omar": "enrolled",
        "Sara": "enrolled",
        "Ali": "waiting",
    }
    course.refresh_from_db()
    assert (course.taken, course.waiting) == (2, 1)


def test_a_newcomer_does_not_pass_whoever_waits(world: World) -> None:
    course = world.course(capacity=1)
    inside, waits = guest(world, course, "Nadia", 1), guest(world, course, "Omar", 2)
    actions.leave(enrolment=inside, reason="moved", by=world.by, at=LATER)
    late = guest(world, course, "Zoé", 5)
    waits.refresh_from_db()
    assert (waits.state, late.state) == ("enrolled", "waiting")


def test_where_a_mix_is_sought_the_side_that_misses_people_goes_first(world: World) -> None:
    course = world.course(world.programme(kind="exchange", host_share_sought=50), capacity=4)
    for hour, name in enumerate(("H1", "H2", "H3", "H4", "H5"), 1):
        guest(world, course, name, hour)
    for hour, name in enumerate(("M1", "M2"), 6):
        guest(world, course, name, hour, Community.MIGRANT)
    assert [one.called for one in queries.line_of(course, queries.participants(course))][:2] == ["M1", "M2"]
    assert queries.position(Enrolment.objects.get(first_name="H5")) == 3
    gone = Enrolment.objects.get(first_name="H1")
    actions.leave(enrolment=gone, reason="cost", by=world.by, at=NOON + timedelta(hours=9))
    assert states(course)["M1"] == "enrolled"
    assert states(course)["H5"] == "waiting"


def test_the_database_itself_refuses_one_more_than_the_places(world: World) -> None:
    course = world.course(capacity=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.filter(pk=course.pk).update(taken=2)


def test_the_same_person_or_the_same_post_twice_is_one_participant(world: World) -> None:
    course, awa, same = world.course(), world.person(), uuid4()
    for _ in range(2):
        actions.enrol(course=course, client=awa, by=world.by, at=NOON)
        actions.enrol(
            course=course, first_name="Nadia", community="host", by=world.by, at=NOON, submission=same
        )
    assert Enrolment.objects.count() == 2


def test_a_person_applies_from_their_own_page_and_for_nobody_else(world: World) -> None:
    course, awa, binta = world.course(), world.person(), world.person("Binta")
    mine = actions.apply(course=course, client=awa, by=Actor.person(awa.pk), at=NOON)
    assert mine.state == "enrolled"
    with pytest.raises(NotAllowed):
        actions.apply(course=course, client=binta, by=Actor.person(awa.pk), at=NOON)
    with pytest.raises(NotAllowed):
        actions.leave(enrolment=mine, reason="work", by=Actor.person(binta.pk), at=NOON)


def test_an_application_that_waits_for_a_talk_keeps_its_day(world: World) -> None:
    course = world.course(world.programme(talks_first=True), capacity=1)
    awa, binta = world.person(), world.person("Binta")
    first = actions.apply(course=course, client=awa, by=Actor.person(awa.pk), at=NOON)
    actions.apply(course=course, client=binta, by=Actor.person(binta.pk), at=LATER)
    assert first.state == "applied"
    assert actions.place_all(course=course, by=world.by, at=LATER) == 2
    assert sorted(states(course).values()) == ["enrolled", "waiting"]
    first.refresh_from_db()
    assert first.state == "enrolled"


def test_a_closed_course_and_a_coordinator_of_another_body_take_nobody(world: World) -> None:
    course = world.course()
    with pytest.raises(NotAllowed):
        actions.enrol(
            course=course, first_name="X", community="host", by=Actor.staff(world.stranger.pk), at=NOON
        )
    actions.close_course(course=course, by=world.by, at=NOON)
    with pytest.raises(actions.CourseClosed):
        guest(world, course, "Nadia", 1)


def test_leaving_and_refusing_need_a_coded_reason_and_happen_once(world: World) -> None:
    course = world.course()
    one = guest(world, course, "Nadia", 1)
    with pytest.raises(actions.ReasonMissing):
        actions.leave(enrolment=one, reason="because", by=world.by, at=LATER)
    actions.leave(enrolment=one, reason="care", by=world.by, at=LATER)
    with pytest.raises(WrongState):
        actions.leave(enrolment=one, reason="care", by=world.by, at=LATER)


def test_the_yes_to_be_asked_later_is_kept_for_this_body_alone(world: World) -> None:
    awa = world.person()
    actions.enrol(course=world.course(), client=awa, may_ask_later=True, by=world.by, at=NOON)
    assert has_consent(awa, ConsentPurpose.FOLLOW_UP, world.centre)
    assert not has_consent(awa, ConsentPurpose.FOLLOW_UP, world.other)


def test_the_ledger_of_the_person_tells_what_happened(world: World) -> None:
    awa = world.person()
    actions.enrol(course=world.course(), client=awa, by=world.by, at=NOON)
    verbs = set(history(Compartment.SERVICE, awa.pk).values_list("verb", flat=True))
    assert {"course_put_down", "course_admitted"} <= verbs


@pytest.mark.django_db(transaction=True)
def test_two_at_once_on_the_last_place_one_gets_it_and_the_other_waits(world: World) -> None:
    course = world.course(capacity=1)
    made = at_once(
        *[
            lambda name=name: actions.enrol(
                course=course, first_name=name, community="host", by=world.by, at=NOON
            )
            for name in ("Nadia", "Omar", "Sara", "Ali")
        ]
    )
    assert sorted(one.state for one in made) == ["enrolled", "waiting", "waiting", "waiting"]
    course.refresh_from_db()
    assert (course.taken, course.waiting) == (1, 3)
