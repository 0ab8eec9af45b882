"""People of the service side in the demo."""

import pytest
from django.test import Client as Browser

from indimaj.clients.enums import Community
from indimaj.clients.models import Client, Support
from indimaj.demo.clients import GUEST_CODES, build_clients, client_ids, guests_of_clients
from indimaj.ledger.models import Entry

pytestmark = pytest.mark.heavy


def quiet(_stage: str, _done: int, _total: int) -> None:
    """No progress is shown."""


@pytest.mark.django_db
def test_the_demo_has_people_of_both_communities_with_a_history_and_a_second_start_adds_nobody() -> None:
    ids = build_clients(quiet, 60)
    assert sorted(ids) == list(range(1, 61))
    assert {one.community for one in Client.objects.all()} == set(Community)
    assert Client.objects.filter(nationalities=["MA"], community=Community.MIGRANT).count() == 0
    assert Support.objects.filter(is_open=False).exists()
    assert Client.objects.exclude(sex="").exists()
    lines = Entry.objects.count()
    assert build_clients(quiet, 60) == ids == client_ids(60)
    assert Entry.objects.count() == lines


@pytest.mark.django_db
def test_two_pages_are_open_to_visitors() -> None:
    build_clients(quiet, 3)
    guests = guests_of_clients()
    assert len(guests) == len(GUEST_CODES)
    for guest in guests:
        typed = {"reference": guest.reference, "code": guest.code, "pin": guest.pin}
        assert Browser().post("/ar/my-page/", typed).status_code == 302
