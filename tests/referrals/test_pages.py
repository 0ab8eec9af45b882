"""What each reader sees, and what nobody sees."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from indimaj.clients.actions import withdraw_consent
from indimaj.clients.blocks import sections
from indimaj.clients.models import Consent
from indimaj.directory.enums import BodyKind, Level, Role, Theme
from indimaj.ledger.actors import Actor
from indimaj.ledger.models import Read
from indimaj.ports import clock
from indimaj.referrals import actions, page
from indimaj.referrals.enums import State
from indimaj.referrals.models import AccessRefusal, Grievance, Need, Referral
from tests.clients.making import NOON, SETUP, make_body, make_client, post

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def url(name, *args):
    with override("en"):
        return reverse(f"referrals:{name}", args=args)


def text(response):
    return response.content.decode()


@pytest.fixture
def link(world, send):
    one = send()
    made = actions.make_answer_link(referral=one, by=Actor.staff(world.caseworker.pk), at=clock.now())
    return one, made


def test_a_caseworker_goes_from_a_need_to_a_sent_referral(world, signed_in):
    desk = signed_in(world.caseworker)
    reference = world.client.reference
    typed = {"theme": "health", "urgency": "1", "words": "A fever", "submission": str(uuid4())}
    chosen = desk.post(url("need", reference), typed)
    need = Need.objects.get()
    assert chosen.url == url("choose", need.pk)
    assert "Evening" in text(desk.get(chosen.url))
    form = desk.get(url("send", need.pk, world.first.pk))
    assert "A fever" in text(form)
    sent = desk.post(
        url("send", need.pk, world.first.pk),
        {
            "words": "A child",
            "language": "Wolof",
            "interpreter": "on",
            "delivery_kind": "none",
            "submission": str(uuid4()),
        },
    )
    one = Referral.objects.get()
    assert sent.url == url("case", one.pk)
    assert (one.shared_words, one.sent_for, one.delivery_kind) == ("A child", world.association, "")
    assert "A child" in text(desk.get(sent.url))
    assert world.client.name in text(desk.get(url("queue")))


def test_without_a_yes_the_page_asks_for_it_and_keeps_what_was_typed(world, need, signed_in):
    withdraw_consent(consent=Consent.objects.get(), by=Actor.staff(world.caseworker.pk), at=NOON)
    desk = signed_in(world.caseworker)
    typed = {"words": "Typed words", "delivery_kind": "none", "submission": str(uuid4())}
    refused = desk.post(url("send", need.pk, world.first.pk), typed)
    assert refused.status_code == 422
    assert "Typed words" in text(refused)
    assert "May I give your name" in text(refused)
    assert not Referral.objects.exists()
    desk.post(url("send", need.pk, world.first.pk), {**typed, "agreed": "on"})
    assert Consent.objects.get(withdrawn_at=None).body == world.centre
    assert Referral.objects.get().body == world.centre


def test_one_press_sends_on_after_a_refusal(world, send, answer, signed_in):
    refused = answer(send(), "refuse", reason="no_interpreter", text="Only French here")
    desk = signed_in(world.caseworker)
    shown = text(desk.get(url("case", refused.pk)))
    assert "Only French here" in shown
    assert url("send_on", refused.pk, world.second.pk) in shown
    desk.post(url("send_on", refused.pk, world.second.pk))
    assert Referral.objects.get(previous=refused).service == world.second
    assert desk.post(url("send_on", refused.pk, world.second.pk)).status_code == 409


def test_whoever_has_no_business_with_a_referral_sees_what_does_not_exist(world, send, signed_in):
    one = send()
    strangers = [world.colleague, world.stranger, world.officer, post(Role.COORDINATOR, world.association)]
    for staff in strangers:
        desk = signed_in(staff)
        for name in ("case", "provider"):
            nothing = desk.get(url(name, uuid4()))
            answer = desk.get(url(name, one.pk))
            assert (answer.status_code, len(answer.content)) == (404, len(nothing.content))
        assert desk.get(url("person", world.client.reference)).status_code == 404
    assert signed_in(world.provider).get(url("case", one.pk)).status_code == 404
    assert signed_in(world.caseworker).get(url("provider", one.pk)).status_code == 404
    assert Client().get(url("case", one.pk)).status_code == 302


def test_a_service_sees_what_was_shared_and_answers(world, send, signed_in):
    one = send()
    desk = signed_in(world.provider)
    listed = text(desk.get(url("inbox")))
    assert world.client.reference in listed
    assert "Ndiaye" not in listed
    shown = text(desk.get(url("provider", one.pk)))
    one.refresh_from_db()
    assert one.state == State.SEEN
    assert "A child to be seen" in shown
    for hidden in ("My child has not been seen", "12 hidden street"):
        assert hidden not in shown
    refused = desk.post(
        url("provider_step", one.pk, "refuse"), {"version": one.version, "text": "Kept words"}
    )
    assert (refused.status_code, "Kept words" in text(refused)) == (422, True)
    given = {"version": one.version, "day_day": "5", "day_month": "3", "day_year": "2015", "hour": "09:30"}
    assert desk.post(url("provider_step", one.pk, "accept"), given).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.appointment_at.isoformat()[:16]) == (State.ACCEPTED, "2015-03-05T09:30")
    assert desk.post(url("provider_step", one.pk, "accept"), given).status_code == 409
    assert Read.objects.filter(what="referral_as_provider", subject=world.client.pk).exists()


@pytest.mark.parametrize("name", ["queue", "inbox"])
def test_days_of_waiting_are_days_of_the_calendar_here(world, send, signed_in, monkeypatch, name):
    # Half past eleven at night on 1 May in UTC is 2 May in Morocco, which keeps summer time.
    send(at=datetime(2014, 5, 1, 23, 30, tzinfo=UTC))
    monkeypatch.setattr(clock, "now", lambda: datetime(2014, 5, 9, 7, tzinfo=UTC))
    shown = signed_in(world.provider if name == "inbox" else world.caseworker).get(url(name))
    assert [row["days"] for row in shown.context["rows"]] == [7]
    assert "2 May 2014" in text(shown)


def test_a_yes_taken_back_closes_the_service_s_page_at_once(world, send, signed_in, link):
    one, made = link
    withdraw_consent(consent=Consent.objects.get(), by=Actor.person(world.client.pk), at=NOON)
    desk = signed_in(world.provider)
    assert desk.get(url("provider", one.pk)).status_code == 404
    assert world.client.reference not in text(desk.get(url("inbox")))
    assert Client().get(url("by_link", made.token)).status_code == 404


def test_a_link_opens_one_referral_with_the_minimum_and_takes_the_answer(world, link):
    one, made = link
    visitor = Client()
    shown = text(visitor.get(url("by_link", made.token)))
    assert "Awa" in shown
    assert "A child to be seen" in shown
    for hidden in (
        "Ndiaye",
        "+212600000001",
        "12 hidden street",
        "My child has not been seen",
        world.client.reference,
    ):
        assert hidden not in shown
    one.refresh_from_db()
    steps = {"version": one.version, "reason": "outside_area", "text": ""}
    assert visitor.post(url("by_link_step", made.token, "refuse"), steps).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.reason) == (State.REFUSED, "outside_area")


def test_a_link_ends_with_its_term_with_a_new_one_and_with_too_many_tries(world, send, link):
    one, made = link
    visitor = Client()
    assert visitor.get(url("by_link", "wrong")).status_code == 404
    new = actions.make_answer_link(referral=one, by=Actor.staff(world.caseworker.pk), at=clock.now())
    assert visitor.get(url("by_link", made.token)).status_code == 404
    new.link.expires_at = clock.now() - timedelta(minutes=1)
    new.link.save()
    assert visitor.get(url("by_link", new.token)).status_code == 404
    answers = {visitor.get(url("by_link", "wrong")).status_code for _ in range(80)}
    assert 429 in answers


def test_anybody_tells_a_refusal_of_access_and_the_body_with_the_mandate_answers(world, signed_in):
    typed = {
        "theme": "health", "barrier": "no_papers", "place": "MA-RAB", "words": "The guard sent me away",
        "submission": str(uuid4()),
    }  # fmt: skip
    visitor = Client()
    for _ in range(2):
        assert visitor.post(url("report"), typed).url == url("reported") + "?need=health&place=MA-RAB"
    one = AccessRefusal.objects.get()
    assert (one.client, one.recorded_by, one.answerer) == (None, None, world.ministry)
    answering = post(Role.PROVIDER, world.ministry)
    desk = signed_in(answering)
    assert "papers that I do not have" in text(desk.get(url("access")))
    assert "The guard sent me away" in text(desk.get(url("access_answer", one.pk)))
    assert signed_in(world.provider).get(url("access_answer", one.pk)).status_code == 404
    given = {"answer": "corrected", "text": "The guard was told"}
    assert desk.post(url("access_answer", one.pk), given).status_code == 302
    assert desk.post(url("access_answer", one.pk), given).status_code == 409
    one.refresh_from_db()
    assert (one.state, one.answered_by) == ("answered", answering)


def test_an_answer_that_is_late_stands_in_plain_sight_without_what_was_written(world, signed_in):
    actions.report_access(
        theme="health", place=world.rabat, barrier="cost", words="Secret words", by=SETUP, at=NOON
    )
    shown = text(signed_in(world.officer).get(url("late")))
    assert str(world.ministry.name_en) in shown
    assert "Secret words" not in shown
    assert signed_in(world.caseworker).get(url("late")).status_code == 404


def test_public_counts_hide_small_numbers(world):
    for number in range(9):
        theme = "health" if number < 8 else "housing"
        actions.report_access(theme=theme, place=world.rabat, barrier="cost", by=SETUP, at=NOON)
    shown = text(Client().get(url("counts")))
    assert "—" in shown
    assert ">8<" not in shown


def test_a_grievance_goes_where_the_person_chooses_and_asks_for_no_paper(world, signed_in):
    from indimaj.directory.actions import give_mandate

    inspectorate = make_body("B-INSPECTORATE", BodyKind.PUBLIC_AGENCY)
    give_mandate(body=inspectorate, theme=Theme.WORK, level=Level.LOCAL, place=world.rabat, by=SETUP, at=NOON)
    desk = signed_in(world.caseworker)
    form = text(desk.get(url("grievance_new", world.client.reference)))
    assert 'type="file"' not in form
    typed = {
        "wrong": "wages",
        "words": "Three months unpaid",
        "body": inspectorate.code,
        "submission": str(uuid4()),
    }
    desk.post(url("grievance_new", world.client.reference), typed)
    one = Grievance.objects.get()
    inspector = signed_in(post(Role.PROVIDER, inspectorate))
    shown = text(inspector.get(url("grievance", one.pk)))
    assert "Three months unpaid" in shown
    assert "Ndiaye" not in shown
    assert signed_in(world.provider).get(url("grievance", one.pk)).status_code == 404
    inspector.post(url("grievance_step", one.pk, "receive"), {"version": 0})
    inspector.post(url("grievance_step", one.pk, "settle"), {"version": 1, "text": "Paid"})
    one.refresh_from_db()
    assert (one.state, one.outcome_text) == ("settled", "Paid")
    assert one.due_on > one.sent_at.date()


def test_a_missing_step_of_a_child_s_path_is_one_press_from_a_referral(world, signed_in):
    desk = signed_in(world.caseworker)
    shown = text(desk.get(url("path", world.client.reference)))
    assert f"{url('need', world.client.reference)}?step=birth" in shown
    form = text(desk.get(url("need", world.client.reference) + "?step=birth"))
    assert "Birth registered" in form
    desk.post(
        url("step", world.client.reference, "birth"),
        {"reached_on_day": "1", "reached_on_month": "2", "reached_on_year": "2014"},
    )
    assert world.client.child_steps.get().step == "birth"


def test_the_person_sees_their_place_on_the_list_and_can_withdraw(world, send, answer):
    other = make_client(world.caseworker, world.association, given_names="Binta", family_name="Sow")
    assert other
    one = answer(send(), "put_on_list")
    with override("en"):
        section = page.section(world.client)
    row = section.rows[0]
    assert "Your place on the waiting list: 1" in row.text
    assert "Order of the list" in row.text
    assert "Binta" not in str(section)
    page.act(world.client, row.acts[0].verb, row.acts[0].key, NOON + timedelta(days=5))
    one.refresh_from_db()
    assert one.state == State.WITHDRAWN
    assert page.held(world.client)


def test_whoever_is_received_reads_where_to_go_and_when_the_day_is_past(world, send, answer, monkeypatch):
    sent = send()
    with override("en"):
        (row, *_needs) = page.section(world.client).rows
    assert "12, rue de la Paix" not in row.text, "nobody goes before they are received"
    one = answer(sent, "accept", appointment_at=NOON + timedelta(days=9))
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(days=8))
    with override("en"):
        (row, *_needs) = page.section(world.client).rows
        assert row.url == reverse("services:service", args=[one.service_id])
    for known in (
        "Association B-CENTRE (en)", "12, rue de la Paix", "Rabat town", "+212 537 00 00 00",
        "Monday, Wednesday 18:00\u00a0to\u00a020:00", "<strong>Appointment: 12 March 2014 at ",
    ):  # fmt: skip
        assert known in row.text
    assert [act.kind for act in row.acts] == ["plain"]
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(days=10))
    with override("en"):
        assert "The appointment was on 12 March" in page.section(world.client).rows[0].text


def test_the_caseworker_s_page_of_a_person_has_its_block(world, send):
    send()
    with override("en"):
        titles = [one.title for one in sections(world.client, world.caseworker)]
        assert "Needs and referrals" in titles
        assert "Needs and referrals" not in [one.title for one in sections(world.client, world.provider)]


@pytest.mark.parametrize("name", ["queue", "person", "case", "choose", "inbox", "provider", "waiting"])
def test_pages_stay_small(world, send, answer, need, signed_in, name):
    staff = world.provider if name in ("inbox", "provider", "waiting") else world.caseworker
    desk = signed_in(staff)
    one = answer(send(), "put_on_list")
    by = Actor.staff(world.caseworker.pk)

    def more():
        another = actions.record_need(
            client=world.client, theme="health", urgency=2, words="Another", by=by, at=NOON
        )
        send(need=another)

    args = {
        "person": (world.client.reference,), "case": (one.pk,), "choose": (need.pk,), "provider": (one.pk,),
        "waiting": (world.first.pk,),
    }.get(name, ())  # fmt: skip

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(url(name, *args)).status_code == 200
        return [one["sql"] for one in queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]

    more()
    asked()
    before = asked()
    for _ in range(3):
        more()
    after = asked()
    assert len(after) == len(before)
    assert len(after) <= 12, "\n".join(after)
