"""What somebody may try to leave in a file, or to fetch from it."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from indimaj.applications.actions import evidence, intake
from indimaj.applications.models import Application, Evidence
from indimaj.directory.models import Office, Staff
from indimaj.ledger.actors import Actor
from indimaj.ports import storage
from tests.applications.conftest import PDF

from .conftest import NOW, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("june")]

HEAD = struct.pack(">IIBBBBB", 60000, 60000, 8, 6, 0, 0, 0)
BOMB = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    for name, data in ((b"IHDR", HEAD), (b"IDAT", zlib.compress(b"\0" * 10_000_000)), (b"IEND", b""))
)
JPEGS = {
    "jfif": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00",
    "exif": b"\xff\xd8\xff\xe1\x00\x22Exif\x00\x00II*\x00\x08\x00\x00\x00",
    "plain": b"\xff\xd8\xff\xdb\x00\x43\x00\x08\x06\x06\x07\x06\x05\x08",
    "adobe": b"\xff\xd8\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x01",
}
REFUSED = {
    "empty": b"",
    "html": b"<!DOCTYPE html><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "exe": b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\0" * 200,
    "zip": b"PK\x03\x04" + b"\0" * 60,
    "html before pdf": b"<script>alert(1)</script>" + PDF,
    "gif": b"GIF89a" + b"\0" * 40,
    "text": b"hello",
}


def kept() -> set[Path]:
    return {
        path
        for path in Path(settings.UPLOAD_DIR).rglob("*")
        if path.is_file() and "letters" not in path.parts
    }


def page_of(file: Application) -> str:
    return f"/en/desk/files/{file.reference}/evidence/"


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_paper_is_refused_in_the_form(
    name: str, deposit: Callable[..., Application], examiner: Staff
) -> None:
    file, before = deposit(), kept()
    upload = SimpleUploadedFile("paper.pdf", REFUSED[name], content_type="application/pdf")
    answer = browser(examiner).post(page_of(file), {"kind": "lease", "upload": upload})
    assert answer.status_code == 422
    assert (Evidence.objects.count(), kept()) == (0, before)


@pytest.mark.parametrize("data", [*JPEGS.values(), BOMB, PDF], ids=[*JPEGS, "bomb", "pdf"])
def test_a_real_paper_comes_in_and_goes_out_as_a_download(
    data: bytes, deposit: Callable[..., Application], examiner: Staff
) -> None:
    file, client = deposit(), browser(examiner)
    upload = SimpleUploadedFile("x", data + b"\0" * 6000)
    upload._name = "../../../etc/\u202egpj.html"
    assert client.post(page_of(file), {"kind": "lease", "upload": upload}).status_code == 302
    piece = Evidence.objects.get()
    assert piece.file_name == "gpj.html"
    answer = client.get(f"{page_of(file)}{piece.pk}/")
    assert answer["Content-Disposition"].startswith('attachment; filename="document-')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] in ("application/pdf", "image/jpeg", "image/png")
    assert answer["Cache-Control"] == "no-store"
    assert (Path(settings.UPLOAD_DIR) / piece.path).stat().st_mode & 0o777 == 0o600


def test_one_byte_too_many_is_refused(deposit: Callable[..., Application], examiner: Staff) -> None:
    file, before = deposit(), kept()
    client = browser(examiner)
    for size in (settings.UPLOAD_LIMIT + 1, settings.UPLOAD_LIMIT * 2):
        upload = SimpleUploadedFile("x.pdf", PDF + b"\0" * (size - len(PDF)))
        assert client.post(page_of(file), {"kind": "lease", "upload": upload}).status_code == 413
    assert (Evidence.objects.count(), kept()) == (0, before)


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "evidence/../../x"])
def test_a_path_leads_nowhere_else(path: str) -> None:
    with pytest.raises((ValueError, FileNotFoundError)):
        storage.read(path)


def test_without_a_scanner_nothing_is_kept(
    deposit: Callable[..., Application], examiner: Staff, settings: Any, tmp_path: Path
) -> None:
    settings.SCANNER = f"unix:{tmp_path}/nobody"
    file, before = deposit(), kept()
    upload = SimpleUploadedFile("x.pdf", PDF)
    answer = browser(examiner).post(page_of(file), {"kind": "lease", "upload": upload})
    assert (answer.status_code, "error" in answer.content.decode()) == (422, True)
    assert (Evidence.objects.count(), kept()) == (0, before)


def test_a_refused_deposit_leaves_no_paper_on_disk(counter: Staff, office: Office) -> None:
    before = kept()
    sent = {
        "do": "register", "office": office.pk, "language": "ar", "given_names": "Awa", "submission": uuid4(),
        "file_passport": SimpleUploadedFile("a.pdf", PDF), "file_lease": SimpleUploadedFile("b.pdf", b"hello"),
    }  # fmt: skip
    assert browser(counter).post("/en/desk/counter/", sent).status_code == 422
    assert (Application.objects.count(), kept()) == (0, before)


def test_a_person_adds_to_no_file_but_their_own(deposit: Callable[..., Application]) -> None:
    mine, theirs, before = deposit(), deposit(), kept()
    with pytest.raises(Exception, match="post"):
        evidence.receive(
            application=theirs, kind="lease", upload=SimpleUploadedFile("x.pdf", PDF),
            by=Actor.person(mine.pk), at=NOW,
        )  # fmt: skip
    assert kept() == before


def test_a_sealed_piece_is_on_no_page_but_the_reviewers(
    deposit: Callable[..., Application], examiner: Staff, counter: Staff, medical: Staff
) -> None:
    file = deposit(evidence=[intake.Piece("medical_certificate_sealed", SimpleUploadedFile("x.pdf", PDF))])
    piece = Evidence.objects.get(sealed=True)
    at_desk = f"{page_of(file)}{piece.pk}/"
    in_review = f"/en/desk/review/{file.reference}/{piece.pk}/"
    for staff in (examiner, counter):
        assert [browser(staff).get(page).status_code for page in (at_desk, in_review)] == [404, 404]
        assert browser(staff).post(f"{at_desk}judge/", {"version": file.version}).status_code == 404
        assert "medical" not in browser(staff).get(f"/en/desk/files/{file.reference}/").content.decode()
    assert [browser(medical).get(page).status_code for page in (at_desk, in_review)] == [404, 200]
