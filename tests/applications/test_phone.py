"""Papers photographed with the office phone come into the file with the deposit, and none is lost before."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from indimaj.applications.actions import intake, phone
from indimaj.applications.actions.phone import KEPT
from indimaj.applications.models import Application, Evidence, PhonePairing, PhonePaper
from indimaj.directory.models import Office, Staff
from indimaj.ledger.models import Entry, Read
from tests.applications.conftest import NOON, pdf
from tests.applications.test_pages import deposit_form

pytestmark = pytest.mark.django_db
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


@pytest.fixture(autouse=True)
def noon() -> Iterator[Any]:
    cache.clear()
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock
    cache.clear()


def jpeg(data: bytes = JPEG) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_0001.jpg", data)


def url(name: str, *parts: Any, language: str = "en") -> str:
    with translation.override(language):
        return reverse(f"applications:{name}", args=parts)


@pytest.fixture
def desk(signed_in: Callable[..., Client], counter: Staff) -> Client:
    return signed_in(counter)


@pytest.fixture
def form(office: Office) -> dict[str, Any]:
    return deposit_form(office)


def pair(desk: Client, form: dict[str, Any]) -> str:
    """Press the button on the counter; returns the token of the code that comes up."""
    page = desk.post(url("counter"), {**form, "do": "phone-pair"})
    assert page.status_code == 200
    return str(page.context["phone"].token)


def send(token: str, kind: str = "passport", upload: Any = None, **fields: Any) -> Any:
    """One paper from a phone: a browser that has no cookie."""
    data = {"kind": kind, "upload": upload or jpeg(), "sent": str(uuid4()), **fields}
    return Client().post(url("phone", token), data)


def test_the_button_shows_a_code_and_keeps_what_was_typed(desk: Client, form: dict[str, Any]) -> None:
    page = desk.post(url("counter"), {**form, "do": "phone-pair", "mother_name": "Fatou"})
    body, token = page.content.decode(), page.context["phone"].token
    assert "Fatou" in body
    assert "<svg" in body
    assert f"{settings.PUBLIC_ADDRESS}{url('phone', token)}" in body
    pairing = PhonePairing.objects.get()
    assert str(pairing.submission) == form["submission"]
    assert token not in (pairing.digest, str(pairing.pk))


def test_a_script_gets_its_part_of_the_page_alone(desk: Client, form: dict[str, Any]) -> None:
    page = desk.post(url("counter"), {**form, "do": "phone-pair"}, headers={"HX-Request": "true"})
    body = page.content.decode()
    assert body.startswith('<fieldset id="phone"')
    assert "<html" not in body


def test_another_button_of_the_screen_leaves_the_code_standing(desk: Client, form: dict[str, Any]) -> None:
    token = pair(desk, form)
    page = desk.post(url("counter"), {**form, "do": "check", "phone_code": token})
    assert page.context["phone"].token == token
    other = desk.post(url("counter"), {**form, "do": "check", "phone_code": "made-up"})
    assert (other.context["phone"].token, b"<svg" in other.content.split(b'id="phone"')[1]) == ("", False)


def test_papers_come_into_the_file_when_it_is_registered(desk: Client, form: dict[str, Any]) -> None:
    token = pair(desk, form)
    assert send(token)["Location"] == url("phone", token)
    assert send(token, "lease").status_code == 302
    assert "2 papers received" in Client().get(url("phone", token)).content.decode().replace(
        '<bdi dir="ltr">', ""
    ).replace("</bdi>", "")
    ids = set(PhonePaper.objects.values_list("pk", flat=True))
    page = desk.post(
        url("counter"), {**form, "seen_kind": ["passport", "bill"], "impossible_kind": ["lease"], "file_entry_stamp": pdf()}
    )  # fmt: skip
    file = Application.objects.get()
    assert page.context["application"] == file
    pieces = {piece.kind: piece for piece in file.evidence.all()}
    assert sorted(pieces) == ["bill", "entry_stamp", "lease", "passport"]
    assert {pieces["passport"].pk, pieces["lease"].pk} == ids
    assert (pieces["passport"].content_type, pieces["lease"].state) == ("image/jpeg", "received")
    assert (Path(settings.UPLOAD_DIR) / pieces["passport"].path).read_bytes() == JPEG
    assert PhonePaper.objects.count() == 0
    line = Entry.objects.get(subject=file.pk, verb="register")
    assert (line.detail["pieces"], line.detail["phones"]) == (4, [str(PhonePairing.objects.get().pk)])
    assert send(token).status_code == 404


def test_the_ledger_tells_pairing_papers_and_closing(
    desk: Client, form: dict[str, Any], counter: Staff
) -> None:
    token = pair(desk, form)
    send(token)
    desk.post(url("counter"), {**form, "do": f"phone-away-{PhonePaper.objects.get().pk}"})
    send(token, "bill")
    desk.post(url("counter"), {**form, "do": "phone-close"})
    lines = Entry.objects.filter(subject=PhonePairing.objects.get().pk).order_by("number")
    assert [(line.verb, line.actor) for line in lines] == [
        ("phone_paired", str(counter.pk)),
        ("phone_paper_received", "office_phone"),
        ("phone_paper_removed", str(counter.pk)),
        ("phone_paper_received", "office_phone"),
        ("phone_closed", str(counter.pk)),
    ]
    assert lines[1].detail["kind"] == "passport"
    assert (lines[4].detail["papers"], lines[0].purpose) == (1, "registration")
    assert token not in str([line.detail for line in lines])


def test_a_blurred_paper_is_taken_away_with_its_bytes(
    desk: Client, form: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    send(pair(desk, form))
    paper = PhonePaper.objects.get()
    kept = Path(settings.UPLOAD_DIR) / paper.path
    assert kept.exists()
    with django_capture_on_commit_callbacks(execute=True):
        page = desk.post(url("counter"), {**form, "do": f"phone-away-{paper.pk}"})
    assert (page.context["phone"].papers, kept.exists()) == ([], False)


def test_the_list_is_sent_again_only_when_it_changed(desk: Client, form: dict[str, Any]) -> None:
    token = pair(desk, form)
    address = url("arrived", PhonePairing.objects.get().pk)
    assert desk.get(address, {"seen": "0"}).status_code == 204
    send(token)
    page = desk.get(address, {"seen": "0"})
    assert page.content.decode().startswith('<div id="arrived"')
    assert desk.get(address, {"seen": page.context["phone"].state}).status_code == 204
    desk.post(url("counter"), {**form, "do": "phone-close"})
    over = desk.get(address, {"seen": page.context["phone"].state})
    assert (over["HX-Retarget"], b"every 4s" in over.content) == ("#phone", False)


def test_a_picture_is_looked_at_before_the_deposit_and_the_look_is_written(
    desk: Client, form: dict[str, Any]
) -> None:
    send(pair(desk, form))
    paper = PhonePaper.objects.get()
    answer = desk.get(url("phone_paper", paper.pairing_id, paper.pk))
    assert (answer.content, answer["Content-Type"]) == (JPEG, "image/jpeg")
    assert answer["Content-Disposition"].startswith("attachment")
    read = Read.objects.get(what="phone_paper")
    assert (read.subject, read.detail) == (paper.pairing_id, {"evidence": str(paper.pk)})


def test_an_interrupted_deposit_is_taken_up_again_with_its_papers(
    desk: Client, form: dict[str, Any], office: Office
) -> None:
    send(pair(desk, form))
    fresh = desk.get(url("counter"))
    assert [one.papers for one in fresh.context["unfinished"]] == [1]
    assert str(fresh.context["form"]["submission"].value()) != form["submission"]
    again = desk.get(url("counter"), {"deposit": form["submission"]})
    assert str(again.context["form"]["submission"].value()) == form["submission"]
    assert (len(again.context["phone"].papers), again.context["unfinished"]) == (1, [])
    desk.post(url("counter"), form)
    assert Evidence.objects.get().content_type == "image/jpeg"


def test_a_deposit_that_is_refused_keeps_the_papers_beside_it(desk: Client, form: dict[str, Any]) -> None:
    send(pair(desk, form))
    wrong = {**form, "fact-in_morocco_since": "1901"}
    assert desk.post(url("counter"), wrong).status_code == 422
    paper = PhonePaper.objects.get()
    assert (Path(settings.UPLOAD_DIR) / paper.path).exists()
    desk.post(url("counter"), form)
    assert Evidence.objects.get().pk == paper.pk


def test_papers_of_a_deposit_that_nobody_went_on_with_are_discarded(
    desk: Client,
    form: dict[str, Any],
    counter: Staff,
    office: Office,
    django_capture_on_commit_callbacks: Any,
) -> None:
    send(pair(desk, form))
    path = Path(settings.UPLOAD_DIR) / PhonePaper.objects.get().path
    assert phone.sweep(NOON + KEPT) == 0
    with django_capture_on_commit_callbacks(execute=True):
        phone.pair(submission=uuid4(), office=office, by=counter, at=NOON + KEPT + timedelta(seconds=1))
    assert (PhonePaper.objects.count(), path.exists()) == (0, False)
    assert Entry.objects.filter(verb="phone_paper_discarded").count() == 1


def test_the_turned_screen_counts_what_the_phone_sent(desk: Client, form: dict[str, Any]) -> None:
    send(pair(desk, form))
    page = desk.post(url("counter"), {**form, "do": "turn", "language": "en"})
    assert page.context["handed"] == ["Passport"]


def test_an_office_without_the_phone_registers_as_before(
    counter: Staff, office: Office, deposit: Callable[..., Application]
) -> None:
    file = deposit(evidence=[intake.Piece("passport", pdf())])
    assert "phones" not in Entry.objects.get(subject=file.pk, verb="register").detail


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_phone_reads_its_page_in_each_language(desk: Client, form: dict[str, Any], language: str) -> None:
    token = pair(desk, form)
    page = Client().get(url("phone", token, language=language))
    body = page.content.decode()
    assert page.status_code == 200
    assert 'capture="environment"' in body
    assert 'accept="image/jpeg,image/png"' in body


def test_the_code_of_a_deposit_without_a_number_is_refused(desk: Client, form: dict[str, Any]) -> None:
    for submission in ("", "nothing"):
        answer = desk.post(url("counter"), {**form, "do": "phone-pair", "submission": submission})
        assert answer.status_code == 404
    assert not PhonePairing.objects.exists()


def test_a_paper_of_another_submission_stays_where_it_is(
    counter: Staff, office: Office, deposit: Callable[..., Application]
) -> None:
    made = phone.pair(submission=uuid4(), office=office, by=counter, at=NOON)
    phone.receive(pairing=made.pairing, kind="bill", upload=jpeg(), sent=UUID(int=1), at=NOON)
    file = deposit()
    assert (file.evidence.count(), PhonePaper.objects.count()) == (0, 1)
