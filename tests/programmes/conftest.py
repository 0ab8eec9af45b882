"""A centre that runs courses, its coordinator, and people from here and from elsewhere."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from indimaj.clients.enums import Community
from indimaj.clients.models import Client
from indimaj.directory.enums import BodyKind, Role
from indimaj.ledger.actors import Actor
from indimaj.programmes import actions
from indimaj.programmes.models import Course, Programme
from tests.clients.making import NOON, make_body, make_client, make_place, post


class World(SimpleNamespace):
    """What the tests of the room stand on."""

    def programme(self, **fields: Any) -> Programme:
        names = {"name_ar": "دروس الدارجة", "name_fr": "Cours de darija", "name_en": "Darija classes"}
        given = {"body": self.centre, "kind": "language", "taught": "ary", **names, **fields}
        return actions.make_programme(by=self.by, at=NOON, **given)

    def course(self, programme: Programme | None = None, **fields: Any) -> Course:
        given = {
            "place": self.rabat,
            "starts_on": date(2014, 3, 1),
            "ends_on": date(2014, 6, 30),
            "capacity": 2,
            "level": "A1",
            **fields,
        }
        return actions.open_course(programme=programme or self.programme(), by=self.by, at=NOON, **given)

    def person(self, name: str = "Awa", community: str = Community.MIGRANT, **fields: Any) -> Client:
        made = make_client(given_names=name, **fields)
        if community != Community.MIGRANT:
            made.community = community
            made.save(update_fields=["community"])
        return made


@pytest.fixture
def world(db: None) -> World:
    rabat = make_place()
    centre = make_body("B-CENTRE", BodyKind.SCHOOL)
    other = make_body("B-OTHER", BodyKind.SCHOOL)
    coordinator = post(Role.COORDINATOR, centre)
    return World(
        rabat=rabat,
        centre=centre,
        other=other,
        coordinator=coordinator,
        stranger=post(Role.COORDINATOR, other),
        by=Actor.staff(coordinator.pk),
    )
