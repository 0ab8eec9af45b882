"""Services for the tests of this room and of those above."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from indimaj.directory.enums import Theme
from indimaj.directory.models import Body, Place
from indimaj.ledger.actors import Actor
from indimaj.services.actions import save_service
from indimaj.services.enums import Permit
from indimaj.services.models import Service
from tests.clients.making import make_body, make_place

NOON = datetime(2014, 3, 3, 12, tzinfo=UTC)
TODAY = date(2014, 3, 3)
SETUP = Actor.system("setup")


def values(**changed: Any) -> dict[str, Any]:
    """What a whole entry says."""
    return {
        "original": "fr",
        "name_fr": "Cours du soir",
        "name_ar": "دروس مسائية",
        "name_en": "Evening classes",
        "description_fr": "Apprendre la darija.",
        "theme": Theme.LANGUAGE,
        "without_permit": Permit.YES,
        "is_free": True,
        "languages": [{"code": "fr", "name": "", "interpreter": False}],
        "required_documents": [],
        "schedules": [{"byday": "MO,WE", "opens_at": "18:00", "closes_at": "20:00", "description": ""}],
        "phones": [{"number": "+212 537 00 00 00", "description": ""}],
        "email": "cours@example.org",
        **changed,
    }


def make_service(
    body: Body | None = None, place: Place | None = None, at: datetime = NOON, **changed: Any
) -> Service:
    """An entry, checked at noon."""
    place = place or make_place()
    body = body or Body.objects.filter(code="B-SALAM").first() or make_body()
    where = [{"place_id": place.code, "address": "12, rue de la Paix", "name": "", "transportation": ""}]
    return save_service(values=values(**changed), body=body, where=where, by=SETUP, at=at)


def key(name: str) -> str:
    """A UUID that is the same each time."""
    return str(uuid5(NAMESPACE_URL, f"tests:{name}"))
