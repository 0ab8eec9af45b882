from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import cache

from indimaj.directory import actions
from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Office, Place, Post, Staff
from indimaj.ledger.actors import Actor

NOON = datetime(2014, 3, 3, 12, tzinfo=UTC)
SETUP = Actor.system("setup")
PASSWORD = "long enough for anybody"


@pytest.fixture(autouse=True)
def no_attempts_yet() -> None:
    """Attempts are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def office(db: None) -> Office:
    names = {"name_ar": "الرباط", "name_fr": "Rabat", "name_en": "Rabat"}
    place = Place.objects.create(code="MA-RAB", level="prefecture", path="MA/MA-04/MA-RAB/", **names)
    body = Body.objects.create(code="A-MA-RAB", kind="prefecture", place=place, **names)
    return Office.objects.create(code="BE-RAB", place=place, body=body, **names)


@pytest.fixture
def hire(db: None) -> Callable[..., Staff]:
    def make(username: str, role: Role | None = None, office: Office | None = None, **fields: Any) -> Staff:
        staff = actions.create_staff(
            username=username, name=f"Name of {username}", password=PASSWORD, by=SETUP, at=NOON, **fields
        )
        if role:
            actions.give_post(
                staff=staff, role=role, office=office, by=SETUP, at=NOON, held_from=date(2013, 1, 1)
            )
        return staff

    return make


@pytest.fixture
def administrator(hire: Callable[..., Staff]) -> Staff:
    return hire("administrator", Role.ADMINISTRATOR)


@pytest.fixture
def counter(hire: Callable[..., Staff], office: Office) -> Staff:
    return hire("counter", Role.COUNTER, office)


def held(staff: Staff) -> list[str]:
    return list(Post.objects.filter(staff=staff, held_until=None).values_list("role", flat=True))
