"""A figure cannot be typed in and a past one cannot be changed: by page, action, `.update()` and raw SQL."""

import itertools
from datetime import timedelta
from uuid import uuid4

import pytest
from django import forms
from django.db import DatabaseError, connection, transaction

from indimaj.directory.permissions import NotAllowed
from indimaj.measures import actions, counting, queries
from indimaj.measures import forms as of_room
from indimaj.measures.enums import Correction, State
from indimaj.measures.models import FreezeRun, IndicatorVersion, Measurement, RestrictedCells

from .conftest import APRIL_FIFTH, MARCH

pytestmark = pytest.mark.heavy

LATER = APRIL_FIFTH + timedelta(days=3)


@pytest.fixture
def figure(world):
    world.refused(7)
    world.publish()
    return world.figure()


def refused_by_the_database(act):
    """Whether the database refuses, and the transaction goes on."""
    try:
        with transaction.atomic():
            act()
    except DatabaseError as problem:
        return "counted, never typed in or changed" in str(problem)
    return False


def sql(statement):
    def act():
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return act


@pytest.mark.parametrize(
    "change",
    [
        {"value": 9}, {"numerator": 9}, {"cells": []}, {"cut_off": LATER}, {"is_hidden": True}, {"state": "provisional"},
        {"digest": "0"}, {"query_hash": "0"}, {"published_at": LATER}, {"code_version": "0"}, {"hidden": 3},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_no_update_changes_a_published_figure(figure, change):
    rows = Measurement.objects.filter(pk=figure.pk)
    before = rows.values().get()
    assert refused_by_the_database(lambda: rows.update(**change))
    assert rows.values().get() == before


def test_no_save_and_no_delete_changes_a_published_figure(figure):
    figure.value = 9
    assert refused_by_the_database(figure.save)
    assert refused_by_the_database(lambda: Measurement.objects.filter(pk=figure.pk)._raw_delete("default"))
    assert Measurement.objects.get(pk=figure.pk).value == 7


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE measures_measurement SET value = 9",
        "UPDATE measures_measurement SET numerator = 9, digest = 'x'",
        "DELETE FROM measures_measurement",
        "UPDATE measures_indicatorversion SET definition = '{}'",
        "DELETE FROM measures_indicatorversion",
        "UPDATE measures_freezerun SET state = 'counting', finished_at = NULL",
        "DELETE FROM measures_freezerun",
        "UPDATE measures_restrictedcells SET cells = '[]'",
    ],
)
def test_no_raw_sql_changes_what_was_counted(figure, statement):
    assert refused_by_the_database(sql(statement))


def test_postgresql_refuses_to_empty_the_tables(figure):
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")()
        assert refused_by_the_database(sql("TRUNCATE measures_measurement CASCADE"))
    assert Measurement.objects.filter(pk=figure.pk).exists()


def test_a_provisional_figure_may_become_published_and_nothing_else(world):
    world.refused(7)
    world.freeze()
    rows = Measurement.objects.filter(pk=world.figure().pk)
    assert refused_by_the_database(lambda: rows.update(value=9))
    assert refused_by_the_database(lambda: rows.update(value=9, state=State.PUBLISHED, published_at=LATER))
    rows.update(state=State.PUBLISHED, published_at=LATER)
    assert rows.get().value == 7


def test_a_figure_cannot_be_typed_in(figure):
    """Neither in a finished counting, nor as published, nor with restricted cells of its own."""
    for typed in ({}, {"state": State.PUBLISHED, "published_at": LATER}):
        new = Measurement.objects.get(pk=figure.pk)
        new.pk, new.value, new.state, new.published_at = uuid4(), 99, State.PROVISIONAL, None
        new.indicator_id = "housing_access_refused"
        for name, value in typed.items():
            setattr(new, name, value)
        assert refused_by_the_database(lambda new=new: Measurement.objects.bulk_create([new]))
    open_run = FreezeRun.objects.create(
        period_from=figure.period_from, period_until=figure.period_until, cut_off=LATER, asked_at=LATER
    )
    new.run, new.state, new.published_at = open_run, State.PUBLISHED, LATER
    assert refused_by_the_database(lambda: Measurement.objects.bulk_create([new]))
    assert Measurement.objects.filter(value=99).count() == 0


def test_no_form_of_the_room_takes_a_number():
    fields = [
        field
        for form in vars(of_room).values()
        if isinstance(form, type) and issubclass(form, forms.Form) and form is not forms.Form
        for field in form.base_fields.values()
    ]
    assert {type(field) for field in fields} == {forms.ChoiceField, forms.UUIDField}


def test_numbers_that_a_page_is_sent_are_not_read(figure, world, signed_in):
    posted = {"month": "2014-03", "submission": str(uuid4()), "value": "99", "numerator": "99", "cells": "[]"}
    reader = signed_in(world.officer)
    answers = [reader.post(f"/fr/figures/desk/{path}", posted).status_code for path in posts_of(figure)]
    assert answers == [422, 302, 422]
    assert list(Measurement.objects.filter(indicator=figure.indicator).values_list("value", flat=True)) == [7]


def posts_of(figure):
    return ("freeze/", f"{figure.run_id}/publish/", f"figures/{figure.pk}/correct/")


def test_the_addresses_of_figures_take_no_post(figure, client):
    paths = (
        f"/fr/figures/counted/{figure.pk}/",
        f"/fr/figures/{figure.indicator_id}.json",
        "/fr/figures/figures.json",
    )
    for path, verb in itertools.product(paths, ("post", "put", "patch", "delete")):
        assert getattr(client, verb)(path, {"value": 9}).status_code in (403, 405)


def test_a_row_that_somebody_changed_past_the_triggers_no_longer_bears_its_digest(figure):
    from indimaj.measures import triggers

    triggers.drop(connection)
    sql("UPDATE measures_measurement SET value = 9, numerator = 9")()
    triggers.create(connection)
    found = actions.again(Measurement.objects.select_related("version").get(pk=figure.pk))
    assert (found.same, found.untouched) == (True, False)


def test_what_gives_another_number_the_second_time_is_not_published(world):
    kept = world.refused(7)
    run = world.freeze()
    kept[0].delete()
    with pytest.raises(actions.Differs) as raised:
        actions.publish(run, by=world.officer, at=APRIL_FIFTH)
    assert raised.value.codes == ["health_access_refused"]
    assert Measurement.objects.filter(state=State.PUBLISHED).count() == 0


def test_a_counting_that_was_killed_goes_on_where_it_was(world, monkeypatch):
    world.refused(7)
    asked = []
    real = counting.count_all

    def dies(definitions, period):
        if len(asked) == 2:
            raise KeyboardInterrupt
        asked.append(set(definitions))
        return real(definitions, period)

    monkeypatch.setattr(counting, "count_all", dies)
    with pytest.raises(KeyboardInterrupt):
        world.freeze()
    begun = FreezeRun.objects.get()
    kept = set(begun.measurements.values_list("pk", "digest"))
    assert {one.indicator_id for one in begun.measurements.all()} == asked[0] | asked[1]
    monkeypatch.setattr(counting, "count_all", real)
    run = world.freeze(cut_off=begun.cut_off)
    assert (run.pk, run.state, run.done) == (begun.pk, "done", run.total)
    assert kept < set(run.measurements.values_list("pk", "digest"))


def test_a_correction_replaces_in_the_open(figure, world):
    world.refused(5, at=MARCH)
    asked = uuid4()
    new = actions.correct(figure, reason=Correction.LATE_ROWS, by=world.officer, at=LATER, submission=asked)
    again = actions.correct(figure, reason=Correction.LATE_ROWS, by=world.officer, at=LATER, submission=asked)
    assert (again, new.value, new.replaces, new.correction) == (new, 12, figure, Correction.LATE_ROWS)
    assert queries.latest("health_access_refused").value == 12
    assert [one.value for one in queries.history("health_access_refused")] == [12]
    assert Measurement.objects.get(pk=figure.pk).value == 7


def test_what_was_known_on_a_day_is_still_the_old_figure(figure, world):
    world.refused(5)
    actions.correct(figure, reason=Correction.LATE_ROWS, by=world.officer, at=LATER, submission=uuid4())
    assert queries.latest("health_access_refused", on=APRIL_FIFTH.date()).value == 7
    assert queries.latest("health_access_refused", on=LATER.date()).value == 12
    assert queries.latest("health_access_refused", on=MARCH.date()) is None


def test_a_figure_is_corrected_once_and_then_its_correction(figure, world):
    new = actions.correct(figure, reason=Correction.DATA, by=world.officer, at=LATER, submission=uuid4())
    with pytest.raises(actions.NothingToCorrect):
        actions.correct(figure, reason=Correction.DATA, by=world.officer, at=LATER, submission=uuid4())
    last = actions.correct(new, reason=Correction.DATA, by=world.officer, at=LATER, submission=uuid4())
    assert queries.latest("health_access_refused").measurement_id == last.pk


def test_a_new_definition_is_a_new_version_and_the_old_figure_keeps_its_own(figure, world, monkeypatch):
    from indimaj.measures import catalogue

    text = {**catalogue.text(), "indicators": [dict(one) for one in catalogue.text()["indicators"]]}
    changed = next(one for one in text["indicators"] if one["code"] == "health_access_refused")
    changed["definition"] = {**changed["definition"], "breakdowns": [["region"]]}
    monkeypatch.setattr(catalogue, "text", lambda: text)
    assert actions.load_catalogue(by=actions_by(), at=LATER) == 1
    new = actions.correct(
        figure, reason=Correction.DEFINITION, by=world.officer, at=LATER, submission=uuid4()
    )
    assert (figure.version.number, new.version.number) == (1, 2)
    assert IndicatorVersion.objects.filter(indicator="health_access_refused").count() == 2


def actions_by():
    from indimaj.measures.actions.freeze import SYSTEM

    return SYSTEM


@pytest.mark.parametrize("role", ["caseworker", "coordinator"])
def test_who_does_not_steer_has_nothing_counted_published_or_corrected(figure, world, role):
    somebody = getattr(world, role)
    for act in (
        lambda: actions.ask(month="2014-03", by=somebody, at=LATER, submission=uuid4()),
        lambda: actions.publish(figure.run, by=somebody, at=LATER),
        lambda: actions.correct(figure, reason=Correction.DATA, by=somebody, at=LATER, submission=uuid4()),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_restricted_cells_go_when_their_term_has_passed_and_not_before(figure):
    term = figure.restricted.keep_until
    assert actions.let_restricted_cells_go(on=term - timedelta(days=1), at=LATER) == 0
    count = RestrictedCells.objects.count()
    assert actions.let_restricted_cells_go(on=term, at=LATER) == count
    kept = Measurement.objects.get(pk=figure.pk)
    assert (kept.value, kept.restricted_digest) == (7, figure.restricted_digest)


def test_cells_whose_term_runs_are_kept_by_the_database(world):
    from django.utils import timezone

    now = timezone.now()
    world.refused(7)
    month = (now.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    world.freeze(month, now)
    assert refused_by_the_database(lambda: RestrictedCells.objects.all()._raw_delete("default"))


def test_publishing_and_correcting_leave_their_lines(figure, world):
    from indimaj.ledger.models import Entry

    new = actions.correct(figure, reason=Correction.DATA, by=world.officer, at=LATER, submission=uuid4())
    lines = {
        key: [one.verb for one in Entry.objects.filter(subject=key).order_by("number")]
        for key in (figure.pk, new.pk)
    }
    assert lines == {figure.pk: ["count", "publish"], new.pk: ["count", "correct"]}
