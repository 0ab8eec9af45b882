"""A small campaign, built as bin/demo builds it: through the rooms' own actions, and taken up where it stopped."""

from collections import Counter
from typing import Any

import pytest
from django.test import Client, override_settings

from indimaj.applications.actions import intake
from indimaj.applications.models import Application, FactValue
from indimaj.applications.queries import assessment
from indimaj.decisions.models import Decision, Notice, Opinion, Sitting
from indimaj.demo import BUSY_OFFICE, CAST, PASSWORD, accounts
from indimaj.demo.build import application_ids, build, guests_of
from indimaj.demo.population import plan
from indimaj.demo.service_bodies import build_service_bodies
from indimaj.directory.enums import SERVICE_ROLES, Role
from indimaj.directory.models import Staff
from indimaj.ledger.models import Entry
from indimaj.ledger.verify import verify
from indimaj.letters.models import Letter, Message

FILES = 300
pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


def silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody watches."""


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Any:
    """One build for the module; its rows go with the test database's own clean-up."""
    from django.db import transaction

    with django_db_blocker.unblock():
        mark = transaction.atomic()
        mark.__enter__()
        build(FILES, silent)
        yield plan(FILES)
        transaction.set_rollback(True)
        mark.__exit__(None, None, None)


def test_every_planned_file_is_there_once_in_its_state(built: Any) -> None:
    ids = application_ids(FILES)
    states = dict(Application.objects.values_list("id", "state"))

    assert {ids[one.number]: one.state for one in built} == states


def test_offices_nationalities_and_days_are_those_of_the_plan(built: Any) -> None:
    ids = application_ids(FILES)
    rows = {file.pk: file for file in Application.objects.select_related("applicant")}
    for one in built:
        file = rows[ids[one.number]]
        assert (file.office_id, file.filed_on) == (one.office, one.filed_on)


def test_every_decision_follows_its_opinion_and_the_law_but_for_counted_departures(built: Any) -> None:
    decided = [one for one in built if one.decided_on]
    assert Decision.objects.count() == len(decided)
    assert Opinion.objects.filter(departs=True).count() == sum(
        1 for one in built if one.opinion_on and one.departure
    )
    made = Decision.objects.filter(departs=False).select_related("application")
    for decision in made:
        assert decision.outcome == decision.proposal
        found = assessment(decision.application, on=decision.decided_on)
        assert found.as_dict()["proposal"] == decision.proposal


def test_letters_are_frozen_and_no_pdf_is_made(built: Any) -> None:
    kinds = Counter(Letter.objects.values_list("kind", flat=True))
    assert kinds["receipt"] == FILES
    assert kinds["favourable"] + kinds["unfavourable"] == Decision.objects.count()
    assert not Letter.objects.exclude(pdf_path="").exists()


def test_the_ledger_of_a_built_campaign_verifies(built: Any) -> None:
    assert not verify().findings
    assert set(Entry.objects.filter(verb="register").values_list("purpose", flat=True)) == {"registration"}


def test_no_line_of_the_ledger_names_a_fact_about_health(built: Any) -> None:
    named = Entry.objects.filter(verb__startswith="fact_").values_list("detail", flat=True)
    assert "serious_illness" not in {detail.get("fact") for detail in named}


def test_confirmed_facts_rebuild_from_their_rows(built: Any) -> None:
    for file in Application.objects.all()[:20]:
        rows = FactValue.objects.filter(application=file, state="confirmed")
        assert {row.fact: row.value for row in rows.order_by("id")} == file.facts


def test_a_second_start_does_nothing_again(built: Any) -> None:
    before = [
        model.objects.count() for model in (Application, Sitting, Decision, Notice, Letter, Entry, Message)
    ]
    build(FILES, silent)

    assert [
        model.objects.count() for model in (Application, Sitting, Decision, Notice, Letter, Entry, Message)
    ] == before


def test_one_account_for_each_role_signs_in_with_the_public_password(built: Any) -> None:
    assert {role for _name, role, _here in CAST} | {*SERVICE_ROLES, Role.FOCAL_POINT} == set(Role)
    build_service_bodies(silent)
    for account in accounts():
        assert Staff.objects.get(username=account.username).check_password(PASSWORD)
    assert (
        Staff.objects.exclude(username__in=[one.username for one in accounts()]).first().has_usable_password()
        is False
    )


def test_the_public_files_open_with_their_code_and_pin(built: Any) -> None:
    from datetime import UTC, datetime

    for guest in guests_of():
        file = intake.open_with_code(
            reference=guest.reference,
            code=guest.code,
            pin=guest.pin,
            address="192.0.2.1",
            at=datetime(2015, 2, 10, tzinfo=UTC),
        )
        assert file.reference == guest.reference


def test_the_busy_office_has_its_seats_filled_by_the_accounts(built: Any) -> None:
    seats = Sitting.objects.filter(office=BUSY_OFFICE).first().members
    assert set(seats.exclude(staff=None).values_list("staff__username", flat=True)) == {"member", "security"}


@pytest.mark.parametrize("path", ["/ar/", "/fr/", "/en/", "/ar/check/", "/fr/rule/", "/en/account/login/"])
def test_every_page_of_the_demo_says_that_the_people_are_invented(path: str, client: Client) -> None:
    words = {"ar": "الأشخاص", "fr": "inventées", "en": "invented"}
    with override_settings(DEMO=True):
        page = client.get(path)

    assert page.status_code == 200
    assert "demo-banner" in page.content.decode()
    assert words[path[1:3]] in page.content.decode()


def test_outside_the_demo_no_page_says_so(client: Client) -> None:
    assert "demo-banner" not in client.get("/en/").content.decode()


def test_a_restricted_file_is_told_by_whoever_may_open_it_and_never_by_the_counter(built: Any) -> None:
    told = Notice.objects.filter(decision__application__restricted=True)
    roles = set(told.values_list("given_by__posts__role", flat=True))

    assert (roles, told.exists()) == ({"examiner"}, True)
