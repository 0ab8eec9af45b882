"""What people of the demo say and bring on their own page: a caseworker has something to read."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser

from indimaj.clients.enums import ArrivalKind
from indimaj.clients.models import Arrival
from indimaj.demo import clients
from indimaj.demo.own_page import WRITERS, build_own_page
from indimaj.demo.service_bodies import MAIN_ASSOCIATION, staff_at
from indimaj.ledger.enums import ActorKind
from indimaj.ledger.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


def quiet(_stage: str, _done: int, _total: int) -> None:
    """No progress is shown."""


@pytest.fixture(autouse=True)
def built(db: None, settings: Any, tmp_path: Path) -> None:
    settings.UPLOAD_DIR = tmp_path
    clients.build_clients(quiet, 60)
    build_own_page(quiet)


def test_needs_and_papers_wait_and_some_were_seen() -> None:
    waiting = Arrival.objects.filter(seen_at=None)
    assert set(waiting.values_list("kind", flat=True)) == set(ArrivalKind)
    assert Arrival.objects.exclude(seen_at=None).exists()
    helping = Arrival.objects.filter(client__supports__is_open=True).values_list(
        "client__supports__body", flat=True
    )
    assert set(helping) == {body for body, _many in WRITERS}


def test_it_is_the_person_who_speaks() -> None:
    lines = Entry.objects.filter(verb__in=("need_recorded", "paper_handed_in"))
    assert set(lines.values_list("actor_kind", flat=True)) == {ActorKind.PERSON}


def test_a_caseworker_finds_it_where_people_write(signed_in: Any) -> None:
    browser: Browser = signed_in(staff_at(MAIN_ASSOCIATION))
    assert len(browser.get("/fr/people/written/").context["found"].arrivals) > 0


def test_building_again_changes_nothing() -> None:
    before = Arrival.objects.count(), Entry.objects.count()
    build_own_page(quiet)
    assert (Arrival.objects.count(), Entry.objects.count()) == before
