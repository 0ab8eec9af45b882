"""The house of the desk's tests, for whoever wants to break it: two offices, each post, and many at once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests.applications.conftest import (  # noqa: F401
    counter,
    deposit,
    examiner,
    hire,
    medical,
    office,
    other_office,
)
from tests.decisions.conftest import authority, examined, in_session, secretary  # noqa: F401

NOW = datetime(2014, 6, 3, 10, tzinfo=UTC)


@pytest.fixture
def june() -> Any:
    """A day on which the campaign of 2014 is open, and no tries counted yet."""
    cache.clear()
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock
    cache.clear()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run acts in threads that start together; an exception is an answer like another."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=30)
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def statuses(answers: Sequence[Any]) -> list[int]:
    """What each answered, in order of size; an exception stands as it is."""
    return sorted(getattr(one, "status_code", one) for one in answers)


def browser(staff: Any, **options: Any) -> Client:
    """A client of somebody who has signed in; a page that breaks answers 500."""
    client = Client(raise_request_exception=False, **options)
    client.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
