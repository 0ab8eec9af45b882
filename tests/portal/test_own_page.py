"""My page of the service side, and the wall between it and the file."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from indimaj.applications.models import Application
from indimaj.clients import actions
from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client, Objection
from indimaj.directory.enums import Purpose, Role
from indimaj.directory.models import Office
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.ledger.models import Entry, Read
from indimaj.letters import actions as letters
from indimaj.letters.enums import LetterKind
from indimaj.people.answers import PersonAnswers
from indimaj.portal import page_parts
from tests.clients.making import make_body, post

from .conftest import PIN, hidden, text, visiting

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
NOW = datetime(2014, 6, 3, 10, tzinfo=UTC)
SETUP = Actor.system("setup")
Own = tuple[Client, str]


@pytest.fixture
def own(office: Office) -> Own:
    person = PersonAnswers(given_names="Awa", family_name="Ndiaye", phone="+212612345678", phone_mark="mine")
    return actions.register_client(person=person, by=SETUP, at=NOW, body=make_body(), pin=PIN, language="fr")


def entering(own: Own, **changed: str) -> tuple[Browser, Any]:
    client, code = own
    browser = Browser()
    typed = {"reference": client.reference, "code": code, "pin": PIN, **changed}
    return browser, browser.post("/en/my-page/", typed)


def opened(own: Own) -> Browser:
    browser, answer = entering(own)
    assert answer.status_code == 302, text(answer)
    return browser


def test_reference_code_and_pin_open_the_page_and_each_wrong_one_the_same_refusal(own: Own) -> None:
    assert "Awa Ndiaye" in text(opened(own).get("/en/my-page/"))
    wrong = ({"pin": "000000"}, {"code": "AAAA-AAAA-AAAA-AAAA"}, {"reference": "IND-AAAA-AAAA"})
    said = {text(entering(own, **one)[1]) for one in wrong}
    assert len(said) == 1
    assert "do not belong together" in said.pop()


def test_who_knows_a_reference_locks_out_only_themself(own: Own) -> None:
    for _ in range(6):
        _, last = entering(own, code="AAAA-AAAA-AAAA-AAAA")
    assert last.status_code == 429
    client, code = own
    elsewhere = Browser(REMOTE_ADDR="198.51.100.7")
    answer = elsewhere.post("/en/my-page/", {"reference": client.reference, "code": code, "pin": PIN})
    assert answer.status_code == 302


def test_a_status_code_opens_no_page_here_and_the_reverse(
    own: Own, registered: tuple[Application, str]
) -> None:
    file, code = registered
    _, here = entering((own[0], code), reference=file.reference)
    assert here.status_code == 422
    there = Browser().post("/en/file/", {"reference": own[0].reference, "code": own[1], "pin": PIN})
    assert there.status_code == 422


def test_opening_one_side_ends_the_visit_to_the_other_and_neither_says_that_the_other_exists(
    own: Own, registered: tuple[Application, str]
) -> None:
    file, code = registered
    browser = visiting(file, code)
    assert "Open my page" in text(browser.get("/en/my-page/"))
    client, own_code = own
    browser.post("/en/my-page/", {"reference": client.reference, "code": own_code, "pin": PIN})
    mine = browser.get("/en/my-page/")
    assert "Awa Ndiaye" in text(mine)
    assert "Open my file" in text(browser.get("/en/file/"))
    browser.post("/en/file/", {"reference": file.reference, "code": code, "pin": PIN})
    theirs = browser.get("/en/file/")
    assert "Open my page" in text(browser.get("/en/my-page/"))
    assert file.reference not in mine.content.decode()
    assert "/file/" not in mine.content.decode()
    assert client.reference not in theirs.content.decode()
    assert "/my-page/" not in theirs.content.decode()


def test_a_visit_ends_after_twenty_minutes_and_when_the_code_is_replaced(own: Own, june: Any) -> None:
    browser = opened(own)
    june.shift(timedelta(minutes=21))
    assert "Open my page" in text(browser.get("/en/my-page/"))
    browser = opened(own)
    worker = post(Role.CASEWORKER, own[0].supports.get().body)
    actions.replace_code(client=own[0], by=worker, at=NOW)
    assert "Open my page" in text(browser.get("/en/my-page/"))


def test_the_person_reads_which_body_opened_the_page_and_why_and_no_name_of_staff(own: Own) -> None:
    worker = post(Role.CASEWORKER, own[0].supports.get().body, name="Canary Caseworker")
    desk = Browser()
    desk.force_login(worker)
    assert desk.get(f"/en/people/{own[0].reference}/").status_code == 200
    said = text(opened(own).get("/en/my-page/readers/"))
    assert "Association B-SALAM (en)" in said
    assert "Helping a person reach services" in said
    assert "Canary" not in said


@pytest.mark.parametrize(
    ("language", "mine", "nobody"),
    [
        ("en", "You handed in a paper · You", "by the person"),
        ("fr", "Vous avez remis un document · Vous", "la personne"),
        ("ar", "سلمتم وثيقة · أنتم", "الشخص"),
    ],
)
def test_what_was_done_is_said_to_the_person_and_identical_lines_are_one(
    own: Own, language: str, mine: str, nobody: str
) -> None:
    for verb in ("paper_handed_in", "paper_handed_in", "referral_accept", "livelihood_asked"):
        ledger.record(
            compartment=Compartment.SERVICE, subject=own[0].pk, verb=verb, by=own[0].actor(),
            purpose=Purpose.OWN_PAGE, at=NOW,
        )  # fmt: skip
    done = text(opened(own).get(f"/{language}/my-page/readers/"))
    assert (done.count(mine), nobody in done) == (1, False)
    if language == "en":
        assert "· 2 times You handed in a paper" in done.replace("\u2068", "").replace("\u2069", "")
        assert "The service receives you" in done
        assert "You were asked whether your livelihood still feeds you" in done


def test_the_person_gives_a_consent_and_takes_it_back(own: Own) -> None:
    browser = opened(own)
    assert "checked" not in browser.get("/en/my-page/consents/").content.decode()
    browser.post("/en/my-page/consents/", {"purpose": "messages"})
    consent = own[0].consents.get()
    assert consent.words.startswith("You may send me neutral messages")
    browser.post(f"/en/my-page/consents/{consent.pk}/withdraw/")
    assert own[0].consents.get().withdrawn_at is not None


def test_nobody_withdraws_the_consent_of_another(own: Own) -> None:
    other, _code = actions.register_client(person=PersonAnswers(given_names="Ibou"), by=SETUP, at=NOW)
    yes = actions.give_consent(client=other, purpose=ConsentPurpose.MESSAGES, by=SETUP, at=NOW)
    assert opened(own).post(f"/en/my-page/consents/{yes.pk}/withdraw/").status_code == 404
    assert other.consents.get().withdrawn_at is None


def test_the_person_corrects_a_name_and_search_finds_the_new_one(own: Own) -> None:
    browser = opened(own)
    page = browser.get("/en/my-page/correct/")
    form = {**hidden(page), "given_names": "Hawa", "family_name": "Ndiaye"}
    assert browser.post("/en/my-page/correct/", form).status_code == 302
    assert Client.objects.get(pk=own[0].pk).given_names == "Hawa"
    assert own[0].keys.exists()


def test_an_objection_waits_until_somebody_answers(own: Own) -> None:
    browser = opened(own)
    form = {**hidden(browser.get("/en/my-page/objections/")), "text": "Do not call my brother"}
    for _ in range(2):
        browser.post("/en/my-page/objections/", form)
    worker = post(Role.CASEWORKER, own[0].supports.get().body)
    desk = Browser()
    desk.force_login(worker)
    page = f"/en/people/{own[0].reference}/"
    assert "Do not call my brother" in text(desk.get(page))
    answer = f"{page}objections/{Objection.objects.get().pk}/"
    assert desk.post(answer, {"answer": "We crossed the number out"}).status_code == 302
    assert desk.post(answer, {"answer": "Twice"}).status_code == 409
    assert "We crossed the number out" in text(browser.get("/en/my-page/objections/"))


def attestation(client: Client) -> Any:
    data = {
        "title": dict.fromkeys(("ar", "fr", "en"), "Attestation of attendance"), "name": client.name,
        "body": dict.fromkeys(("ar", "fr", "en"), "Association"), "on": "2014-06-01",
        "lines": [{"label": "Course", "value": "Darija"}],
    }  # fmt: skip
    return letters.issue(
        compartment=Compartment.SERVICE, subject=client.pk, kind=LetterKind.ATTESTATION, language="fr",
        data=data, at=NOW,
    )  # fmt: skip


def test_an_attestation_is_opened_by_its_person_alone_and_checked_by_anybody(own: Own) -> None:
    mine = attestation(own[0])
    browser = opened(own)
    assert browser.get(f"/en/my-page/papers/{mine.pk}/").content.startswith(b"%PDF")
    other = attestation(
        actions.register_client(person=PersonAnswers(given_names="Ibou"), by=SETUP, at=NOW)[0]
    )
    assert browser.get(f"/en/my-page/papers/{other.pk}/").status_code == 404
    checked = text(Browser().get(f"/en/verify/{mine.verification.token}/"))
    assert "genuine" in checked
    assert "Awa" not in checked


def test_everything_is_taken_along_in_one_file(own: Own) -> None:
    actions.give_consent(client=own[0], purpose=ConsentPurpose.MESSAGES, by=SETUP, at=NOW)
    actions.add_note(support=own[0].supports.get(), text="Asked for a course", by=SETUP, at=NOW)
    answer = opened(own).post("/en/my-page/take-along/")
    held = json.loads(answer.content)
    assert held["person"]["phone"] == "+212612345678"
    assert held["notes"][0]["text"] == "Asked for a course"
    assert {"consents", "supports", "who_read_it", "papers"} <= held.keys()
    assert "attachment" in answer["Content-Disposition"]
    assert Read.objects.filter(subject=own[0].pk, what="own_export").exists()


def test_erasure_empties_the_person_and_their_keys_keeps_the_count_and_closes_the_page(own: Own) -> None:
    client, _code = own
    actions.add_note(support=client.supports.get(), text="Canary note", by=SETUP, at=NOW)
    letter = attestation(client)
    browser = opened(own)
    browser.post("/en/my-page/erasure/", {"do": "ask"})
    officer = Browser()
    officer.force_login(post(Role.DATA_PROTECTION))
    listed = text(officer.get("/en/people/erasures/"))
    assert client.reference in listed
    assert "Ndiaye" not in listed
    request = client.erasure_requests.get()
    assert officer.post(f"/en/people/erasures/{request.pk}/", {"decision": "erase"}).status_code == 302
    client.refresh_from_db()
    assert (client.name, client.phone, client.keys.count()) == ("—", "", 0)
    assert Client.objects.count() == 1
    assert not client.notes.exists()
    letter.refresh_from_db()
    assert letter.data == {}
    assert "Open my page" in text(browser.get("/en/my-page/"))
    assert entering(own)[1].status_code == 422
    assert Entry.objects.filter(subject=client.pk, verb="erased").count() == 1


def test_erasure_is_refused_only_for_a_reason_that_the_law_gives_and_the_person_reads_it(own: Own) -> None:
    browser = opened(own)
    browser.post("/en/my-page/erasure/", {"do": "ask"})
    desk = Browser()
    desk.force_login(post(Role.CASEWORKER, own[0].supports.get().body))
    address = f"/en/people/erasures/{own[0].erasure_requests.get().pk}/"
    assert desk.post(address, {"decision": "keep"}).status_code == 422
    assert desk.post(address, {"decision": "keep", "ground": "loan_open"}).status_code == 302
    assert desk.post(address, {"decision": "erase"}).status_code == 409
    assert "A grant or a loan is not yet accounted for" in text(browser.get("/en/my-page/erasure/"))


def test_the_page_is_not_stored_and_its_tab_says_nothing(own: Own) -> None:
    page = opened(own).get("/en/my-page/")
    assert page["Cache-Control"] == "no-store"
    assert "<title>Indimaj</title>" in page.content.decode()
    assert "/leave/" in page.content.decode()


def proof_of_age(registered: tuple[Application, str]) -> str:
    browser = visiting(*registered)
    page = browser.post("/en/file/one-fact/", {"fact": "age_group", "purpose": "enrolment"})
    assert page.status_code == 200, text(page)
    return str(page.context["issued"].token)


def test_one_fact_crosses_in_the_persons_own_hand_once_and_no_row_or_line_holds_an_id_of_the_other_side(
    own: Own, registered: tuple[Application, str], caplog: Any
) -> None:
    token = proof_of_age(registered)
    browser = opened(own)
    form = {"purpose": "enrolment", "token": token.lower()}
    assert browser.post("/en/my-page/proof/", form).status_code == 302
    assert "From 25 to 59" in text(browser.get("/en/my-page/"))
    again = browser.post("/en/my-page/proof/", form)
    assert again.status_code == 422
    assert "already been used" in text(again)
    file, client = Application.objects.get(), own[0]
    status = {str(file.pk), file.pk.hex, str(file.applicant_id), file.reference, token}
    service = {str(client.pk), client.pk.hex, client.reference, token}
    for compartment, foreign in (("status", service), ("service", status), ("house", status | service)):
        lines = [
            *Entry.objects.filter(compartment=compartment).values(),
            *Read.objects.filter(compartment=compartment).values(),
        ]
        assert lines
        assert [one for one in foreign if one in str(lines)] == []
    kept = str([vars(row) for row in (*client.handed_facts.all(), client)])
    assert [one for one in status if one in kept] == []
    assert [one for one in status | service if one in caplog.text] == []


def test_a_proof_for_another_purpose_says_so_and_stays_unused(
    own: Own, registered: tuple[Application, str]
) -> None:
    token = proof_of_age(registered)
    browser = opened(own)
    wrong = browser.post("/en/my-page/proof/", {"purpose": "project", "token": token})
    assert wrong.status_code == 422
    assert "made for something else" in text(wrong)
    assert browser.post("/en/my-page/proof/", {"purpose": "enrolment", "token": token}).status_code == 302


def test_a_file_offers_only_facts_that_it_shows(registered: tuple[Application, str]) -> None:
    browser = visiting(*registered)
    refused = browser.post("/en/file/one-fact/", {"fact": "identity_confirmed", "purpose": "service"})
    assert refused.status_code == 422
    assert "Age group: From 25 to 59" in text(browser.get("/en/file/one-fact/"))


def test_no_page_of_mine_asks_more_than_twelve_questions(own: Own) -> None:
    actions.object_to(client=own[0], text="No", at=NOW)
    actions.ask_erasure(client=own[0], at=NOW)
    attestation(own[0])
    browser = opened(own)
    parts = [f"?part={room}" for room in page_parts.ROOMS]
    for path in (
        "",
        *parts,
        "consents/",
        "readers/",
        "correct/",
        "objections/",
        "erasure/",
        "proof/",
        "take-along/",
    ):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(f"/en/my-page/{path}").status_code == 200
        kept = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(kept) <= 12, "\n".join([path, *kept])
