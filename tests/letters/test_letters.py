"""Letters in three languages: what they say, what they never say, and that a PDF is made once."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indimaj import law, policies
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions
from indimaj.letters.enums import Channel, LetterKind, MessageState
from indimaj.letters.models import Letter, Message, Verification

pytestmark = pytest.mark.django_db
NOW = datetime(2014, 6, 2, 9, 30, tzinfo=UTC)
OFFICE = {
    "ar": "مكتب الأجانب - الرباط",
    "fr": "Bureau des étrangers - Rabat",
    "en": "Foreigners' office - Rabat",
}
RECEIPT = {
    "policy": "morocco",
    "campaign": "2014",
    "reference": "2014-AB1C-D2EF",
    "order_number": 17,
    "filed_on": "2014-06-02",
    "due_on": "2014-08-02",
    "name": "Mamadou Diallo",
    "office": OFFICE,
    "category": "C5",
    "valid_until": None,
    "rights": ["right_written_reasons"],
    "incomplete": True,
}


def issue(kind: LetterKind, data: dict[str, Any], language: str) -> Letter:
    return actions.issue(
        compartment=Compartment.STATUS, subject=uuid.uuid4(), kind=kind, language=language, data=data, at=NOW
    )


def words_of(letter: Letter) -> str:
    """Every word of the letter's content, in reading order."""

    def walk(value: Any) -> str:
        if isinstance(value, dict):
            return " ".join(walk(one) for one in value.values())
        return " ".join(walk(one) for one in value) if isinstance(value, list) else str(value)

    return walk(letter.data["content"]["blocks"])


def printed_lines(pdf: bytes) -> str:
    """What the eye sees: the characters of each line from left to right, whatever their order in the file.

    Letters drawn as one glyph ("fb") begin at one place: those keep the order of the file.
    """
    lines: dict[tuple[int, int], list[tuple[float, str]]] = {}
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, _right, _top = text.get_charbox(index, loose=True)
            lines.setdefault((number, round(bottom)), []).append((left, text.get_text_range(index, 1)))
    ordered = (sorted(line, key=lambda place: place[0]) for line in lines.values())
    return "\n".join("".join(char for _left, char in line) for line in ordered)


def unfavourable(facts: dict[str, Any]) -> dict[str, Any]:
    pack = policies.load("morocco")
    found = law.decide(pack, law.parse_facts(pack, facts), on=date(2014, 6, 2), campaign="2014")
    return {
        **{key: RECEIPT[key] for key in ("policy", "campaign", "reference", "name", "office")},
        "decided_on": "2014-06-30",
        "signed_by": "Le gouverneur",
        "authority": {"ar": "عمالة الرباط", "fr": "Préfecture de Rabat", "en": "Prefecture of Rabat"},
        "assessment": found.as_dict(),
        "remedies": [dict(pack.texts["remedy_late_is_registered"]["text"])],
        "grounds": [],
        "departure": None,
    }


REFUSED = {
    "sex": "male",
    "birth": "1985",
    "filed_on": "2014-06-02",
    "in_morocco_since": "2011-03-12",
    "residence_continuous": True,
    "spouse": "none",
    "work_contract_effective": False,
    "parents_couple": "none",
    "serious_illness": False,
}


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_every_kind_of_letter_becomes_a_pdf_that_holds_the_reference(language: str) -> None:
    sitting = {
        "number": 3,
        "held_on": "2014-06-20",
        "office": OFFICE,
        "members": [{"name": "A. Alaoui", "institution": "Préfecture", "chairs": True}],
        "items": [
            {
                "position": 1,
                "reference": RECEIPT["reference"],
                "name": RECEIPT["name"],
                "proposal": OFFICE,
                "outcome": OFFICE,
                "dissent": [{"name": "B. Berrada", "stance": OFFICE, "reason": "Le bail suffit."}],
            }
        ],
    }
    asked = [{"fact": "spouse", "evidence": ["marriage_record"], "substitutes": ["sworn_statement"]}]
    completion = {**RECEIPT, "number": 2, "on": "2014-06-10", "asked": asked, "reason": "Illisible"}
    data = {
        LetterKind.RECEIPT: RECEIPT,
        LetterKind.COMPLETION_REQUEST: completion,
        LetterKind.UNFAVOURABLE: unfavourable(REFUSED),
        LetterKind.FAVOURABLE: unfavourable({**REFUSED, "in_morocco_since": "2005-01-01"}),
        LetterKind.AGENDA: sitting,
        LetterKind.MINUTES: sitting,
    }

    for kind, facts in data.items():
        made = actions.pdf(issue(kind, facts, language), at=NOW)

        assert "2014-AB1C-D2EF" in printed_lines(made), kind


def test_a_slip_for_a_visit_without_a_file_is_dated_and_gives_the_ground() -> None:
    pack = policies.load("morocco")
    ground = next(code for code, text in pack.texts.items() if text["kind"] == "refusal_to_register")
    data = {
        "policy": "morocco",
        "number": 4,
        "on": "2014-06-02",
        "name": "Fatou",
        "office": OFFICE,
        "ground": ground,
        "note": "",
        "officer": "K. Idrissi",
    }

    words = words_of(issue(LetterKind.REGISTRATION_REFUSAL, data, "fr"))

    assert "2 juin 2014" in words
    assert pack.texts[ground]["text"]["fr"][:30] in words.replace("\u00a0", " ")


def test_an_unfavourable_letter_gives_each_unmet_clause_its_value_and_its_source() -> None:
    letter = issue(LetterKind.UNFAVOURABLE, unfavourable(REFUSED), "fr")
    blocks = letter.data["content"]["blocks"]
    rows = next(block["rows"] for block in blocks if block["kind"] == "clauses")

    residence = [row for row in rows if "3 ans" in row["value"]]

    assert len(residence) == 1
    assert all(row["source"] for row in rows)
    assert "Un recours tardif" in words_of(letter) or "tard" in words_of(letter)


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
@pytest.mark.parametrize("ill", [True, False, None])
def test_no_letter_names_or_implies_health(language: str, ill: bool | None) -> None:
    pack = policies.load("morocco")
    named = [pack.facts[fact].label[language].lower() for fact in ("serious_illness", "chronic_illness")]
    illness = {"ar": "مرض", "fr": "malad", "en": "ill"}[language]
    data = unfavourable({**REFUSED, "serious_illness": ill})
    assert any(finding["code"] == "C6" for finding in data["assessment"]["findings"])

    for kind in (LetterKind.UNFAVOURABLE, LetterKind.FAVOURABLE):
        words = words_of(issue(kind, data, language)).lower()

        assert [label for label in named if label in words] == []
        assert f" {illness}" not in words.replace(" will", "")


def test_a_letter_reads_the_same_whether_a_person_is_ill_or_not() -> None:
    ill = issue(LetterKind.UNFAVOURABLE, unfavourable({**REFUSED, "serious_illness": False}), "en")
    unknown = issue(LetterKind.UNFAVOURABLE, unfavourable({**REFUSED, "serious_illness": None}), "en")

    assert ill.data["content"] == unknown.data["content"]


def test_a_pdf_is_made_on_the_first_opening_and_kept() -> None:
    letter = issue(LetterKind.RECEIPT, RECEIPT, "ar")
    assert letter.pdf_path == ""

    first = actions.pdf(letter, at=NOW)
    with CaptureQueriesContext(
        connection,
    ) as again:
        second = actions.pdf(Letter.objects.get(pk=letter.pk), at=NOW)

    assert first == second
    assert len(again) == 1


def test_the_qr_code_of_a_receipt_leads_to_a_token_that_says_nothing() -> None:
    letter = issue(LetterKind.RECEIPT, RECEIPT, "fr")

    verification = Verification.objects.get(letter=letter)

    assert len(verification.token) == 22
    assert verification.issued_on == date(2014, 6, 2)
    assert {field.name for field in Verification._meta.get_fields()} == {
        "token",
        "letter",
        "issued_on",
        "valid_until",
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "لديكم رسالة جديدة. افتحوا صفحتكم أو زوروا المكتب."),
        ("fr", "Vous avez un nouveau message. Consultez votre page ou passez au bureau."),
        ("en", "You have a new message. Open your page or come to the office."),
    ],
)
def test_every_message_is_neutral_and_goes_out_once(
    language: str, text: str, settings: Any, tmp_path: Any
) -> None:
    settings.DATA_DIR = tmp_path
    address = {"channel": Channel.EMAIL, "address": "someone@example.org", "language": language}
    message = actions.notify(compartment=Compartment.STATUS, subject=uuid.uuid4(), at=NOW, **address)

    assert actions.send_waiting(at=NOW) == 1
    assert actions.send_waiting(at=NOW) == 0

    assert Message.objects.get(pk=message.pk).state == MessageState.SENT
    files = list((tmp_path / "outbox" / "mail").iterdir())
    assert [file.name for file in files] == [f"{message.pk}.eml"]
    assert message.text == text
