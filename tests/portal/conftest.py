"""A house with one office, on a day on which the campaign of 2014 is open."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from indimaj.applications.actions import intake
from indimaj.applications.models import Application
from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Office, Place, Staff
from indimaj.ledger.actors import Actor
from indimaj.people.answers import PersonAnswers
from indimaj.people.births import Birth
from indimaj.people.enums import BirthKind
from tests.clients.making import make_body, post

JUNE = datetime(2014, 6, 3, 10, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PIN = "246802"


@pytest.fixture(autouse=True)
def june() -> Iterator[Any]:
    cache.clear()
    with time_machine.travel(JUNE, tick=False) as clock:
        yield clock
    cache.clear()


@pytest.fixture
def office(db: Any) -> Office:
    named = {"name_ar": "مكتب الرباط", "name_fr": "Bureau de Rabat", "name_en": "Rabat office"}
    place = Place.objects.create(code="MA-RAB", level="prefecture", path="MA/MA-04/MA-RAB/", **named)
    body = Body.objects.create(code="B-RAB", kind="office", place=place, **named)
    return Office.objects.create(code="BE-RAB", place=place, body=body, **named)


@pytest.fixture
def worker(db: Any) -> Staff:
    """A caseworker of a body."""
    return post(Role.CASEWORKER, make_body())


def awa(**fields: Any) -> PersonAnswers:
    given = {
        "family_name": "Ndiaye",
        "given_names": "Awa",
        "birth": Birth(BirthKind.YEAR, date(1985, 1, 1), date(1985, 12, 31)),
        "sex": "female",
        "nationalities": ("SN",),
        "nationality_status": "stated",
    }
    return PersonAnswers(**{**given, **fields})


@pytest.fixture
def draft(office: Office) -> tuple[Application, str]:
    """A draft and its code."""
    return intake.start_draft(campaign="2014", office=office, language="fr", pin=PIN, at=JUNE)


@pytest.fixture
def registered(draft: tuple[Application, str]) -> tuple[Application, str]:
    """A registered file and its code."""
    file, code = draft
    intake.save_answers(application=file, person=awa(), declared={}, at=JUNE)
    file = intake.submit(application=file, submission=file.submission, by=Actor.person(file.pk), at=JUNE)
    return file, code


def visiting(file: Application, code: str) -> Client:
    """A browser in which the person has opened their file."""
    client = Client()
    answer = client.post("/en/file/", {"reference": file.reference, "code": code, "pin": PIN})
    assert answer.status_code == 302, text(answer)
    return client


def pdf(name: str = "paper.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def text(response: Any) -> str:
    """What a page says, without its markup."""
    body = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def hidden(response: Any) -> dict[str, str]:
    """The hidden boxes of the last form of a page."""
    form = response.content.decode().rsplit("<form", 1)[1]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found}
