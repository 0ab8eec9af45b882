"""A secretary calls a sitting, members speak, the authority decides, the person is told."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from indimaj.applications.enums import State
from indimaj.applications.models import Application
from indimaj.decisions.models import Decision, Notice, Opinion
from indimaj.directory.models import Staff
from indimaj.letters.models import Letter
from indimaj.ports import clock
from tests.applications.conftest import NOON
from tests.decisions.conftest import (  # noqa: F401
    RESIDENT,
    TOO_RECENT,
    authority,
    counter,
    deposit,
    examined,
    examiner,
    hire,
    medical,
    office,
    secretary,
)

from .desk import look, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _it_is_april_2014(settings: Any) -> None:
    settings.DEMO_DAYS_BACK = (timezone.localdate() - date(2014, 4, 10)).days


@pytest.fixture
def two_files(examined: Callable[..., Application]) -> list[Application]:  # noqa: F811
    """One that the rule proposes to accept, one that it proposes to refuse."""
    later = NOON + timedelta(hours=1)
    return [
        examined(RESIDENT, given_names="Mamadou", family_name="Diallo"),
        examined(TOO_RECENT, at=later),
    ]


def test_a_sitting_a_decision_and_a_notice(
    page: Page,
    live_server: Any,
    language: str,
    screen: str,
    two_files: list[Application],
    secretary: Staff,  # noqa: F811
    authority: Staff,  # noqa: F811
    counter: Staff,  # noqa: F811
) -> None:
    def go(path: str) -> None:
        page.goto(f"{live_server.url}/{language}/{path}")

    # The secretary calls a sitting with the two files that wait.
    sign_in(page, live_server.url, secretary)
    go("commission/")
    look(page, language)
    page.locator("a.button").click()
    look(page, language)
    page.fill("[name=held_on]", clock.today().isoformat())
    for seat, (name, institution) in enumerate(
        [("A. Alaoui", "Préfecture"), ("B. Berrada", "Association")], 1
    ):
        page.fill(f"[name=name_{seat}]", name)
        page.fill(f"[name=institution_{seat}]", institution)
    page.locator("form.form button[type=submit]").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    look(page, language, f"sitting-{language}-{screen}")
    page.locator("main form button").first.click()

    # In session: the first file is refused by mistake without a reason, and nothing typed is lost.
    page.locator("[data-next]").click()
    look(page, language, f"opinion-{language}-{screen}")
    assert page.locator("input[type=radio]:checked").count() == 0
    members = page.locator("input[name^=stance_][value=favourable]")
    for index in range(members.count()):
        members.nth(index).check()
    page.locator("[name=outcome][value=unfavourable]").check()
    page.fill("[name=signed_by]", "A. Alaoui")
    page.locator("form.form button[type=submit]").click()
    expect(page.locator("[role=alert], .errors").first).to_be_visible()
    expect(page.locator("[name=signed_by]")).to_have_value("A. Alaoui")
    look(page, language)
    page.locator("[name=outcome][value=favourable]").check()
    page.locator("form.form button[type=submit]").click()

    # The second one: the rule proposes to refuse, the commission agrees, with one dissent.
    stances = page.locator("input[name^=stance_]")
    stances.nth(1).check()
    page.locator("input[name^=stance_][value=favourable]").last.check()
    page.locator("[name=outcome][value=unfavourable]").check()
    page.fill("[name=signed_by]", "A. Alaoui")
    page.locator("form.form button[type=submit]").click()
    page.locator("main form button").first.click()
    assert sorted(Opinion.objects.values_list("outcome", "departs")) == [
        ("favourable", False),
        ("unfavourable", False),
    ]
    assert set(Letter.objects.filter(kind__in=["agenda", "minutes"]).values_list("kind", flat=True)) == {
        "agenda",
        "minutes",
    }

    # The authority decides on both; nothing is pre-ticked.
    sign_in(page, live_server.url, authority)
    for file in two_files:
        go("commission/decide/")
        look(page, language)
        page.get_by_role("link", name=file.reference).click()
        look(page, language, f"decide-{language}-{screen}")
        assert page.locator("input[type=radio]:checked").count() == 0
        outcome = "favourable" if file.facts["in_morocco_since"] == "2008-01-15" else "unfavourable"
        page.locator(f"[name=outcome][value={outcome}]").check()
        page.locator("form.form button[type=submit]").click()
        page.wait_for_url(re.compile("/commission/decision/"))
    assert {file.state for file in Application.objects.all()} == {
        State.DECIDED_FAVOURABLE,
        State.DECIDED_UNFAVOURABLE,
    }

    # The counter hands the letter over and records it.
    sign_in(page, live_server.url, counter)
    refused = Decision.objects.get(outcome="unfavourable")
    go("commission/notice/")
    look(page, language)
    page.get_by_role("link", name=refused.application.reference).click()
    look(page, language, f"notice-{language}-{screen}")
    with page.expect_download() as download:
        page.locator(f"a[href*='{refused.pk}/letter']").click()
    assert download.value.suggested_filename.startswith("document-")
    page.locator("[name=channel][value=in_person]").check()
    page.fill("[name=on]", refused.decided_on.isoformat())
    page.locator("form.form button[type=submit]").click()
    expect(page.locator("main li").first).to_be_visible()
    assert Notice.objects.get().channel == "in_person"
