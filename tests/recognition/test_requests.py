"""A request goes to a competent body, has a clock, and ends in one decision with its reason."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from indimaj.clients.models import Consent
from indimaj.directory.enums import Role
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.models import Entry
from indimaj.ports.uploads import UploadRefused
from indimaj.recognition import actions, catalogue
from indimaj.recognition.actions.requests import ConsentMissing, ReasonMissing
from indimaj.recognition.actions.who import Stale
from indimaj.recognition.enums import Reason, RequestState
from indimaj.recognition.models import Asset, Document, RecognitionRequest
from indimaj.recognition.transitions import WrongState
from tests.clients.making import post

from .making import AT, PDF, World, another_caseworker, later


def test_the_persons_own_words_are_kept_as_they_said_them(world: World) -> None:
    asset = world.asset()
    assert Asset.objects.get().words == "Dama ñaw yére"
    assert Entry.objects.filter(subject=world.awa.pk, verb="asset_added").exists()
    assert "ñaw" not in str(list(Entry.objects.values_list("detail", flat=True)))
    assert asset.code == ""


def test_the_same_submission_twice_is_one(world: World) -> None:
    first = world.asset()
    again = world.asset(submission=first.submission)
    assert (again.pk, Asset.objects.count()) == (first.pk, 1)


def test_nothing_leaves_without_the_persons_yes_to_that_body(world: World) -> None:
    draft = actions.draft(asset=world.asset(), body=world.center, by=world.by, at=AT)
    with pytest.raises(ConsentMissing):
        actions.send(request=draft, by=world.by, at=AT)
    assert RecognitionRequest.objects.get().state == RequestState.DRAFTED
    actions.send(request=draft, by=world.by, at=AT, says_yes=True)
    assert Consent.objects.get(purpose="referral").body == world.center


def test_the_clock_begins_when_it_is_sent(world: World) -> None:
    sent = world.sent()
    assert sent.due_on == timezone.localdate(AT) + timedelta(days=catalogue.days("recognition"))
    assert catalogue.source_of("recognition") == "our reading"


def test_days_of_waiting_for_a_document_do_not_count_against_the_body(world: World) -> None:
    seen = world.seen()
    asked = actions.ask_document(request=seen, asked="The marks", by=world.assessor, at=later(10))
    assert asked.state == RequestState.AWAITING
    back = actions.bring_document(request=asked, by=world.by, at=later(25))
    assert back.state == RequestState.SEEN
    assert seen.due_on is not None
    assert back.due_on == seen.due_on + timedelta(days=15)


def test_a_recognition_in_part_says_why_and_what_would_complete_it(world: World) -> None:
    seen = world.seen()
    for missing in ({}, {"reason": Reason.PRACTICE}, {"completes": "Six months"}):
        with pytest.raises(ReasonMissing):
            actions.decide(request=seen, verb="recognise_in_part", by=world.assessor, at=later(5), **missing)
    done = actions.decide(
        request=seen,
        verb="recognise_in_part",
        reason=Reason.PRACTICE,
        completes="Six months in a workshop",
        by=world.assessor,
        at=later(5),
    )
    assert done.state == RequestState.PARTIAL
    assert not done.is_open
    assert done.letter is not None
    text = str(done.letter.data["content"])
    assert "Six months in a workshop" in text
    assert "Dama ñaw yére" in text
    assert done.letter.language == world.awa.language


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_letter_of_refusal_gives_its_reason_and_invents_no_remedy(world: World, language: str) -> None:
    world.awa.language = language
    world.awa.save()
    done = actions.decide(
        request=world.seen(), verb="refuse", reason=Reason.LEVEL, by=world.assessor, at=later(5)
    )
    assert done.letter is not None
    content = done.letter.data["content"]
    assert content["direction"] == ("rtl" if language == "ar" else "ltr")
    said = str(content).lower()
    assert not any(word in said for word in ("appeal", "recours", "court", "tribunal", "طعن"))
    if language == "en":
        assert "the level reached is lower" in said


def test_a_refusal_without_a_reason_does_not_leave(world: World) -> None:
    with pytest.raises(ReasonMissing):
        actions.decide(request=world.seen(), verb="refuse", by=world.assessor, at=later(5))
    assert RecognitionRequest.objects.get().letter is None


def test_there_is_one_decision(world: World) -> None:
    seen = world.seen()
    actions.decide(request=seen, verb="recognise", by=world.assessor, at=later(5))
    with pytest.raises(WrongState):
        actions.decide(request=seen, verb="refuse", reason=Reason.LEVEL, by=world.assessor, at=later(6))
    assert RecognitionRequest.objects.get().state == RequestState.RECOGNISED


def test_whoever_decides_on_an_old_page_is_told(world: World) -> None:
    seen = world.seen()
    actions.ask_document(request=seen, asked="x", by=world.assessor, at=later(2))
    with pytest.raises(Stale):
        actions.decide(request=seen, verb="recognise", by=world.assessor, at=later(3), version=seen.version)


def test_the_assessor_of_another_body_decides_nothing(world: World) -> None:
    stranger = post(Role.ASSESSOR, world.recogniser("B-ELSE"))
    seen = world.seen()
    with pytest.raises(NotAllowed):
        actions.decide(request=seen, verb="recognise", by=stranger, at=later(3))


def test_the_caseworker_of_somebody_else_writes_nothing_down(world: World) -> None:
    stranger, _person = another_caseworker()
    world.caseworker = stranger
    with pytest.raises(NotAllowed):
        world.asset()


def test_a_paper_is_what_its_bytes_say(world: World, settings: object) -> None:
    document = world.paper()
    assert document.content_type == "application/pdf"
    assert "Awa" not in document.path
    for data, code in ((b"", "empty"), (b"MZ not a paper", "wrong_type"), (b"x" * 30_000_000, "too_large")):
        with pytest.raises(UploadRefused) as refused:
            actions.add_document(
                asset=document.asset,
                kind="diploma",
                upload=SimpleUploadedFile("diploma.pdf", data),
                by=world.by,
                at=AT,
            )
        assert refused.value.code == code
    assert Document.objects.count() == 1
    assert PDF.startswith(b"%PDF")


def test_what_was_taken_back_is_not_at_the_body_any_more(world: World) -> None:
    sent = world.sent()
    assert RecognitionRequest.objects.at_desk_of(world.assessor).count() == 1
    actions.withdraw(request=sent, by=world.by, at=later(1))
    assert RecognitionRequest.objects.at_desk_of(world.assessor).count() == 0


def test_an_erased_person_leaves_no_words_and_no_papers(world: World) -> None:
    document = world.paper()
    world.sent(asset=document.asset)
    actions.forget(world.awa, later(9))
    document.refresh_from_db()
    assert (document.path, Asset.objects.get().words) == ("", "")
    assert RecognitionRequest.objects.get().state == RequestState.WITHDRAWN
