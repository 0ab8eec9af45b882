"""A consulate learns of one document, at the person's own wish, and of nothing else (practice 16 and 17)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from indimaj.clients.actions import withdraw_consent
from indimaj.clients.models import Consent
from indimaj.directory.enums import BodyKind, Role
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ledger.models import Read
from indimaj.people.enums import NationalityStatus
from indimaj.recognition import actions, catalogue
from indimaj.recognition.actions.consular import NotConfirmed, NothingToShow
from indimaj.recognition.enums import ConsularAnswer, ConsularKind, ConsularState
from indimaj.recognition.models import ConsularRequest
from indimaj.recognition.transitions import WrongState
from tests.clients.making import make_body, post

from .making import AT, World, later

SignIn = Callable[[Any], Browser]


def at_consulate(world: World) -> int:
    return ConsularRequest.objects.at_consulate_of(world.consul).count()


def test_nothing_leaves_before_the_warning_is_read_and_confirmed(world: World) -> None:
    prepared = world.prepared()
    assert at_consulate(world) == 0
    with pytest.raises(NotConfirmed):
        actions.confirm(request=prepared, read=False, by=world.by, at=AT)
    assert at_consulate(world) == 0
    sent = actions.confirm(request=prepared, read=True, by=world.by, at=AT)
    assert at_consulate(world) == 1
    consent = Consent.objects.get(purpose="consulate")
    assert consent.words == sent.warning
    assert world.consulate.name_ar in sent.warning


def test_only_the_person_confirms_from_their_own_page(world: World) -> None:
    prepared = world.prepared()
    with pytest.raises(NotAllowed):
        actions.confirm(request=prepared, read=True, by=Actor.person(world.association.pk), at=AT)
    assert actions.confirm(
        request=prepared, read=True, by=Actor.person(world.awa.pk), at=AT
    ).state == ConsularState.SENT  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_consulates_page_shows_the_document_and_nothing_else(
    world: World, signed_in: SignIn, language: str
) -> None:
    asked = world.asked()
    browser = signed_in(world.consul)
    for address in ("", f"{asked.pk}/"):
        page = browser.get(f"/{language}/recognition/consulate/{address}")
        assert page.status_code == 200
        text = page.content.decode()
        for leak in ("Awa", "Ndiaye", "CANARY", "600000001", world.awa.reference, "ñaw", world.association.code,
                     world.association.name_ar, world.caseworker.name, "Rabat", str(world.awa.pk)):  # fmt: skip
            assert leak not in text, (address, leak)
    paper = browser.get(f"/{language}/recognition/consulate/{asked.pk}/document/")
    assert paper["Content-Disposition"].startswith("attachment")
    assert "Awa" not in paper["Content-Disposition"]


def test_each_opening_is_a_line_that_the_person_can_read(world: World, signed_in: SignIn) -> None:
    asked = world.asked()
    browser = signed_in(world.consul)
    for _again in range(2):
        browser.get(f"/en/recognition/consulate/{asked.pk}/")
    browser.get(f"/en/recognition/consulate/{asked.pk}/document/")
    lines = Read.objects.filter(subject=world.awa.pk, actor=str(world.consul.pk))
    assert sorted(lines.values_list("what", flat=True)) == [
        "consular_document", "consular_request", "consular_request",
    ]  # fmt: skip
    asked.refresh_from_db()
    assert asked.state == ConsularState.OPENED


def test_other_pages_of_the_room_do_not_exist_for_a_consulate(world: World, signed_in: SignIn) -> None:
    request = world.sent()
    browser = signed_in(world.consul)
    document = world.paper()
    for address in (
        "requests/", f"requests/{request.pk}/", f"documents/{document.pk}/", f"people/{world.awa.reference}/",
        "vacancies/mine/",
    ):  # fmt: skip
        assert browser.get(f"/en/recognition/{address}").status_code == 404


def test_another_countrys_consulate_sees_nothing(world: World, signed_in: SignIn) -> None:
    asked = world.asked()
    other = post(Role.CONSULATE, make_body("B-CO-ML", BodyKind.EMBASSY, country="ML"))
    assert signed_in(other).get(f"/en/recognition/consulate/{asked.pk}/").status_code == 404


def test_an_answer_closes_the_page_and_ends_the_yes(world: World, signed_in: SignIn) -> None:
    asked = world.asked()
    browser = signed_in(world.consul)
    browser.get(f"/en/recognition/consulate/{asked.pk}/")
    asked.refresh_from_db()
    given = {"version": asked.version, "answer": "genuine", "note": ""}
    assert browser.post(f"/en/recognition/consulate/{asked.pk}/", given).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == (ConsularState.ANSWERED, ConsularAnswer.GENUINE)
    assert browser.get(f"/en/recognition/consulate/{asked.pk}/").status_code == 404
    assert Consent.objects.get(purpose="consulate").withdrawn_at is not None


def test_an_answer_must_be_one_of_the_four(world: World, signed_in: SignIn) -> None:
    asked = world.asked()
    browser = signed_in(world.consul)
    browser.get(f"/en/recognition/consulate/{asked.pk}/")
    wrong = browser.post(f"/en/recognition/consulate/{asked.pk}/", {"version": 2, "answer": "ready"})
    assert wrong.status_code == 422


def test_a_yes_that_is_taken_back_closes_the_page_at_once(world: World) -> None:
    world.asked()
    withdraw_consent(consent=Consent.objects.get(purpose="consulate"), by=world.by, at=later(1))
    assert at_consulate(world) == 0


def test_never_contact_a_consulate_cannot_be_overridden(world: World) -> None:
    asked, waits = world.asked(), world.prepared(ConsularKind.BIRTH)
    actions.never_ask(client=world.awa, by=world.by, at=later(1))
    assert at_consulate(world) == 0
    for one in (asked, waits):
        one.refresh_from_db()
        assert one.state == ConsularState.WITHDRAWN
        with pytest.raises((NotAllowed, WrongState)):
            actions.confirm(request=one, read=True, by=world.by, at=later(2))
    for by in (world.by, Actor.person(world.awa.pk)):
        with pytest.raises(NotAllowed):
            actions.prepare(
                client=world.awa, body=world.consulate, kind="birth", shown="x", by=by, at=later(2)
            )


@pytest.mark.parametrize(
    "status", [NationalityStatus.NONE, NationalityStatus.DISPUTED, NationalityStatus.UNKNOWN]
)
def test_nobody_is_sent_to_a_consulate_to_prove_a_nationality(world: World, status: str) -> None:
    world.awa.nationality_status = status
    world.awa.save()
    for kind in (ConsularKind.PASSPORT, ConsularKind.ATTESTATION):
        with pytest.raises(NotAllowed):
            world.prepared(kind)
    assert not ConsularRequest.objects.exists()


def test_a_passport_is_asked_of_a_country_of_nationality_only(world: World) -> None:
    world.consulate.country = "ML"
    world.consulate.save()
    with pytest.raises(NotAllowed):
        world.prepared(ConsularKind.PASSPORT)


def test_a_body_that_is_no_consulate_is_not_asked(world: World) -> None:
    with pytest.raises(NotAllowed):
        actions.prepare(client=world.awa, body=world.center, kind="birth", shown="x", by=world.by, at=AT)


def test_a_document_to_confirm_must_be_there(world: World) -> None:
    with pytest.raises(NothingToShow):
        world.prepared(document=None)


def test_silence_prints_a_dated_slip_and_not_a_day_before(world: World) -> None:
    asked = world.asked()
    days = catalogue.days("consulate")
    with pytest.raises(WrongState):
        actions.print_slip(request=asked, by=world.by, at=later(days))
    done = actions.print_slip(request=asked, by=world.by, at=later(days + 1))
    assert done.state == ConsularState.SILENT
    assert done.letter is not None
    text = str(done.letter.data["content"])
    assert "إثباتا لاستحالة" in text
    assert "CANARY" not in text
    assert at_consulate(world) == 0
