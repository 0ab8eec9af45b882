"""Batches closed under one digest each, and their heads written outside the database."""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import Max

from indimaj.ports import clock

from . import chaining
from .enums import Compartment, Stream
from .models import Entry, Read, Seal

BATCH = 10_000
CHUNK = 2000
LINES: dict[str, type[Entry] | type[Read]] = {Stream.ACTS: Entry, Stream.READS: Read}
PATIENCE = "2s"


def heads_file() -> Path:
    """Where the head of each seal is also written: whoever can change only the database cannot hide a cut."""
    return Path(settings.DATA_DIR) / "ledger-heads.txt"


def head_text(seal: Seal) -> str:
    """A seal as people print it and give it back to `verify`: side-stream-number-digest."""
    return f"{seal.compartment}-{seal.stream}-{seal.number}-{seal.digest}"


def seal_all() -> list[Seal]:
    """Seal each side; returns the new seals."""
    return [seal for compartment in Compartment for seal in seal_side(compartment)]


def seal_side(compartment: str) -> list[Seal]:
    """Close the lines of one side that no seal holds yet, in batches; returns the new seals."""
    made = []
    for stream, model in LINES.items():
        horizon = _horizon(model)
        while seal := _seal_batch(compartment, stream, horizon):
            made.append(seal)
    return made


def _horizon(model: type[Entry] | type[Read]) -> int:
    """The last id below which no writer is still at work.

    PostgreSQL gives ids before the commit: a line could appear later inside a batch. The lock waits for those who
    write, for a moment only; when it does not get through, nothing is sealed this time.
    """
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
                    cursor.execute(f"LOCK TABLE {model._meta.db_table} IN SHARE MODE")
            return model.objects.aggregate(last=Max("id"))["last"] or 0
    except OperationalError as problem:
        if "lock timeout" in str(problem):
            return 0
        raise


def _seal_batch(compartment: str, stream: str, horizon: int) -> Seal | None:
    with transaction.atomic():
        seals = Seal.objects.select_for_update().filter(compartment=compartment, stream=stream)
        last = seals.order_by("-number").first()
        after = last.last_line if last else 0
        rows = LINES[stream].objects.filter(compartment=compartment, id__gt=after, id__lte=horizon)
        ids = list(rows.order_by("id").values_list("id", flat=True)[:BATCH])
        if not ids:
            return None
        seal = Seal(
            compartment=compartment,
            stream=stream,
            number=last.number + 1 if last else 1,
            first_line=ids[0],
            last_line=ids[-1],
            at=clock.now(),
            previous=last.digest if last else "",
        )
        seal.digest, seal.count = digest_now(seal)
        seal.save(force_insert=True)
        transaction.on_commit(partial(_write_head, head_text(seal)))
    return seal


def digest_now(seal: Seal) -> tuple[str, int]:
    """The digest and the count that the lines of a seal's range have now."""
    return chaining.batch_digest(seal.previous, _lines(seal), **chaining.covered(seal))


def _lines(seal: Seal) -> Iterator[tuple[int, str]]:
    rows = LINES[seal.stream].objects.filter(
        compartment=seal.compartment, id__gte=seal.first_line, id__lte=seal.last_line
    )
    found: Iterable[tuple[int, str]] = rows.order_by("id").values_list("id", "digest").iterator(CHUNK)
    yield from found


def _write_head(text: str) -> None:
    with heads_file().open("a", encoding="ascii") as heads:
        heads.write(f"{text}\n")
        heads.flush()
        os.fsync(heads.fileno())
