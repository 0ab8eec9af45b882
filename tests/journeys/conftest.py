"""What the journeys of the service side share: a day in June 2014 on which the clock goes on, a town, a visitor."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from playwright.sync_api import Page

from tests.journeys.town import JUNE, Town
from tests.journeys.visitor import Visitor


@pytest.fixture
def clock() -> Iterator[Any]:
    """It is a morning in June 2014; `move_to` another day."""
    cache.clear()
    with time_machine.travel(JUNE) as moving:
        yield moving
    cache.clear()


@pytest.fixture
def town(transactional_db: None, clock: Any) -> Town:
    """Bodies, their people and their mandates."""
    return Town()


@pytest.fixture
def visitor(page: Page, live_server: Any, town: Town, language: str, screen: str) -> Visitor:
    """A browser in one language on one screen."""
    return Visitor(page, live_server.url, language, screen)
