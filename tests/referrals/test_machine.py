"""A referral goes the way of the table and no other; the database holds the same."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from indimaj.clients.actions import withdraw_consent
from indimaj.clients.models import Consent
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ledger.models import Entry
from indimaj.referrals import actions, clocks, permissions, queries
from indimaj.referrals.actions import rows
from indimaj.referrals.enums import NeedState, State, Turn
from indimaj.referrals.models import Need, Referral
from indimaj.referrals.transitions import TRANSITIONS, WrongState
from tests.clients.making import NOON

SYSTEM = Actor.system("reminders")


def test_a_referral_that_is_received_started_and_done_meets_the_need(send, answer, need):
    one = send()
    for verb in ("see", "accept", "start"):
        one = answer(one, verb)
    one = answer(one, "finish", result="met")
    need.refresh_from_db()
    assert (one.state, one.is_open, need.state) == (State.DONE, False, NeedState.MET)
    assert one.sent_at < one.seen_at < one.accepted_at < one.started_at < one.ended_at
    verbs = list(
        Entry.objects.filter(subject=one.client_id).order_by("number").values_list("verb", flat=True)
    )
    assert verbs[-5:] == [
        "referral_sent",
        "referral_see",
        "referral_accept",
        "referral_start",
        "referral_finish",
    ]


@pytest.mark.parametrize("state", State)
def test_what_is_not_in_the_table_is_refused(send, answer, state):
    one = send()
    one.state = state
    allowed = {verb for (before, verb) in TRANSITIONS if before == state}
    for verb in {verb for _before, verb in TRANSITIONS} - allowed:
        with pytest.raises(WrongState):
            rows.move(one, verb, NOON)


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "refused", "is_open": False, "ended_at": NOON, "turn": Turn.BACK},
        {"state": "done", "is_open": False, "ended_at": NOON, "turn": Turn.NONE},
        {"state": "accepted"},
        {"state": "waiting"},
        {"state": "started", "started_at": NOON},
        {"state": "sent", "is_open": False, "ended_at": NOON, "turn": Turn.NONE},
        {"reason": "no_capacity"},
        {"turn": Turn.BACK},
    ],
)
def test_the_database_refuses_a_state_without_what_belongs_to_it(send, broken):
    one = send()
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=one.pk).update(**broken)


def test_without_a_yes_nothing_is_sent_and_the_answer_says_how_to_ask(world, send):
    withdraw_consent(consent=Consent.objects.get(), by=Actor.staff(world.caseworker.pk), at=NOON)
    with pytest.raises(NotAllowed) as refused:
        send()
    assert refused.value.answer.code == "no_consent"
    with override("en"):
        assert "May I give your name" in str(refused.value.answer.reason)
    assert not Referral.objects.exists()


def test_two_presses_are_one_referral(send):
    assert send().pk == send().pk


def test_a_refusal_comes_back_with_the_next_best_and_one_press_sends_on(world, send, answer):
    refused = answer(send(), "refuse", reason="no_capacity", text="Full until May")
    assert refused.turn == Turn.BACK
    assert queries.queue(world.caseworker, "mine").rows == [refused]
    offered = [one.service for one in queries.next_best(refused, NOON.date(), queries.of_need(refused))]
    assert offered == [world.second]
    on = send(world.second, at=NOON + timedelta(days=1))
    refused.refresh_from_db()
    assert (on.previous, refused.turn) == (refused, Turn.NONE)
    assert queries.chain(on, queries.of_need(on)) == [refused]
    assert queries.next_best(on, NOON.date(), queries.of_need(on)) == []


def test_silence_is_asked_about_on_its_day_and_ended_on_its_day(world, send):
    one = send()
    days = clocks.days
    early = NOON + timedelta(days=days("answer_reminder"))
    assert actions.remind_and_expire(at=early, by=SYSTEM) == (0, 0)
    assert actions.remind_and_expire(at=early + timedelta(hours=1), by=SYSTEM) == (1, 0)
    one.refresh_from_db()
    assert (one.turn, one.state) == (Turn.SILENT, State.SENT)
    late = NOON + timedelta(days=days("answer_expiry"), hours=1)
    assert actions.remind_and_expire(at=late, by=SYSTEM) == (0, 1)
    one.refresh_from_db()
    assert (one.turn, one.state) == (Turn.BACK, State.EXPIRED)
    assert all(row["source"] for row in clocks.terms().values())


def test_the_queue_shows_what_came_back_then_the_silent_then_the_oldest(world, send, answer, need):
    def another(at):
        more = actions.record_need(
            client=world.client, theme="health", urgency=2, words="Another",
            by=Actor.staff(world.caseworker.pk), at=at,
        )  # fmt: skip
        return send(need=more, at=at)

    silent = another(NOON)
    actions.remind_and_expire(at=NOON + timedelta(days=11), by=SYSTEM)
    new = another(NOON + timedelta(days=12))
    back = answer(another(NOON + timedelta(days=13)), "refuse", reason="closed")
    assert queries.queue(world.caseworker, "mine").rows == [back, silent, new]


def test_hand_over_loses_nothing_and_whoever_helped_before_sees_it_no_more(world, send):
    from indimaj.clients.actions import give_consent, hand_over
    from indimaj.clients.enums import ConsentPurpose

    one = send()
    by = Actor.staff(world.caseworker.pk)
    give_consent(client=world.client, purpose=ConsentPurpose.REFERRAL, body=world.other, by=by, at=NOON)
    hand_over(
        support=world.client.supports.get(),
        by=by,
        at=NOON,
        to_body=world.other,
        to_caseworker=world.colleague,
    )
    assert queries.queue(world.colleague, "mine").rows == [one]
    assert queries.queue(world.caseworker, "mine").rows == []
    assert not permissions.may_open_referral(world.caseworker, one)


def test_a_place_on_the_list_follows_urgency_then_the_day(world, send, answer):
    def waits(urgency, days):
        at = NOON + timedelta(days=days)
        need = actions.record_need(
            client=world.client, theme="health", urgency=urgency, words="Another",
            by=Actor.staff(world.caseworker.pk), at=at,
        )  # fmt: skip
        one = send(need=need, at=at)
        Referral.objects.filter(pk=one.pk).update(need=need)
        return actions.answer_referral(
            referral=one, verb="put_on_list", by=Actor.staff(world.provider.pk), at=at
        )

    later, soon, now = waits(3, 0), waits(2, 1), waits(1, 2)
    assert [queries.place_on_list(one) for one in (now, soon, later)] == [1, 2, 3]
    actions.answer_referral(
        referral=now, verb="accept", by=Actor.staff(world.provider.pk), at=NOON + timedelta(days=9)
    )
    assert queries.place_on_list(soon) == 1
    assert queries.waiting_list(world.first.pk).rows == [soon, later]


def test_medical_cover_is_not_done_before_the_card_is_in_a_hand(world, send, answer):
    one = send(delivery_kind="medical_card")
    for verb in ("accept", "start"):
        one = answer(one, verb)
    with pytest.raises(actions.NotDelivered):
        answer(one, "finish", result="met")
    by = {"by": Actor.staff(world.provider.pk), "at": NOON + timedelta(days=3)}
    with pytest.raises(WrongState):
        actions.hand_over_delivery(referral=one, to="person", **by)
    actions.prepare_delivery(referral=one, owner_name="Samira", **by)
    missed = actions.miss_delivery(referral=one, reason="address", **by)
    assert (missed.owner_name, missed.missed_reason) == ("Samira", "address")
    actions.hand_over_delivery(referral=one, to="person", **by)
    assert answer(one, "finish", result="met").state == State.DONE


def test_the_second_of_two_answers_overwrites_nothing(world, send, answer):
    one = send()
    answer(one, "accept")
    with pytest.raises(actions.Stale):
        actions.answer_referral(
            referral=one,
            verb="refuse",
            answer=actions.Answer(reason="closed"),
            by=Actor.staff(world.provider.pk),
            at=NOON,
            version=0,
        )
    assert Referral.objects.get().state == State.ACCEPTED


def test_a_need_is_given_up_only_with_a_reason(world, need):
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(state="dropped", closed_at=NOON)
    by = Actor.staff(world.caseworker.pk)
    assert actions.close_need(need=need, reason="not_wanted", by=by, at=NOON).state == NeedState.DROPPED


def test_an_erased_person_leaves_counts_and_no_words(world, need, send):
    from indimaj.referrals.page import forget

    one = send()
    forget(world.client, NOON + timedelta(days=1))
    one.refresh_from_db()
    need.refresh_from_db()
    assert (one.state, one.shared_words, one.language, need.words) == (State.WITHDRAWN, "", "", "")
