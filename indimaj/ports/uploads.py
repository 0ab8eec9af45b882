"""What somebody uploads: bytes of a size and a type that are taken here, and that the scanner finds clean."""

import puremagic
from django.conf import settings
from django.core.files.base import File

from . import scan

TYPES = {
    ".pdf": "application/pdf", ".png": "image/png", **dict.fromkeys((".jfif", ".jpg", ".jpeg", ".jpe"), "image/jpeg"),
}  # fmt: skip


class UploadRefused(ValueError):
    """The upload cannot be kept. `code`: empty, too_large, wrong_type, infected, scan_unavailable; a room that
    takes papers of certain kinds adds unknown_kind.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def checked(upload: File) -> tuple[bytes, str]:
    """The bytes and the type that they are of. Raises UploadRefused."""
    data = _read(upload)
    content_type = sniff(data)
    _ask_scanner(data)
    return data, content_type


def clean(upload: File) -> bytes:
    """The bytes, of whatever type: the reader that they are meant for judges it. Raises UploadRefused."""
    data = _read(upload)
    _ask_scanner(data)
    return data


def sniff(data: bytes) -> str:
    """The type of the bytes themselves, whatever their name says. Raises UploadRefused."""
    try:
        extension = puremagic.from_string(data[:4096] + data[-1024:] if len(data) > 5120 else data)
    except (puremagic.PureError, ValueError):
        raise UploadRefused("wrong_type") from None
    found = TYPES.get(extension)
    if found is None or (found == "application/pdf" and not data.lstrip()[:5] == b"%PDF-"):
        raise UploadRefused("wrong_type")
    return found


def _ask_scanner(data: bytes) -> None:
    verdict = scan.scan(data)
    if verdict is scan.Verdict.INFECTED:
        raise UploadRefused("infected")
    if verdict is scan.Verdict.UNAVAILABLE:
        raise UploadRefused("scan_unavailable")


def _read(upload: File) -> bytes:
    if upload.size is not None and upload.size > settings.UPLOAD_LIMIT:
        raise UploadRefused("too_large")
    data = bytes(upload.read(settings.UPLOAD_LIMIT + 1))
    if not data:
        raise UploadRefused("empty")
    if len(data) > settings.UPLOAD_LIMIT:
        raise UploadRefused("too_large")
    return data
