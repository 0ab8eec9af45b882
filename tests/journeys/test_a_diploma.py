"""A diploma is confirmed by a consulate that sees it and nothing else, and recognised in part, in full, or not."""

from pathlib import Path

import pytest

from indimaj.clients.enums import ConsentPurpose
from indimaj.recognition import actions
from indimaj.recognition.models import Asset, ConsularRequest, RecognitionRequest
from tests.journeys.test_received import open_own_page
from tests.journeys.town import JUNE, Town
from tests.journeys.visitor import Visitor
from tests.portal.conftest import PDF

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WORDS = {
    "ar": "شهادة ممرضة، ثلاث سنوات بداكار.",
    "fr": "Diplôme d’infirmière, trois ans à Dakar.",
    "en": "A nurse’s diploma, three years in Dakar.",
}
ASKED = {"ar": "كشف النقط.", "fr": "Le relevé de notes.", "en": "The marks of each year."}
COMPLETES = {
    "ar": "تدريب ثلاثة أشهر في مستشفى.",
    "fr": "Un stage de trois mois à l’hôpital.",
    "en": "Three months of practice in a hospital.",
}


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "diploma.pdf"
    path.write_bytes(PDF)
    return path


def test_a_diploma_is_recognised_through_a_consulate(visitor: Visitor, town: Town, paper: Path) -> None:
    client, code = town.person(visitor.language, ConsentPurpose.SUPPORT)
    asset = bring(visitor, town, client.reference, paper)
    ask_the_consulate(visitor, town, client.reference)

    # The body that recognises begins, asks for a paper, and recognises in part: what would complete it is said.
    visitor.go(f"recognition/people/{client.reference}/{asset.pk}/")
    visitor.tick(body="B-DIPLOMAS")
    visitor.post("/request/")
    visitor.page.locator("main [name=says_yes]").check()
    visitor.post("/act/")
    visitor.look()
    request = RecognitionRequest.objects.get()
    visitor.be(town.staff["assessor"])
    visitor.go("recognition/requests/")
    visitor.look()
    visitor.follow(f"/requests/{request.pk}/")
    visitor.look()
    visitor.post("/ask/")
    visitor.page.locator("main summary").first.click()
    visitor.fill(asked=ASKED[visitor.language])
    visitor.press("main details form button")
    visitor.be(town.staff["caseworker"])
    visitor.go(f"recognition/people/{client.reference}/{asset.pk}/")
    visitor.reads(ASKED[visitor.language])
    visitor.look()
    visitor.press("main form:has([value=bring]) button")
    visitor.be(town.staff["assessor"])
    visitor.go(f"recognition/requests/{request.pk}/")
    visitor.tick(verb="recognise_in_part")
    visitor.post_here()
    visitor.sees(".error-summary")
    visitor.fill(reason="practice", completes=COMPLETES[visitor.language])
    visitor.look()
    visitor.post_here()
    visitor.look()

    # Two other requests: one in full, one refused for a reason.
    for verb, reason in (("recognise", ""), ("refuse", "level")):
        other = actions.draft(asset=asset, body=town.bodies["diplomas"], by=town.actor("caseworker"), at=JUNE)
        other = actions.send(request=other, by=town.actor("caseworker"), at=JUNE, says_yes=True)
        actions.mark_seen(request=other, by=town.staff["assessor"], at=JUNE)
        visitor.go(f"recognition/requests/{other.pk}/")
        visitor.tick(verb=verb)
        visitor.fill(reason=reason)
        visitor.post_here()
    states = sorted(RecognitionRequest.objects.values_list("state", flat=True))
    assert states == ["partial", "recognised", "refused"]

    # The person reads it on their own page, and the letter is handed over.
    open_own_page(visitor, client, code, "recognition")
    visitor.reads(COMPLETES[visitor.language])
    visitor.be(town.staff["caseworker"])
    visitor.go(f"recognition/people/{client.reference}/{asset.pk}/")
    visitor.look()
    with visitor.page.expect_download() as letter:
        visitor.page.locator("main a[href*='/letters/']").first.click()
    assert letter.value.path().read_bytes()[:5] == b"%PDF-"


def bring(visitor: Visitor, town: Town, reference: str, paper: Path) -> Asset:
    """What she brings, in her own words first; then the paper."""
    visitor.be(town.staff["caseworker"])
    visitor.go(f"recognition/people/{reference}/")
    visitor.look()
    visitor.follow("/add/")
    visitor.tick(kind="qualification")
    visitor.fill(words=WORDS[visitor.language], words_language=visitor.language, years="3")
    visitor.look()
    visitor.press("main form button")
    visitor.page.locator("main summary").first.click()
    visitor.page.set_input_files("main [name=upload]", paper)
    visitor.fill(document_kind="diploma")
    visitor.look()
    visitor.post("/document/")
    visitor.look()
    return Asset.objects.get()


def ask_the_consulate(visitor: Visitor, town: Town, reference: str) -> None:
    """One document, at her own wish, after a warning in three languages; the consulate sees it and nothing else."""
    visitor.go(f"recognition/people/{reference}/consulate/")
    visitor.look()
    visitor.fill(body="B-CONSULATE")
    visitor.tick(kind="confirm")
    visitor.page.locator("main [name=document]").select_option(index=1)
    visitor.press()
    visitor.look()
    visitor.sees("main .notice-warning p[lang]", 3)
    visitor.page.locator("main [name=read]").check()
    visitor.post("/act/")
    visitor.look()

    question = ConsularRequest.objects.get()
    visitor.be(town.staff["consul"])
    visitor.go("recognition/consulate/")
    visitor.look()
    visitor.follow(f"/consulate/{question.pk}/")
    for hidden in ("Awa", "Ndiaye", reference, "Rabat", "الرباط", WORDS[visitor.language]):
        visitor.reads_not(hidden)
    visitor.look()
    with visitor.page.expect_download() as shown:
        visitor.page.locator("main a[href$='/document/']").click()
    assert shown.value.path().read_bytes() == PDF
    visitor.tick(answer="genuine")
    visitor.press("main form.panel button")
    visitor.sees("main .empty")

    visitor.be(town.staff["caseworker"])
    visitor.go(f"recognition/people/{reference}/consulate/{question.pk}/")
    visitor.look()
    question.refresh_from_db()
    assert (question.state, question.answer) == ("answered", "genuine")
