"""The finder's index written: many rows a service, so each chunk is one statement where the database can take it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from ..models import Listing, Location, Service
from ..querysets import LISTED
from .rows import Gazetteer, asks_of

COLUMNS = ("service_id", "language", "theme", "place", "asks", "fresh_on")
TYPES = ("uuid", "text", "text", "text", "smallint", "date")


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
    table = Listing._meta.db_table
    names = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = ", ".join(f"%s::{kind}[]" for kind in TYPES)
            statement = f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays})"  # noqa: S608 -- our own names
            cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])
        else:
            marks = ", ".join(["%s"] * len(COLUMNS))
            statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 -- our own names
            cursor.executemany(
                statement, [(row.service.hex, *row[1:5], row.fresh_on.isoformat()) for row in rows]
            )


def write_again(services: Iterable[Service], places: Gazetteer) -> None:
    """Rows of entries that changed, in place of those that they had."""
    held = list(services)
    Listing.objects.filter(service__in=held).delete()
    write([row for service in held for row in rows_of(service, list(service.locations.all()), places)])
