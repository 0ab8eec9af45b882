from datetime import date, timedelta
from decimal import Decimal

import pytest

from indimaj.clients.enums import Community
from indimaj.indicators import parse
from indimaj.measures import actions, catalogue, counting
from indimaj.measures.actions.freeze import SYSTEM
from indimaj.measures.counting import Period
from indimaj.measures.enums import RunState, State
from indimaj.measures.models import FreezeRun, Indicator, IndicatorVersion, Measurement, RestrictedCells
from indimaj.programmes.models import Course, Enrolment, Programme
from indimaj.referrals.models import AccessRefusal

from .conftest import APRIL_FIFTH, MARCH

pytestmark = pytest.mark.heavy

PERIOD = Period(date(2014, 3, 1), date(2014, 4, 1), APRIL_FIFTH)


def count(**text):
    """The numbers of one definition over refusals of access recorded in March."""
    numerator = {"source": "access_refusals", "time": {"during": "recorded_at"}, **text.pop("numerator", {})}
    return counting.count_all({"x": parse({"numerator": numerator, **text})}, PERIOD)["x"]


def cells(measurement, by):
    (table,) = [table for table in measurement.cells if table["by"] == [by]]
    return {row["key"][0]: row["numerator"] for row in table["rows"]}


def test_only_rows_of_the_period_count(world):
    world.refused(3)
    world.refused(2, at=MARCH - timedelta(days=20))
    world.refused(4, at=MARCH + timedelta(days=25))
    assert count()[0].total == 3


def test_the_month_begins_at_midnight_in_morocco(world):
    midnight = MARCH.replace(
        month=4, day=1, hour=0
    )  # Summer time had begun on 30 March: one o'clock in Morocco.
    world.refused(1, at=midnight - timedelta(hours=1, seconds=1))
    world.refused(1, at=midnight - timedelta(hours=1))
    assert count()[0].total == 1


def test_an_answer_after_the_cut_off_had_not_come(world):
    world.refused(5, state="answered", answer="corrected", answered_at=MARCH + timedelta(days=9))
    world.refused(6, state="answered", answer="corrected", answered_at=APRIL_FIFTH + timedelta(days=1))
    assert count(numerator={"where": {"answered": True}})[0].total == 5
    assert count(numerator={"where": {"answer": "corrected"}})[0].total == 5


@pytest.mark.parametrize(("after", "in_time"), [(30, 1), (31, 0)])
def test_an_answer_on_the_last_day_is_in_time_and_the_day_after_is_not(world, after, in_time):
    world.refused(1, at=MARCH - timedelta(days=5))
    world.refused(
        1, at=MARCH - timedelta(days=9), state="answered", answer="corrected",
        answered_at=MARCH - timedelta(days=9) + timedelta(days=after if after == 31 else 30, hours=11),
    )  # fmt: skip
    found = counting.count_all(
        {
            "x": parse(
                {
                    "numerator": {
                        "source": "access_refusals",
                        "where": {"in_time": True},
                        "time": {"until": "recorded_at"},
                    }
                }
            )
        },
        Period(date(2014, 4, 1), date(2014, 5, 1), APRIL_FIFTH + timedelta(days=40)),
    )
    assert found["x"][0].total == in_time


def test_a_median_is_of_whole_days_of_those_that_have_an_end(world):
    for days in (1, 2, 9):
        world.refused(
            1, state="answered", answer="corrected", answered_at=MARCH + timedelta(days=days, hours=5)
        )
    world.refused(4)
    found = count(numerator={"count": "median", "of": "days"}, unit="days")
    assert (found[0].median, found[0].total) == (2.0, 3)


def test_what_is_open_at_the_end_stands_between_two_moments(world):
    world.refused(2, at=MARCH)
    world.refused(3, at=MARCH, state="answered", answer="corrected", answered_at=MARCH + timedelta(days=2))
    world.refused(
        4, at=MARCH, state="answered", answer="corrected", answered_at=APRIL_FIFTH - timedelta(days=2)
    )
    assert count(numerator={"time": {"standing": ["recorded_at", "answered_at"]}})[0].total == 6


def test_a_region_is_folded_from_its_provinces(world):
    world.refused(5)
    world.refused(6, place=world.sale)
    found = count(breakdowns=[["region"], ["province"]])[0]
    assert found.cells == {
        ("region",): {("MA-04",): 11},
        ("province",): {("MA-RAB",): 5, ("MA-SAL",): 6},
    }


def test_two_questions_asked_together_answer_as_each_alone(world):
    world.refused(7)
    world.refused(6, theme="education", barrier="cost", place=world.sale)
    definitions = {code: parse(IndicatorVersion.objects.get(indicator=code).definition) for code in CODES}
    together = counting.count_all(definitions, PERIOD)
    alone = {code: counting.count_all({code: one}, PERIOD)[code] for code, one in definitions.items()}
    assert together == alone
    assert [found[0].total for found in together.values()] == [7, 0, 6]


CODES = ("health_access_refused", "housing_access_refused", "school_access_refused")


def test_who_took_part_is_counted_by_side(world):
    programme = Programme.objects.create(
        body=world.centre, kind="exchange", made_at=MARCH, name_ar="x", name_fr="x", name_en="x"
    )
    course = Course.objects.create(
        programme=programme, body=world.centre, kind="exchange", place=world.rabat, term="2014-1", capacity=99,
        starts_on=date(2014, 3, 1), ends_on=date(2014, 3, 20), opened_at=MARCH - timedelta(days=40),
    )  # fmt: skip
    for community, number in ((Community.HOST, 12), (Community.MIGRANT, 8)):
        for _ in range(number):
            Enrolment.objects.create(
                course=course, first_name="x", community=community, state="completed",
                applied_at=MARCH - timedelta(days=20), admitted_at=MARCH,
            )  # fmt: skip
    world.publish()
    assert world.figure("hosts_per_migrant_in_exchanges").value == Decimal("1.5")
    assert world.figure("mixed_courses").value == 1
    assert world.figure("migrants_in_exchanges").numerator == 8


def test_a_number_under_five_is_hidden_and_kept_apart(world):
    world.refused(4)
    world.freeze()
    figure = world.figure()
    assert (figure.value, figure.numerator, figure.is_hidden) == (None, None, True)
    assert figure.restricted.cells[0]["rows"][0]["numerator"] == 4


def test_what_would_give_a_hidden_number_away_is_hidden_too(world):
    world.refused(9)
    world.refused(3, barrier="cost")
    world.refused(6, barrier="distance")
    world.freeze()
    figure = world.figure()
    assert figure.numerator == 18
    assert cells(figure, "barrier") == {"cost": None, "distance": None, "no_papers": 9}
    assert figure.hidden == 2


def test_a_share_hides_its_small_rest_as_well(world):
    answered = {"state": "answered", "answer": "corrected", "answered_at": MARCH + timedelta(days=1)}
    world.refused(40, at=MARCH - timedelta(days=20), **answered | {"answered_at": MARCH})
    world.refused(3, at=MARCH - timedelta(days=20))
    world.freeze()
    figure = world.figure("refusals_answered_in_time")
    assert (figure.numerator, figure.denominator, figure.value) == (None, 43, None)


def test_no_key_of_a_person_is_in_any_cell(world):
    kept = world.refused(7)
    world.publish()
    keys = {str(one.pk) for one in kept} | {one.pk.hex for one in kept}
    stored = str(list(Measurement.objects.values())) + str(list(RestrictedCells.objects.values()))
    assert [key for key in keys if key in stored] == []


def test_the_same_cut_off_gives_the_same_number_whatever_came_in_since(world):
    world.refused(7)
    world.publish()
    late = world.refused(5)
    AccessRefusal.objects.filter(pk__in=[one.pk for one in late]).update(recorded_at=APRIL_FIFTH)
    AccessRefusal.objects.filter(recorded_at=MARCH).update(
        state="answered", answer="corrected", answered_at=APRIL_FIFTH + timedelta(days=1)
    )
    assert actions.again(world.figure()) == actions.Again(same=True, untouched=True)


def test_a_figure_whose_rows_are_gone_is_another_one_and_says_so(world):
    kept = world.refused(7)
    world.publish()
    kept[0].delete()
    assert actions.again(world.figure()) == actions.Again(same=False, untouched=True)


def test_a_killed_counting_goes_on_and_counts_nothing_twice(world, monkeypatch):
    world.refused(7)
    run = actions.begin(month="2014-03", at=APRIL_FIFTH, cut_off=APRIL_FIFTH)
    real, calls = counting.count_all, []

    def dies_at_the_second(definitions, period):
        calls.append(sorted(definitions))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(definitions, period)

    monkeypatch.setattr(counting, "count_all", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        actions.count(run, at=APRIL_FIFTH)
    run.refresh_from_db()
    assert (run.state, run.done) == (RunState.COUNTING, len(calls[0]))
    assert actions.begin(month="2014-03", at=APRIL_FIFTH, cut_off=APRIL_FIFTH) == run
    actions.count(run, at=APRIL_FIFTH)
    assert calls[2] == calls[1]
    assert (FreezeRun.objects.count(), Measurement.objects.count()) == (1, Indicator.objects.count())


def test_a_month_that_is_not_over_is_not_counted(world):
    with pytest.raises(actions.NotOver):
        world.freeze(cut_off=MARCH)


def test_a_quarter_is_counted_with_its_last_month(world):
    assert {one.rhythm for one in Indicator.objects.filter(measurements__run=world.freeze("2014-03"))} == {
        "month",
        "quarter",
    }
    later = world.freeze("2014-04", APRIL_FIFTH + timedelta(days=30))
    assert {one.rhythm for one in Indicator.objects.filter(measurements__run=later)} == {"month"}


def test_a_month_frozen_again_leaves_what_is_published(world):
    world.refused(7)
    world.publish()
    assert world.freeze(cut_off=APRIL_FIFTH + timedelta(days=1)).done == 0
    assert Measurement.objects.filter(state=State.PUBLISHED).count() == Indicator.objects.count()


def test_the_catalogue_stands_and_each_pair_answers_itself(db):
    entries = catalogue.entries()
    assert len(entries) >= 30
    pairs = {one.code: one.text["pair"] for one in entries if one.text.get("pair")}
    assert all(pairs[other] == code for code, other in pairs.items())


def test_loading_the_catalogue_twice_makes_no_second_version(world):
    assert actions.load_catalogue(by=SYSTEM, at=MARCH) == 0
