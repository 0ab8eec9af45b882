from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection

from indimaj.delivery import triggers
from tests.delivery.making import World, build


@pytest.fixture
def world(db: None) -> World:
    triggers.create(connection)  # A test with real transactions, run before, has taken them off.
    return build()


@pytest.fixture(autouse=True)
def _nothing_counted_before() -> Iterator[None]:
    """Counts are kept for some minutes, beyond the end of a test."""
    cache.clear()
    yield
    cache.clear()
