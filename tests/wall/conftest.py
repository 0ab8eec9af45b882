"""One world for the whole walk, planted once."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction

from tests.house.rows import DRAFT, HELPED, NEW, PERSON, REFUSED, STAFF
from tests.house.walking import Browsers
from tests.house.world import TODAY, World, build
from tests.wall.planting import Planted, plant


class Ground(NamedTuple):
    """A world whose every text is planted, and the browsers of its people."""

    world: World
    browsers: Browsers
    planted: Planted


@pytest.fixture(scope="module")
def ground(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Ground]:
    """The database is as it was before when the module ends."""
    with django_db_blocker.unblock(), time_machine.travel(TODAY, tick=False), transaction.atomic():
        world = build()
        browsers = Browsers(world)
        # Sessions that began in one test would end with it.
        for who in (*STAFF, DRAFT, PERSON, REFUSED, HELPED, NEW):
            browsers.get(who)
        planted = plant()
        yield Ground(world, browsers, planted)
        transaction.set_rollback(True)
    cache.clear()
