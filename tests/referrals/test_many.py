"""The set form leaves the rows that the single acts leave."""

from datetime import timedelta

import pytest

from indimaj.clients.enums import ConsentPurpose
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ledger.models import Entry
from indimaj.referrals import actions
from indimaj.referrals.actions import Answer, Moved, Sent, Shared, send_many
from indimaj.referrals.models import Delivery, Need, Referral
from tests.clients.making import NOON, make_client

DAY = timedelta(days=1)
RANDOM = ("id", "submission", "client_id", "need_id", "previous_id", "referral_id")


def left_by(client):
    """Everything that is left of a person, apart from what is random."""

    def plain(rows):
        return [{name: value for name, value in row.items() if name not in RANDOM} for row in rows]

    lines = Entry.objects.filter(subject=client.pk).order_by("number")
    return {
        "needs": plain(Need.objects.filter(client=client).order_by("recorded_at").values()),
        "referrals": plain(Referral.objects.filter(client=client).order_by("sent_at").values()),
        "deliveries": plain(Delivery.objects.filter(referral__client=client).values()),
        "lines": [
            (line.verb, line.actor, line.purpose, line.at, sorted(line.detail))
            for line in lines
            if line.verb not in ("registered", "consent_given")
        ],
    }


def test_both_forms_leave_equal_rows(world):
    staff, provider = world.caseworker, Actor.staff(world.provider.pk)
    stranger = Actor.staff(world.stranger.pk)
    one = make_client(staff, world.association, ConsentPurpose.REFERRAL)
    two = make_client(staff, world.association, ConsentPurpose.REFERRAL)
    shared = Shared("A card is needed", "Wolof", True)

    need = actions.record_need(
        client=one, theme="health", urgency=2, words="A card", by=Actor.staff(staff.pk), at=NOON
    )
    sent = actions.send_referral(
        need=need, service=world.first, shared=shared, by=Actor.staff(staff.pk), at=NOON + DAY
    )
    actions.answer_referral(
        referral=sent,
        verb="refuse",
        answer=Answer(reason="papers", text="No"),
        by=provider,
        at=NOON + 2 * DAY,
    )
    on = actions.send_referral(
        need=need, service=world.second, shared=shared, by=Actor.staff(staff.pk), at=NOON + 3 * DAY,
        delivery_kind="medical_card",
    )  # fmt: skip
    actions.answer_referral(referral=on, verb="accept", by=stranger, at=NOON + 4 * DAY)
    actions.answer_referral(referral=on, verb="start", by=stranger, at=NOON + 5 * DAY)
    actions.prepare_delivery(referral=on, owner_name="Samira", by=stranger, at=NOON + 6 * DAY)
    actions.hand_over_delivery(referral=on, to="person", by=stranger, at=NOON + 7 * DAY)
    actions.answer_referral(
        referral=on, verb="finish", answer=Answer(result="met"), by=stranger, at=NOON + 8 * DAY
    )

    common = {
        "client": two, "theme": "health", "urgency": 2, "words": "A card", "needed_at": NOON, "shared": shared,
        "by": staff, "body": world.association,
    }  # fmt: skip
    second = Sent(
        **common, service=world.second, sent_at=NOON + 3 * DAY, delivery_kind="medical_card",
        steps=(
            Moved("accept", NOON + 4 * DAY, stranger),
            Moved("start", NOON + 5 * DAY, stranger),
            Moved("prepare", NOON + 6 * DAY, stranger, owner_name="Samira"),
            Moved("hand_over", NOON + 7 * DAY, stranger),
            Moved("finish", NOON + 8 * DAY, stranger, Answer(result="met")),
        ),
    )  # fmt: skip
    refused = Moved("refuse", NOON + 2 * DAY, provider, Answer(reason="papers", text="No"))
    send_many([Sent(**common, service=world.first, sent_at=NOON + DAY, steps=(refused,), then=second)])
    assert left_by(one) == left_by(two)


def test_the_set_form_asks_for_the_same_yes(world):
    client = make_client(world.caseworker, world.association)
    sent = Sent(
        client=client, theme="health", urgency=1, words="A card", needed_at=NOON, service=world.first,
        shared=Shared("A card"), sent_at=NOON, by=world.caseworker, body=world.association,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        send_many([sent])
    assert not Need.objects.filter(client=client).exists()
