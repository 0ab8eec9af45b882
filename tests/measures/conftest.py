"""An association and its people, courses and refusals of access of March 2014, and the catalogue."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from indimaj.directory.enums import BodyKind, Role, Theme
from indimaj.measures import actions, triggers
from indimaj.measures.actions.freeze import SYSTEM
from indimaj.measures.models import FreezeRun, Measurement
from indimaj.referrals.models import AccessRefusal
from tests.clients.making import NOON, make_body, make_place, post

MARCH = datetime(2014, 3, 10, 12, tzinfo=UTC)
APRIL_FIFTH = datetime(2014, 4, 5, 9, tzinfo=UTC)


class World(SimpleNamespace):
    """What the tests of the room stand on."""

    def refused(self, number: int, *, at: datetime = MARCH, **fields: Any) -> list[AccessRefusal]:
        """So many people were not received."""
        given = {"theme": Theme.HEALTH, "place": self.rabat, "barrier": "no_papers", **fields}
        due_on = (at + timedelta(days=30)).date()
        return [AccessRefusal.objects.create(recorded_at=at, due_on=due_on, **given) for _ in range(number)]

    def freeze(self, month: str = "2014-03", cut_off: datetime = APRIL_FIFTH) -> FreezeRun:
        return actions.count(actions.begin(month=month, at=cut_off, cut_off=cut_off), at=cut_off)

    def publish(self, month: str = "2014-03", cut_off: datetime = APRIL_FIFTH) -> FreezeRun:
        run = self.freeze(month, cut_off)
        actions.publish(run, by=self.officer, at=cut_off)
        return run

    def figure(self, code: str = "health_access_refused") -> Measurement:
        rows = Measurement.objects.filter(indicator=code).order_by("-period_until", "-cut_off")
        return rows.select_related("version", "indicator")[0]


@pytest.fixture
def world(db: None) -> World:
    triggers.create(connection)  # A test with real transactions, run before, has taken them off.
    actions.load_catalogue(by=SYSTEM, at=NOON)
    ministry = make_body("M-MIGRATION", BodyKind.MINISTRY)
    centre = make_body("B-CENTRE", BodyKind.SCHOOL)
    return World(
        rabat=make_place(),
        sale=make_place("MA-SAL"),
        ministry=ministry,
        centre=centre,
        officer=post(Role.POLICY_OFFICER, ministry),
        caseworker=post(Role.CASEWORKER, centre),
        coordinator=post(Role.COORDINATOR, centre),
    )
