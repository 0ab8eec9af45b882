from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from indimaj.applications.actions import examine, intake
from indimaj.applications.enums import State
from indimaj.applications.models import Application, FactValue, RegistrationRefusal
from indimaj.directory.enums import Role
from indimaj.ledger.models import Read
from indimaj.letters.models import Letter
from tests.applications.conftest import NOON, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]

PERSON = {
    "given_names": "Awa",
    "family_name": "Ndiaye",
    "birth": "1985",
    "sex": "female",
    "birth_kind": "day",
}


RESIDENT = {
    "fact-in_morocco_since": "2005",
    "fact-residence_continuous": "yes",
    "fact-residence_proven": "yes",
}


def url(name, *parts, language="en"):
    with translation.override(language):
        return reverse(f"applications:{name}", args=parts)


def deposit_form(office, **fields):
    return {
        "office": office.code,
        "language": "fr",
        "submission": str(uuid4()),
        "do": "register",
        **PERSON,
        **fields,
    }


@pytest.fixture
def desk(signed_in, counter):
    return signed_in(counter)


@pytest.fixture
def table(signed_in, examiner):
    return signed_in(examiner)


@pytest.mark.parametrize("name", ["queue", "counter", "refuse"])
def test_each_page_opens_in_each_language(desk, language, name):
    assert desk.get(url(name, language=language)).status_code == 200


def test_a_visitor_is_sent_to_sign_in(client, office):
    assert client.get(url("queue")).status_code == 302


def test_the_queue_shows_the_oldest_first_and_the_overdue_in_plain_sight(table, deposit, examiner):
    new, old = deposit(given_names="Binta", at=NOON + timedelta(hours=1)), deposit()
    for file in (old, new):
        examine.assign(application=file, to=examiner, by=examiner, version=None, at=NOON)
    page = table.get(url("queue")).content.decode()
    assert page.index(old.reference) < page.index(new.reference)
    assert "Opinion overdue" in page
    assert Read.objects.get().detail == {"scope": "mine", "state": "", "count": 2}


def test_keyset_pages_lead_there_and_back(table, deposit, monkeypatch):
    monkeypatch.setattr("indimaj.applications.queries.PAGE", 2)
    files = [deposit(given_names=name) for name in ("A", "B", "C", "D", "E")]
    references = [file.reference for file in files]
    first = table.get(url("queue"), {"scope": "office"})
    second = table.get(url("queue") + first.context["newer"])
    third = table.get(url("queue") + second.context["newer"])
    shown = [[row.reference for row, *_ in page.context["rows"]] for page in (first, second, third)]
    assert sorted(one for page in shown for one in page) == sorted(references)
    assert (first.context["older"], third.context["newer"]) == ("", "")
    again = table.get(url("queue") + second.context["older"])
    assert [row.reference for row, *_ in again.context["rows"]] == shown[0]


def test_a_search_is_posted_and_finds_by_reference_phone_tail_and_name(table, deposit):
    file = deposit()
    assert table.get(url("find")).status_code == 405
    assert table.post(url("find"), {"q": file.reference.lower()})["Location"] == url("case", file.reference)
    for text in ("5678", "0612345678", "awa ndiaye", "N'Diaye", "عوا ندياي", "Njie"):
        assert file.reference in table.post(url("find"), {"q": text}).content.decode(), text


def test_a_search_shows_nothing_of_another_office(signed_in, hire, other_office, deposit):
    file = deposit()
    stranger = signed_in(hire(Role.COUNTER, other_office))
    for text in (file.reference, "5678", "awa ndiaye"):
        assert file.reference not in stranger.post(url("find"), {"q": text}).content.decode().replace(
            f'value="{text}"', ""
        )
    assert stranger.get(url("case", file.reference)).status_code == 404


@pytest.mark.parametrize(
    "role", [Role.SECURITY_MEMBER, Role.MEMBER, Role.MEDICAL, Role.DATA_PROTECTION, Role.ADMINISTRATOR]
)
def test_who_has_no_list_finds_no_list_no_search_and_no_file(signed_in, hire, office, deposit, role):
    file = deposit()
    client = signed_in(hire(role, office))
    assert client.get(url("queue")).status_code == 404
    assert client.post(url("find"), {"q": file.reference}).status_code == 404
    assert client.get(url("case", file.reference)).status_code == 404


def test_a_whole_deposit_is_one_post_and_shows_the_code_once(desk, office):
    form = deposit_form(
        office, phone="0612345678", phone_mark="shared", seen_kind=["passport", "bill"], impossible_kind=["lease"],
        file_entry_stamp=pdf(), envelope="no", **{"fact-in_morocco_since": "2008", "fact-residence_continuous": "yes"},
    )  # fmt: skip
    page = desk.post(url("counter"), form)
    file = Application.objects.get()
    assert (page.status_code, page.context["application"]) == (200, file)
    assert (
        intake.open_with_code(
            reference=file.reference, code=page.context["code"], pin="123456", address="192.0.2.1", at=NOON
        )
        == file
    )
    assert file.declared["in_morocco_since"] == ["2008-01-01", "2008-12-31"]
    assert (file.declared["serious_illness"], file.language) == (False, "fr")
    assert sorted(file.evidence.values_list("kind", "state")) == [
        ("bill", "received"), ("entry_stamp", "received"), ("lease", "impossible"), ("passport", "received"),
    ]  # fmt: skip
    form["file_entry_stamp"] = pdf()
    again = desk.post(url("counter"), form)
    assert (Application.objects.count(), again.context["code"]) == (1, "")


def test_the_receipt_is_a_pdf_and_its_opening_is_logged(desk, deposit):
    file = deposit()
    letter = Letter.objects.get(subject=file.pk)
    answer = desk.get(url("letter", file.reference, letter.pk))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content[:5] == b"%PDF-"
    assert Read.objects.get(what="letter").subject == file.pk


def test_a_refused_form_keeps_everything_typed(desk, office):
    page = desk.post(
        url("counter"), deposit_form(office, birth="31/02/1985", mother_name="Fatou", phone="12")
    )
    body = page.content.decode()
    assert page.status_code == 422
    for typed in ("31/02/1985", "Fatou", "Ndiaye", 'value="12"'):
        assert typed in body
    assert Application.objects.count() == 0


def test_a_value_that_the_law_refuses_is_shown_beside_its_box(desk, office):
    page = desk.post(url("counter"), deposit_form(office, **{"fact-in_morocco_since": "1901"}))
    assert page.status_code == 422
    assert "in_morocco_since" in page.context["deposit"].facts.errors


def test_a_wrong_upload_says_what_to_send(desk, office):
    page = desk.post(url("counter"), deposit_form(office, file_passport=pdf(data=b"not a document")))
    assert page.status_code == 422
    assert "Send a PDF" in page.content.decode()


def test_the_machine_readable_line_fills_the_identity(desk, office):
    line = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    page = desk.post(
        url("counter"), {"do": "read", "mrz": line, "office": office.code, "mother_name": "Ingrid"}
    )
    body = page.content.decode()
    assert page.status_code == 200
    for expected in ("ERIKSSON", "ANNA MARIA", "1974-08-12", "L898902C3", "Ingrid"):
        assert expected in body


def test_likely_duplicates_are_shown_with_reasons_and_the_office_alone_outside_ones_own(
    signed_in, hire, other_office, deposit
):
    file = deposit()
    stranger = signed_in(hire(Role.COUNTER, other_office))
    typed = {
        "given_names": "Awa",
        "family_name": "N'Diaye",
        "birth": "04/03/1985",
        "phone": "0612345678",
        "sex": "female",
    }
    body = stranger.post(url("likely"), typed).content.decode()
    assert "Office BE-RAB" in body
    assert "The same phone number" in body
    assert file.reference not in body
    assert "Ndiaye" not in body


def test_likely_duplicates_of_ones_own_office_lead_to_the_file(desk, deposit):
    file = deposit()
    body = desk.post(url("likely"), {**PERSON, "birth": "1985-03-04", "phone": "0612345678"}).content.decode()
    assert file.reference in body


def test_turning_the_screen_shows_what_was_typed_and_saves_nothing(desk, office):
    body = desk.post(
        url("counter"), {**deposit_form(office, seen_kind="passport", language="en"), "do": "turn"}
    ).content.decode()
    assert "Ndiaye" in body
    assert "Passport" in body
    assert Application.objects.count() == 0


@time_machine.travel(NOON, tick=False)
def test_turning_the_screen_shows_what_is_missing_with_pictures_in_the_language_of_the_person(desk, office):
    form = deposit_form(office, seen_kind="passport", **RESIDENT)
    form |= {"do": "turn", "language": "fr"}
    page = desk.post(url("counter"), form)
    body = page.content.decode()
    assert 'lang="fr"' in body
    assert "Ce qui manque" in body
    lacking = {one.label: [picture for picture, _label in one.pictures] for one in page.context["lacking"]}
    # The form; since when; and once for the two facts that the same papers show.
    assert ["home" in pictures for pictures in lacking.values()] == [False, True, True]
    assert not any("passport" in pictures for pictures in lacking.values())
    assert "#home" in body


@time_machine.travel(NOON, tick=False)
def test_a_paper_in_hand_or_impossible_to_obtain_is_not_missing(desk, office):
    form = deposit_form(
        office, seen_kind=["passport", "lease"], impossible_kind="application_form_signed_photo", **RESIDENT
    )
    page = desk.post(url("counter"), {**form, "do": "turn"})
    assert page.context["lacking"] == []


@time_machine.travel(NOON, tick=False)
def test_the_turned_screen_never_names_health(desk, office):
    body = desk.post(url("counter"), {**deposit_form(office), "do": "turn"}).content.decode()
    assert "#medical" not in body


def test_a_refusal_to_register_gives_a_slip(desk, office):
    form = {"office": office.code, "name_said": "Awa", "ground": "register_person_withdrew", "language": "fr"}
    form["submission"] = str(desk.get(url("refuse")).context["form"]["submission"].value())
    answer = desk.post(url("refuse"), form, follow=True)
    assert answer.status_code == 200
    slip = RegistrationRefusal.objects.get()
    assert desk.get(url("slip", slip.pk), {"pdf": "1"}).content[:5] == b"%PDF-"


def test_the_case_page_opens_in_each_language_and_says_who_opened_it(table, deposit, language):
    file = deposit(evidence=[intake.Piece("passport", pdf())], declared={"in_morocco_since": "2005"})
    assert table.get(url("case", file.reference, language=language)).status_code == 200
    assert Read.objects.get().what == "application"


def case_form(file, **fields):
    return {"version": file.version, "seen": NOON.isoformat(), **fields}


def test_a_fact_is_confirmed_from_a_piece(table, deposit, examiner):
    file = deposit(evidence=[intake.Piece("entry_stamp", pdf())], declared={"in_morocco_since": "2005"})
    piece = file.evidence.get()
    form = case_form(file, evidence=str(piece.pk), **{"fact-in_morocco_since": "2005-06-01"})
    assert table.post(url("confirm", file.reference, "in_morocco_since"), form).status_code == 302
    file.refresh_from_db()
    row = FactValue.objects.get(state="confirmed")
    assert (file.facts, file.state) == ({"in_morocco_since": "2005-06-01"}, State.EXAMINATION)
    assert (row.evidence, row.confirmed_by) == (piece, examiner)


def test_the_second_of_two_officers_is_told_and_nothing_is_overwritten(table, deposit, examiner):
    file = deposit()
    form = case_form(file, **{"fact-in_morocco_since": "2001"})
    examine.confirm_fact(
        application=file,
        fact="in_morocco_since",
        value="2005",
        by=examiner,
        version=0,
        at=NOON.replace(hour=13),
    )
    page = table.post(url("confirm", file.reference, "in_morocco_since"), form)
    body = page.content.decode()
    assert page.status_code == 409
    assert "2001" in body
    assert "Fact confirmed" in body
    file.refresh_from_db()
    assert file.facts == {"in_morocco_since": "2005"}


def test_a_list_of_what_is_missing_is_sent_once_and_again_only_with_its_reason(table, deposit):
    file = deposit(declared={"in_morocco_since": "2003", "residence_continuous": True})
    page = table.get(url("case", file.reference))
    assert page.context["completion_form"].initial["asked"]
    form = case_form(file, asked=["in_morocco_since"])
    assert table.post(url("completion", file.reference), form).status_code == 302
    file.refresh_from_db()
    assert file.state == State.AWAITING_DOCUMENTS
    assert (
        table.post(url("completion", file.reference), case_form(file, asked=["in_morocco_since"])).status_code
        == 422
    )
    second = case_form(file, asked=["in_morocco_since"], reason="second_request_office_error")
    assert table.post(url("completion", file.reference), second).status_code == 302
    letters = Letter.objects.filter(subject=file.pk, kind="completion_request")
    assert sorted(one.data["facts"]["number"] for one in letters) == [1, 2]
    assert table.get(url("case", file.reference)).status_code == 200


def test_an_empty_list_is_not_sent(table, deposit):
    file = deposit()
    assert table.post(url("completion", file.reference), case_form(file)).status_code == 422


def test_a_file_is_taken_and_its_examination_finished_and_taken_up_again(table, deposit, examiner):
    file = deposit()
    examine.confirm_fact(
        application=file, fact="in_morocco_since", value="2005", by=examiner, version=None, at=NOON
    )
    for verb, state in (
        ("take", State.EXAMINATION),
        ("mark_examined", State.EXAMINED),
        ("reopen", State.EXAMINATION),
    ):
        file.refresh_from_db()
        assert table.post(url("step", file.reference, verb), case_form(file)).status_code == 302
        file.refresh_from_db()
        assert file.state == state
    assert file.assigned_to == examiner


def test_evidence_is_served_as_an_attachment_and_its_opening_logged(table, deposit):
    file = deposit(evidence=[intake.Piece("passport", pdf("my passport.pdf"))])
    answer = table.get(url("piece", file.reference, file.evidence.get().pk))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "passport" not in answer["Content-Disposition"]
    assert Read.objects.get(what="evidence").detail["evidence"] == str(file.evidence.get().pk)


def test_a_piece_is_not_accepted_for_a_coded_reason(table, deposit):
    file = deposit(evidence=[intake.Piece("passport", pdf())])
    piece = file.evidence.get()
    form = case_form(file, do="reject", reason="unreadable")
    assert table.post(url("judge", file.reference, piece.pk), form).status_code == 302
    piece.refresh_from_db()
    assert (piece.state, piece.reason) == ("rejected", "unreadable")


def test_one_more_piece_is_added_from_the_case_page(table, deposit):
    file = deposit()
    assert table.post(url("add_piece", file.reference), {"kind": "bill", "upload": pdf()}).status_code == 302
    wrong = table.post(url("add_piece", file.reference), {"kind": "bill", "upload": pdf(data=b"plain words")})
    assert (wrong.status_code, file.evidence.count()) == (422, 1)


def test_an_identity_is_corrected(table, deposit):
    file = deposit()
    page = table.get(url("identity", file.reference))
    assert "Ndiaye" in page.content.decode()
    form = case_form(file, given_names="Awa", family_name="N'Diaye", birth="1985-03-04")
    assert table.post(url("identity", file.reference), form).status_code == 302
    file.refresh_from_db()
    assert file.applicant.family_name == "N'Diaye"


def test_a_file_is_given_to_an_examining_officer_by_the_head(signed_in, hire, office, deposit, examiner):
    file = deposit()
    head = signed_in(hire(Role.HEAD, office))
    assert head.get(url("assign", file.reference)).status_code == 200
    assert head.post(url("assign", file.reference), case_form(file, to=str(examiner.pk))).status_code == 302
    file.refresh_from_db()
    assert file.assigned_to == examiner


def test_a_file_that_cannot_be_given_says_why(table, hire, office, deposit):
    file = deposit()
    other = hire(Role.EXAMINER, office)
    page = table.post(url("assign", file.reference), case_form(file, to=str(other.pk)))
    assert page.status_code == 422
