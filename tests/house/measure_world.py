"""Figures of March 2014 counted and published, one of them corrected, and a counting that waits for its second look."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from indimaj.directory.enums import Role
from indimaj.ledger.actors import Actor
from indimaj.measures import actions
from indimaj.measures.models import Measurement

if TYPE_CHECKING:
    from tests.house.world import World

SETUP = Actor.system("setup")
COUNTED = datetime(2014, 5, 5, 12, tzinfo=UTC)


def build_measures(world: "World") -> None:
    """Everything by the room's own actions."""
    actions.load_catalogue(by=SETUP, at=COUNTED)
    run = actions.count(actions.begin(month="2014-03", at=COUNTED, cut_off=COUNTED), at=COUNTED)
    actions.publish_counted(run, at=COUNTED)
    world.things["counting"] = run
    figures = Measurement.objects.filter(run=run).select_related("indicator")
    world.things["figure"] = figures.get(indicator="applications_received")
    world.things["replaced figure"] = replaced = figures.get(indicator="needs_met_by_referral")
    world.things["corrected figure"] = actions.correct(
        replaced, reason="data", by=world.staff[Role.POLICY_OFFICER], at=COUNTED + timedelta(days=1),
        submission=UUID(int=31)
    )  # fmt: skip
    waiting = actions.begin(month="2014-04", at=COUNTED, cut_off=COUNTED)
    world.things["waiting counting"] = actions.count(waiting, at=COUNTED)
    world.things["waiting figure"] = waiting.measurements.get(indicator="applications_received")
