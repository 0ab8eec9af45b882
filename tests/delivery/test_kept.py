"""A status cannot be raised by hand: there is no column, and what it is read off is never changed, on either database."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from indimaj.delivery.actions import Step
from indimaj.delivery.enums import ActionStatus, Status
from indimaj.delivery.models import (
    Action,
    Assignment,
    Declaration,
    Evidence,
    EvidenceMark,
    Milestone,
    Partner,
    Response,
    TraceSearch,
)
from tests.delivery.making import World, at, day, words

KEPT: tuple[type[models.Model], ...] = (
    Response, Milestone, Declaration, Evidence, EvidenceMark, TraceSearch, Partner, Assignment, Action,
)  # fmt: skip


@pytest.fixture
def full(world: World) -> World:
    """One row of each kind."""
    asked = world.ask()
    world.answer(asked, "already_in_place")
    action = world.plan(world.one, steps=[Step(words(), day(10))], due_on=day(20))
    world.declare(action, "begun")
    world.contest(world.prove(world.one, "begun"), at(1))
    world.search()
    return world


def refused(do: Any) -> bool:
    try:
        with transaction.atomic():
            do()
    except DatabaseError:
        return True
    return False


def test_no_table_of_the_room_has_a_column_for_a_status() -> None:
    columns = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("delivery").get_models()
        for field in model._meta.get_fields()
        if field.name in ("status", "state", "progress", "percent", "done")
        or {code for code, _label in getattr(field, "choices", None) or ()}
        & {*Status.values, *ActionStatus.values} - {"begun", "done", "stopped", "declined"}
    ]
    assert columns == []


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_no_row_is_deleted(full: World, model: type[models.Model]) -> None:
    table, count = model._meta.db_table, model._default_manager.count()

    def by_hand() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")

    found = [refused(by_hand), refused(lambda: model._default_manager.all()._raw_delete(using="default"))]
    assert (found, model._default_manager.count()) == ([True, True], count)


CHANGES = [
    (Response, {"position": "accepts"}),
    (Declaration, {"says": "done"}),
    (Declaration, {"on": day(-100)}),
    (Evidence, {"valid_until": day(5000)}),
    (Evidence, {"shows": "done"}),
    (EvidenceMark, {"kind": "upheld"}),
    (TraceSearch, {"on": day(-1000)}),
    (Milestone, {"due_on": day(5000)}),
    (Partner, {"is_lead": False}),
    (Assignment, {"answer_due_on": day(5000)}),
    (Assignment, {"body": "B-SALAM"}),
    (Action, {"due_on": day(5000)}),
    (Action, {"body": "B-SALAM"}),
]


@pytest.mark.parametrize(("model", "values"), CHANGES, ids=lambda one: getattr(one, "__name__", str(one)))
def test_update_from_a_shell_is_refused(full: World, model: Any, values: dict[str, Any]) -> None:
    assert refused(lambda: model.objects.update(**values))


@pytest.mark.parametrize(("model", "values"), CHANGES, ids=lambda one: getattr(one, "__name__", str(one)))
def test_the_same_in_sql_is_refused(full: World, model: Any, values: dict[str, Any]) -> None:
    ((name, value),) = values.items()

    def by_hand() -> None:
        with connection.cursor() as cursor:
            column = model._meta.get_field(name).column
            cursor.execute(f"UPDATE {model._meta.db_table} SET {column} = %s", [value])

    assert refused(by_hand)


def test_an_assignment_ends_once_and_does_not_begin_again(full: World) -> None:
    Assignment.objects.update(held_until=day(9))
    assert refused(lambda: Assignment.objects.update(held_until=None))


def test_what_an_action_answers_is_not_taken_away(full: World) -> None:
    action = Action.objects.get()
    assert refused(lambda: action.commitments.clear())


def test_an_action_may_have_its_words_corrected(full: World) -> None:
    assert Action.objects.update(title=words("Autrement")) == 1


def test_the_open_data_takes_nothing_in(full: World, client: Any) -> None:
    addresses = ("/fr/follow-up/actions.json", "/fr/follow-up/findings.json", "/fr/follow-up/actions.csv")
    assert [client.post(one, {"status": "done"}).status_code for one in addresses] == [405, 405, 405]
