"""Applying, coming back, and the pages of one's own file."""

from typing import Any

import pytest
from django.test import Client

from indimaj.applications.actions import intake
from indimaj.applications.enums import State
from indimaj.applications.models import Application, Evidence
from indimaj.ledger.models import Entry, Read
from indimaj.letters.models import Letter, Verification

from .conftest import JUNE, PIN, pdf, text, visiting

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


def test_a_person_applies_from_the_first_page_to_the_receipt(office: Any) -> None:
    client = Client()
    asked = {"office": "BE-RAB", "language": "fr", "pin": PIN, "again": PIN}
    slip = client.post("/fr/apply/start/", asked)
    file = Application.objects.get()
    assert (slip.status_code, file.reference in text(slip)) == (200, True)
    pages = {
        "name": {"given_names": "Awa", "family_name": "Ndiaye"},
        "birth": {"birth_kind": "day", "text": "1985"},
        "sex": {"sex": "female"},
        "nationality": {"nationality_status": "stated", "first": "SN"},
        "document": {},
        "contact": {"phone": "0612345678", "phone_mark": "mine"},
        "speech": {"spoken_language": "Wolof"},
    }
    at = "/fr/apply/person/name/"
    for step, answers in pages.items():
        assert at == f"/fr/apply/person/{step}/"
        assert client.get(at).status_code == 200
        at = client.post(at, answers)["Location"]
    assert at == "/fr/apply/tasks/"
    assert client.get(at).status_code == 200
    following = client.post("/fr/apply/question/in_morocco_since/", {"answer_year": "2008"})
    assert following["Location"] == "/fr/apply/question/residence_continuous/"
    client.post("/fr/apply/question/residence_continuous/", {"answer": "yes"})
    sent = client.post("/fr/documents/in_morocco_since/", {"kind": "lease", "upload": pdf()})
    assert sent["Location"] == "/fr/documents/"
    checked = client.get("/fr/apply/answers/")
    assert "Awa Ndiaye" in text(checked)
    handed = client.post("/fr/apply/answers/", {"submission": str(file.submission)})
    assert handed["Location"] == "/fr/apply/done/"
    file.refresh_from_db()
    assert (file.state, file.order_number, file.declared["in_morocco_since"]) == (State.REGISTERED, 1, "2008")
    assert file.applicant is not None
    assert (file.applicant.phone, file.applicant.birth_from.isoformat()) == ("+212612345678", "1985-01-01")
    done = client.get("/fr/apply/done/")
    assert file.reference in text(done)
    receipt = client.get(f"/fr/file/letters/{Letter.objects.get().pk}/")
    assert (receipt["Content-Type"], receipt.content[:5]) == ("application/pdf", b"%PDF-")
    assert Read.objects.filter(what="letter", subject=file.pk).count() == 1


def test_handing_in_twice_leaves_one_file(draft: tuple[Application, str]) -> None:
    file, code = draft
    client = visiting(file, code)
    client.post("/en/apply/person/name/", {"given_names": "Awa"})
    for _press in range(2):
        answer = client.post("/en/apply/answers/", {"submission": str(file.submission)})
        assert answer["Location"] == "/en/apply/done/"
    file.refresh_from_db()
    assert (file.order_number, Letter.objects.count()) == (1, 1)
    assert Entry.objects.filter(verb="submit").count() == 1


def test_an_application_without_a_name_is_told_what_to_write(draft: tuple[Application, str]) -> None:
    answer = visiting(*draft).post("/en/apply/answers/", {"submission": "nonsense"})
    assert (answer.status_code, "at least one name" in text(answer)) == (422, True)


def test_i_do_not_know_is_an_answer(draft: tuple[Application, str]) -> None:
    client = visiting(*draft)
    first = client.post("/en/apply/question/in_morocco_since/", {"unknown": "1"})
    assert first["Location"] == "/en/apply/question/residence_continuous/"
    draft[0].refresh_from_db()
    assert draft[0].declared == {}
    assert "I do not know" in text(client.get("/en/apply/answers/"))


def test_an_answer_that_no_longer_matters_is_not_asked_for(draft: tuple[Application, str]) -> None:
    client = visiting(*draft)
    client.post("/en/apply/question/work_contract_effective/", {"answer": "no"})
    assert "/en/apply/question/work_contract_months/" not in client.get("/en/apply/tasks/").content.decode()
    answer = client.post("/en/apply/question/spouse/", {"answer": "moroccan"})
    assert answer["Location"] == "/en/apply/question/life_together_since/"


@pytest.mark.parametrize(
    ("upload", "status", "words"),
    [
        (pdf(data=b"MZ\x90\x00 not a picture"), 415, "PDF"),
        (pdf(data=b""), 422, "empty"),
        (pdf(data=b"%PDF-1.4" + b"0" * (8 * 1024 * 1024)), 413, "too large"),
    ],
)
def test_a_wrong_upload_says_what_to_do(
    registered: tuple[Application, str], upload: Any, status: int, words: str
) -> None:
    answer = visiting(*registered).post(
        "/en/documents/every-file/", {"kind": "application_form_signed_photo", "upload": upload}
    )
    assert (answer.status_code, words in text(answer)) == (status, True)
    assert Evidence.objects.count() == 0


def test_a_proof_can_be_impossible_to_obtain(draft: tuple[Application, str]) -> None:
    client = visiting(*draft)
    answer = client.post(
        "/en/documents/in_morocco_since/impossible/", {"kind": "lease", "note": "No lease was written."}
    )
    assert answer["Location"] == "/en/documents/in_morocco_since/"
    assert Evidence.objects.values_list("kind", "state").get() == ("lease", "impossible")


def test_three_that_do_not_belong_together_open_nothing(registered: tuple[Application, str]) -> None:
    file, code = registered
    asked = {"reference": file.reference, "code": code, "pin": "135791"}
    client = Client()
    answers = [client.post("/en/file/", asked) for _try in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert (answers[5]["Retry-After"], "Wait" in text(answers[5])) == ("61", True)
    assert client.get("/en/apply/tasks/")["Location"] == "/en/file/"


def test_a_visit_ends_after_twenty_minutes(registered: tuple[Application, str], june: Any) -> None:
    client = visiting(*registered)
    june.shift(19 * 60)
    assert "Registered" in text(client.get("/en/file/"))
    june.shift(19 * 60)
    assert "Registered" in text(client.get("/en/file/"))
    june.shift(21 * 60)
    assert "Your PIN" in text(client.get("/en/file/"))


def test_leaving_forgets_the_file_and_says_nothing(registered: tuple[Application, str]) -> None:
    client = visiting(*registered)
    answer = client.post("/en/leave/", follow=True)
    assert answer.redirect_chain == [("/en/left/", 302)]
    assert (
        text(answer).split("Go to the main content ")[1].startswith("العربية Français English You have left")
    )
    assert "Your PIN" in text(client.get("/en/file/"))


def test_pages_of_a_file_are_never_stored_and_have_a_neutral_title(
    registered: tuple[Application, str],
) -> None:
    client = visiting(*registered)
    for page in ("file/", "apply/done/", "documents/", "file/pin/", "file/withdraw/"):
        answer = client.get(f"/fr/{page}")
        assert (answer["Cache-Control"], "<title>Indimaj</title>" in answer.content.decode()) == (
            "no-store",
            True,
        )


def test_somebody_elses_letter_does_not_exist(registered: tuple[Application, str], office: Any) -> None:
    letter = Letter.objects.get()
    other, code = intake.start_draft(campaign="2014", office=office, language="ar", pin=PIN, at=JUNE)
    client = visiting(other, code)
    assert client.get(f"/en/file/letters/{letter.pk}/").status_code == 404


def test_a_contact_is_corrected_from_the_own_page(registered: tuple[Application, str]) -> None:
    client = visiting(*registered)
    answer = client.post("/en/apply/person/contact/", {"phone": "+221770000000", "phone_mark": "shared"})
    assert answer["Location"] == "/en/file/"
    registered[0].refresh_from_db()
    assert registered[0].applicant is not None
    assert (registered[0].applicant.phone, registered[0].applicant.family_name) == ("+221770000000", "Ndiaye")


def test_taking_back_asks_once_more_and_then_does_it(registered: tuple[Application, str]) -> None:
    client = visiting(*registered)
    assert client.get("/en/file/withdraw/").status_code == 200
    client.post("/en/file/withdraw/")
    registered[0].refresh_from_db()
    assert registered[0].state == State.WITHDRAWN
    assert "Withdrawn" in text(client.get("/en/file/"))


def test_a_new_pin_opens_and_the_old_one_does_not(registered: tuple[Application, str]) -> None:
    file, code = registered
    visiting(file, code).post("/en/file/pin/", {"pin": "975310", "again": "975310"})
    opened = [
        Client().post("/en/file/", {"reference": file.reference, "code": code, "pin": pin}).status_code
        for pin in (PIN, "975310")
    ]
    assert opened == [422, 302]


def test_a_receipt_is_verified_with_its_date_and_nothing_else(registered: tuple[Application, str]) -> None:
    token = Verification.objects.get().token
    at = Client().get(f"/v/{token}", headers={"accept-language": "fr"})["Location"]
    assert at == f"/fr/verify/{token}/"
    page = text(Client().get(f"/en/verify/{token}/"))
    assert ("genuine" in page, "3 June 2014" in page) == (True, True)
    assert (registered[0].reference in page, "Ndiaye" in page, "Rabat" in page) == (False, False, False)
    unknown = Client().get("/en/verify/nonsense/")
    assert (unknown.status_code, "no such document" in text(unknown)) == (200, True)


def test_no_application_begins_when_no_campaign_is_open(office: Any, june: Any) -> None:
    june.move_to("2015-06-01T10:00:00Z")
    assert Client().get("/en/apply/start/")["Location"] == "/en/apply/"
    assert "No campaign is open" in text(Client().get("/en/apply/"))


def test_one_address_cannot_fill_the_disk(draft: tuple[Application, str]) -> None:
    client = visiting(*draft)
    statuses = [client.post("/en/documents/spouse/", {}).status_code for _try in range(101)]
    assert (statuses[99], statuses[100]) == (422, 429)
