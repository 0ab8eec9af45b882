"""The wall inside PostgreSQL: what a page of one side asks of the other, the database itself refuses."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client as Browser

from indimaj.applications.models import Applicant, Application
from indimaj.clients.models import Client
from indimaj.config import database_wall
from indimaj.directory.enums import Role
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.ledger.models import Entry
from indimaj.letters.models import Letter
from indimaj.ports import tables
from tests.clients.making import make_body, make_client, post

NOON = datetime(2014, 3, 3, 12, tzinfo=UTC)
BY = Actor.system("test")


@contextmanager
def acting_as(side: Compartment) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {database_wall.role(side)}")
        yield
        cursor.execute("RESET ROLE")


def refused(ask: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            ask()
    except ProgrammingError as error:
        return "permission denied" in str(error)
    return False


@pytest.fixture
def wall(db: None) -> bool:
    """Whether the database has a wall; SQLite has none, and says so in docs/explanation."""
    if connection.vendor == "postgresql":
        database_wall.install()
    return connection.vendor == "postgresql"


@pytest.mark.parametrize(
    ("side", "own", "other"),
    [(Compartment.STATUS, Application, Client), (Compartment.SERVICE, Client, Applicant)],
)
def test_each_side_reads_its_own_tables_and_is_refused_the_others(
    wall: bool, side: Compartment, own: Any, other: Any
) -> None:
    if not wall:
        return
    with acting_as(side):
        answers = (own.objects.count(), refused(own.objects.count), refused(other.objects.count))
        writes = refused(lambda: other.objects.all().delete())
    assert (answers, writes) == ((0, False, True), True)


def test_many_letters_are_written_at_once_by_a_side_that_sees_its_own_only(wall: bool) -> None:
    """Where rows are cut PostgreSQL takes no COPY, which large sets are written with elsewhere."""
    if not wall:
        return
    many = range(tables.WORTH_A_COPY)
    letters = [
        Letter(
            compartment="service", subject=uuid4(), kind="erased", language="ar", template_version="1", data={},
            digest="d", made_at=NOON,
        )
        for _ in many
    ]  # fmt: skip
    with acting_as(Compartment.SERVICE):
        tables.insert(letters)
        written = Letter.objects.count()

    assert written == len(many)


def test_no_table_of_a_room_stands_on_both_sides() -> None:
    status, service = (set(database_wall.tables(side)) for side in database_wall.ROOMS)
    assert (status & service, "applications_application" in status, "clients_client" in service) == (
        set(),
        True,
        True,
    )


def test_the_ledger_shows_each_side_its_own_lines_and_takes_no_line_for_the_other(wall: bool) -> None:
    if not wall:
        return
    for side in (Compartment.STATUS, Compartment.SERVICE):
        ledger.record(compartment=side, subject=uuid4(), verb=f"act_{side}", by=BY, at=NOON)
    with acting_as(Compartment.SERVICE):
        seen = set(Entry.objects.values_list("verb", flat=True))
        forged = refused_line(Compartment.STATUS)
    assert (seen, forged) == ({"act_service"}, True)


def refused_line(side: Compartment) -> bool:
    try:
        with transaction.atomic():
            ledger.record(compartment=side, subject=uuid4(), verb="forged", by=BY, at=NOON)
    except ProgrammingError as error:
        return "row-level security" in str(error)
    return False


def test_a_page_of_one_side_that_asks_for_the_other_gets_nothing(
    wall: bool, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not wall:
        return
    settings.DATABASE_WALL = True
    body = make_body()
    caseworker = post(Role.CASEWORKER, body)
    make_client(caseworker, body)
    browser = Browser(raise_request_exception=False)
    browser.force_login(caseworker, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/en/people/").status_code == 200

    from indimaj.clients import permissions

    honest = permissions.may_list_clients
    monkeypatch.setattr(
        "indimaj.clients.views.desk.may_list_clients",
        lambda staff: Applicant.objects.count() or honest(staff),
    )
    with transaction.atomic():
        hole = browser.get("/en/people/")
        transaction.set_rollback(True)
    assert hole.status_code == 500
