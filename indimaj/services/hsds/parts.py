"""The lists inside a service record as columns of ours, read as packages of HSDS 1 to 3 really write them."""

import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from ..enums import WEEK, Document
from .checks import Found, as_date, as_time

Note = Callable[[Found], None]

WORDS = {
    Document.PERMIT: (
        "residence permit",
        "titre de séjour",
        "carte de séjour",
        "residence_permit",
        "سند الإقامة",
    ),
    Document.IDENTITY: ("passport", "passeport", "identity", "identité", "جواز", "photo id"),
    Document.BIRTH: ("birth", "naissance", "ازدياد", "ميلاد"),
    Document.ADDRESS: ("proof of address", "domicile", "utility bill", "عنوان"),
    Document.PHOTO: ("photograph", "photographie", "صورة"),
    Document.REPORT: ("school report", "bulletin", "school_report"),
    Document.DIPLOMA: ("diploma", "diplôme", "certificate", "شهادة"),
    Document.CONTRACT: ("contract", "contrat", "عقد"),
}
# Names of languages that packages write instead of a code.
TONGUES = {str(label).casefold(): code for code, label in (
    ("ar", "arabic"), ("fr", "french"), ("en", "english"), ("es", "spanish"), ("pt", "portuguese"),
    ("ary", "darija"), ("zgh", "amazigh"), ("wo", "wolof"), ("ff", "pulaar"), ("bm", "bambara"),
    ("ln", "lingala"), ("ha", "hausa"), ("tl", "tagalog"),
)}  # fmt: skip
WEEKDAYS = dict(
    zip(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), WEEK, strict=True)
)
# What the standard called a list before version 3.
EARLIER = {
    "schedules": "regular_schedules",
    "addresses": "physical_addresses",
    "service_at_locations": "services_at_location",
}
FREE = {"free", "free to everyone", "free of charge", "gratuit", "مجاني", "مجانا"}
MARKS = re.compile(
    r"</?(?:a|b|br|div|em|h[1-6]|i|img|li|ol|p|script|span|strong|style|table|td|th|tr|u|ul)\b[^<>]*>"
    r"|&(?:amp|lt|gt|nbsp|quot|rsquo|lsquo|ndash|mdash|eacute|#\d{2,5});",
    re.IGNORECASE,
)


def listed(record: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The records of a list, under its name of today or its earlier one; one record alone is a list of one."""
    for called in (name, EARLIER.get(name, name)):
        value = record.get(called)
        found = [value] if isinstance(value, dict) else value if isinstance(value, list) else []
        told: list[Mapping[str, Any]] = [one for one in found if isinstance(one, dict)]
        if told:
            return told
    return []


def document_of(text: Any) -> str:
    """The document of ours that a text means; nothing when it is not told."""
    plain = str(text or "").casefold()
    return next((str(code) for code, words in WORDS.items() if any(word in plain for word in words)), "")


def documents(record: Mapping[str, Any]) -> list[dict[str, str]]:
    """What is asked for at the door; also one text, as version 1 writes it."""
    told = listed(record, "required_documents")
    if not told and isinstance(record.get("required_documents"), str):
        told = [{"document": record["required_documents"]}] if record["required_documents"].strip() else []
    return [
        {"document": str(one.get("document") or ""), "code": document_of(one.get("document"))} for one in told
    ]


def free(record: Mapping[str, Any]) -> bool | None:
    """Whether it costs nothing; None where it is not told."""
    amounts = [one.get("amount") for one in listed(record, "cost_options")]
    told = [amount for amount in amounts if isinstance(amount, int | float)]
    if told:
        return not any(told)
    return True if str(record.get("fees") or "").strip().casefold() in FREE else None


def languages(record: Mapping[str, Any], note: Note) -> list[dict[str, Any]]:
    """The languages by their codes; also one text with commas."""
    told = listed(record, "languages")
    if not told and isinstance(record.get("languages"), str):
        told = [{"name": name.strip()} for name in record["languages"].split(",") if name.strip()]
    found = []
    for place, one in enumerate(told):
        written = str(one.get("code") or one.get("name") or one.get("language") or "").strip().casefold()
        code = TONGUES.get(written, written.partition("-")[0])
        if not code.isalpha() or len(code) > 3:
            note(Found(f"languages[{place}]", "language_unknown", written[:60], "empty"))
            code = ""
        interpreter = "interpret" in str(one.get("note") or "").casefold()
        name = str(one.get("name") or one.get("language") or "")
        found.append({"code": code, "name": name, "interpreter": interpreter})
    return found


def schedules(record: Mapping[str, Any]) -> list[dict[str, str]]:
    """When people are received, by the days of iCalendar; version 1 writes a day in words."""
    return [
        {
            "byday": str(one.get("byday") or WEEKDAYS.get(str(one.get("weekday")).strip().casefold(), "")),
            "opens_at": as_time(one.get("opens_at")),
            "closes_at": as_time(one.get("closes_at")),
            "description": str(one.get("description") or ""),
        }
        for one in listed(record, "schedules")
    ]


def phones(record: Mapping[str, Any]) -> list[dict[str, str]]:
    """Numbers that can be dialled: two in one text are two, a text without digits is none."""
    found = []
    for one in listed(record, "phones"):
        extension = str(one.get("extension") or "")
        for number in str(one.get("number") or "").split(";"):
            number = number.strip('" ')
            if any(sign.isdigit() for sign in number):
                beyond = f" ({extension})" if extension else ""
                found.append(
                    {"number": f"{number}{beyond}", "description": str(one.get("description") or "")}
                )
    return found


def locations(record: Mapping[str, Any], places: Mapping[str, str], note: Note) -> list[dict[str, Any]]:
    """Where people are received; version 1 has the one location in the service itself."""
    found = []
    at = listed(record, "service_at_locations")
    for number, one in enumerate(at or ([record] if isinstance(record.get("location"), dict) else [])):
        location = one.get("location")
        if not isinstance(location, dict):
            location = {}
        address = next(iter(listed(location, "addresses") or listed(location, "address")), {})
        where = f"service_at_locations[{number}].location" if at else "location"
        place = place_of(location, address, places)
        if not place:
            named = address.get("city") or address.get("state_province") or ""
            note(Found(where, "place_unknown", str(named)[:60], "listed_everywhere"))
        parts = [str(address.get(name) or "") for name in ("address_1", "address_2", "city")]
        found.append(
            {
                "name": str(location.get("name") or "")[:250],
                "address": ", ".join(part for part in parts if part)[:400],
                "transportation": str(location.get("transportation") or "")[:400],
                "place_id": place or None,
            }
        )
    return found


def place_of(location: Mapping[str, Any], address: Mapping[str, Any], places: Mapping[str, str]) -> str:
    """A place of the catalogue by its code or by its name in any language, the smallest first."""
    names = [location.get("external_identifier")]
    names += [address.get(name) for name in ("city", "state_province", "region")]
    for name in names:
        if code := places.get(str(name or "").strip().casefold()):
            return code
    return ""


def capacity(record: Mapping[str, Any]) -> dict[str, Any]:
    """How many places are left, and when that was counted."""
    one = next(iter(listed(record, "capacities")), {})
    unit = one.get("unit")
    unit = unit.get("name") if isinstance(unit, dict) else unit
    return {
        "capacity_unit": str(unit or "")[:60],
        "capacity_available": _count(one.get("available")),
        "capacity_maximum": _count(one.get("maximum")),
        "capacity_updated": as_date(one.get("updated")),
    }


def organization_of(record: Mapping[str, Any]) -> Any:
    """The id of the organization as the record writes it; version 1 writes it at the location alone."""
    if record.get("organization_id"):
        return record["organization_id"]
    for one in (record, *listed(record, "service_at_locations")):
        location = one.get("location")
        if isinstance(location, dict) and location.get("organization_id"):
            return location["organization_id"]
    return None


def _count(value: Any) -> int | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 2**31:
        return int(value)
    return None


def plain(text: str) -> str:
    """A text without the marks of a page: what a reader would have seen there."""
    if not MARKS.search(text):
        return text
    reader = _Page()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.said).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Page(HTMLParser):
    """What a page says, its blocks on lines of their own."""

    BLOCKS = frozenset(("p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"))
    UNSEEN = frozenset(("script", "style"))

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._unseen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line."""
        self._unseen = tag in self.UNSEEN
        self.said += self._line(tag)

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line."""
        self._unseen = False
        self.said += self._line(tag)

    def handle_data(self, data: str) -> None:
        """Words that a reader sees."""
        if not self._unseen:
            self.said.append(data)

    def _line(self, tag: str) -> Iterator[str]:
        if tag in self.BLOCKS:
            yield "\n"
