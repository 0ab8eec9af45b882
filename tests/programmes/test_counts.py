"""Counts that can be trusted and that name nobody."""

from collections import Counter
from datetime import date
from itertools import combinations
from uuid import uuid4

import pytest

from indimaj.directory.enums import Role
from indimaj.programmes import chance, concentration, coverage, survival
from indimaj.programmes.concentration import Group, Mixed
from indimaj.programmes.rules import start_level, term_of
from tests.clients.making import make_body, make_place, post

from .conftest import World

HOST, MIGRANT = Group("side", "host"), Group("side", "migrant")


def test_the_tail_is_what_counting_every_draw_gives() -> None:
    people = [1] * 4 + [0] * 5
    draws = list(combinations(range(9), 4))
    for count in range(6):
        hits = sum(sum(people[i] for i in draw) >= count for draw in draws)
        assert chance.at_least(count, drawn=4, of_kind=4, among=9) == pytest.approx(hits / len(draws))


def test_the_interval_of_a_small_share_stays_within_what_is_possible() -> None:
    low, high = chance.wilson(9, 10)
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert chance.wilson(0, 0) == (0.0, 1.0)
    assert chance.wilson(0, 7)[0] == 0.0


def test_a_course_of_one_side_among_many_mixed_ones_is_brought_forward() -> None:
    even = [Mixed(uuid4(), "MA-RAB", {HOST: 10, MIGRANT: 10}, 20) for _ in range(6)]
    alone = Mixed(uuid4(), "MA-RAB", {MIGRANT: 20}, 20)
    found = concentration.watch([*even, alone])
    assert [one.course for one in found.findings] == [alone.course]
    assert found.findings[0].is_beyond_chance
    assert found.expected < 0.1


def test_where_nearly_everybody_of_the_province_is_of_one_side_nothing_is_said_of_a_course() -> None:
    alike = [Mixed(uuid4(), "MA-RAB", {MIGRANT: 12}, 12) for _ in range(5)]
    found = concentration.watch(alike)
    assert len(found.findings) == 5
    assert not any(one.is_beyond_chance for one in found.findings)


def test_a_group_of_four_is_counted_and_not_shown() -> None:
    found = concentration.watch([Mixed(uuid4(), "MA-RAB", {MIGRANT: 4}, 4)])
    assert (found.findings, found.too_small) == ([], 1)


def test_what_is_not_known_is_bounds_and_small_numbers_are_hidden() -> None:
    began = date(2013, 2, 1)
    rows = [(began, {6: "yes"})] * 12 + [(began, {6: "no"})] * 6 + [(began, {6: "not_reached"})] * 6
    point = survival.curve(rows, date(2013, 9, 1))[0]
    assert (point.cohort, point.started, point.feeds, point.stopped, point.unknown) == (
        "2013",
        24,
        12,
        6,
        6,
    )
    assert point.share == pytest.approx(12 / 18)
    assert point.bounds == (pytest.approx(0.5), pytest.approx(0.75))
    few = survival.curve([(began, {6: "yes"})] * 7 + [(began, {6: "no"})], date(2013, 9, 1))[0]
    assert few.stopped is None
    assert few.share is None


def test_a_month_that_has_not_come_counts_nobody() -> None:
    assert survival.curve([(date(2014, 9, 1), {})], date(2015, 2, 1)) == []
    assert survival.due_on(date(2013, 8, 31), 6) == date(2014, 2, 28)


def test_a_province_without_a_course_comes_first(world: World) -> None:
    make_place("MA-TNG", "MA-01")
    world.course(capacity=12)
    rows = coverage.coverage("language", on=date(2014, 4, 1))
    assert [(row.place.code, row.courses) for row in rows] == [("MA-TNG", 0), ("MA-RAB", 1)]
    assert rows[1].free == 12
    assert coverage.coverage("language", on=date(2014, 4, 1), taught="zgh")[1].courses == 0


def test_the_level_to_begin_at_is_the_first_that_is_not_yet_mastered() -> None:
    asked = {"A1": 3, "A2": 3, "B1": 3}
    assert start_level({}, asked) == "A1"
    assert start_level({"A1": 3, "A2": 1}, asked) == "A2"
    assert start_level(Counter(A1=2, A2=2, B1=3), asked) == "B1"
    assert term_of(date(2014, 6, 30)) == "2014-1"


def test_who_steers_reads_counts_and_no_names(world: World, signed_in: object) -> None:
    course = world.course(capacity=20)
    for number in range(6):
        from indimaj.programmes import actions
        from tests.clients.making import NOON

        actions.enrol(
            course=course,
            client=world.person(f"Secretname{number}", nationalities=("SN",)),
            by=world.by,
            at=NOON,
        )
    officer = post(Role.POLICY_OFFICER, make_body("M-X"))
    text = signed_in(officer).get("/en/programmes/counts/mixing/").content.decode()  # type: ignore[operator]
    assert "Darija classes" in text
    assert "Secretname" not in text
