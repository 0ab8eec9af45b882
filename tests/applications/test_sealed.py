"""Illness does not cross the wall: the reviewer opens it, nobody else can tell that it is there (practice 11)."""

import pytest
from django.utils import translation

from indimaj.applications import case, queries
from indimaj.applications.actions import evidence, examine, intake
from indimaj.applications.models import Application, FactValue
from indimaj.directory.enums import Role
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.models import Entry, Read
from indimaj.letters.models import Letter
from tests.applications.conftest import NOON, pdf
from tests.applications.test_pages import case_form, url

pytestmark = pytest.mark.django_db
CANARY = "canary-of-a-diagnosis.pdf"


@pytest.fixture
def sealed(deposit):
    return deposit(
        evidence=[intake.Piece("medical_certificate_sealed", pdf(CANARY))], declared={"serious_illness": True}
    )


def test_the_reviewer_sees_the_file_waiting_opens_the_piece_and_answers(signed_in, medical, sealed):
    client = signed_in(medical)
    assert sealed.reference in client.get(url("health")).content.decode()
    page = client.get(url("health_review", sealed.reference))
    assert "Medical certificate" in page.content.decode()
    piece = sealed.evidence.get()
    assert client.get(url("health_piece", sealed.reference, piece.pk)).content == pdf().read()
    form = case_form(sealed, fact="serious_illness", outcome="yes", valid_until="2015-03-03")
    assert client.post(url("health_review", sealed.reference), form).status_code == 302
    row = FactValue.objects.get(state="confirmed")
    assert (row.fact, row.value, str(row.valid_until)) == ("serious_illness", True, "2015-03-03")
    assert sealed.reference not in client.get(url("health")).content.decode()
    assert set(Read.objects.values_list("what", flat=True)) == {"separate_review", "separate_review_queue"}


def test_an_answer_needs_met_or_not_met(signed_in, medical, sealed):
    page = signed_in(medical).post(
        url("health_review", sealed.reference), case_form(sealed, fact="serious_illness")
    )
    assert page.status_code == 422


def test_the_review_opens_in_each_language(signed_in, medical, sealed, language):
    assert signed_in(medical).get(url("health", language=language)).status_code == 200
    assert (
        signed_in(medical).get(url("health_review", sealed.reference, language=language)).status_code == 200
    )


@pytest.mark.parametrize("role", [Role.COUNTER, Role.EXAMINER, Role.HEAD, Role.AUTHORITY, Role.SECRETARY])
def test_nobody_else_sees_that_there_is_a_sealed_piece(signed_in, hire, office, medical, sealed, role):
    examine.confirm_fact(
        application=sealed, fact="serious_illness", value=True, by=medical, version=None, at=NOON
    )
    piece = sealed.evidence.get()
    evidence.accept(evidence=piece, by=medical, at=NOON)
    client = signed_in(hire(role, office))
    for language in ("ar", "fr", "en"):
        page = client.get(url("case", sealed.reference, language=language)).content.decode()
        for word in (
            CANARY,
            "edical cert",
            "ertificat méd",
            "شهادة طبية",
            "illness",
            "maladie",
            "المصاب",
            str(piece.pk),
        ):
            assert word not in page, (language, word)
    assert client.get(url("piece", sealed.reference, piece.pk)).status_code == 404
    assert client.get(url("health_review", sealed.reference)).status_code == 404
    assert client.get(url("health_piece", sealed.reference, piece.pk)).status_code == 404


def test_every_file_has_the_line_of_the_separate_review(deposit, sealed, medical, examiner):
    with translation.override("en"):
        plain = deposit(declared={"serious_illness": False})
        assert case.findings(plain, NOON.date()).separate == "not_met"
        assert case.findings(deposit(), NOON.date()).separate == "unknown"
        known = {"serious_illness": (True, medical), "in_morocco_since": ("2010", examiner)}
        for fact, (value, by) in known.items():
            examine.confirm_fact(application=sealed, fact=fact, value=value, by=by, version=None, at=NOON)
        assert case.findings(Application.objects.get(pk=sealed.pk), NOON.date()).separate == "met"


def test_a_claim_waits_for_the_reviewer_and_a_plain_no_needs_no_proof(deposit, sealed):
    assert queries.assessment(sealed, NOON.date()).finding("C6").outcome == "unknown"
    assert (
        queries.assessment(deposit(declared={"serious_illness": False}), NOON.date()).finding("C6").outcome
        == "not_met"
    )


def test_an_officer_cannot_confirm_a_sealed_fact_and_the_reviewer_no_other(sealed, examiner, medical):
    with pytest.raises(NotAllowed):
        examine.confirm_fact(
            application=sealed, fact="serious_illness", value=True, by=examiner, version=None, at=NOON
        )
    with pytest.raises(NotAllowed):
        examine.confirm_fact(
            application=sealed, fact="in_morocco_since", value="2005", by=medical, version=None, at=NOON
        )


def test_neither_ledger_nor_receipt_names_it(sealed, medical):
    examine.confirm_fact(
        application=sealed, fact="serious_illness", value=True, by=medical, version=None, at=NOON
    )
    written = str(list(Entry.objects.values_list("detail", flat=True))) + str(
        Letter.objects.get(subject=sealed.pk).data
    )
    for word in ("illness", "medical", "serious", "C6"):
        assert word not in written
    assert Application.objects.get(pk=sealed.pk).category == ""
