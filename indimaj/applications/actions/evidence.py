"""Pieces of evidence: received, stated as impossible to obtain, accepted or not."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import InterfaceError, OperationalError, transaction

from indimaj.directory.models import Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind, Compartment
from indimaj.ports import storage, uploads
from indimaj.ports.uploads import UploadRefused

from .. import permissions
from ..enums import EvidenceState, State
from ..models import Application, Evidence
from ..reasons import REJECTIONS
from . import rows
from .locking import hold

NAME_LENGTH = 120


def prepare(
    kind: str,
    upload: File | None,
    *,
    at: datetime,
    by: Staff | None,
    impossible: bool = False,
    note: str = "",
) -> Evidence:
    """A piece whose bytes are checked and safely on disk, not yet part of any file.

    Without an upload it was shown at the counter, or is stated as impossible to obtain. Raises UploadRefused.
    """
    kinds = rows.pack().evidence
    if kind not in kinds:
        raise UploadRefused("unknown_kind")
    piece = Evidence(
        kind=kind,
        state=EvidenceState.IMPOSSIBLE if impossible else EvidenceState.RECEIVED,
        sealed=is_health(kinds[kind]),
        note=note,
        received_at=at,
        received_by=by,
    )
    if upload is not None and not impossible:
        data, piece.content_type = uploads.checked(upload)
        stored = storage.keep(data, prefix="sealed" if piece.sealed else "evidence")
        piece.path, piece.digest, piece.size = stored.path, stored.digest, len(data)
        piece.file_name = safe_name(upload.name or "")
    return piece


@contextmanager
def discarded_when_refused(pieces: Sequence[Evidence]) -> Iterator[None]:
    """Leave nothing on disk of pieces that come into no file.

    When the database itself went away nobody knows whether the rows are there: the bytes stay.
    """
    try:
        yield
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        for piece in pieces:
            if piece.path:
                storage.discard(piece.path)
        raise


@transaction.atomic
def _keep(application: Application, piece: Evidence, by: Actor, at: datetime) -> Evidence:
    file = hold(application.pk)
    purpose = _purpose(file, by)
    piece.application = file
    piece.save(force_insert=True)
    file.version += 1
    file.save(update_fields=["version"])
    verb = "evidence_impossible" if piece.state == EvidenceState.IMPOSSIBLE else "evidence_received"
    _line(file, verb, by, purpose, at, piece)
    return piece


def receive(*, application: Application, kind: str, upload: File | None, by: Actor, at: datetime) -> Evidence:
    """Take a piece into the file; without an upload, staff have seen it. Raises UploadRefused."""
    _purpose(application, by)
    if upload is None and by.kind == ActorKind.PERSON:
        raise UploadRefused("empty")
    piece = prepare(kind, upload, at=at, by=_staff(by))
    with discarded_when_refused([piece]):
        return _keep(application, piece, by, at)


def state_impossible(
    *, application: Application, kind: str, note: str = "", by: Actor, at: datetime
) -> Evidence:
    """Record that a proof is impossible to obtain: its substitutes are accepted then (practice 17)."""
    return _keep(
        application, prepare(kind, None, at=at, by=_staff(by), impossible=True, note=note.strip()), by, at
    )


def accept(*, evidence: Evidence, by: Staff, version: int | None = None, at: datetime) -> Evidence:
    """Take a piece as proof."""
    return _judge(evidence, EvidenceState.ACCEPTED, "", "", by, version, at)


def reject(
    *, evidence: Evidence, by: Staff, reason: str, note: str = "", version: int | None = None, at: datetime
) -> Evidence:
    """Do not take a piece as proof, for a coded reason."""
    if reason not in REJECTIONS:
        raise KeyError(reason)
    return _judge(evidence, EvidenceState.REJECTED, reason, note, by, version, at)


@transaction.atomic
def _judge(
    evidence: Evidence,
    state: EvidenceState,
    reason: str,
    note: str,
    by: Staff,
    version: int | None,
    at: datetime,
) -> Evidence:
    file = hold(evidence.application_id, version)
    piece = Evidence.objects.select_for_update().get(pk=evidence.pk)
    piece.application = file
    allowed = ensure(permissions.may_judge_evidence(by, piece))
    piece.state, piece.reason, piece.note = state, reason, note.strip() or piece.note
    piece.examined_at, piece.examined_by = at, by
    piece.save(update_fields=["state", "reason", "note", "examined_at", "examined_by"])
    file.version += 1
    changed = ["version"]
    if file.state == State.REGISTERED and not piece.sealed:
        file.state = State.EXAMINATION
        changed.append("state")
    file.save(update_fields=changed)
    _line(file, f"evidence_{state}", Actor.staff(by.pk), allowed.purpose, at, piece, reason=reason)
    return piece


def is_health(kind: Any) -> bool:
    """Whether a kind of evidence is sealed."""
    return bool(kind.get("health", False))


def safe_name(name: str) -> str:
    """The name without path, control signs or signs that turn the direction of writing."""
    bare = re.split(r"[\\/]", name)[-1]
    return "".join(sign for sign in bare if unicodedata.category(sign)[0] != "C")[-NAME_LENGTH:].strip()


def _staff(by: Actor) -> Staff | None:
    return Staff.objects.get(pk=by.id) if by.kind == ActorKind.STAFF else None


def _purpose(file: Application, by: Actor) -> str:
    """Whether this actor may add to this file, and for what purpose."""
    staff = _staff(by)
    if staff is not None:
        return ensure(permissions.may_receive(staff, file)).purpose
    return ensure(permissions.may_add_as(by, file)).purpose


def detail_of(piece: Evidence) -> dict[str, str]:
    """A sealed piece leaves its id in the ledger, and nothing that says what it is (practice 11)."""
    return {"evidence": str(piece.id), **({} if piece.sealed else {"kind": piece.kind})}


def _line(
    file: Application, verb: str, by: Actor, purpose: str, at: datetime, piece: Evidence, **more: str
) -> None:
    detail = {**detail_of(piece), **more}
    ledger.record(
        compartment=Compartment.STATUS,
        subject=file.id,
        verb=verb,
        by=by,
        purpose=purpose,
        detail=detail,
        at=at,
    )
