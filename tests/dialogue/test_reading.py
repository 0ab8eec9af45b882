"""The text of a file as it came, whatever its name says."""

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from indimaj.dialogue.reading import MOST_UNPACKED, read_upload
from indimaj.ports.uploads import UploadRefused
from tests.applications.conftest import pdf


def upload(data: bytes, name: str = "note.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def word_file() -> bytes:
    paper = docx.Document()
    paper.add_heading("Recommandations", 1)
    paper.add_paragraph("أولا: التعلم حق.")
    table = paper.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Santé", "Accepté"
    paper.add_paragraph("Après le tableau.")
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


def test_a_word_file_is_read_in_its_order_tables_included() -> None:
    read = read_upload(upload(word_file(), "anything.bin"))
    assert (read.method, read.text) == (
        "docx", "Recommandations\n\nأولا: التعلم حق.\n\nSanté\tAccepté\n\nAprès le tableau."
    )  # fmt: skip


def test_a_pdf_is_read_page_by_page(pdf_with_text: bytes) -> None:
    read = read_upload(upload(pdf_with_text, "note.pdf"))
    assert read.method == "pdf"
    assert read.text.split() == ["First", "page.", "Second", "page."]


@pytest.fixture
def pdf_with_text() -> bytes:
    import typst

    return bytes(typst.compile(b"First page.\n#pagebreak()\nSecond page."))


def test_text_is_read_in_utf_8_utf_16_and_the_old_code_pages() -> None:
    arabic = "إدماج المهاجرين بالمغرب حق وواجب"
    assert [
        read_upload(upload(data)).text
        for data in (
            arabic.encode(), arabic.encode("utf-16"), arabic.encode("cp1256"), "été à Fès".encode("cp1252"),
            b"\xef\xbb\xbfword",
        )
    ] == [arabic, arabic, arabic, "été à Fès", "word"]  # fmt: skip


def test_a_markdown_file_says_so_by_its_name() -> None:
    assert read_upload(upload(b"# One", "a.md")).method == "markdown"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b" \n", "no_text"), (b"GIF89a\x00\x01", "wrong_type"), (b"PK\x03\x04rest", "wrong_type"),
     (b"%PDF-1.7 broken", "wrong_type")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        read_upload(upload(data))
    assert refused.value.code == code


def test_a_picture_of_a_page_has_no_text() -> None:
    with pytest.raises(UploadRefused) as refused:
        read_upload(pdf())
    assert refused.value.code in ("no_text", "wrong_type")


def test_a_word_file_that_unpacks_to_a_mountain_is_refused() -> None:
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(MOST_UNPACKED // 2**20 + 1):
            part.write(bytes(2**20))
    with pytest.raises(UploadRefused) as refused:
        read_upload(upload(kept.getvalue(), "bomb.docx"))
    assert refused.value.code == "too_large"
