"""A package in tables, one for each kind of record, as HSDS 1 and 2 were published and HSDS 3 still may be.

A zip of CSV files, or an object of lists of flat rows. Rows are put where the standard nests them; one whose parent
is not in the package is a record of its own. Nothing that a cell says is lost.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from .checks import RANGES, WHOLE
from .package import NotReadable, Record

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]

MOST_BYTES = 500_000_000
LONGEST_CELL = 1 << 24
NUMBERS = WHOLE | set(RANGES) | {"amount"}
# What a table of whole records is called, in any version, and the kind of its rows.
KINDS = {
    "organization": "organization",
    "organizations": "organization",
    "service": "service",
    "services": "service",
    "location": "location",
    "locations": "location",
    "service_at_location": "service_at_location",
    "service_at_locations": "service_at_location",
    "services_at_location": "service_at_location",
    "services_at_locations": "service_at_location",
    "program": "program",
    "programs": "program",
    "taxonomy": "taxonomy",
    "taxonomies": "taxonomy",
    "taxonomy_term": "taxonomy_term",
    "taxonomy_terms": "taxonomy_term",
    "metadata": "metadata",
}
# The list of its parent that a table's rows go to, where its name is another.
LISTS = {
    "phone": "phones",
    "contact": "contacts",
    "address": "addresses",
    "schedule": "schedules",
    "language": "languages",
    "service_area": "service_areas",
    "required_document": "required_documents",
    "cost_option": "cost_options",
    "attribute": "attributes",
    "organization_identifier": "organization_identifiers",
    "service_capacity": "capacities",
    "service_capacities": "capacities",
    "url": "additional_urls",
    "urls": "additional_urls",
}
# Columns that name a parent, the nearest first: what a service says of itself is not hidden in a contact.
PARENTS = {
    "service_at_location_id": "service_at_location",
    "service_id": "service",
    "location_id": "location",
    "organization_id": "organization",
    "phone_id": "phones",
    "contact_id": "contacts",
}
ENTITY = "link_entity"


def read(path: Path) -> Iterator[Record]:
    """The records of a zip of tables. Raises NotReadable."""
    try:
        with zipfile.ZipFile(path) as zipped:
            held = [one for one in zipped.infolist() if _is_ours(one)]
            if sum(one.file_size for one in held) > MOST_BYTES:
                raise NotReadable("The tables of this file are too large to be read at once.")
            tables: dict[str, list[Row]] = {}
            for one in held:
                rows = _rows(zipped.read(one), one.filename)
                tables.setdefault(PurePosixPath(one.filename).stem.casefold(), []).extend(rows)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise NotReadable(f"The file cannot be opened as a zip: {error}.") from error
    if not any(KINDS.get(name) == "service" for name in tables):
        raise NotReadable("The file holds no table services.csv.")
    yield from numbered(join(tables))


def numbered(found: Iterable[tuple[str, Any]]) -> Iterator[Record]:
    """Records with their numbers from 1."""
    for number, (kind, value) in enumerate(found, start=1):
        yield Record(kind, number, value)


def join(tables: Tables) -> Iterator[tuple[str, Row]]:
    """Rows put under their parents: organizations first, then services, then what belongs to none of them."""
    whole, parts = _sorted(tables)
    index = {kind: {str(row["id"]): row for row in rows if row.get("id")} for kind, rows in whole.items()}
    for name in ("phones", "contacts"):
        index[name] = {str(row["id"]): row for row in parts.get(name, []) if row.get("id")}
    alone: list[tuple[str, Row]] = []
    for name, rows in parts.items():
        for row in rows:
            parent = _parent(row, index)
            if parent is None or parent is row:
                alone.append((name, row))
            else:
                _put(parent, name, row)
    used = _places(whole, index, alone)
    for row in whole.pop("organization", []):
        yield "organization", row
    for row in whole.pop("service", []):
        yield "service", row
    alone += [("location", row) for row in whole.pop("location", []) if id(row) not in used]
    whole.pop("service_at_location", None)
    yield from ((kind, row) for kind, rows in whole.items() for row in rows)
    yield from alone


def _sorted(tables: Tables) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """Tables of whole records by their kind, and those of parts by the list that they go to."""
    whole: dict[str, list[Row]] = {}
    parts: dict[str, list[Row]] = {}
    for name, rows in tables.items():
        if name in KINDS:
            whole.setdefault(KINDS[name], []).extend(rows)
        else:
            parts.setdefault(LISTS.get(name, name), []).extend(rows)
    return whole, parts


def _parent(row: Row, index: Mapping[str, Mapping[str, Row]]) -> Row | None:
    if row.get("link_id"):
        kinds = [str(row.get(ENTITY))] if row.get(ENTITY) in index else list(index)
        return next(
            (index[kind][str(row["link_id"])] for kind in kinds if str(row["link_id"]) in index[kind]), None
        )
    for column, kind in PARENTS.items():
        found = index.get(kind, {}).get(str(row.get(column) or ""))
        if found is not None:
            return found
    return None


def _places(
    whole: Mapping[str, list[Row]], index: Mapping[str, Mapping[str, Row]], alone: list[tuple[str, Row]]
) -> set[int]:
    """Put locations into the services that are there, and return which were put; a link that leads nowhere is alone."""
    used: set[int] = set()
    services, locations = index.get("service", {}), index.get("location", {})
    for at in whole.get("service_at_location", []):
        location = locations.get(str(at.get("location_id") or ""))
        service = services.get(str(at.get("service_id") or ""))
        if location is not None:
            at["location"] = location
            used.add(id(location))
        if service is None:
            alone.append(("service_at_location", at))
        else:
            _put(service, "service_at_locations", at)
    for service in whole.get("service", []):
        location = locations.get(str(service.get("location_id") or ""))
        if location is not None and "location" not in service:
            service["location"] = location
            used.add(id(location))
    return used


def _put(parent: Row, name: str, row: Row) -> None:
    """Under the parent; beside what a column of the same name already says there."""
    held = parent.get(name)
    if isinstance(held, list):
        held.append(row)
    elif name not in parent:
        parent[name] = [row]
    else:
        _put(parent, f"{name}_table", row)


def _is_ours(one: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(one.filename)
    return path.suffix.casefold() == ".csv" and "__MACOSX" not in path.parts and not path.name.startswith(".")


def _rows(data: bytes, name: str) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    try:
        lines = csv.reader(io.StringIO(text.replace("\x00", "\ufffd"), newline=""))
        names = _named(next(lines, []))
        for line in lines:
            if row := _row(names, line):
                yield row
    except csv.Error as error:
        raise NotReadable(f"{name} is no table: {error}.") from error


def _named(first: list[str]) -> list[str]:
    """The names of the columns, each once."""
    names: list[str] = []
    for place, written in enumerate(first, start=1):
        name = written.strip() or f"column_{place}"
        names.append(name if name not in names else f"{name}_{place}")
    return names


def _row(names: list[str], line: list[str]) -> Row:
    """What the cells say; an empty one says nothing, and one beyond the names has the number of its column."""
    names = names + [f"column_{place}" for place in range(len(names) + 1, len(line) + 1)]
    return {
        name: _number(cell) if name in NUMBERS else cell
        for name, cell in zip(names, line, strict=False)
        if cell
    }


def _number(cell: str) -> Any:
    """A cell of a column of numbers, where writing the number back gives the cell."""
    try:
        found = json.loads(cell)
    except ValueError:
        return cell
    return found if type(found) in (int, float) and json.dumps(found) == cell else cell
