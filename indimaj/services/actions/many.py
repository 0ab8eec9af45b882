"""The set form of save_service: many entries in chunks, each once; the same rows as one by one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from indimaj.directory.models import Body
from indimaj.ledger import actions as ledger
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ports import tables

from ..enums import CheckedBy
from ..models import Location, Organization, Service
from . import index, rows

CHUNK = 500
T = TypeVar("T")


@dataclass(frozen=True)
class Draft:
    """One entry to be made: its own id makes a second run pass over it."""

    id: UUID
    body: Body
    values: Mapping[str, Any]
    at: datetime
    by: Actor
    where: Sequence[Mapping[str, Any]] = field(default_factory=list)
    checked_on: date | None = None
    checked_by: CheckedBy | None = None


def chunks(things: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The things in lists of a size."""
    pending = iter(things)
    while chunk := list(islice(pending, size)):
        yield chunk


def save_many(drafts: Iterable[Draft]) -> int:
    """Make many entries; those that are there are passed over. Returns how many were made."""
    places, made = rows.Gazetteer(), 0
    for chunk in chunks(drafts):
        with transaction.atomic():
            made += _save(chunk, places)
    return made


def _save(chunk: list[Draft], places: rows.Gazetteer) -> int:
    there = Service.objects.in_bulk([draft.id for draft in chunk])
    fresh = [draft for draft in chunk if draft.id not in there]
    organizations = _organizations([draft.body for draft in fresh])
    services: list[Service] = []
    located: list[Location] = []
    listed: list[index.Row] = []
    lines: list[Line] = []
    for draft in fresh:
        organization = organizations[draft.body.code]
        service = Service(
            id=draft.id, body=draft.body, organization=organization, created_at=draft.at, version=1
        )
        rows.set_columns(service, draft.values)
        if draft.checked_on and draft.checked_by:
            rows.checked(service, draft.checked_on, draft.checked_by, None)
        service.next_check_on = service.next_check_on or timezone.localdate(draft.at)
        where = rows.locations(service, draft.where)
        services.append(service)
        located += where
        listed += index.rows_of(service, where, places)
        lines.append(rows.line("service_added", service, draft.by, draft.at, "setup"))
    tables.insert(services)
    tables.insert(located)
    index.write(listed)
    ledger.record_many(lines)
    return len(fresh)


def _organizations(bodies: list[Body]) -> dict[str, Organization]:
    codes = {body.code: body for body in bodies}
    there = {str(one.body_id): one for one in Organization.objects.filter(body_id__in=codes)}
    for code, body in codes.items():
        if code not in there:
            there[code] = rows.organization_of(body)
            there[code].save(force_insert=True)
    return there
