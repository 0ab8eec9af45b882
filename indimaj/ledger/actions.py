"""The only writer of the ledger: acts in the caller's transaction, reads before the answer goes out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from indimaj.ports import clock, tables

from . import chaining, tasks
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
    line = Line(compartment, subject, verb, by, at or clock.now(), purpose, detail or {})
    entry = record_many([line])[0]
    tasks.seal_when_due(entry.pk)
    return entry


def record_many(lines: Sequence[Line]) -> list[Entry]:
    """Write many lines in the order given; chains are locked in one order, so that two writers never wait in a ring.

    Only a line written alone knows its key afterwards.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A ledger line is written in the transaction of its act.")
    heads, fresh = _lock_heads({(line.compartment, line.subject) for line in lines})
    entries = [_follow(heads[line.compartment, line.subject], line) for line in lines]
    known = [head for head in heads.values() if head.pk]
    if len(entries) == 1:
        Entry.objects.bulk_create(entries)
    else:
        tables.insert(entries)
    tables.insert(fresh)
    if len(known) == 1:
        Chain.objects.filter(pk=known[0].pk).update(length=known[0].length, head=known[0].head)
    else:
        tables.update(known, "length", "head")
    return entries


def _follow(head: Chain, line: Line) -> Entry:
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
    return entry


def digest_of(entry: Entry) -> str:
    """What the digest of an act must be."""
    return chaining.digest(entry.previous, **chaining.covered(entry))


def _lock_heads(
    wanted: set[tuple[Compartment, UUID]],
) -> tuple[dict[tuple[str, UUID], Chain], list[Chain]]:
    """The heads by file, locked, and those that are not in the database yet."""
    heads = _locked(wanted)
    missing = sorted(wanted - heads.keys())
    if len(missing) == 1:
        # Two writers may begin the same chain at once, as for a sign-in; the second waits for the first.
        Chain.objects.bulk_create(
            [Chain(compartment=c, subject=s) for c, s in missing], ignore_conflicts=True
        )
        return heads | _locked(set(missing)), []
    fresh = [Chain(compartment=compartment, subject=subject) for compartment, subject in missing]
    return heads | {(chain.compartment, chain.subject): chain for chain in fresh}, fresh


def _locked(wanted: set[tuple[Compartment, UUID]]) -> dict[tuple[str, UUID], Chain]:
    heads: dict[tuple[str, UUID], Chain] = {}
    for compartment in sorted({compartment for compartment, _subject in wanted}):
        subjects = sorted(subject for side, subject in wanted if side == compartment)
        for start in range(0, len(subjects), CHUNK):
            chunk = subjects[start : start + CHUNK]
            found = Chain.objects.select_for_update().filter(compartment=compartment, subject__in=chunk)
            heads |= {(chain.compartment, chain.subject): chain for chain in found.order_by("subject")}
    return heads


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
    line = Read(
        compartment=compartment,
        subject=subject,
        at=clock.now(),
        actor_kind=by.kind,
        actor=by.id,
        what=what,
        purpose=purpose,
        detail=written,
    )
    line.digest = read_digest_of(line)
    # One statement is whole by itself: a transaction around it would be two more questions on every page.
    line.save(force_insert=True)
    tasks.seal_when_due(line.pk)


def read_digest_of(line: Read) -> str:
    """What the digest of a reading must be."""
    return chaining.digest("", **chaining.covered(line))
