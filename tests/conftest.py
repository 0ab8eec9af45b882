"""What all tests share: languages and screens to go through, the browser, and signing a person in."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.middleware import csrf
from django.test import Client

from tests import migrated
from tests.browser import find_chromium

SCREENS = {
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    house = parser.getgroup("indimaj")
    house.addoption(
        "--languages", default="ar,fr,en", help="languages that the `language` fixture goes through"
    )
    house.addoption("--screens", default="desk,phone", help="screens that the `screen` fixture goes through")
    house.addoption("--database-only", action="store_true", help="only the tests that touch the database")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for fixture in ("language", "screen"):
        if fixture in metafunc.fixturenames and not _parametrized(metafunc, fixture):
            metafunc.parametrize(
                fixture, metafunc.config.getoption(f"--{fixture}s").split(","), scope="session"
            )


def _parametrized(metafunc: pytest.Metafunc, fixture: str) -> bool:
    return any(fixture in str(mark.args[0]) for mark in metafunc.definition.iter_markers("parametrize"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--database-only"):
        return
    kept = [item for item in items if _touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Whether the tests begin with a database that was migrated before; SQLite only."""
    from django.db import connection

    return connection.vendor == "sqlite" and migrated.take(connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool, django_db_blocker: Any) -> None:
    """On PostgreSQL every page of the tests runs behind the wall, as in production."""
    from django.db import connection

    from indimaj.config import database_wall

    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            database_wall.install()
        elif not django_db_keepdb:
            migrated.keep(connection.settings_dict["NAME"])


@pytest.fixture
def signed_in() -> Callable[..., Client]:
    """A client in which this member of staff has signed in."""

    def sign_in(staff: Any) -> Client:
        client = Client()
        client.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture(scope="session")
def base_url() -> None:
    """Journeys name their live server themselves; playwright's own fixture is one that pytest 10 removes."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of this machine; its sandbox does not run as root."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": root}


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], language: str, screen: str) -> dict[str, Any]:
    """A journey goes through each language on each screen."""
    return {**browser_context_args, "locale": language, **SCREENS[screen]}


@pytest.fixture(scope="session", autouse=True)
def _database_beside_the_browser() -> None:
    """Playwright keeps an event loop in the test's thread; Django would refuse its database there."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session", autouse=True)
def _tokens_of_forms_spell_no_name() -> None:
    """Each page holds two tokens drawn by lot: without vowels and digits none of them spells what must not be there."""
    csrf.CSRF_ALLOWED_CHARS = "BCDFGHJKLMNPQRSTVWXZ"


@pytest.fixture(autouse=True)
def _no_seal_of_another_test(request: pytest.FixtureRequest) -> None:
    """Heads of seals are written outside the database, where no rollback takes them back."""
    if DATABASE_FIXTURES & set(request.fixturenames) or request.node.get_closest_marker("django_db"):
        from indimaj.ledger.sealing import heads_file

        heads_file().unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _kept_tables_can_be_flushed(request: pytest.FixtureRequest) -> None:
    """After a test with real transactions Django empties every table; triggers that keep rows would refuse it."""
    mark = request.node.get_closest_marker("django_db")
    marked = mark is not None and mark.kwargs.get("transaction", False)
    if marked or {"transactional_db", "live_server"} & set(request.fixturenames):
        from django.db import connection

        from indimaj.delivery import triggers as of_delivery
        from indimaj.ledger import triggers as of_ledger
        from indimaj.measures import triggers as of_figures
        from indimaj.reports import triggers as of_editions

        request.getfixturevalue("transactional_db")
        for kept in (of_ledger, of_figures, of_delivery, of_editions):
            kept.drop(connection)
