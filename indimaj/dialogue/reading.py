"""The text of a file as it came: PDF, Word, Markdown, plain text. Nothing is mended here."""

import io
import re
import zipfile
from dataclasses import dataclass
from threading import Lock

import docx
import pypdfium2
from django.core.files.base import File
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from indimaj.ports.uploads import UploadRefused, clean

from .enums import Method

MOST_PAGES = 3000
MOST_CHARACTERS = 3_000_000
MOST_UNPACKED = 200 * 1024 * 1024
ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")
MARKDOWN = (
    (re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"(?m)^ {0,3}#{1,6}[ \t]+"), ""),
    (re.compile(r"(?m)^ {0,3}>[ \t]?"), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
)
# The library that reads PDF files is not made for two threads at once.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Read:
    """What was read: how, the text, and the bytes as they came (none for a text that was typed)."""

    method: Method
    text: str
    data: bytes = b""


def read_upload(upload: File) -> Read:
    """The text of what somebody uploads.

    Raises UploadRefused: the codes of `ports.uploads`, `no_text` for a file without words (a scan without a text
    layer), `too_long` for more than a person could read.
    """
    data = clean(upload)
    method, text = _read(data, (upload.name or "").lower())
    if not text.strip():
        raise UploadRefused("no_text")
    if len(text) > MOST_CHARACTERS:
        raise UploadRefused("too_long")
    return Read(method, text, data)


def _read(data: bytes, name: str) -> tuple[Method, str]:
    if data.lstrip()[:5] == b"%PDF-":
        return Method.PDF, text_of_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return Method.DOCX, text_of_docx(data)
    return Method.MARKDOWN if name.endswith((".md", ".markdown")) else Method.PLAIN, text_of_bytes(data)


def text_of_pdf(data: bytes) -> str:
    """The text layer of each page, pages apart by an empty line. Raises UploadRefused."""
    with _one_at_a_time:
        try:
            paper = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            raise UploadRefused("wrong_type") from None
        try:
            if len(paper) > MOST_PAGES:
                raise UploadRefused("too_long")
            return "\n\n".join(_page(paper, number) for number in range(len(paper)))
        finally:
            paper.close()


def _page(paper: pypdfium2.PdfDocument, number: int) -> str:
    page = paper[number]
    try:
        layer = page.get_textpage()
        try:
            return str(layer.get_text_bounded()).strip()
        finally:
            layer.close()
    except pypdfium2.PdfiumError:
        raise UploadRefused("wrong_type") from None
    finally:
        page.close()


def text_of_docx(data: bytes) -> str:
    """Paragraphs and the cells of tables, in the order of the page. Raises UploadRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile:
        raise UploadRefused("wrong_type") from None
    if unpacked > MOST_UNPACKED:
        raise UploadRefused("too_large")
    try:
        word = docx.Document(io.BytesIO(data))
        parts = list(word.iter_inner_content())
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError):
        raise UploadRefused("wrong_type") from None
    return "\n\n".join(text for part in parts if (text := _part(part)))


def _part(part: Paragraph | Table) -> str:
    if isinstance(part, Paragraph):
        return part.text.strip()
    return "\n".join("\t".join(cell.text.strip() for cell in row.cells) for row in part.rows)


def text_of_bytes(data: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or the code pages of old Arabic and French files. Raises UploadRefused."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\x00" in data:
        raise UploadRefused("wrong_type")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        arabic = data.decode("cp1256", "replace")
    high = sum(byte > 127 for byte in data)
    return arabic if len(ARABIC_LETTER.findall(arabic)) > high * 0.6 else data.decode("cp1252", "replace")


def without_marks(text: str) -> str:
    """A Markdown text without its marks: what a reader sees."""
    for pattern, kept in MARKDOWN:
        text = pattern.sub(kept, text)
    return text
