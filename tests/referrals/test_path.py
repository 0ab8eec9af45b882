"""A child's path: doubt about the age benefits the child, and a move loses nothing."""

from datetime import date

import pytest

from indimaj.ledger.actors import Actor
from indimaj.people.births import Birth, age
from indimaj.people.enums import BirthKind
from indimaj.referrals import actions, queries
from indimaj.referrals.path import Reached, Status, path
from tests.clients.making import NOON, make_client, make_place

TODAY = date(2015, 2, 1)


def statuses(first, last, reached=None, place="MA-RAB"):
    return [one.status for one in path(first, last, reached or {}, place, TODAY)]


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2013, 1, 1), ["due", "later", "later", "later"]),
        (date(2007, 1, 1), ["due", "due", "later", "later"]),
        (date(1998, 6, 1), ["due", "past", "due", "later"]),
        (date(1997, 2, 1), ["due", "past", "due", "due"]),
    ],
)
def test_steps_follow_the_age(born, expected):
    assert statuses(born, born) == expected


def test_a_year_of_birth_that_may_be_the_age_is_asked_about():
    assert statuses(date(2009, 1, 1), date(2009, 12, 31)) == ["due", "maybe", "later", "later"]
    assert statuses(None, None) == ["due", "maybe", "maybe", "maybe"]


def test_a_leap_day_is_a_birthday_too():
    assert [age(date(2000, 2, 29), date(2014, 2, 28)), age(date(2000, 2, 29), date(2014, 3, 1))] == [13, 14]


def test_a_move_asks_for_school_again_and_keeps_the_birth_record():
    reached = {"school": Reached(TODAY, "MA-RAB"), "birth": Reached(TODAY, "MA-RAB")}
    born = date(2006, 1, 1)
    assert statuses(born, born, reached, "MA-TNG")[:2] == [Status.DONE, Status.AGAIN]
    assert statuses(born, born, reached, "MA-RAB")[:2] == [Status.DONE, Status.DONE]


def test_a_school_referral_that_is_done_is_a_step_of_the_path(world):
    born = Birth(BirthKind.DAY, date(2006, 5, 1), date(2006, 5, 1))
    from indimaj.clients.enums import ConsentPurpose

    child = make_client(world.caseworker, world.association, ConsentPurpose.REFERRAL, birth=born)
    by, provider = Actor.staff(world.caseworker.pk), Actor.staff(world.provider.pk)
    need = actions.record_need(
        client=child, theme="education", urgency=1, words="School", step="school", by=by, at=NOON
    )
    one = actions.send_referral(
        need=need,
        service=world.first,
        shared=actions.Shared("School"),
        by=by,
        at=NOON,
        delivery_kind="enrolment",
    )
    for verb in ("accept", "start"):
        actions.answer_referral(referral=one, verb=verb, by=provider, at=NOON)
    actions.prepare_delivery(referral=one, owner_name="Head", by=provider, at=NOON)
    actions.hand_over_delivery(referral=one, to="guardian", by=provider, at=NOON)
    actions.answer_referral(
        referral=one, verb="finish", answer=actions.Answer(result="met"), by=provider, at=NOON
    )
    school = queries.path_of(child, TODAY)[1]
    assert (school.status, school.reached.place) == (Status.DONE, "MA-RAB")
    child.place = make_place("MA-TNG", "MA-01")
    child.save()
    assert queries.path_of(child, TODAY)[1].status == Status.AGAIN
