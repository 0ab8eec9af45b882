"""Rows of an entry, built alike by the single form, the set form and an import."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from indimaj.directory.enums import PlaceLevel
from indimaj.directory.models import Body, Place
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

from ..enums import (
    ASKS_IDENTITY,
    ASKS_NOTHING,
    ASKS_PERMIT,
    CHECK_EVERY_DAYS,
    CheckedBy,
    Document,
    Permit,
)
from ..hsds.columns import OURS
from ..models import Location, Organization, Service

# Columns that an owner, a member of staff or a package sets; the rest follows from acts.
COLUMNS = (
    "original",
    "name_ar",
    "name_fr",
    "name_en",
    "description_ar",
    "description_fr",
    "description_en",
    "theme",
    "status",
    "eligibility_description",
    "application_process",
    "fees_description",
    "is_free",
    "interpretation_services",
    "without_permit",
    "required_documents",
    "languages",
    "schedules",
    "phones",
    "email",
    "url",
    "capacity_unit",
    "capacity_available",
    "capacity_maximum",
    "capacity_updated",
    "checked_on",
)
_SET = frozenset(COLUMNS)
# What a place is called in the finder's index when a service is for all of it: MA-04+ is "the whole region".
WHOLE = "+"
WIDE = (PlaceLevel.COUNTRY, PlaceLevel.REGION)


class Gazetteer:
    """The places by code, asked once for many rows."""

    def __init__(self) -> None:
        self.by_code: dict[str, Place] = Place.objects.in_bulk()
        self.root = next((place.code for place in self.by_code.values() if place.parent_id is None), "")

    def holders(self, code: str | None) -> set[str]:
        """The places that hold a place, itself among them, and the mark of a service for a whole region."""
        place = self.by_code.get(code or self.root)
        if place is None:
            return {self.root}
        held = set(place.path.strip("/").split("/"))
        return held | {f"{place.code}{WHOLE}"} if place.level in WIDE else held

    def names(self) -> dict[str, str]:
        """The code of each place by its code and its names, in small letters; a smaller place wins a name."""
        found: dict[str, str] = {}
        for place in sorted(self.by_code.values(), key=lambda one: len(one.path)):
            for name in (place.name_ar, place.name_fr, place.name_en, place.code):
                found[name.casefold()] = place.code
        return found


def asks_of(service: Service) -> int:
    """What is asked at the door, as a rank. What is not known is not asked (practice: unknown never refuses)."""
    if service.without_permit == Permit.NO:
        return ASKS_PERMIT
    asked = {one.get("code") for one in service.required_documents}
    return ASKS_IDENTITY if Document.IDENTITY in asked else ASKS_NOTHING


def set_columns(service: Service, values: Mapping[str, Any]) -> None:
    """Put values into an entry; a check that they bring sets the day of the next one."""
    for name, value in values.items():
        if name in _SET:
            setattr(service, name, value)
    if service.checked_on and "checked_on" in values:
        service.next_check_on = service.checked_on + timedelta(days=CHECK_EVERY_DAYS)


def checked(service: Service, on: date, by: CheckedBy, staff: UUID | None) -> None:
    """Somebody says that the entry is right today."""
    service.checked_on, service.checked_by, service.checked_by_staff_id = on, by, staff
    service.next_check_on = on + timedelta(days=CHECK_EVERY_DAYS)
    service.chased_at = None


def locations(service: Service, where: Iterable[Mapping[str, Any]]) -> list[Location]:
    """The places of an entry; the first one also stands on the entry itself, for lists."""
    found = [Location(service=service, position=number, **one) for number, one in enumerate(where)]
    service.place_id = found[0].place_id if found else None
    service.address = found[0].address if found else ""
    return found


def organization_of(body: Body) -> Organization:
    """The organization of one of our bodies, not saved: the same id each time."""
    return Organization(id=organization_id(body.code), body=body, name=body.name_fr)


def organization_id(body: str) -> UUID:
    """The id of the organization that stands for a body."""
    return uuid5(OURS, f"body:{body}")


def line(verb: str, service: Service, by: Actor, at: datetime, purpose: str, **detail: Any) -> Line:
    """The act's line on the entry's own chain: it holds no person, and stands on the service side."""
    return Line(Compartment.SERVICE, service.pk, verb, by, at, purpose, detail)
