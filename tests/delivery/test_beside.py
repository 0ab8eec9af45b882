"""A figure names the commitments that it follows and the actions that it shows."""

from typing import Any

import pytest
from django.test import Client

from indimaj.delivery import actions, beside
from indimaj.delivery.enums import CarrierKind
from indimaj.measures import actions as measures
from indimaj.measures.models import Measurement
from tests.clients.making import SETUP
from tests.delivery.making import NOON, World, at

pytestmark = pytest.mark.django_db
CODE = "health_access_refused"


@pytest.fixture
def figure() -> Measurement:
    measures.load_catalogue(by=SETUP, at=NOON)
    run = measures.count(measures.begin(month="2014-02", at=NOON, cut_off=NOON), at=NOON)
    measures.publish_counted(run, at=NOON)
    return Measurement.objects.get(run=run, indicator=CODE)


def links(found: Any) -> list[list[str]]:
    return [[link.url.rstrip("/").rpartition("/")[2] for link in one.links] for one in found]


def test_a_figure_leads_to_what_it_follows_and_to_what_rests_on_it(
    world: World, figure: Measurement, client: Client
) -> None:
    followed, answered = world.commitment("Soigner"), world.commitment("Accueillir")
    action = world.plan(answered)
    assert links(beside.of_figure(CODE)) == [[], []]
    actions.carry(thing=followed, kind=CarrierKind.INDICATOR, key=CODE, by=SETUP, at=at(1))
    world.prove(action, "begun", kind="measurement", reference=str(figure.pk))
    for found in (beside.of_figure(CODE, None, [figure.pk]), beside.of_figure(CODE, figure.pk)):
        assert links(found) == [[followed.key], [action.key]]
    assert links(beside.of_figure("decision_days")) == [[], []]
    for address in (f"/fr/figures/{CODE}/", f"/fr/figures/counted/{figure.pk}/"):
        page = client.get(address).content.decode()
        assert f"/fr/commitments/{followed.key}/" in page, address
        assert f"/fr/follow-up/actions/{action.key}/" in page, address
