from datetime import timedelta
from types import SimpleNamespace

import pytest

from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Support
from indimaj.directory.actions import give_mandate
from indimaj.directory.enums import BodyKind, Level, Role, Theme
from indimaj.ledger.actors import Actor
from indimaj.referrals import actions
from indimaj.referrals.actions import Shared
from indimaj.referrals.enums import Turn
from indimaj.referrals.models import Followed, Referral
from tests.clients.making import NOON, SETUP, make_body, make_client, make_place, post
from tests.services.making import make_service


def followed():
    """What the caseworkers' index holds."""
    return sorted(Followed.objects.values_list("referral", "body", "turn", "sent_at"))


def should_be_followed():
    """The same, read from the referrals and the supports themselves."""
    supports = [(one.client_id, one.body_id) for one in Support.objects.filter(is_open=True)]
    return sorted(
        (one.pk, body, one.turn, one.sent_at)
        for one in Referral.objects.filter(turn__lt=Turn.NONE)
        for client, body in supports
        if client == one.client_id
    )


@pytest.fixture(autouse=True)
def index_is_kept(request):
    """After each test that goes through the actions, the index holds what it should."""
    asked = "send" in request.fixturenames
    if asked:
        request.getfixturevalue("db")
    yield
    if asked:
        assert followed() == should_be_followed()


@pytest.fixture
def world(db):
    """An association that helps Awa, a health centre and a clinic that could receive her, and a stranger to both."""
    rabat = make_place()
    association = make_body()
    other = make_body("B-OTHER")
    centre = make_body("B-CENTRE", BodyKind.HOSPITAL)
    clinic = make_body("B-CLINIC", BodyKind.HOSPITAL)
    ministry = make_body("M-HEALTH", BodyKind.MINISTRY)
    give_mandate(
        body=ministry, theme=Theme.HEALTH, level=Level.NATIONAL, place=rabat.parent.parent, by=SETUP, at=NOON
    )
    caseworker = post(Role.CASEWORKER, association)
    client = make_client(
        caseworker, association, ConsentPurpose.REFERRAL, phone="+212600000001", address="12 hidden street"
    )
    first = make_service(centre, name_fr="Consultation", theme=Theme.HEALTH)
    second = make_service(clinic, name_fr="Clinique", theme=Theme.HEALTH)
    return SimpleNamespace(
        rabat=rabat,
        association=association,
        other=other,
        centre=centre,
        ministry=ministry,
        caseworker=caseworker,
        colleague=post(Role.CASEWORKER, other),
        provider=post(Role.PROVIDER, centre),
        stranger=post(Role.PROVIDER, clinic),
        officer=post(Role.POLICY_OFFICER, ministry),
        client=client,
        first=first,
        second=second,
    )


@pytest.fixture
def need(world):
    return actions.record_need(
        client=world.client,
        theme=Theme.HEALTH,
        urgency=1,
        words="My child has not been seen by anybody",
        by=Actor.staff(world.caseworker.pk),
        at=NOON,
    )


@pytest.fixture
def send(world, need):
    """Send Awa to a service."""

    def now(service=None, at=NOON, words="A child to be seen", **fields):
        return actions.send_referral(
            need=fields.pop("need", need),
            service=service or world.first,
            shared=Shared(words, "Wolof", True),
            by=Actor.staff(world.caseworker.pk),
            at=at,
            **fields,
        )

    return now


@pytest.fixture
def answer(world):
    """The health centre answers, an hour later each time."""
    hours = iter(range(1, 100))

    def now(referral, verb, **given):
        return actions.answer_referral(
            referral=referral,
            verb=verb,
            answer=actions.Answer(**given),
            by=Actor.staff(world.provider.pk),
            at=NOON + timedelta(hours=next(hours)),
        )

    return now
