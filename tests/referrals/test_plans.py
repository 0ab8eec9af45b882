"""Queues walk an index in its order at any number of referrals: no scan of the table, no sort of it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client, Consent, Support
from indimaj.referrals import actions, queries
from indimaj.referrals.enums import State, Turn
from indimaj.referrals.models import Referral
from tests.clients.making import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
MANY = 30_000


@pytest.fixture
def many(world, need):
    others = []
    for number in range(300):
        others.append(
            Client(
                reference=f"IND-{number:04d}",
                given_names="Somebody",
                registered_at=NOON,
                code_digest=str(number),
            )
        )
    Client.objects.bulk_create(others)
    rows = []
    for number in range(MANY):
        at = NOON + timedelta(minutes=number)
        one = Referral(
            client=others[number % 300] if number % 1000 else world.client, need=need,
            service=world.first if number % 2 else world.second,
            body_id=world.first.body_id if number % 2 else world.second.body_id,
            urgency=number % 3 + 1, sent_at=at,
        )  # fmt: skip
        if number % 10:
            one.state, one.is_open, one.turn, one.result = State.DONE, False, Turn.NONE, "met"
            one.seen_at = one.accepted_at = one.started_at = one.ended_at = at
        elif number % 50 == 0:
            one.state, one.waiting_at = State.WAITING, at
        rows.append(one)
    with connection.cursor() as cursor:
        cursor.execute('DROP INDEX IF EXISTS "one_open_referral_to_a_service"')
    Referral.objects.bulk_create(rows, batch_size=2000)
    Support.objects.bulk_create(
        Support(
            client=one, body=world.association if number % 3 else world.other, since=NOON, contact_at=NOON
        )
        for number, one in enumerate(others)
    )
    Consent.objects.bulk_create(
        Consent(client=one, purpose=ConsentPurpose.REFERRAL, words="Yes", language="fr", given_at=NOON)
        for number, one in enumerate(others) if number % 20
    )  # fmt: skip
    actions.follow({one.pk for one in [*others, world.client]})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def plans(act):
    with CaptureQueriesContext(connection) as asked:
        act()
    explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    found = []
    for one in asked.captured_queries:
        if '"referrals_' in one["sql"] and one["sql"].startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(explain + one["sql"].replace("%", "%%"))
                found.append("\n".join(str(row[-1]) for row in cursor.fetchall()))
    return found


def test_no_queue_scans_the_table(world, many):
    first, followed = queries.inbox(world.stranger), queries.queue(world.caseworker, "body")
    assert first.after
    assert followed.after
    acts = [
        lambda: queries.queue(world.caseworker, "mine"),
        lambda: queries.queue(world.caseworker, "body"),
        lambda: queries.queue(world.caseworker, "body", after=followed.after),
        lambda: queries.turns(world.caseworker, "body"),
        lambda: queries.inbox(world.stranger),
        lambda: queries.inbox(world.stranger, after=first.after),
        lambda: queries.inbox(world.stranger, State.WAITING),
        lambda: queries.waiting_list(world.second.pk),
        lambda: queries.for_person(world.client),
        lambda: list(Referral.objects.unanswered().order_by("sent_at", "id")[:10]),
    ]
    for act in acts:
        for plan in plans(act):
            assert "SCAN referrals_referral\n" not in plan + "\n", plan
            assert "Seq Scan on referrals_referral" not in plan, plan
            if "referrals_followed" in plan:
                assert not re.search("Seq Scan|SCAN referrals_followed$|TEMP B-TREE|Sort", plan, re.M), plan


def test_pages_of_a_queue_follow_each_other_without_a_gap(world, many):
    seen, after = [], ""
    for _ in range(4):
        page = queries.inbox(world.stranger, after=after)
        seen += [one.pk for one in page.rows]
        after = page.after
        if not after:
            break
    wanted = Referral.objects.sent_to_bodies_of(world.stranger).unanswered().order_by("sent_at", "id")
    assert seen == [one.pk for one in wanted[: len(seen)]]
    assert len(seen) == len(set(seen))
