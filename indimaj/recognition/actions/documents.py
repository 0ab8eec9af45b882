"""Papers: sniffed, limited in size, scanned, kept outside the web root before the row that names them."""

from datetime import datetime

import puremagic
from django.conf import settings
from django.core.files.base import File
from django.db import InterfaceError, OperationalError, transaction

from indimaj.clients.actions import line
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.ports import scan, storage

from ..enums import DocumentKind
from ..models import Asset, Document
from ..permissions import may_add_asset
from .who import staff_or_self

TYPES = {
    ".pdf": "application/pdf", ".png": "image/png", **dict.fromkeys((".jfif", ".jpg", ".jpeg", ".jpe"), "image/jpeg"),
}  # fmt: skip


class UploadRefused(ValueError):
    """The upload cannot be kept. `code`: empty, too_large, wrong_type, infected, scan_unavailable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def add_document(
    *,
    asset: Asset,
    kind: DocumentKind | str,
    upload: File,
    by: Actor,
    at: datetime,
    language: str = "",
    translates: Document | None = None,
) -> Document:
    """Keep a paper or its translation. Raises UploadRefused; nothing stays on disk of what comes to no row."""
    staff = staff_or_self(by, asset.client)
    if staff:
        ensure(may_add_asset(staff, asset.client))
    data = _read(upload)
    content_type = _sniff(data)
    _scan(data)
    stored = storage.keep(data, prefix="recognition")
    try:
        with transaction.atomic():
            document = Document.objects.create(
                client_id=asset.client_id,
                asset=asset,
                kind=DocumentKind(kind),
                language=language,
                translates=translates if translates and translates.asset_id == asset.pk else None,
                path=stored.path,
                digest=stored.digest,
                size=len(data),
                content_type=content_type,
                received_at=at,
                received_by=staff,
            )
            line("document_brought", asset.client, by, at, document=str(document.pk))
    except (OperationalError, InterfaceError):
        raise  # Nobody knows whether the row is there: the bytes stay.
    except Exception:
        storage.discard(stored.path)
        raise
    return document


def _read(upload: File) -> bytes:
    if upload.size is not None and upload.size > settings.UPLOAD_LIMIT:
        raise UploadRefused("too_large")
    data = bytes(upload.read(settings.UPLOAD_LIMIT + 1))
    if not data:
        raise UploadRefused("empty")
    if len(data) > settings.UPLOAD_LIMIT:
        raise UploadRefused("too_large")
    return data


def _sniff(data: bytes) -> str:
    """The type of the bytes themselves, whatever their name says."""
    try:
        extension = puremagic.from_string(data[:4096] + data[-1024:] if len(data) > 5120 else data)
    except (puremagic.PureError, ValueError):
        raise UploadRefused("wrong_type") from None
    found = TYPES.get(extension)
    if found is None or (found == "application/pdf" and not data.lstrip()[:5] == b"%PDF-"):
        raise UploadRefused("wrong_type")
    return found


def _scan(data: bytes) -> None:
    verdict = scan.scan(data)
    if verdict is scan.Verdict.INFECTED:
        raise UploadRefused("infected")
    if verdict is scan.Verdict.UNAVAILABLE:
        raise UploadRefused("scan_unavailable")
