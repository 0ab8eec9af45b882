"""A diploma recognised through a consulate, page by page, as the people concerned do it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from indimaj.recognition.models import Asset, ConsularRequest, Document, NeverConsulate, RecognitionRequest

from .making import PDF, World

pytestmark = pytest.mark.heavy

SignIn = Callable[[Any], Browser]


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_a_diploma_is_recognised_through_a_consulate(world: World, signed_in: SignIn, language: str) -> None:
    root = f"/{language}/recognition"
    person = f"{root}/people/{world.awa.reference}/"
    caseworker, consul, assessor = (
        signed_in(one) for one in (world.caseworker, world.consul, world.assessor)
    )
    given = {
        "submission": "2" * 32, "kind": "qualification", "words": "Licence de lettres", "words_language": "fr",
        "qualification": "6", "field": "02",
    }  # fmt: skip
    for _twice in range(2):
        assert caseworker.post(person + "add/", given).status_code == 302
    asset = Asset.objects.get()
    here = f"{person}{asset.pk}/"

    wrong = {"upload": SimpleUploadedFile("x.pdf", b"not a paper"), "document_kind": "diploma"}
    assert caseworker.post(here + "document/", wrong).status_code == 422
    right = {
        "upload": SimpleUploadedFile("x.pdf", PDF),
        "document_kind": "diploma",
        "document_language": "fr",
    }
    assert caseworker.post(here + "document/", right).status_code == 302
    original = Document.objects.get()
    translated = {
        "upload": SimpleUploadedFile("y.pdf", PDF), "document_kind": "translation", "translates": str(original.pk),
    }  # fmt: skip
    assert caseworker.post(here + "document/", translated).status_code == 302
    assert original.translations.count() == 1

    asked = {
        "submission": "3" * 32,
        "body": world.consulate.code,
        "kind": "confirm",
        "document": str(original.pk),
    }
    assert caseworker.post(person + "consulate/", {**asked, "document": ""}).status_code == 422
    assert caseworker.post(person + "consulate/", asked).status_code == 302
    question = ConsularRequest.objects.get()
    warned = f"{person}consulate/{question.pk}/"
    assert world.consulate.name_in(language) in caseworker.get(warned).content.decode()
    assert caseworker.post(warned + "act/", {"do": "confirm", "version": 0}).status_code == 422
    assert consul.get(f"{root}/consulate/{question.pk}/").status_code == 404
    assert caseworker.post(warned + "act/", {"do": "confirm", "version": 0, "read": "on"}).status_code == 302
    assert consul.get(f"{root}/consulate/{question.pk}/").status_code == 200
    said = {"answer": "genuine", "version": 2}
    assert consul.post(f"{root}/consulate/{question.pk}/", said).status_code == 302
    assert consul.post(f"{root}/consulate/{question.pk}/", said).status_code == 404

    assert caseworker.post(here + "request/", {"submission": "4" * 32}).status_code == 422
    to = {"submission": "4" * 32, "body": world.center.code}
    assert caseworker.post(here + "request/", to).status_code == 302
    request = RecognitionRequest.objects.get()
    act = f"{person}requests/{request.pk}/act/"
    assert caseworker.post(act, {"do": "send"}).status_code == 422
    assert caseworker.post(act, {"do": "send", "says_yes": "on"}).status_code == 302
    assert caseworker.post(act, {"do": "send", "says_yes": "on"}).status_code == 409

    desk = f"{root}/requests/{request.pk}/"
    assert assessor.post(desk + "ask/", {"do": "see"}).status_code == 302
    assert assessor.post(desk + "ask/", {"version": 2, "asked": ""}).status_code == 422
    assert assessor.post(desk + "ask/", {"version": 2, "asked": "Les notes"}).status_code == 302
    assert "Les notes" in caseworker.get(here).content.decode()
    assert caseworker.post(act, {"do": "bring"}).status_code == 302
    assert assessor.get(f"{root}/documents/{original.pk}/").content == PDF
    assert assessor.post(desk + "decide/", {"version": 4, "verb": "recognise"}).status_code == 302
    request.refresh_from_db()
    assert request.state == "recognised"
    letter = caseworker.get(f"{person}letters/{request.letter_id}/")
    assert letter["Content-Type"] == "application/pdf"
    assert assessor.get(f"{person}letters/{request.letter_id}/").status_code == 404


def test_what_is_never_asked_has_no_page_to_ask_from(world: World, signed_in: SignIn) -> None:
    browser = signed_in(world.caseworker)
    person = f"/en/recognition/people/{world.awa.reference}/"
    question = world.prepared()
    for _twice in range(2):
        assert browser.post(person + "never/").status_code in (302, 404)
    assert NeverConsulate.objects.count() == 1
    assert browser.get(person + "consulate/").status_code == 404
    act = f"{person}consulate/{question.pk}/act/"
    assert browser.post(act, {"do": "confirm", "version": 1, "read": "on"}).status_code == 409
    assert "cannot be undone" in browser.get(person).content.decode()
