"""The only writer of the ledger: acts in the caller's transaction, reads before the answer goes out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from . import chaining
from .actors import Actor
from .enums import Compartment
from .models import Chain, Entry, Read

CHUNK = 1000


@dataclass(frozen=True)
class Line:
    """One act to be written in a set."""

    compartment: Compartment
    subject: UUID
    verb: str
    by: Actor
    at: datetime
    purpose: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


def record(
    *,
    compartment: Compartment,
    subject: UUID,
    verb: str,
    by: Actor,
    purpose: str = "",
    detail: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> Entry:
    """Write one line of a file's chain, in the transaction of the act itself.

    Raises RuntimeError outside a transaction: an act and its line stand or fall together.
    """
    line = Line(compartment, subject, verb, by, at or timezone.now(), purpose, detail or {})
    return record_many([line])[0]


def record_many(lines: Sequence[Line]) -> list[Entry]:
    """Write many lines in the order given; chains are locked in one order, so that two writers never wait in a ring."""
    if not connection.in_atomic_block:
        raise RuntimeError("A ledger line is written in the transaction of its act.")
    heads = _lock_heads({(line.compartment, line.subject) for line in lines})
    entries = []
    for line in lines:
        head = heads[line.compartment, line.subject]
        entry = Entry(
            compartment=line.compartment,
            subject=line.subject,
            number=head.length + 1,
            at=line.at,
            actor_kind=line.by.kind,
            actor=line.by.id,
            verb=line.verb,
            purpose=line.purpose,
            detail=line.detail,
            previous=head.head,
        )
        entry.digest = digest_of(entry)
        head.length, head.head = entry.number, entry.digest
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=CHUNK)
    Chain.objects.bulk_update(heads.values(), ["length", "head"], batch_size=CHUNK)
    return entries


def digest_of(entry: Entry) -> str:
    """What the digest of an act must be."""
    return chaining.digest(
        entry.previous,
        compartment=entry.compartment,
        subject=entry.subject,
        number=entry.number,
        at=entry.at,
        actor_kind=entry.actor_kind,
        actor=entry.actor,
        verb=entry.verb,
        purpose=entry.purpose,
        detail=entry.detail,
    )


def _lock_heads(wanted: set[tuple[Compartment, UUID]]) -> dict[tuple[str, UUID], Chain]:
    ordered = sorted(wanted, key=lambda pair: (pair[0], pair[1]))
    fresh = [Chain(compartment=compartment, subject=subject) for compartment, subject in ordered]
    Chain.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=CHUNK)
    heads: dict[tuple[str, UUID], Chain] = {}
    subjects = [subject for _compartment, subject in ordered]
    for start in range(0, len(subjects), CHUNK):
        found = Chain.objects.select_for_update().filter(subject__in=subjects[start : start + CHUNK])
        heads |= {(chain.compartment, chain.subject): chain for chain in found.order_by("compartment", "subject")}
    return {pair: heads[pair] for pair in ordered}


def read(
    *,
    compartment: Compartment,
    what: str,
    by: Actor,
    purpose: str,
    subject: UUID | None = None,
    detail: dict[str, Any] | None = None,
    count: int | None = None,
) -> None:
    """Write that a file, a list or an export was read, before the answer goes out."""
    written = dict(detail or {})
    if count is not None:
        written["count"] = count
    with transaction.atomic():
        Read.objects.create(
            compartment=compartment,
            subject=subject,
            at=timezone.now(),
            actor_kind=by.kind,
            actor=by.id,
            what=what,
            purpose=purpose,
            detail=written,
        )
