"""What the standard asks of a record, and a note of everything that is not so: where it was and what was done."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _

# Why something is odd, and what was done about it: codes of the report, in words of the command.
WHAT = {
    "not_an_object": _("this record is no object"),
    "id_missing": _("the record has no id"),
    "id_not_uuid": _("the id is no UUID"),
    "id_twice": _("another record of the package has this id"),
    "required_missing": _("a field that the standard requires is missing or empty"),
    "wrong_type": _("the value is of another type than the standard's"),
    "unknown_field": _("the standard has no such field"),
    "unknown_value": _("the value is none of the standard's"),
    "unreadable_date": _("this is no date"),
    "said_date": _("this date is not written as the standard writes it"),
    "in_the_future": _("this day has not come yet"),
    "unreadable_time": _("this is no time of day"),
    "said_time": _("this time of day is not written as the standard writes it"),
    "out_of_range": _("the number is out of its range"),
    "odd_sign": _("signs that do not belong here"),
    "markup": _("the text has the marks of a web page"),
    "too_long": _("the text is longer than the column"),
    "place_unknown": _("no place of the catalogue has this name"),
    "theme_unknown": _("no theme of ours is named"),
    "language_unknown": _("this is no language code"),
    "organization_unknown": _("no organization is named, or one that the package does not have"),
    "parent_unknown": _("the record that it belongs to is not in the package"),
    "page_counters": _("numbers that a page says of itself"),
}
DONE = {
    "kept": _("kept as it was written"),
    "kept_apart": _("kept as it was written, beside the services"),
    "left_out": _("the record was left out"),
    "id_made": _("an id was made from what the record says"),
    "empty": _("our column was left empty; the record keeps it"),
    "taken_as": _("read as the nearest value that we have"),
    "cut": _("our column was cut; the record keeps it whole"),
    "put_under": _("put under the theme given for this import"),
    "listed_everywhere": _("listed for the whole country"),
    "not_kept": _("not kept: it says nothing of a service"),
}

STATUSES = {"active", "inactive", "defunct", "temporarily closed"}
REQUIRED = {
    "service": ("id", "name", "status"),
    "organization": ("id", "name", "description"),
    "location": ("id", "location_type"),
    "service_at_location": ("id",),
    "address": ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "phone": ("id", "number"),
    "schedule": ("id",),
    "contact": ("id",),
    "language": ("id",),
    "required_document": ("id",),
    "cost_option": ("id",),
    "service_area": ("id",),
    "accessibility": ("id",),
    "program": ("id", "name", "description"),
    "funding": ("id",),
    "attribute": ("id",),
    "capacity": ("id", "unit", "available", "updated"),
    "url": ("id", "url"),
    "taxonomy": ("id", "name", "description"),
    "taxonomy_term": ("id", "name", "description"),
}
_ANY = "attributes metadata"
FIELDS = {
    "service": "id name status organization_id program_id alternate_name description url email"
    " interpretation_services application_process fees_description wait_time fees accreditations"
    " eligibility_description minimum_age maximum_age assured_date assurer_email licenses alert last_modified"
    " phones schedules service_areas service_at_locations languages funding cost_options required_documents"
    " contacts organization program additional_urls capacities",
    "organization": "id name description alternate_name email website tax_status tax_id year_incorporated"
    " legal_status logo uri parent_organization_id funding contacts phones locations programs"
    " organization_identifiers additional_websites",
    "location": "id location_type url organization_id name alternate_name description transportation latitude"
    " longitude external_identifier external_identifier_type languages addresses contacts accessibility phones"
    " schedules",
    "service_at_location": "id service_id location_id description contacts phones schedules location service_areas",
    "address": "id location_id attention address_1 address_2 city region state_province postal_code country"
    " address_type",
    "phone": "id location_id service_id organization_id contact_id service_at_location_id number extension type"
    " description languages",
    "schedule": "id service_id location_id service_at_location_id valid_from valid_to dtstart timezone until count"
    " wkst freq interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link"
    " attending_type notes",
    "contact": "id organization_id service_id service_at_location_id location_id name title department email phones",
    "language": "id service_id location_id phone_id name code note",
    "required_document": "id service_id document uri",
    "cost_option": "id service_id valid_from valid_to option currency amount amount_description",
    "service_area": "id service_id service_at_location_id name description extent extent_type uri",
    "accessibility": "id location_id description details url",
    "program": "id organization_id name alternate_name description",
    "funding": "id organization_id service_id source",
    "attribute": "id link_id link_entity link_type taxonomy_term_id taxonomy_term value label",
    "capacity": "id service_id unit available maximum description updated",
    "url": "id label url organization_id service_id",
    "taxonomy": "id name description uri version",
    "taxonomy_term": "id code name description parent_id taxonomy taxonomy_detail taxonomy_id language term_uri",
}
KNOWN = {kind: frozenset(f"{names} {_ANY}".split()) for kind, names in FIELDS.items()}
# Where records lie inside records.
INSIDE = {
    "phones": "phone",
    "schedules": "schedule",
    "service_areas": "service_area",
    "service_at_locations": "service_at_location",
    "languages": "language",
    "funding": "funding",
    "cost_options": "cost_option",
    "required_documents": "required_document",
    "contacts": "contact",
    "addresses": "address",
    "accessibility": "accessibility",
    "locations": "location",
    "programs": "program",
    "attributes": "attribute",
    "capacities": "capacity",
    "additional_urls": "url",
    "additional_websites": "url",
    "organization": "organization",
    "location": "location",
    "program": "program",
    "taxonomy_term": "taxonomy_term",
}
CHOICES = {
    "status": STATUSES,
    "location_type": {"physical", "postal", "virtual"},
    "address_type": {"physical", "postal", "virtual"},
    "freq": {"WEEKLY", "MONTHLY"},
    "wkst": {"MO", "TU", "WE", "TH", "FR", "SA", "SU"},
}
DATES = {"assured_date", "valid_from", "valid_to", "dtstart", "until"}
TIMES = {"opens_at", "closes_at"}
WHOLE = {"minimum_age", "maximum_age", "count", "interval", "available", "maximum"}
RANGES = {"latitude": 90, "longitude": 180}
SAID_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
SAID_HOUR = re.compile(r"(\d{1,2})(?:[:.h](\d{2})|h)?\s*(?:([ap])\.?\s?m\.?)?", re.IGNORECASE)
PLAIN_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
# Fields of the standard in which every text is right.
FREELY_WRITTEN = frozenset(
    field
    for field in frozenset[str]().union(*KNOWN.values())
    if not field.endswith("_id")
    and field not in {"id", "byday", "number", *CHOICES, *DATES, *TIMES, *WHOLE, *RANGES, *INSIDE}
)


class Found(NamedTuple):
    """One oddity."""

    where: str
    what: str
    value: str
    done: str


def check(kind: str, record: Mapping[str, Any]) -> list[Found]:
    """Everything in a record, and in the records inside it, that is not as the standard says."""
    found: list[Found] = []
    _check(kind, record, "", found)
    return found


def _check(kind: str, record: Mapping[str, Any], where: str, found: list[Found]) -> None:
    for field in REQUIRED.get(kind, ()):
        if record.get(field) in (None, "") and (field != "id" or where):
            found.append(Found(f"{where}{field}", "required_missing", "", "kept"))
    known = KNOWN.get(kind)
    for field, value in record.items():
        if known is not None and field not in known:
            found.append(Found(f"{where}{field}", "unknown_field", _short(value), "kept"))
        elif field in INSIDE:
            _inside(INSIDE[field], value, f"{where}{field}", found)
        elif field not in FREELY_WRITTEN and value not in (None, ""):
            what, done = _value(field, value)
            if what:
                found.append(Found(f"{where}{field}", what, _short(value), done))


def _inside(kind: str, value: Any, path: str, found: list[Found]) -> None:
    if isinstance(value, list):
        for place, one in enumerate(value):
            if isinstance(one, dict):
                _check(kind, one, f"{path}[{place}].", found)
            else:
                found.append(Found(f"{path}[{place}]", "wrong_type", _short(one), "kept"))
    elif isinstance(value, dict):
        _check(kind, value, f"{path}.", found)
    elif value is not None:
        found.append(Found(path, "wrong_type", _short(value), "kept"))


def _value(field: str, value: Any) -> tuple[str, str]:
    """What is odd about a value, and what was done; nothing where it is right."""
    what, done = "", "kept"
    if field == "id" or field.endswith("_id"):
        what = "" if field == "tax_id" or is_uuid(value) else "id_not_uuid"
    elif field in CHOICES:
        what = "" if isinstance(value, str) and value in CHOICES[field] else "unknown_value"
    elif field in DATES:
        what, done = _day(value)
    elif field in TIMES:
        what, done = _hour(value)
    elif field in WHOLE:
        what = "" if isinstance(value, int | float) and not isinstance(value, bool) else "wrong_type"
    elif field in RANGES:
        what = _range(value, RANGES[field])
    elif field == "byday":
        what = "" if all(map(DAY.fullmatch, str(value).split(","))) else "unknown_value"
    elif field == "number":
        what = "" if re.fullmatch(r"[+\d(][\d\s().\-/]*", str(value)) else "odd_sign"
    return what, done


def _day(value: Any) -> tuple[str, str]:
    if not as_date(value):
        return "unreadable_date", "kept"
    return ("", "") if re.match(r"\d{4}-\d\d-\d\d", value) else ("said_date", "taken_as")


def _hour(value: Any) -> tuple[str, str]:
    if not as_time(value):
        return "unreadable_time", "kept"
    return ("", "") if re.match(r"\d\d:\d\d(?!\s*[apAP])", value.strip()) else ("said_time", "taken_as")


def _range(value: Any, most: int) -> str:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return "wrong_type"
    return "" if -most <= value <= most else "out_of_range"


def as_uuid(value: Any) -> UUID | None:
    """A UUID as the standard writes it; None for anything else."""
    try:
        return UUID(value) if isinstance(value, str) and len(value) == 36 else None
    except ValueError:
        return None


def is_uuid(value: Any) -> bool:
    """Whether `as_uuid` reads it; most are written in the plain way, which is seen without reading."""
    return isinstance(value, str) and (PLAIN_UUID.fullmatch(value) is not None or as_uuid(value) is not None)


def as_date(value: Any) -> date | None:
    """A date, also with an hour behind it, or day and month apart where they can be told; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10]) if not (said := SAID_DAY.match(value)) else _said_day(said)
    except ValueError:
        return None


def _said_day(said: re.Match[str]) -> date | None:
    """24/12/2014 and 12/24/2014 are the same day; 3/4/2014 may be two, so it is none."""
    first, second, year = (int(part) for part in said.groups())
    if first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


def as_time(value: Any) -> str:
    """An hour as 09:30, from "09:30:00", "9:30", "09:30Z", "9h30" or "9:30 AM"; nothing for anything else."""
    text = value.strip() if isinstance(value, str) else ""
    if said := SAID_HOUR.fullmatch(text):
        hour, minute, half = int(said[1]), said[2] or "00", (said[3] or "").casefold()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        text = f"{hour:02}:{minute}" if half or "h" in text.casefold() or ":" in text else ""
    try:
        return time.fromisoformat(text).strftime("%H:%M")
    except ValueError:
        return ""


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
