"""What the set forms share: rows in chunks, what a run holds already, files held, people asked for once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from indimaj.applications.models import Application, Done
from indimaj.directory.models import Office, Staff
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

CHUNK = 500
BATCH = 2000


class People:
    """Staff by id, each asked for once in a run: their posts stay with them."""

    def __init__(self) -> None:
        self._known: dict[UUID, Staff] = {}

    def get(self, key: UUID) -> Staff:
        """The member of staff with an id."""
        if key not in self._known:
            self._known[key] = Staff.objects.get(pk=key)
        return self._known[key]


def chunks(rows: Iterable[Any], weight: Any = lambda row: 1) -> Iterator[list[Any]]:
    """Rows in chunks of about the same weight."""
    chunk: list[Any] = []
    heavy = 0
    for row in rows:
        chunk.append(row)
        heavy += weight(row)
        if heavy >= CHUNK:
            yield chunk
            chunk, heavy = [], 0
    if chunk:
        yield chunk


def fresh_things(rows: Mapping[str, Any], run_id: str) -> dict[str, Any]:
    """What the run does not hold yet."""
    known = set(Done.objects.filter(run=run_id, thing__in=rows).values_list("thing", flat=True))
    return {thing: row for thing, row in rows.items() if thing not in known}


def files_held(keys: Iterable[UUID]) -> dict[UUID, Application]:
    """The files, locked, with their people; those of one office share it."""
    held = Application.objects.select_for_update(of=("self",)).select_related("applicant").in_bulk(list(keys))
    codes = {file.office_id for file in held.values()}
    offices = Office.objects.select_related("body", "place").in_bulk(list(codes))
    for file in held.values():
        file.office = offices[file.office_id]
    return held


def file_line(
    lines: list[Line],
    subject: UUID,
    verb: str,
    by: Staff,
    purpose: str,
    at: datetime,
    detail: dict[str, object],
) -> None:
    """One more line in the chain of a file or a sitting."""
    lines.append(Line(Compartment.STATUS, subject, verb, Actor.staff(by.pk), at, purpose, detail))
