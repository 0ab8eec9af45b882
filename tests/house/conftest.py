"""One walk through the house, shared by the tests that look at what was seen."""

import logging
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction

from tests.house.walking import Browsers, Visit, Walk, walk_through
from tests.house.world import TODAY, build


@pytest.fixture(scope="session")
def walk(django_db_setup: Any, django_db_blocker: Any) -> Walk:
    """What each page answered; the database and the clock are as they were before when this returns."""
    # Pages that refuse are asked for on purpose: what Django writes about each would bury a failure.
    logging.disable(logging.ERROR)
    try:
        with django_db_blocker.unblock(), time_machine.travel(TODAY, tick=False), transaction.atomic():
            walked = walk_through(Browsers(build()))
            transaction.set_rollback(True)
    finally:
        logging.disable(logging.NOTSET)
        cache.clear()
    return walked


@pytest.fixture
def visits(walk: Walk) -> list[Visit]:
    """Each row of the table as the people of its row see it."""
    return walk.seen
