"""Documents are kept, every version of them; a repair is a version of its own beside the raw text."""

import hashlib
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from indimaj.directory.models import Body
from indimaj.ledger.actors import Actor
from indimaj.ports import storage
from indimaj.texts.words import Words

from ..enums import DocumentKind, Method, TextLanguage
from ..models import Document, DocumentVersion, Event
from ..permissions import may_repair, may_write_document
from ..reading import Read, without_marks
from ..repair import tidy
from .errors import KeyTaken, NothingChanged
from .passages import realign_onto
from .who import hold_document, only, purpose_of, put, staff_of, write

CHANGEABLE = ("title", "kind", "issuer", "body", "event", "published_on", "source_url", "is_account")
PREFIX = "documents"


@transaction.atomic
def add_document(
    *,
    key: str,
    title: Words,
    kind: DocumentKind | str,
    by: Actor,
    at: datetime,
    issuer: str = "",
    body: Body | None = None,
    event: Event | None = None,
    published_on: date | None = None,
    source_url: str = "",
    is_account: bool = False,
    is_public: bool = False,
    submission: UUID | None = None,
) -> Document:
    """Keep a document, still without text; the same submission twice is one. Raises KeyTaken.

    `is_account` says that the text is the platform's own account of a source, not the source's sentences.
    """
    purpose = purpose_of(by, may_write_document)
    submission = submission or uuid4()
    if there := Document.objects.filter(submission=submission).first():
        return there
    if Document.objects.filter(key=key).exists():
        raise KeyTaken(key)
    made = Document.objects.create(
        key=key,
        title=title,
        kind=kind,
        issuer=issuer,
        body=body,
        event=event,
        published_on=published_on,
        source_url=source_url,
        is_account=is_account,
        is_public=is_public,
        made_at=at,
        submission=submission,
    )
    write("document_added", made.pk, by, at, purpose, key=key, public=is_public)
    return made


@transaction.atomic
def change_document(
    *, document: Document, by: Actor, at: datetime, version: int | None = None, **changes: Any
) -> Document:
    """Correct what is said of a document; its versions stay. Raises Stale; TypeError for what is none of CHANGEABLE."""
    only(CHANGEABLE, changes)
    current = hold_document(document, version)
    purpose = purpose_of(by, may_write_document, current)
    if changed := put(current, changes):
        write("document_changed", current.pk, by, at, purpose, changed=changed)
    return current


@transaction.atomic
def show_document(
    *, document: Document, by: Actor, at: datetime, is_public: bool = True, version: int | None = None
) -> Document:
    """Show a document with its versions to everybody, or take it back."""
    current = hold_document(document, version)
    purpose = purpose_of(by, may_write_document, current)
    if put(current, {"is_public": is_public}):
        write("document_shown" if is_public else "document_hidden", current.pk, by, at, purpose)
    return current


def add_version(
    *,
    document: Document,
    language: TextLanguage | str,
    received_on: date,
    by: Actor,
    at: datetime,
    text: str = "",
    read: Read | None = None,
    file_name: str = "",
    note: str = "",
    submission: UUID | None = None,
) -> DocumentVersion:
    """Keep a version: what was read from a file (`read`), or `text` typed in. Passages are looked for in it.

    The same submission twice is one version. The bytes of a file are kept as they came, with their hash.
    """
    read = read or Read(Method.TYPED, text)
    submission = submission or uuid4()
    if there := DocumentVersion.objects.filter(submission=submission).first():
        return there
    stored = storage.keep(read.data, prefix=PREFIX) if read.data else None
    try:
        return _add_version(
            document, by, at,
            language=language,
            received_on=received_on,
            method=read.method,
            sha256=stored.digest if stored else _digest(read.text),
            file=stored.path if stored else "",
            file_name=file_name[:160],
            raw_text=without_nothing(read.text),
            text=tidy(without_marks(read.text) if read.method == Method.MARKDOWN else read.text),
            note=note,
            submission=submission,
        )  # fmt: skip
    except BaseException:
        if stored:
            storage.discard(stored.path)
        raise


@transaction.atomic
def _add_version(document: Document, by: Actor, at: datetime, **fields: Any) -> DocumentVersion:
    current = hold_document(document)
    purpose = purpose_of(by, may_write_document, current)
    made = _next(current, at, **fields)
    write(
        "version_added", current.pk, by, at, purpose,
        number=made.number, language=str(made.language), sha256=made.sha256, method=str(made.method),
    )  # fmt: skip
    return made


@transaction.atomic
def repair(
    *,
    version: DocumentVersion,
    text: str,
    by: Actor,
    at: datetime,
    note: str = "",
    language: TextLanguage | str | None = None,
    submission: UUID | None = None,
) -> DocumentVersion:
    """Put a corrected text beside what was read: a new version that keeps the raw text and names who repaired it.

    Raises NothingChanged when the text is the one that was there.
    """
    current = hold_document(version.document)
    purpose = purpose_of(by, may_repair, version)
    submission = submission or uuid4()
    if there := DocumentVersion.objects.filter(submission=submission).first():
        return there
    repaired = tidy(text)
    if repaired == version.text:
        raise NothingChanged
    made = _next(
        current, at,
        language=language or version.language,
        received_on=version.received_on,
        method=Method.REPAIRED,
        sha256=version.sha256,
        file=version.file,
        file_name=version.file_name,
        raw_text=version.raw_text,
        text=repaired,
        note=note,
        made_from=version,
        repaired_by=staff_of(by),
        submission=submission,
    )  # fmt: skip
    write(
        "text_repaired", current.pk, by, at, purpose,
        number=made.number, made_from=version.number, text_sha256=_digest(repaired),
    )  # fmt: skip
    return made


def _next(document: Document, at: datetime, **fields: Any) -> DocumentVersion:
    """The version of the next number, with the passages of the others found in it."""
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    made = DocumentVersion.objects.create(document=document, number=last + 1, added_at=at, **fields)
    realign_onto(document, made, at)
    return made


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def without_nothing(text: str) -> str:
    """The text without the character that no database keeps, and without halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()
