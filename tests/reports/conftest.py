"""An edition frozen from the invented content, and who may do something with it."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from indimaj.dialogue.models import Event
from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Post, Staff
from indimaj.ledger.actors import Actor
from indimaj.reports import actions, triggers
from indimaj.reports.actions import editions
from indimaj.reports.models import Edition
from indimaj.texts.words import of_three

from .content import edition as invented
from .content import said

NOON = datetime(2015, 2, 10, 12, tzinfo=UTC)
SYSTEM = Actor.system("test")


@pytest.fixture(autouse=True)
def _files_of_the_test(tmp_path: Path, settings: Any) -> None:
    settings.UPLOAD_DIR = tmp_path / "files"
    settings.DATA_DIR = tmp_path


@pytest.fixture
def officer(db: None) -> Staff:
    triggers.create(connection)  # A test with real transactions, run before, has taken them off.
    staff = Staff.objects.create(username="policy", name="Salma Bennani")
    Post.objects.create(
        staff=staff,
        role=Role.POLICY_OFFICER,
        compartment="service",
        purpose="steering",
        held_from=date(2013, 1, 1),
    )
    return staff


@pytest.fixture
def event(db: None) -> Event:
    title = of_three(said("ندوة الرباط", "Conférence de Rabat", "Conference in Rabat"))
    return Event.objects.create(
        key="rabat", title=title, kind="conference", starts_on=date(2014, 3, 10), ends_on=date(2014, 3, 11),
        is_public=True, made_at=NOON,
    )  # fmt: skip


@pytest.fixture
def draft(officer: Staff, event: Event) -> Edition:
    return actions.draft_edition(cut_off=date(2015, 2, 9), event=event, by=Actor.staff(officer.pk), at=NOON)


@pytest.fixture
def frozen(draft: Edition, officer: Staff, monkeypatch: pytest.MonkeyPatch) -> Edition:
    monkeypatch.setattr(editions, "gather", lambda edition: invented(number=edition.number))
    return actions.freeze(edition=draft, by=Actor.staff(officer.pk), at=NOON)


@pytest.fixture
def body(db: None) -> Body:
    return Body.objects.create(
        code="M-EMB", kind="embassy", country="SN", name_ar="سفارة", name_fr="Ambassade", name_en="Embassy"
    )
