"""Bodies, staff of bodies and people of the service side, for the tests of its rooms."""

from datetime import UTC, date, datetime
from typing import Any

from indimaj.clients.actions import give_consent, register_client
from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client
from indimaj.directory.actions import create_staff, give_post
from indimaj.directory.enums import BodyKind, Role
from indimaj.directory.models import Body, Place, Staff
from indimaj.ledger.actors import Actor
from indimaj.people.answers import PersonAnswers

NOON = datetime(2014, 3, 3, 12, tzinfo=UTC)
SETUP = Actor.system("setup")
PASSWORD = "long enough for anybody"


def make_place(code: str = "MA-RAB", parent: str = "MA-04", level: str = "prefecture") -> Place:
    country = _place("MA", None, "country", "المغرب", "Maroc", "Morocco")
    region = _place(parent, country, "region", "الجهة", "Région", "Region")
    return _place(code, region, level, "الرباط", "Rabat", "Rabat town")


def _place(code: str, parent: Place | None, level: str, ar: str, fr: str, en: str) -> Place:
    path = f"{parent.path if parent else ''}{code}/"
    names = {"name_ar": ar, "name_fr": fr, "name_en": en}
    made, _ = Place.objects.get_or_create(
        code=code, defaults={"level": level, "parent": parent, "path": path, **names}
    )
    return made


def make_body(code: str = "B-SALAM", kind: BodyKind = BodyKind.ASSOCIATION, **fields: Any) -> Body:
    names = {
        "name_ar": f"جمعية {code}",
        "name_fr": f"Association {code}",
        "name_en": f"Association {code} (en)",
    }
    fields = {"place": make_place(), **names, **fields}
    return Body.objects.create(code=code, kind=kind, **fields)


def post(role: Role, body: Body | None = None, username: str = "", name: str = "") -> Staff:
    """A member of staff with one post on the service side."""
    username = username or f"{role}-{body.code.lower() if body else 'national'}"
    staff = create_staff(
        username=username, name=name or f"Name of {username}", password=PASSWORD, by=SETUP, at=NOON
    )
    give_post(staff=staff, role=role, body=body, by=SETUP, at=NOON, held_from=date(2013, 1, 1))
    return staff


def make_client(
    by: Staff | None = None, body: Body | None = None, *consents: ConsentPurpose, **person: Any
) -> Client:
    """A person of the service side, helped by a body when one is given, who says yes to what is named."""
    actor = Actor.staff(by.pk) if by else SETUP
    answers = PersonAnswers(**{"given_names": "Awa", "family_name": "Ndiaye", **person})
    client, _code = register_client(person=answers, by=actor, at=NOON, body=body, place=make_place())
    for purpose in consents:
        give_consent(client=client, purpose=purpose, by=actor, at=NOON)
    return client
