"""The caseworker's desk: who is there, search, registration, consent, hand-over."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from indimaj.clients.actions import add_note, give_consent, hand_over
from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.forms import IdentityForm
from indimaj.clients.models import Client, Consent, Note, Support
from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ledger.models import Entry, Read
from indimaj.people.answers import answers_of

from .making import NOON, make_body, make_client, post

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def worker(body: Body) -> Staff:
    return post(Role.CASEWORKER, body)


@pytest.fixture
def desk(worker: Staff) -> Browser:
    browser = Browser()
    browser.force_login(worker)
    return browser


def typed(**fields: Any) -> dict[str, Any]:
    given = {"given_names": "Fatou", "community": "migrant", "language": "fr", "body": "B-SALAM"}
    return {**given, "submission": str(uuid4()), "do": "register", **fields}


def page_of(client: Client) -> str:
    return f"/en/people/{client.reference}/"


def test_a_person_is_registered_with_one_name_and_the_code_is_shown_once(desk: Browser) -> None:
    form = typed(consents=["messages"])
    shown = desk.post("/en/people/new/", form)
    client = Client.objects.get()
    code = shown.context["code"]
    assert code
    assert code in shown.content.decode()
    again = desk.post("/en/people/new/", form | {"do": "anyway"})
    assert again.context["code"] == ""
    assert Client.objects.count() == 1
    assert [one.purpose for one in client.consents.all()] == ["messages"]
    assert code not in desk.get(page_of(client)).content.decode()


def test_no_consent_is_ticked_beforehand(desk: Browser) -> None:
    shown = desk.get("/en/people/new/").content.decode()
    assert 'name="consents"' in shown
    assert "checked" not in shown


def test_a_refused_registration_keeps_what_was_typed(desk: Browser) -> None:
    shown = desk.post("/en/people/new/", typed(given_names="", phone="0612345678"))
    assert shown.status_code == 422
    assert "0612345678" in shown.content.decode()
    assert not Client.objects.exists()


def test_staff_read_whose_a_phone_is_as_of_somebody_else_and_the_person_as_theirs(desk: Browser) -> None:
    form = desk.get("/en/people/new/").content.decode()
    assert "The person’s own" in form
    assert ">Mine<" not in form
    refused = desk.post("/en/people/new/", typed(phone="+212600000001"))
    assert "the person’s own, shared, or not to be used" in refused.content.decode()
    desk.post("/en/people/new/", typed(phone="+212600000001", phone_mark="mine"))
    client = Client.objects.get()
    for address in (page_of(client), f"{page_of(client)}correct/"):
        assert "The person’s own" in desk.get(address).content.decode()
    with override("en"):
        own = IdentityForm(person=answers_of(client), today=NOON.date())
        assert dict(own.fields["phone_mark"].choices)["mine"] == "Mine"  # type: ignore[attr-defined]


def test_a_likely_duplicate_is_shown_first_and_another_body_is_not_named(desk: Browser) -> None:
    shelter = make_body("B-SHELTER")
    there = make_client(None, shelter, given_names="Fatou", family_name="Sarr", phone="+212612345678")
    shown = desk.post(
        "/en/people/new/",
        typed(family_name="Sarr", phone="0612345678", phone_mark="mine"),
    )
    text = shown.content.decode()
    assert "Another body helps somebody" in text
    assert "B-SHELTER" not in text
    assert there.reference not in text
    assert Client.objects.count() == 1


def test_search_finds_a_spelling_a_phone_and_a_reference_among_ones_own_people(
    desk: Browser, worker: Staff, body: Body
) -> None:
    mine = make_client(worker, body, given_names="Mamadou", family_name="Diallo", phone="+212612345678")
    other = make_client(None, make_body("B-OTHER"), given_names="Mamadou", family_name="Diallo")
    for text in ("Mamadu Jallow", "5678"):
        found = desk.post("/en/people/find/", {"q": text}).content.decode()
        assert mine.reference in found
        assert other.reference not in found
    assert desk.post("/en/people/find/", {"q": mine.reference}).url == page_of(mine)
    assert not Read.objects.filter(detail__icontains="Mamad").exists()


def test_the_list_stands_with_the_oldest_contact_first_on_pages(
    desk: Browser, worker: Staff, body: Body
) -> None:
    people = [make_client(worker, body) for _ in range(30)]
    add_note(
        support=people[0].supports.get(), text="We met", by=Actor.staff(worker.pk), at=NOON.replace(hour=15)
    )
    first = desk.get("/en/people/")
    assert len(first.context["rows"]) == 25
    second = desk.get("/en/people/" + first.context["later"])
    names = [row.client_id for row, _wait, _objects in (*first.context["rows"], *second.context["rows"])]
    assert len(set(names)) == 30
    assert names[-1] == people[0].pk
    back = desk.get("/en/people/" + second.context["earlier"])
    assert [row.pk for row, *_ in back.context["rows"]] == [row.pk for row, *_ in first.context["rows"]]


def test_a_person_of_another_body_looks_like_nobody(desk: Browser) -> None:
    other = make_client(None, make_body("B-OTHER"), given_names="Canary")
    forbidden, missing = desk.get(page_of(other)), desk.get("/en/people/IND-0000-0000/")
    assert forbidden.status_code == missing.status_code == 404
    assert "Canary" not in forbidden.content.decode()


def test_each_opening_is_logged_before_the_answer(desk: Browser, worker: Staff, body: Body) -> None:
    client = make_client(worker, body)
    desk.get(page_of(client))
    line = Read.objects.get(subject=client.pk)
    assert (line.compartment, line.what, line.purpose) == ("service", "client", "support")


def test_consent_keeps_the_words_that_the_person_read_and_is_taken_back(
    desk: Browser, worker: Staff, body: Body
) -> None:
    client = make_client(worker, body)
    Client.objects.filter(pk=client.pk).update(language="fr")
    for _ in range(2):
        desk.post(page_of(client) + "consent/", {"purpose": "messages"})
    consent = Consent.objects.get()
    assert consent.language == "fr"
    assert consent.words.startswith("Vous pouvez m")
    desk.post(page_of(client) + f"consent/{consent.pk}/withdraw/")
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    verbs = list(Entry.objects.filter(subject=client.pk).values_list("verb", flat=True))
    assert verbs == ["registered", "consent_given", "consent_withdrawn"]


def test_a_hand_over_to_another_body_needs_a_yes_that_names_it(worker: Staff, body: Body) -> None:
    client = make_client(worker, body, ConsentPurpose.REFERRAL)
    other = make_body("B-OTHER")
    by = Actor.staff(worker.pk)
    with pytest.raises(NotAllowed):
        hand_over(support=client.supports.get(), by=by, at=NOON, to_body=other)
    give_consent(client=client, purpose=ConsentPurpose.REFERRAL, body=other, by=by, at=NOON)
    hand_over(support=client.supports.get(), by=by, at=NOON, to_body=other, note="Needs an interpreter")
    assert client.supports.get(is_open=True).body == other


def test_a_hand_over_loses_nothing_and_the_old_caseworker_sees_the_person_no_more(
    desk: Browser, worker: Staff, body: Body
) -> None:
    client, other = make_client(worker, body), make_body("B-OTHER")
    newcomer = post(Role.CASEWORKER, other)
    desk.post(page_of(client) + "note/", {"text": "Promised to call on Monday", "submission": str(uuid4())})
    desk.post(page_of(client) + "consent/", {"purpose": "referral", "body": "B-OTHER"})
    assert desk.get(page_of(client)).status_code == 200
    form = {"to": "body:B-OTHER", "note": "Speaks Wolof", "support": str(client.supports.get().pk)}
    handed = desk.post(page_of(client) + "hand-over/", form)
    assert handed.status_code == 302
    assert desk.get(page_of(client)).status_code == 404
    theirs = Browser()
    theirs.force_login(newcomer)
    text = theirs.get(page_of(client)).content.decode()
    assert "Promised to call on Monday" in text
    assert "Speaks Wolof" in text
    verbs = list(Entry.objects.filter(subject=client.pk).values_list("verb", flat=True))
    assert verbs[-2:] == ["handed_over", "support_begun"]


def test_two_caseworkers_cannot_both_hand_over(desk: Browser, worker: Staff, body: Body) -> None:
    client = make_client(worker, body)
    colleague = post(Role.CASEWORKER, body, username="colleague")
    support = client.supports.get()
    hand_over(support=support, by=Actor.staff(worker.pk), at=NOON, to_caseworker=colleague)
    assert Support.objects.filter(client=client, is_open=True).get().caseworker == colleague
    with pytest.raises(NotAllowed):
        hand_over(support=support, by=Actor.staff(worker.pk), at=NOON, to_caseworker=worker)


def test_a_hand_over_from_a_page_of_before_is_told_that_it_came_too_late(
    desk: Browser, worker: Staff, body: Body
) -> None:
    client = make_client(worker, body)
    first, second = (post(Role.CASEWORKER, body, username=name) for name in ("first", "second"))
    seen = str(client.supports.get().pk)
    for colleague, status in ((first, 302), (second, 409)):
        form = {"to": f"staff:{colleague.pk}", "note": "", "support": seen}
        assert desk.post(page_of(client) + "hand-over/", form).status_code == status
    assert client.supports.get(is_open=True).caseworker == first


def test_the_second_of_two_corrections_is_told_and_overwrites_nothing(
    desk: Browser, worker: Staff, body: Body
) -> None:
    client = make_client(worker, body)
    form = {"given_names": "Awa", "family_name": "Ndiaye", "version": "0"}
    assert desk.post(page_of(client) + "correct/", form | {"name_arabic": "أوا"}).status_code == 302
    late = desk.post(page_of(client) + "correct/", form | {"name_said": "Hawa"})
    assert late.status_code == 409
    assert "Hawa" in late.content.decode()
    client.refresh_from_db()
    assert (client.name_arabic, client.name_said) == ("أوا", "")
    assert Entry.objects.filter(subject=client.pk, verb="corrected").get().detail == {
        "fields": ["name_arabic"]
    }


def test_the_same_note_twice_is_one(worker: Staff, body: Body) -> None:
    client, submission = make_client(worker, body), uuid4()
    for _ in range(2):
        add_note(
            support=client.supports.get(),
            text="Once",
            by=Actor.staff(worker.pk),
            at=NOON,
            submission=submission,
        )
    assert Note.objects.count() == 1


@pytest.mark.parametrize("size", [1, 25])
def test_pages_ask_little_so_that_rooms_above_may_ask_too(
    desk: Browser, worker: Staff, body: Body, size: int
) -> None:
    people = [make_client(worker, body, *ConsentPurpose) for _ in range(size)]
    for path, most in (
        ("/en/people/?scope=body", 8),
        (page_of(people[0]), 12),
        (page_of(people[0]) + "history/", 10),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(path).status_code == 200
        kept = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(kept) <= most, "\n".join(kept)


def test_other_roles_have_no_desk(body: Body) -> None:
    for role in (Role.PROVIDER, Role.COORDINATOR, Role.ASSESSOR, Role.POLICY_OFFICER):
        browser = Browser()
        browser.force_login(post(role, body))
        assert browser.get("/en/people/").status_code == 404
        assert browser.get("/en/people/new/").status_code == 404
