from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from indimaj.ledger import actions, queries, triggers
from indimaj.ledger.actions import Line
from indimaj.ledger.enums import Compartment
from indimaj.ledger.models import Chain, Entry, Read, Seal
from indimaj.ledger.sealing import seal_all

from .conftest import FILE, NOON, OTHER_FILE, SOMEBODY, act, read

pytestmark = pytest.mark.django_db


def line(verb: str, subject: UUID = FILE) -> Line:
    return Line(Compartment.STATUS, subject, verb, SOMEBODY, NOON, "examination", {"piece": 3})


def rows() -> list[dict[str, Any]]:
    return list(Entry.objects.order_by("subject", "number").values())


def test_each_act_follows_the_one_before_it() -> None:
    act("submit")
    act("assign")
    first, second = queries.history(Compartment.STATUS, FILE)
    head = Chain.objects.get()
    assert (first.number, first.previous, second.number, second.previous) == (1, "", 2, first.digest)
    assert (head.length, head.head) == (2, second.digest)


def test_an_act_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(RuntimeError):
        actions.record(compartment=Compartment.STATUS, subject=FILE, verb="submit", by=SOMEBODY)
    assert Entry.objects.count() == 0


def test_an_act_falls_with_its_transaction(transactional_db: None) -> None:
    def break_off() -> None:
        with transaction.atomic():
            act("submit")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert (Entry.objects.count(), Chain.objects.count()) == (0, 0)


def test_the_set_form_leaves_the_lines_that_one_by_one_leaves() -> None:
    told = [line("submit"), line("submit", OTHER_FILE), line("assign"), line("examine")]
    with transaction.atomic():
        actions.record_many(told)
    at_once = [{**row, "id": 0} for row in rows()]
    heads = list(Chain.objects.order_by("subject").values_list("subject", "length", "head"))
    triggers.drop(connection)
    Entry.objects.all().delete()
    Chain.objects.all().delete()
    triggers.create(connection)
    for one in told:
        with transaction.atomic():
            actions.record(
                compartment=one.compartment, subject=one.subject, verb=one.verb, by=one.by, purpose=one.purpose,
                detail=one.detail, at=one.at,
            )  # fmt: skip
    assert [{**row, "id": 0} for row in rows()] == at_once
    assert list(Chain.objects.order_by("subject").values_list("subject", "length", "head")) == heads


def test_a_reading_is_written_with_its_purpose_and_its_count() -> None:
    read("file")
    read("queue", subject=None, detail={"filter": "late"}, count=12)
    opened, listed = Read.objects.order_by("id")
    assert (opened.subject, opened.what, opened.purpose) == (FILE, "file", "examination")
    assert (listed.subject, listed.detail) == (None, {"filter": "late", "count": 12})
    assert list(queries.reads_of(Compartment.STATUS, FILE)) == [opened]


def test_a_line_costs_few_questions(django_assert_num_queries: Any) -> None:
    act("submit")
    with django_assert_num_queries(5):  # savepoint, head, line, head again, release
        act("assign")
    with django_assert_num_queries(1):  # the line
        read("file")


@pytest.mark.parametrize("table", triggers.KEPT)
@pytest.mark.parametrize("statement", ["UPDATE {} SET compartment = 'house'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete_a_line(table: str, statement: str) -> None:
    act("submit")
    read("file")
    seal_all()
    triggers.create(connection)
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
    assert (Entry.objects.count(), Read.objects.count(), Seal.objects.count()) == (1, 1, 2)


@pytest.mark.parametrize("statement", ["UPDATE ledger_chain SET length = 0", "DELETE FROM ledger_chain"])
def test_the_database_refuses_to_shorten_a_chain(statement: str) -> None:
    act("submit")
    triggers.create(connection)
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Chain.objects.get().length == 1
