"""The directory as a package of the standard, record by record; and as a table or a workbook, one service a line."""

import csv
import json
from collections.abc import Iterator
from itertools import groupby
from typing import IO, Any

from django.db.models import QuerySet

from ..models import Organization, Package, Service
from . import columns, sheet
from .package import KINDS
from .table import TABLE, looks_like_formula

STEP = 500
LIST_OF = {kind: name for name, kind in KINDS.items() if name != "contents"}


def write_package(out: IO[str], told: columns.Settings | None = None) -> int:
    """Write all that is held; returns how many services."""
    written = 0
    out.write('{"services": [')
    for written, record in enumerate(records(told or columns.Settings()), start=1):
        out.write(",\n" if written > 1 else "\n")
        json.dump(record, out, ensure_ascii=False)
    out.write("\n]")
    _write_list(out, "organizations", organizations())
    others = Package.objects.order_by("kind", "id").iterator(STEP)
    for kind, group in groupby(others, key=lambda one: one.kind):
        _write_list(out, LIST_OF.get(kind, kind), (one.source for one in group))
    out.write("}\n")
    return written


def records(told: columns.Settings) -> Iterator[dict[str, Any]]:
    """The record of each service."""
    services = Service.objects.order_by("id").prefetch_related("locations")
    for service in services.iterator(STEP):
        yield record(service, told)


def record(service: Service, told: columns.Settings) -> dict[str, Any]:
    """One service as the standard writes it: what came in, and over it what has changed since."""
    now = {name: getattr(service, name) for name in columns.WRITTEN}
    now["locations"] = [
        {
            "name": one.name,
            "address": one.address,
            "transportation": one.transportation,
            "place_id": one.place_id,
        }
        for one in service.locations.all()
    ]
    made = columns.write(service.pk, service.source, now, told)
    if not service.source and service.organization_id:
        made["organization_id"] = str(service.organization_id)
    return made


def organizations() -> Iterator[dict[str, Any]]:
    """The record of each organization: as it came in, or what we know of our own."""
    for one in Organization.objects.select_related("body").order_by("id").iterator(STEP):
        yield one.source or {
            "id": str(one.pk),
            "name": one.name,
            "description": one.description or one.name,
        }


def write_table(out: IO[str], services: QuerySet[Service] | None = None) -> int:
    """Write one line a service, for a spreadsheet: these, or all; returns how many."""
    writer = csv.writer(out)
    writer.writerow(TABLE)
    written = 0
    for line in lines(services):
        written += 1
        writer.writerow([_safe(cell) for cell in line])
    return written


def write_workbook(
    out: IO[bytes], services: QuerySet[Service] | None = None, *, right_to_left: bool = False
) -> int:
    """The same lines as a workbook of Excel; returns how many."""
    return sheet.write(out, TABLE, lines(services), right_to_left=right_to_left)


def lines(services: QuerySet[Service] | None = None) -> Iterator[list[object]]:
    """The cells of each service, in the order of TABLE."""
    chosen = Service.objects.all() if services is None else services
    for service in chosen.defer("source").order_by("id").iterator(STEP):
        yield _cells(service)


def _cells(service: Service) -> list[object]:
    plain = {
        "body": service.body_id,
        "place": service.place_id,
        "languages": " ".join(str(one["code"]) for one in service.languages),
        "organization": service.organization_id,
        "required_documents": " | ".join(
            str(one["code"] or one["document"]) for one in service.required_documents
        ),
        "phones": " | ".join(str(one["number"]) for one in service.phones),
        "is_free": {True: "yes", False: "no", None: ""}[service.is_free],
    }
    return [plain.get(name, "") if name in plain else getattr(service, name) for name in TABLE]


def _safe(cell: object) -> object:
    """A text that a spreadsheet would read as a formula is written as a text."""
    return f"'{cell}" if looks_like_formula(cell) else cell


def _write_list(out: IO[str], name: str, values: Iterator[Any]) -> None:
    out.write(f',\n"{name}": [')
    for number, value in enumerate(values):
        out.write(",\n" if number else "\n")
        json.dump(value, out, ensure_ascii=False)
    out.write("\n]")
