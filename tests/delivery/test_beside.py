"""A figure names the commitments that it follows and the actions that it shows; what runs, what it carries out."""

from typing import Any

import pytest
from django.test import Client

from indimaj.commitments import actions as commitments
from indimaj.delivery import actions, beside
from indimaj.delivery.enums import CarrierKind
from indimaj.measures import actions as measures
from indimaj.measures.models import Measurement
from tests.clients.making import SETUP
from tests.delivery.making import NOON, World, at

pytestmark = pytest.mark.django_db
CODE = "health_access_refused"
CIRCULAR, LATER = "2013-12-16-circular", "2014-07-28-women"


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


def test_what_runs_leads_to_what_names_it_and_to_what_its_actions_answer(world: World) -> None:
    named, answered, other = (world.commitment(title) for title in ("Soigner", "Accueillir", "Loger"))
    action = world.plan(answered, named)
    for thing in (named, action):
        actions.carry(thing=thing, kind=CarrierKind.RULE_VERSION, key=CIRCULAR, by=SETUP, at=at(1))
    actions.carry(thing=other, kind=CarrierKind.RULE_VERSION, key=LATER, by=SETUP, at=at(1))
    found = [
        links(beside.of_carrier(CarrierKind.RULE_VERSION, keys))
        for keys in ([CIRCULAR], [LATER], [CIRCULAR, LATER])
    ]
    assert found == [
        [[named.key, answered.key], [action.key]],
        [[other.key], []],
        [[named.key, other.key, answered.key], [action.key]],
    ]
    assert links(beside.of_carrier(CarrierKind.SERVICE, [CIRCULAR])) == [[], []]


def test_a_commitment_that_was_taken_back_is_on_no_page(world: World, figure: Measurement) -> None:
    gone = world.commitment("Soigner")
    action = world.plan(gone)
    for kind, key in ((CarrierKind.RULE_VERSION, CIRCULAR), (CarrierKind.INDICATOR, CODE)):
        for thing in (gone, action):
            actions.carry(thing=thing, kind=kind, key=key, by=SETUP, at=at(1))
    world.prove(gone, kind="measurement", reference=str(figure.pk))
    commitments.withdraw(commitment=gone, by=SETUP, at=at(2))
    found = [beside.of_carrier(CarrierKind.RULE_VERSION, [CIRCULAR]), beside.of_figure(CODE, figure.pk)]
    assert [links(one) for one in found] == [[[], [action.key]], [[], [action.key]]]


def test_it_asks_two_questions_and_ends_somewhere(world: World, django_assert_num_queries: Any) -> None:
    for number in range(30):
        one = world.commitment(f"Engagement {number}")
        for thing in (one, world.plan(one)):
            actions.carry(thing=thing, kind=CarrierKind.RULE_VERSION, key=CIRCULAR, by=SETUP, at=at(1))
    with django_assert_num_queries(2):
        found = beside.of_carrier(CarrierKind.RULE_VERSION, [CIRCULAR])
    assert [len(one.links) for one in found] == [beside.MOST, beside.MOST]
