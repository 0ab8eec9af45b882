"""A record of the standard as our columns, and our columns as a record.

`read` is the one reading: an import stores it, an export compares with it and writes only what has changed since.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from indimaj.directory.enums import Theme

from ..enums import Document, Permit, Status
from . import parts
from .checks import Found, as_date, as_uuid

OURS = uuid5(NAMESPACE_URL, "indimaj:services")
LANGUAGES = ("ar", "fr", "en")
PLAIN = {
    "eligibility_description": 0,
    "application_process": 0,
    "fees_description": 0,
    "interpretation_services": 250,
    "email": 254,
    "url": 400,
}
TEXTS = ("name", "description")
# Asked of every record: the choices drawn up once.
THEMES, PERMITS, STATUSES = frozenset(Theme.values), frozenset(Permit.values), frozenset(Status.values)
# Where a record says it under another name: of an earlier version, or in the field beside.
OTHERWISE = {
    "name": "alternate_name",
    "fees_description": "fees",
    "url": "website",
    "eligibility_description": "eligibility",
    "interpretation_services": "interpretation_sources",
}
NAME_LENGTH = 250
# What a fact of ours is called among the attributes of a record.
FACTS = ("theme", "without_permit", *(f"{text}_{code}" for text in TEXTS for code in LANGUAGES), "original")
# The columns that an export compares with what the record says.
WRITTEN = (
    "original",
    "theme",
    "without_permit",
    "status",
    *(f"{text}_{code}" for text in TEXTS for code in LANGUAGES),
    *PLAIN,
    "is_free",
    "languages",
    "required_documents",
    "schedules",
    "phones",
    "capacity_unit",
    "capacity_available",
    "capacity_maximum",
    "capacity_updated",
    "checked_on",
)


@dataclass
class Settings:
    """What an import is told: the theme and the language of records that name none, and the catalogue of places.

    `origin` names the directory that it comes from: two directories may both have a service 1. No check can have
    been made after `today`.
    """

    theme: str = Theme.SOCIAL
    language: str = "en"
    places: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
    today: date | None = None


def id_of(kind: str, record: Mapping[str, Any], origin: str = "") -> UUID:
    """The id of a record, or one made from its own id or its name and where it comes from, the same each time."""
    named = f"{kind}:{record.get('id') or record.get('name')}"
    return as_uuid(record.get("id")) or uuid5(OURS, f"{origin}:{named}" if origin else named)


def read(record: Mapping[str, Any], told: Settings, note: Callable[[Found], None]) -> dict[str, Any]:
    """The columns of a service record; `locations` is a list of their own columns."""
    facts = _facts(record)
    original = facts["original"] if facts.get("original") in LANGUAGES else told.language
    columns: dict[str, Any] = {"original": original, "theme": _theme(facts, told, note)}
    columns["without_permit"] = _permit(facts, record)
    columns["status"] = _status(record, note)
    for text in TEXTS:
        for code in LANGUAGES:
            columns[f"{text}_{code}"] = facts.get(f"{text}_{code}", "")
        columns[f"{text}_{original}"] = _text(record, text, NAME_LENGTH if text == "name" else 0, note)
        for code in LANGUAGES:
            if text == "name":
                columns[f"name_{code}"] = columns[f"name_{code}"][:NAME_LENGTH]
    columns |= {name: _text(record, name, most, note) for name, most in PLAIN.items()}
    columns["is_free"] = parts.free(record)
    columns["languages"] = parts.languages(record, note)
    columns["required_documents"] = parts.documents(record)
    columns["schedules"] = parts.schedules(record)
    columns["phones"] = parts.phones(record)
    columns["locations"] = parts.locations(record, told.places, note)
    columns |= parts.capacity(record)
    columns["checked_on"] = _checked(record, told, note)
    return columns


def _text(record: Mapping[str, Any], name: str, most: int, note: Callable[[Found], None]) -> str:
    value = record.get(name)
    if value in (None, "") and name in OTHERWISE:
        value = record.get(OTHERWISE[name])
        value = value if isinstance(value, str) else None
    said = "" if value is None else str(value).replace("\x00", "")
    text = said if name in ("email", "url") else parts.plain(said)
    if text != said:
        note(Found(name, "markup", said[:60], "taken_as"))
    if most and len(text) > most:
        note(Found(name, "too_long", text[:60], "cut"))
        return text[:most]
    return text


def _checked(record: Mapping[str, Any], told: Settings, note: Callable[[Found], None]) -> date | None:
    day = as_date(record.get("assured_date"))
    if day and told.today and day > told.today:
        note(Found("assured_date", "in_the_future", day.isoformat(), "empty"))
        return None
    return day


def _facts(record: Mapping[str, Any]) -> dict[str, str]:
    """The attributes that are facts of ours: by link_type, or by the code of the term."""
    found: dict[str, str] = {}
    for one in parts.listed(record, "attributes"):
        term = one.get("taxonomy_term")
        code = str(term.get("code") or "") if isinstance(term, dict) else ""
        if one.get("link_type") in FACTS:
            found[str(one["link_type"])] = str(one.get("value") or "")
        elif code in THEMES:
            found.setdefault("theme", code)
    return found


def _theme(facts: Mapping[str, str], told: Settings, note: Callable[[Found], None]) -> str:
    if facts.get("theme") in THEMES:
        return facts["theme"]
    note(Found("attributes", "theme_unknown", facts.get("theme", ""), "put_under"))
    return str(told.theme)


def _permit(facts: Mapping[str, str], record: Mapping[str, Any]) -> str:
    if facts.get("without_permit") in PERMITS:
        return facts["without_permit"]
    asked = {parts.document_of(one.get("document")) for one in parts.listed(record, "required_documents")}
    return str(Permit.NO if Document.PERMIT in asked else Permit.UNKNOWN)


def _status(record: Mapping[str, Any], note: Callable[[Found], None]) -> str:
    value = str(record.get("status") or "").strip().casefold().replace("_", " ")
    if value in STATUSES:
        return value
    note(Found("status", "unknown_value", value[:60], "taken_as"))
    return str(Status.INACTIVE if value in ("closed", "draft", "archived") else Status.ACTIVE)


def write(
    identifier: UUID, source: Mapping[str, Any], now: Mapping[str, Any], told: Settings
) -> dict[str, Any]:
    """The record of a service: its source, and over it whatever the columns say differently today."""
    record: dict[str, Any] = deepcopy(dict(source)) or {"id": str(identifier)}
    then = read(record, told, lambda _found: None) if source else {}
    changed = {name for name, value in now.items() if name not in then or then[name] != value}
    for name in (*PLAIN,):
        if name in changed and (now[name] or name in record):
            record[name] = now[name]
    if "status" in changed:
        record["status"] = now["status"]
    if "checked_on" in changed and now["checked_on"]:
        record["assured_date"] = now["checked_on"].isoformat()
    _write_texts(record, now, changed)
    _write_facts(record, identifier, now, changed)
    for name, make in LISTS.items():
        if name in changed and (now[name] or name in record):
            record[name] = [make(_key(identifier, name, place), one) for place, one in enumerate(now[name])]
    if "locations" in changed and now["locations"]:
        record["service_at_locations"] = [
            _write_location(identifier, place, one) for place, one in enumerate(now["locations"])
        ]
    if "is_free" in changed and now["is_free"] is not None and "cost_options" not in record:
        option = {"id": _key(identifier, "cost", 0), "option": "free" if now["is_free"] else "paid"}
        record["cost_options"] = [option | ({"amount": 0} if now["is_free"] else {})]
    if changed & {"capacity_available", "capacity_maximum", "capacity_updated", "capacity_unit"}:
        _write_capacity(record, identifier, now)
    return record


def _key(identifier: UUID, name: str, place: int) -> str:
    return str(uuid5(identifier, f"{name}:{place}"))


def _write_texts(record: dict[str, Any], now: Mapping[str, Any], changed: set[str]) -> None:
    for text in TEXTS:
        column = f"{text}_{now['original']}"
        if column in changed and (now[column] or text in record):
            record[text] = now[column]


def _write_facts(record: dict[str, Any], identifier: UUID, now: Mapping[str, Any], changed: set[str]) -> None:
    """What the standard has no field for, as attributes."""
    own = {f"{text}_{now['original']}" for text in TEXTS}
    facts = {name: now[name] for name in FACTS if name in changed and name not in own and now[name]}
    if not facts:
        return
    given = record.get("attributes")
    kept = list(given) if isinstance(given, list) else []
    kept = [one for one in kept if not isinstance(one, dict) or one.get("link_type") not in facts]
    for name, value in facts.items():
        kept.append(
            {
                "id": str(uuid5(identifier, f"attribute:{name}")),
                "link_id": str(record.get("id") or identifier),
                "link_entity": "service",
                "link_type": name,
                "value": value,
            }
        )
    record["attributes"] = kept


def _write_location(identifier: UUID, place: int, one: Mapping[str, Any]) -> dict[str, Any]:
    location = {
        "id": _key(identifier, "location", place),
        "location_type": "physical",
        "name": one["name"],
        "transportation": one["transportation"],
        "external_identifier": one["place_id"] or "",
        "external_identifier_type": "indimaj place",
        "addresses": [
            {
                "id": _key(identifier, "address", place),
                "address_1": one["address"],
                "city": "",
                "state_province": one["place_id"] or "",
                "postal_code": "",
                "country": (one["place_id"] or "")[:2],
                "address_type": "physical",
            }
        ],
    }
    return {"id": _key(identifier, "at", place), "location": location}


def _write_capacity(record: dict[str, Any], identifier: UUID, now: Mapping[str, Any]) -> None:
    if now["capacity_available"] is None:
        return
    told = parts.listed(record, "capacities")
    first = told[0] if told else {}
    unit = {"id": _key(identifier, "unit", 0), "name": now["capacity_unit"] or "places"}
    record["capacities"] = [
        {
            "id": _key(identifier, "capacity", 0),
            "unit": unit,
            **first,
            "available": now["capacity_available"],
            "maximum": now["capacity_maximum"],
            "updated": now["capacity_updated"].isoformat() if now["capacity_updated"] else None,
        },
        *told[1:],
    ]


def _write_language(key: str, one: Mapping[str, Any]) -> dict[str, Any]:
    told = {"code": one["code"], "name": one["name"]}
    note = {"note": "with an interpreter"} if one["interpreter"] else {}
    return {"id": key} | {name: value for name, value in told.items() if value} | note


LISTS: dict[str, Callable[[str, Mapping[str, Any]], dict[str, Any]]] = {
    "languages": _write_language,
    "required_documents": lambda key, one: {"id": key, "document": one["document"] or one["code"]},
    "schedules": lambda key, one: (
        {"id": key, "freq": "WEEKLY"} | {name: value for name, value in one.items() if value}
    ),
    "phones": lambda key, one: {"id": key} | {name: value for name, value in one.items() if value},
}
