"""A parent or guardian opens the page of their child with their own code, and nobody else does."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from indimaj.clients import actions
from indimaj.clients.models import Client, Note
from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ledger.models import Entry, Read
from indimaj.people.answers import PersonAnswers
from indimaj.people.births import Birth
from indimaj.people.enums import BirthKind
from tests.clients.making import make_body, make_client, post

from .conftest import PIN, text
from .test_own_page import NOW, opened

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
Own = tuple[Client, str]
OF_2005 = Birth(BirthKind.YEAR, date(2005, 1, 1), date(2005, 12, 31))
OF_1996 = Birth(BirthKind.YEAR, date(1996, 1, 1), date(1996, 12, 31))


@pytest.fixture
def mother(worker: Staff) -> Own:
    person = PersonAnswers(given_names="Awa", family_name="Ndiaye")
    return actions.register_client(
        person=person, by=Actor.staff(worker.pk), at=NOW, body=worker.posts.get().body, pin=PIN, language="fr"
    )


@pytest.fixture
def child(worker: Staff) -> Client:
    return make_client(worker, worker.posts.get().body, given_names="Ibou", birth=OF_2005)


def named(child: Client, mother: Own, worker: Staff) -> Client:
    return actions.name_guardian(child=child, guardian=mother[0], by=worker, at=NOW)


def version_of(shown: Any) -> dict[str, str]:
    found = re.search(r'name="version" value="(\d+)"', shown.content.decode())
    assert found
    return {"version": found[1]}


def go_over(browser: Browser, child: Client) -> Any:
    return browser.post("/en/my-page/child/", {"reference": child.reference}, follow=True)


@pytest.fixture
def desk(worker: Staff) -> Browser:
    browser = Browser()
    browser.force_login(worker)
    return browser


def test_a_caseworker_names_the_guardian_and_the_guardian_opens_the_child_and_comes_back(
    desk: Browser, mother: Own, child: Client
) -> None:
    page = f"/en/people/{child.reference}/family/"
    form = {**version_of(desk.get(page)), "reference": mother[0].reference.lower().replace("-", " ")}
    assert desk.post(page, form).status_code == 302
    assert "Awa Ndiaye" in text(desk.get(page))
    assert "Ibou Ndiaye" in text(desk.get(f"/en/people/{mother[0].reference}/family/"))
    browser = opened(mother)
    assert "Ibou Ndiaye" in text(browser.get("/en/my-page/"))
    shown = go_over(browser, child)
    assert "You are on the page of your child" in text(shown)
    assert child.reference in text(shown)
    assert "Change my PIN" not in text(shown)
    back = text(browser.post("/en/my-page/child/back/", follow=True))
    assert mother[0].reference in back
    assert child.reference not in back


def test_what_the_guardian_reads_and_does_stands_on_the_child_under_the_guardian(
    worker: Staff, mother: Own, child: Client
) -> None:
    named(child, mother, worker)
    browser = opened(mother)
    go_over(browser, child)
    browser.post("/en/my-page/consents/", {"purpose": "messages"})
    assert child.consents.get().purpose == "messages"
    assert not mother[0].consents.exists()
    given = Entry.objects.get(verb="consent_given", subject=child.pk)
    assert given.actor == str(mother[0].pk)
    assert Read.objects.filter(subject=child.pk, actor=str(mother[0].pk), what="own_page").count() == 1
    told = re.sub("[\u2066-\u2069]", "", text(browser.get("/en/my-page/readers/")))
    assert (told.count("The parent or guardian"), "2 times" in told) == (2, True)


def test_the_pin_and_what_the_child_told_stay_the_child_s(worker: Staff, mother: Own, child: Client) -> None:
    colleague = post(Role.CASEWORKER, worker.posts.get().body, username="colleague")
    actions.add_note(
        support=child.supports.get(), text="Canary: afraid of home", by=Actor.staff(worker.pk), at=NOW
    )
    named(child, mother, worker)
    browser = opened(mother)
    go_over(browser, child)
    assert browser.get("/en/my-page/pin/").status_code == 404
    assert browser.post("/en/my-page/pin/", {"pin": "654321", "again": "654321"}).status_code == 404
    assert Client.objects.get(pk=child.pk).pin_digest == child.pin_digest
    actions.hand_over(
        support=child.supports.get(),
        by=Actor.staff(worker.pk),
        at=NOW,
        to_caseworker=colleague,
        note="Canary: hand over",
    )
    assert "is not in it" in text(browser.get("/en/my-page/take-along/"))
    taken = json.loads(browser.post("/en/my-page/take-along/").content)
    assert taken["person"]["reference"] == child.reference
    assert Note.objects.get().text == "Canary: afraid of home"
    assert "Canary" not in json.dumps(taken)


def test_nobody_opens_a_child_that_is_not_theirs_and_no_child_opens_a_brother(
    worker: Staff, mother: Own, child: Client
) -> None:
    body = worker.posts.get().body
    brother = make_client(worker, body, given_names="Canary", birth=OF_2005)
    assert opened(mother).post("/en/my-page/child/", {"reference": child.reference}).status_code == 404
    named(child, mother, worker)
    named(brother, mother, worker)
    browser = opened(mother)
    shown = text(go_over(browser, child))
    assert "Canary" not in shown
    assert browser.post("/en/my-page/child/", {"reference": brother.reference}).status_code == 404


def test_the_page_closes_when_they_are_the_guardian_no_more_and_when_the_child_is_grown_up(
    worker: Staff, mother: Own, child: Client, june: Any
) -> None:
    named(child, mother, worker)
    browser = opened(mother)
    go_over(browser, child)
    actions.end_guardian(child=child, by=worker, at=NOW)
    assert "Open my page" in text(browser.get("/en/my-page/"))
    assert "Ibou" not in text(opened(mother).get("/en/my-page/"))
    named(child, mother, worker)
    june.shift(datetime(2023, 12, 30, 12, tzinfo=UTC) - datetime(2014, 6, 3, 12, tzinfo=UTC))
    browser = opened(mother)
    assert "page of your child" in text(go_over(browser, child))
    june.shift(timedelta(days=3))
    assert "Ibou" not in text(opened(mother).get("/en/my-page/"))


def test_the_page_closes_when_the_guardian_s_code_is_replaced(
    worker: Staff, mother: Own, child: Client
) -> None:
    named(child, mother, worker)
    browser = opened(mother)
    go_over(browser, child)
    actions.replace_code(client=mother[0], by=worker, at=NOW)
    assert "Open my page" in text(browser.get("/en/my-page/"))


def test_an_adult_has_no_guardian_and_a_child_is_none(worker: Staff, mother: Own, child: Client) -> None:
    body = worker.posts.get().body
    grown = make_client(worker, body, given_names="Omar", birth=OF_1996)
    unknown = make_client(worker, body, given_names="Nobody knows when")
    tried = {}
    for name, ward, guardian in (
        ("may be seventeen", grown, mother[0]),
        ("a birth that nobody knows", unknown, mother[0]),
        ("a child of a child", make_client(worker, body, birth=OF_2005), child),
        ("a child of itself", child, child),
    ):
        try:
            actions.name_guardian(child=ward, guardian=guardian, by=worker, at=NOW)
            tried[name] = "named"
        except NotAllowed as refused:
            tried[name] = refused.answer.code
    assert tried == {
        "may be seventeen": "named",
        "a birth that nobody knows": "no_child",
        "a child of a child": "no_adult",
        "a child of itself": "no_adult",
    }


def test_whoever_helps_one_of_them_alone_learns_nothing_of_the_other(
    desk: Browser, worker: Staff, mother: Own, child: Client
) -> None:
    elsewhere = make_body("B-ELSEWHERE")
    stranger = make_client(None, elsewhere, given_names="Canary")
    page = f"/en/people/{child.reference}/family/"
    form = {**version_of(desk.get(page)), "reference": stranger.reference}
    refused = desk.post(page, form)
    assert refused.status_code == 422
    assert "Nobody whom your body helps" in text(refused)
    assert "Canary" not in text(refused)
    named(child, mother, worker)
    actions.end_support(support=mother[0].supports.get(), by=Actor.staff(worker.pk), at=NOW)
    shown = text(desk.get(page))
    assert "Helped by another body" in shown
    assert "Awa" not in shown


def test_of_two_who_name_a_guardian_at_once_the_second_is_told(
    desk: Browser, worker: Staff, mother: Own, child: Client
) -> None:
    page = f"/en/people/{child.reference}/family/"
    stale = {**version_of(desk.get(page)), "reference": mother[0].reference}
    father = make_client(worker, worker.posts.get().body, given_names="Modou")
    actions.name_guardian(child=child, guardian=father, by=worker, at=NOW)
    assert desk.post(page, stale).status_code == 409
    assert Client.objects.get(pk=child.pk).guardian == father


def test_whoever_is_erased_is_nobody_s_guardian_and_both_chains_say_so(
    worker: Staff, mother: Own, child: Client
) -> None:
    named(child, mother, worker)
    request = actions.ask_erasure(client=mother[0], at=NOW)
    actions.decide_erasure(request=request, by=worker, at=NOW)
    assert Client.objects.get(pk=child.pk).guardian is None
    said = {one.verb: one.subject for one in Entry.objects.filter(verb__in=("guardian_ended", "child_ended"))}
    assert said == {"guardian_ended": child.pk, "child_ended": mother[0].pk}


def test_a_child_that_is_erased_has_no_guardian(worker: Staff, mother: Own, child: Client) -> None:
    named(child, mother, worker)
    request = actions.ask_erasure(client=child, at=NOW)
    actions.decide_erasure(request=request, by=worker, at=NOW)
    gone = Client.objects.get(pk=child.pk)
    assert (gone.guardian, gone.erased_at, gone.given_names) == (None, NOW, "")
    assert "Ibou" not in text(opened(mother).get("/en/my-page/"))
