"""The directory as a table: one service a line, for spreadsheets. What is read becomes records of the standard."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from .columns import LANGUAGES
from .package import NotReadable, Record

TABLE = (
    "id", "body", "organization", "original", "theme", "status", "name_ar", "name_fr", "name_en", "description_ar",
    "description_fr", "description_en", "place", "address", "without_permit", "languages", "required_documents",
    "is_free", "fees_description", "phones", "email", "url", "capacity_unit", "capacity_available",
    "capacity_maximum", "capacity_updated", "checked_on",
)  # fmt: skip
NEEDED = {"id", "theme"}
FACTS = ("theme", "without_permit", "original")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read(text: IO[str]) -> Iterator[Record]:
    """The lines of a table as service records. Raises NotReadable where the first line names no columns of ours."""
    lines = csv.DictReader(text)
    yield from records(lines.fieldnames or (), lines)


def records(names: Iterable[str], lines: Iterable[Mapping[Any, Any]]) -> Iterator[Record]:
    """Lines under the names of their columns as service records, each with its number from 1. Raises NotReadable."""
    missing = NEEDED - set(names)
    if missing:
        raise NotReadable(
            f"The first line of the table must name its columns; missing: {', '.join(sorted(missing))}."
        )
    for number, line in enumerate(lines, start=1):
        cells = {name: _cell(value) for name, value in line.items() if name and isinstance(value, str)}
        yield Record("service", number, _record(cells))


def looks_like_formula(cell: object) -> bool:
    """Whether a spreadsheet would reckon with it instead of showing it."""
    return isinstance(cell, str) and cell[:1] in FORMULA


def _cell(value: str) -> str:
    """What was written as a text so that no spreadsheet would reckon with it is that text again."""
    return value[1:] if value[:1] == "'" and looks_like_formula(value[1:]) else value


def _record(cells: Mapping[str, str]) -> dict[str, Any]:
    """One line as the standard writes a service; empty cells say nothing."""
    original = cells.get("original") if cells.get("original") in LANGUAGES else _first_named(cells)
    key = cells.get("id", "")
    record: dict[str, Any] = {
        "id": key,
        "name": cells.get(f"name_{original}", ""),
        "status": cells.get("status") or "active",
    }
    plain = {
        "description": cells.get(f"description_{original}", ""),
        "assured_date": cells.get("checked_on", ""),
        **{name: cells.get(name, "") for name in ("email", "url", "fees_description")},
    }
    record |= {name: value for name, value in plain.items() if value}
    if cells.get("organization"):
        record["organization_id"] = cells["organization"]
    facts = {"original": original, **{name: cells.get(name, "") for name in FACTS if name != "original"}}
    for code in LANGUAGES:
        if code != original:
            facts |= {f"{text}_{code}": cells.get(f"{text}_{code}", "") for text in ("name", "description")}
    record["attributes"] = [
        {"id": key, "link_id": key, "link_entity": "service", "link_type": name, "value": value}
        for name, value in facts.items()
        if value
    ]
    record |= {name: value for name, value in _lists(cells, key).items() if value}
    return record


def _lists(cells: Mapping[str, str], key: str) -> dict[str, list[dict[str, Any]]]:
    left = cells.get("capacity_available", "")
    capacity = {
        "id": key,
        "unit": {"id": key, "name": cells.get("capacity_unit") or "places"},
        "available": int(left) if left.isdigit() else left,
        "maximum": int(cells["capacity_maximum"]) if cells.get("capacity_maximum", "").isdigit() else None,
        "updated": cells.get("capacity_updated", ""),
    }
    return {
        "languages": [{"id": key, "code": code} for code in cells.get("languages", "").split()],
        "required_documents": [
            {"id": key, "document": one.strip()}
            for one in cells.get("required_documents", "").split("|")
            if one.strip()
        ],
        "phones": [
            {"id": key, "number": one.strip()} for one in cells.get("phones", "").split("|") if one.strip()
        ],
        "cost_options": [{"id": key, "option": "free", "amount": 0}] if cells.get("is_free") == "yes" else [],
        "capacities": [capacity] if left else [],
        "service_at_locations": [_location(cells, key)] if cells.get("place") or cells.get("address") else [],
    }


def _location(cells: Mapping[str, str], key: str) -> dict[str, Any]:
    place = cells.get("place", "")
    address = {
        "id": key,
        "address_1": cells.get("address", ""),
        "city": "",
        "state_province": place,
        "postal_code": "",
        "country": place[:2],
        "address_type": "physical",
    }
    location = {"id": key, "location_type": "physical", "external_identifier": place, "addresses": [address]}
    return {"id": key, "location": location}


def _first_named(cells: Mapping[str, str]) -> str:
    return next((code for code in LANGUAGES if cells.get(f"name_{code}")), "fr")
