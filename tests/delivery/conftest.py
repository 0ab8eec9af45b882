from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.delivery.making import World, build


@pytest.fixture
def world(db: None) -> World:
    return build()


@pytest.fixture(autouse=True)
def _nothing_counted_before() -> Iterator[None]:
    """Counts are kept for some minutes, beyond the end of a test."""
    cache.clear()
    yield
    cache.clear()
