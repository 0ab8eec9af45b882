"""The finder's index written: many rows a service, so each chunk is one statement where the database can take it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from indimaj.ports import tables

from ..models import Listing, Location, Service
from ..querysets import LISTED
from .rows import Gazetteer, asks_of

COLUMNS = ("service_id", "language", "theme", "place", "asks", "fresh_on")


class Row(NamedTuple):
    """One row of the index, in the order of its columns."""

    service: UUID
    language: str
    theme: str
    place: str
    asks: int
    fresh_on: date


def rows_of(service: Service, where: Sequence[Location], places: Gazetteer) -> list[Row]:
    """The rows of one entry; none for a service that nobody is received at any more."""
    if service.status not in LISTED:
        return []
    held: set[str] = set()
    for location in where:
        held |= places.holders(location.place_id)
    codes = sorted({str(one.get("code")) for one in service.languages if one.get("code")})
    asks, fresh, theme = asks_of(service), service.fresh_on, str(service.theme)
    return [
        Row(service.pk, language, theme, place, asks, fresh)
        for place in sorted(held or places.holders(None))
        for language in ("", *codes)
    ]


def write(rows: Sequence[Row]) -> None:
    """Insert new rows."""
    if not rows:
        return
    lines: Iterable[Sequence[object]] = rows
    if connection.vendor == "sqlite":
        lines = ((row.service.hex, *row[1:5], row.fresh_on.isoformat()) for row in rows)
    tables.load(Listing._meta.db_table, ", ".join(COLUMNS), lines)


def write_again(services: Iterable[Service], places: Gazetteer) -> None:
    """Rows of entries that changed, in place of those that they had."""
    held = list(services)
    Listing.objects.filter(service__in=held).delete()
    write([row for service in held for row in rows_of(service, list(service.locations.all()), places)])
