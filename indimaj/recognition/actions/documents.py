"""Papers: sniffed, limited in size, scanned, kept outside the web root before the row that names them."""

from datetime import datetime

from django.core.files.base import File
from django.db import InterfaceError, OperationalError, transaction

from indimaj.clients.actions import line
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.ports import storage, uploads

from ..enums import DocumentKind
from ..models import Asset, Document
from ..permissions import may_add_asset
from .who import staff_or_self


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
    data, content_type = uploads.checked(upload)
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
