from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine

from indimaj.consultations import actions
from indimaj.consultations.enums import Way
from indimaj.directory.enums import BodyKind, Role
from indimaj.ledger.actors import Actor
from indimaj.texts.words import of_three
from tests.clients.making import make_body, post

NOON = datetime(2015, 2, 9, 12, tzinfo=UTC)
LAST, DUE = date(2015, 3, 9), date(2015, 4, 9)


def three(text):
    return of_three({"ar": f"{text} بالعربية", "fr": f"{text} en français", "en": f"{text} in English"})


def later(**fields):
    return NOON + timedelta(**fields)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def world(db):
    """A ministry that asks, and its policy officer."""
    ministry = make_body("M-MIGRATION", BodyKind.MINISTRY)
    officer = post(Role.POLICY_OFFICER, ministry)
    return SimpleNamespace(
        ministry=ministry,
        officer=officer,
        by=Actor.staff(officer.pk),
        caseworker=post(Role.CASEWORKER, make_body("B-ELSEWHERE")),
    )


@pytest.fixture
def draft(world):
    """Make a draft with two statements."""

    def make(way=Way.BOTH, statements=2, title="Courses", **fields):
        asked = actions.Draft(three(title), three("Evening courses"), world.ministry, way, LAST, DUE)
        one = actions.draft_round(draft=asked, by=world.by, at=NOON, **fields)
        for number in range(statements):
            actions.add_statement(one=one, text=three(f"Statement {number + 1}"), by=world.by, at=NOON)
        one.refresh_from_db()
        return one

    return make


@pytest.fixture
def open_round(world, draft):
    """Make a round that is open."""

    def make(**fields):
        return actions.open_round(one=draft(**fields), by=world.by, at=NOON)

    return make


@pytest.fixture
def invite(world):
    """Invite somebody and give their link's row and token."""

    def make(one, kind="migrant", name="Group of Rabat"):
        return actions.invite(one=one, kind=kind, name=name, by=world.by, at=NOON)

    return make
