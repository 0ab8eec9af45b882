import pytest

from tests.delivery.making import World, build


@pytest.fixture
def world(db: None) -> World:
    return build()
