"""A package of the standard into the directory: in chunks, resumable, each record by its id, every oddity told."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import dropwhile
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from indimaj.directory.models import Body
from indimaj.ledger import actions as ledger
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.ports import tables

from ..enums import CheckedBy, RunState
from ..hsds import columns, package, parts, sheet, table, tabular
from ..hsds.checks import INSIDE, Found, as_uuid, check
from ..hsds.package import Record
from ..models import ImportRun, Listing, Location, Oddity, Organization, Package, Service
from . import index, rows
from .many import chunks

CHUNK = 1000
PURPOSE = "import"
# What becomes a row of its own here; what names another of the same id, and is kept beside them.
ENTRIES = ("service", "organization")
AGAIN = {"service": "service_again", "organization": "organization_again"}
WHOLE = {*package.KINDS.values(), *tabular.KINDS.values()}
# The columns of an oddity as they are loaded: a package of many records may have several in each.
ODDITY = '"run_id", "record", "where", "what", "found", "done"'
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def import_package(
    path: Path,
    *,
    by: Actor,
    at: datetime,
    told: columns.Settings | None = None,
    body: Body | None = None,
    name: str = "",
) -> ImportRun:
    """Take a package in. A file that was taken in before changes nothing; one that was cut short goes on.

    `name` says what kind of file it is where the path does not. Raises NotReadable where the file stops being
    readable: what came before is kept, and the repaired file goes on from its own beginning, by ids.
    """
    told = told or columns.Settings()
    places = rows.Gazetteer()
    told.places = places.names()
    told.origin = told.origin or (body.code if body else "")
    told.today = told.today or timezone.localdate(at)
    name = name or path.name
    run, _made = ImportRun.objects.get_or_create(
        digest=digest_of(path), defaults={"name": name[:200], "started_at": at}
    )
    if run.state == RunState.DONE:
        return run
    taker = _Taker(run, by, at, told, body, places)
    records = dropwhile(lambda record: record.number <= run.taken, _records(path, Path(name).suffix.lower()))
    for chunk in chunks(records, CHUNK):
        taker.take(chunk)
    run.state, run.finished_at, run.fault = RunState.DONE, at, ""
    run.save(update_fields=["state", "finished_at", "fault"])
    return run


def _records(path: Path, suffix: str) -> Iterator[Record]:
    """The records of a file by what its name ends with."""
    if suffix == ".zip":
        yield from tabular.read(path)
    elif suffix == ".xlsx":
        yield from sheet.read(path)
    else:
        reading = table.read if suffix == ".csv" else package.read
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as text:
            yield from reading(text)


def digest_of(path: Path) -> str:
    """By which a file that was taken in before is known."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Taker:
    """Takes one chunk after another, each in its own transaction with the run's count."""

    def __init__(
        self,
        run: ImportRun,
        by: Actor,
        at: datetime,
        told: columns.Settings,
        body: Body | None,
        places: rows.Gazetteer,
    ) -> None:
        self.run, self.by, self.at, self.told, self.body, self.places = run, by, at, told, body, places
        self.seen: set[tuple[str, UUID | str]] = set()

    @transaction.atomic
    def take(self, chunk: list[Record]) -> None:
        """One chunk."""
        self.oddities: list[tuple[object, ...]] = []
        services: dict[UUID, Record] = {}
        organizations: dict[UUID, Mapping[str, Any]] = {}
        others: list[Record] = []
        for record in chunk:
            if record.kind == "head":
                self._head(record)
            elif not isinstance(record.value, dict):
                self._odd(record, Found("", "not_an_object", str(record.value)[:60], "left_out"))
                self.run.refused += 1
            else:
                self._sort(record, services, organizations, others)
        self._organizations(organizations)
        self._services(services)
        self._others(others)
        tables.load(Oddity._meta.db_table, ODDITY, self.oddities)
        self.run.taken = chunk[-1].number
        self.run.save()
        ledger.record_many([
            Line(Compartment.SERVICE, self.run.pk, "records_taken", self.by, self.at, PURPOSE,
                 {"up_to": self.run.taken, "services": len(services)})
        ])  # fmt: skip

    def _sort(
        self,
        record: Record,
        services: dict[UUID, Record],
        organizations: dict[UUID, Mapping[str, Any]],
        others: list[Record],
    ) -> None:
        value = record.value
        for found in check(INSIDE.get(record.kind, record.kind), value):
            self._odd(record, found)
        key = columns.id_of(record.kind, value, self.told.origin)
        if not value.get("id"):
            if not value.get("name") and record.kind in ENTRIES:
                self._odd(record, Found("", "id_missing", "", "left_out"))
                self.run.refused += 1
                return
            if record.kind in ENTRIES:
                self._odd(record, Found("id", "id_missing", "", "id_made"))
        if record.kind not in WHOLE:
            self._odd(record, Found("", "parent_unknown", "", "kept_apart"))
        if record.kind not in ENTRIES:
            others.append(record)
            return
        first = (record.kind, key) not in self.seen
        self.seen.add((record.kind, key))
        if not first:
            # The first one is the entry; whoever reads the report decides which is right.
            self._odd(record, Found("id", "id_twice", str(key), "kept_apart"))
            others.append(record._replace(kind=AGAIN[record.kind]))
        elif record.kind == "service":
            services[key] = record
            inside = value.get("organization")
            if isinstance(inside, dict) and (inside.get("id") or inside.get("name")):
                organizations.setdefault(columns.id_of("organization", inside, self.told.origin), inside)
        else:
            organizations[key] = value

    def _head(self, record: Record) -> None:
        for name, value in record.value.items():
            if name in package.PAGE_FIELDS:
                self._odd(record, Found(name, "page_counters", str(value)[:60], "not_kept"))
            else:
                self._odd(record, Found(name, "unknown_field", str(value)[:60], "not_kept"))

    def _odd(self, record: Record, found: Found) -> None:
        where = f"{record.kind}.{found.where}"[:200].rstrip(".")
        key = self.run.pk.hex
        self.oddities.append((key, record.number, where, found.what, found.value[:200], found.done))

    def _organizations(self, wanted: dict[UUID, Mapping[str, Any]]) -> None:
        there = Organization.objects.in_bulk(list(wanted))
        fresh: list[Organization] = []
        changed: list[Organization] = []
        for key, value in wanted.items():
            one = there.get(key) or Organization(id=key, source={})
            if one.source == value:
                continue
            one.source = dict(value)
            one.name = str(value.get("name") or "")[:250]
            one.description = str(value.get("description") or "")
            email = str(value.get("email") or "")
            one.email = email if MAIL.fullmatch(email) else ""
            one.website = str(value.get("website") or "")[:400]
            (changed if key in there else fresh).append(one)
        if self.body and fresh and not Organization.objects.filter(body=self.body).exists():
            fresh[0].body = self.body
        tables.insert(fresh)
        tables.update(changed, "source", "name", "description", "email", "website")

    def _services(self, wanted: dict[UUID, Record]) -> None:
        there = Service.objects.in_bulk(list(wanted))
        owners = self._owners(wanted)
        fresh: list[Service] = []
        changed: list[Service] = []
        located: list[Location] = []
        listed: list[index.Row] = []
        lines: list[Line] = []
        moved: list[UUID] = []
        for key, record in wanted.items():
            service = there.get(key)
            if service and service.source == record.value:
                self.run.unchanged += 1
                continue
            service, where = self._row(key, record, service, owners)
            (changed if key in there else fresh).append(service)
            if where is None:
                made = list(service.locations.all())
            else:
                made = rows.locations(service, where)
                located += made
                moved.append(key)
            listed += index.rows_of(service, made, self.places)
            verb = "service_changed_by_import" if key in there else "service_imported"
            lines.append(rows.line(verb, service, self.by, self.at, PURPOSE, run=str(self.run.pk)))
        tables.insert(fresh)
        if changed:
            keys = [service.pk for service in changed]
            Location.objects.filter(service_id__in=moved).delete()
            Listing.objects.filter(service_id__in=keys).delete()
            tables.update(changed, *rows.COLUMNS, *ALSO)
        tables.insert(located)
        index.write(listed)
        ledger.record_many(lines)
        self.run.created += len(fresh)
        self.run.changed += len(changed)

    def _owners(self, wanted: dict[UUID, Record]) -> dict[UUID, Organization]:
        keys = {self._organization_key(record.value) for record in wanted.values()}
        return Organization.objects.in_bulk([key for key in keys if key])

    def _row(
        self, key: UUID, record: Record, there: Service | None, owners: dict[UUID, Organization]
    ) -> tuple[Service, list[dict[str, Any]] | None]:
        """The entry as the record says it. What somebody corrected here stays, where the record says what it said."""
        read = columns.read(record.value, self.told, lambda found: self._odd(record, found))
        where: list[dict[str, Any]] | None = read.pop("locations")
        service = there or Service(id=key, created_at=self.at)
        if there:
            before = columns.read(there.source, self.told, lambda _found: None) if there.source else {}
            if where == before.pop("locations", None):
                where = None
            read = {name: value for name, value in read.items() if before.get(name) != value}
        rows.set_columns(service, read)
        if "checked_on" in read:
            service.checked_by = CheckedBy.IMPORT if service.checked_on else ""
        if service.next_check_on is None:
            service.next_check_on = self.at.date()
        organization = owners.get(self._organization_key(record.value) or UUID(int=0))
        if organization is None:
            self._odd(record, Found("organization", "organization_unknown", "", "kept"))
        service.organization = organization or service.organization
        service.body_id = (organization.body_id if organization else None) or (
            self.body.code if self.body else service.body_id
        )
        service.source = record.value
        service.version += 1
        return service, where

    def _organization_key(self, value: Mapping[str, Any]) -> UUID | None:
        inside = value.get("organization")
        if isinstance(inside, Mapping) and (inside.get("id") or inside.get("name")):
            return columns.id_of("organization", inside, self.told.origin)
        written = parts.organization_of(value)
        if not written:
            return None
        return as_uuid(written) or columns.id_of("organization", {"id": written}, self.told.origin)

    def _others(self, records: list[Record]) -> None:
        """Records of other kinds: kept whole, those that say something else under one id beside each other."""
        for record in records:
            said = json.dumps(record.value, sort_keys=True, ensure_ascii=False)
            digest = hashlib.sha256(said.encode()).hexdigest()[:16]
            written = record.value.get("id")
            key = str(written) if as_uuid(written) else f"{self.told.origin[:40]}:{written or digest}"
            if (record.kind, key) in self.seen and record.kind not in AGAIN.values():
                self._odd(record, Found("id", "id_twice", str(written or ""), "kept_apart"))
            if (record.kind, key) in self.seen:
                key = f"{key[:60]}~{digest}"
            self.seen.add((record.kind, key))
            Package.objects.update_or_create(
                kind=record.kind, record_id=key[:80], defaults={"source": record.value}
            )


ALSO = (
    "organization",
    "body",
    "place",
    "address",
    "checked_by",
    "next_check_on",
    "source",
    "version",
)
