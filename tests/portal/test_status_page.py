"""The status page: what is asked, who opened the file and why, and how late the office is."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from indimaj.applications.actions import examine
from indimaj.applications.enums import State
from indimaj.applications.models import Application
from indimaj.directory.enums import Purpose, Role
from indimaj.directory.models import Office, Post, Staff
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

from .conftest import JUNE, pdf, text, visiting

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


@pytest.fixture
def examiner(office: Office) -> Staff:
    staff = Staff.objects.create(username="examiner", name="Salma Bennani")
    Post.objects.create(
        staff=staff,
        role=Role.EXAMINER,
        compartment=Compartment.STATUS,
        office=office,
        purpose=Purpose.EXAMINATION,
        held_from=date(2013, 1, 1),
    )
    return staff


@pytest.fixture
def asked(registered: tuple[Application, str], examiner: Staff) -> tuple[Application, str]:
    file, code = registered
    examine.request_completion(
        application=file, asked=[{"fact": "in_morocco_since"}], by=examiner, version=None, at=JUNE
    )
    file.refresh_from_db()
    return file, code


def test_what_the_office_asks_for_is_listed_sent_and_answered(asked: tuple[Application, str]) -> None:
    client = visiting(*asked)
    page = client.get("/en/file/")
    assert "What the office asks for" in text(page)
    assert "/en/documents/in_morocco_since/" in page.content.decode()
    client.post("/en/documents/in_morocco_since/", {"kind": "lease", "upload": pdf()})
    client.post("/en/file/complete/")
    asked[0].refresh_from_db()
    assert asked[0].state == State.EXAMINATION
    assert "answered on" in text(client.get("/en/file/"))
    assert client.post("/en/file/complete/")["Location"] == "/en/file/"


def test_who_opened_the_file_is_a_role_a_time_and_a_purpose_and_no_name(
    asked: tuple[Application, str], examiner: Staff
) -> None:
    ledger.read(
        compartment=Compartment.STATUS,
        what="case",
        by=Actor.staff(examiner.pk),
        purpose=Purpose.EXAMINATION,
        subject=asked[0].pk,
    )
    page = text(visiting(*asked).get("/en/file/"))
    assert "3 June 2014" in page
    assert "Examining officer · Purpose: Examining applications" in page
    assert "Examining officer (worked on it) · Purpose: Examining applications" in page
    assert ("Salma" in page, "Bennani" in page) == (False, False)


def test_identical_lines_of_a_day_are_one_with_their_number_and_hours(
    asked: tuple[Application, str], examiner: Staff, june: Any
) -> None:
    def opened(at: str) -> None:
        june.move_to(at)
        ledger.read(
            compartment=Compartment.STATUS, what="case", by=Actor.staff(examiner.pk),
            purpose=Purpose.EXAMINATION, subject=asked[0].pk,
        )  # fmt: skip

    for at in (
        "2014-06-04T09:00:00Z",
        "2014-06-04T09:30:00Z",
        "2014-06-04T11:15:00Z",
        "2014-06-05T09:00:00Z",
    ):
        opened(at)

    page = re.sub("[\u2066-\u2069]", "", text(visiting(*asked).get("/en/file/")))

    assert "4 June 2014, from 10:00 to 12:15 · 3 times Examining officer · Purpose" in page
    assert "5 June 2014 at 10:00 Examining officer · Purpose" in page
    assert page.count("Examining officer · Purpose") == 2


def test_somebody_elses_readers_are_not_shown(registered: tuple[Application, str], examiner: Staff) -> None:
    ledger.read(
        compartment=Compartment.STATUS, what="case", by=Actor.staff(examiner.pk),
        purpose=Purpose.EXAMINATION, subject=uuid4(),
    )  # fmt: skip
    assert "Nobody yet" in text(visiting(*registered).get("/en/file/"))


def test_the_clock_says_when_the_opinion_is_due_and_when_it_is_late(
    registered: tuple[Application, str], june: Any
) -> None:
    client = visiting(*registered)
    assert "due by 3 August 2014" in text(client.get("/en/file/"))
    june.move_to("2014-08-04T10:00:00Z")
    client = visiting(*registered)
    assert "It is late" in text(client.get("/en/file/"))


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_each_state_has_a_page(registered: tuple[Application, str], state: State, language: str) -> None:
    file, code = registered
    Application.objects.filter(pk=file.pk).update(state=state)
    page = visiting(file, code).get(f"/{language}/file/")
    assert (page.status_code, page.content.decode().count('aria-current="step"')) == (200, 1)


@pytest.mark.parametrize("state", [State.OPINION_GIVEN, State.DECIDED_FAVOURABLE, State.WITHDRAWN])
def test_a_closed_file_takes_no_more_changes(registered: tuple[Application, str], state: State) -> None:
    file, code = registered
    Application.objects.filter(pk=file.pk).update(state=state)
    client = visiting(file, code)
    answers = [
        client.post("/en/documents/spouse/", {"kind": "marriage_record", "upload": pdf()}),
        client.post("/en/apply/person/contact/", {"phone": "0612345678", "phone_mark": "mine"}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert "Nothing can be changed now" in text(answers[0])
