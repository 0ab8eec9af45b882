from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from indimaj.applications.actions import intake
from indimaj.applications.models import Application
from indimaj.directory.enums import Purpose, Role
from indimaj.directory.models import Body, Office, Place, Post, Staff
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.people.answers import PersonAnswers
from indimaj.people.births import Birth
from indimaj.people.enums import BirthKind

NOON = datetime(2014, 3, 3, 12, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PURPOSES = {
    Role.COUNTER: Purpose.REGISTRATION,
    Role.EXAMINER: Purpose.EXAMINATION,
    Role.MEDICAL: Purpose.HEALTH,
    Role.HEAD: Purpose.SUPERVISION,
    Role.AUTHORITY: Purpose.DECISION,
    Role.DATA_PROTECTION: Purpose.OVERSIGHT,
    Role.ADMINISTRATOR: Purpose.ACCOUNTS,
}


def make_office(code: str) -> Office:
    place = Place.objects.create(code=f"P-{code}", level="province", path=f"MA/P-{code}/", **names(code))
    body = Body.objects.create(code=f"B-{code}", kind="office", place=place, **names(code))
    return Office.objects.create(code=code, place=place, body=body, **names(f"Office {code}"))


def names(text: str) -> dict[str, str]:
    return {"name_ar": f"مكتب {text}", "name_fr": f"Bureau {text}", "name_en": text}


@pytest.fixture
def office(db: Any) -> Office:
    return make_office("BE-RAB")


@pytest.fixture
def other_office(db: Any) -> Office:
    return make_office("BE-OUJ")


@pytest.fixture
def hire(db: Any) -> Callable[..., Staff]:
    """A member of staff with one post at an office."""

    def make(role: Role, office: Office | None = None, **fields: Any) -> Staff:
        staff = Staff.objects.create(username=f"{role}-{uuid4().hex[:6]}", name=f"The {role}", **fields)
        Post.objects.create(
            staff=staff,
            role=role,
            compartment=Compartment.STATUS,
            office=office,
            purpose=PURPOSES.get(role, Purpose.OPINION),
            held_from=date(2013, 1, 1),
        )
        return staff

    return make


@pytest.fixture
def counter(hire: Callable[..., Staff], office: Office) -> Staff:
    return hire(Role.COUNTER, office)


@pytest.fixture
def examiner(hire: Callable[..., Staff], office: Office) -> Staff:
    return hire(Role.EXAMINER, office)


@pytest.fixture
def medical(hire: Callable[..., Staff], office: Office) -> Staff:
    return hire(Role.MEDICAL, office)


def person(**fields: Any) -> PersonAnswers:
    """A woman of Dakar who has a phone, unless the test says otherwise."""
    given = {
        "family_name": "Ndiaye",
        "given_names": "Awa",
        "birth": Birth(BirthKind.DAY, date(1985, 3, 4), date(1985, 3, 4)),
        "sex": "female",
        "nationalities": ("SN",),
        "nationality_status": "stated",
        "phone": "+212612345678",
        "phone_mark": "mine",
    }
    return PersonAnswers(**{**given, **fields})


def pdf(name: str = "paper.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.fixture
def deposit(counter: Staff, office: Office) -> Callable[..., Application]:
    """Register a file at the counter."""

    def make(**fields: Any) -> Application:
        answers = {key: fields.pop(key) for key in list(fields) if key in PersonAnswers.__dataclass_fields__}
        given = {
            "office": office,
            "by": counter,
            "person": person(**answers),
            "declared": {},
            "language": "ar",
            "evidence": [],
            "submission": uuid4(),
            "at": NOON,
        }
        return intake.register_at_counter(**{**given, **fields})[0]

    return make


def own(application: Application) -> Actor:
    return Actor.person(application.pk)
