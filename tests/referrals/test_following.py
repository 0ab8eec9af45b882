"""Every body that helps a person now sees what must be looked at, and no other body does; `following` keeps it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection

from indimaj.clients.actions import ask_erasure, decide_erasure, end_support, give_consent, hand_over
from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Support
from indimaj.directory.actions import give_post
from indimaj.directory.enums import Role
from indimaj.ledger.actors import Actor
from indimaj.referrals import actions, clocks, queries
from indimaj.referrals.enums import Turn
from indimaj.referrals.models import Followed, Referral
from tests.clients.making import NOON, SETUP, make_client, post
from tests.referrals.conftest import followed, should_be_followed

LATER = NOON + timedelta(days=1)


def seen_by(staff, scope="body"):
    return [one.pk for one in queries.queue(staff, scope).rows]


def to_other(world, staff=None):
    """The association hands Awa over to the other body, with her yes."""
    by = Actor.staff(world.caseworker.pk)
    give_consent(client=world.client, purpose=ConsentPurpose.REFERRAL, body=world.other, by=by, at=NOON)
    support = Support.objects.get(client=world.client, is_open=True, body=world.association)
    hand_over(support=support, by=by, at=LATER, to_body=world.other, to_caseworker=staff)


def test_a_referral_is_followed_from_its_first_day_to_its_last(world, send, answer):
    one = send()
    assert seen_by(world.caseworker) == [one.pk]
    one = answer(answer(answer(one, "see"), "accept"), "start")
    assert seen_by(world.caseworker) == [one.pk]
    answer(one, "finish", result="partly")
    assert (seen_by(world.caseworker), Followed.objects.count()) == ([], 0)


def test_what_comes_back_is_counted_until_it_is_sent_on(world, send, answer):
    one = answer(send(), "refuse", reason="no_capacity")
    assert queries.turns(world.caseworker, "body") == {Turn.BACK: 1, Turn.SILENT: 0}
    on = send(world.second)
    assert seen_by(world.caseworker) == [on.pk]
    assert queries.turns(world.caseworker, "body") == {Turn.BACK: 0, Turn.SILENT: 0}
    assert Referral.objects.get(pk=one.pk).turn == Turn.NONE


def test_a_need_that_is_closed_ends_it(world, need, send, answer):
    answer(send(), "refuse", reason="no_capacity")
    actions.close_need(need=need, by=Actor.staff(world.caseworker.pk), at=LATER)
    assert seen_by(world.caseworker) == []


def test_a_silent_service_moves_up(world, send):
    one = send()
    actions.remind_and_expire(
        at=NOON + timedelta(days=clocks.days("answer_reminder"), hours=1), by=Actor.system("reminders")
    )
    assert queries.turns(world.caseworker, "body") == {Turn.BACK: 0, Turn.SILENT: 1}
    actions.remind_and_expire(at=NOON + timedelta(days=200), by=Actor.system("reminders"))
    assert queries.turns(world.caseworker, "body") == {Turn.BACK: 1, Turn.SILENT: 0}
    assert seen_by(world.caseworker) == [one.pk]


def test_a_hand_over_takes_what_is_under_way_along(world, send, answer):
    back = answer(send(), "refuse", reason="no_capacity")
    under_way = send(world.second)
    assert Referral.objects.get(pk=back.pk).turn == Turn.NONE
    to_other(world, world.colleague)
    assert (seen_by(world.caseworker), seen_by(world.colleague)) == ([], [under_way.pk])
    assert seen_by(world.colleague, "mine") == [under_way.pk]
    answer_by = Actor.staff(world.stranger.pk)
    actions.answer_referral(
        referral=under_way, verb="refuse", answer=actions.Answer(reason="no_capacity"), by=answer_by, at=LATER
    )
    assert queries.turns(world.colleague, "body") == {Turn.BACK: 1, Turn.SILENT: 0}
    assert queries.turns(world.caseworker, "body") == {Turn.BACK: 0, Turn.SILENT: 0}


def test_two_bodies_that_help_both_see_it_and_the_end_of_one_is_no_end_for_the_other(world, send):
    Support.objects.create(client=world.client, body=world.other, since=NOON, contact_at=NOON)
    one = send()
    assert seen_by(world.caseworker) == seen_by(world.colleague) == [one.pk]
    end_support(support=Support.objects.get(body=world.association), by=SETUP, at=LATER)
    assert (seen_by(world.caseworker), seen_by(world.colleague)) == ([], [one.pk])


def test_a_caseworker_of_two_bodies_sees_a_person_of_both_once(world, send):
    give_post(
        staff=world.caseworker,
        role=Role.CASEWORKER,
        body=world.other,
        by=SETUP,
        at=NOON,
        held_from=NOON.date(),
    )
    Support.objects.create(client=world.client, body=world.other, since=NOON, contact_at=NOON)
    one = send()
    assert Followed.objects.count() == 2
    assert seen_by(world.caseworker) == [one.pk]


def test_nobody_follows_whoever_was_erased(world, send, answer):
    answer(send(), "refuse", reason="no_capacity")
    send(world.second)
    officer = post(Role.DATA_PROTECTION)
    decide_erasure(request=ask_erasure(client=world.client, at=NOON), by=officer, at=LATER)
    assert Followed.objects.count() == 0


def test_the_set_form_leaves_the_same(world):
    clients = [
        make_client(world.caseworker, world.association, ConsentPurpose.REFERRAL, given_names=f"N{number}")
        for number in range(3)
    ]
    actions.send_many(
        actions.Sent(
            client=client, theme="health", urgency=1, words="", needed_at=NOON, service=world.first,
            shared=actions.Shared(), sent_at=NOON + timedelta(hours=number), by=world.caseworker,
            body=world.association,
        )
        for number, client in enumerate(clients)
    )  # fmt: skip
    assert len(seen_by(world.caseworker)) == 3
    assert followed() == should_be_followed()


def test_a_row_that_should_not_be_there_shows_nobody(world, send):
    one = send()
    Followed.objects.create(referral=one, body=world.other, turn=one.turn, sent_at=one.sent_at)
    assert seen_by(world.colleague) == []
    Followed.objects.filter(body=world.other).delete()


@pytest.mark.parametrize("to_body", [False, True])
def test_the_migration_fills_what_the_actions_keep(world, send, answer, to_body):
    answer(send(), "refuse", reason="no_capacity")
    send(world.second)
    if to_body:
        to_other(world)
    kept = followed()
    Followed.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(import_module("indimaj.referrals.migrations.0002_followed").FILL)
    assert (followed(), bool(kept)) == (kept, True)


def test_pages_of_a_body_follow_each_other_without_a_gap(world, send, monkeypatch):
    by = Actor.staff(world.caseworker.pk)
    made = set()
    for number in range(7):
        need = actions.record_need(
            client=world.client,
            theme="health",
            urgency=2,
            words="",
            by=by,
            at=NOON + timedelta(minutes=number),
        )
        made.add(send(need=need, at=NOON + timedelta(minutes=number // 2)).pk)
    monkeypatch.setattr(queries._page, "__defaults__", (3,))
    seen, after = [], ""
    for _ in range(3):
        page = queries.queue(world.caseworker, "body", after=after)
        seen += [one.pk for one in page.rows]
        after = page.after
    assert (set(seen), len(seen), after) == (made, 7, "")
