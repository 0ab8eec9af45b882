"""After a decision the person's own page says what was decided, which remedies are open, until when and to whom."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from indimaj.applications.models import Application
from indimaj.decisions import actions
from indimaj.decisions.models import Decision, Sitting
from indimaj.directory.models import Staff
from indimaj.portal import visits
from tests.decisions.conftest import (  # noqa: F401
    IN_SESSION,
    RESIDENT,
    TOO_RECENT,
    authority,
    counter,
    deposit,
    examined,
    examiner,
    hire,
    in_session,
    item_of,
    medical,
    office,
    secretary,
    verdict,
)

from .conftest import text

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
DECIDED = datetime(2014, 4, 20, 11, tzinfo=UTC)
Decide = Callable[[dict[str, Any], str], Decision]


@pytest.fixture
def decide(
    examined: Callable[..., Application],  # noqa: F811
    in_session: Callable[..., Sitting],  # noqa: F811
    secretary: Staff,  # noqa: F811
    authority: Staff,  # noqa: F811
) -> Decide:
    def make(facts: dict[str, Any], outcome: str) -> Decision:
        item = item_of(in_session(examined(facts)))
        file = actions.give_opinion(
            item=item, verdict=verdict(outcome), by=secretary, at=IN_SESSION
        ).application
        file.refresh_from_db()
        return actions.decide(
            application=file, verdict=verdict(outcome), by=authority, version=file.version, at=DECIDED
        )

    return make


def visiting(file: Application) -> Client:
    client = Client()
    session = client.session
    file.refresh_from_db()
    session[visits.FILE], session[visits.KEY] = str(file.pk), visits._key_of(file)
    session[visits.UNTIL] = datetime(2014, 6, 30, tzinfo=UTC).timestamp()
    session.save()
    return client


@pytest.mark.parametrize(
    ("language", "heading", "last_day"),
    [
        ("en", "What you can do", "18 June 2014"),
        ("fr", "Ce que vous pouvez faire", "18 juin 2014"),
        ("ar", "ما يمكنكم القيام به", "18 يونيو 2014"),
    ],
)
def test_a_refusal_names_its_remedies_with_the_safe_day_from_the_first_reading(
    decide: Decide, june: Any, language: str, heading: str, last_day: str
) -> None:
    refused = decide(TOO_RECENT, "unfavourable")

    page = text(visiting(refused.application).get(f"/{language}/file/"))

    assert (heading in page, last_day in page) == (True, True)
    june.move_to("2014-06-10T10:00:00Z")
    assert last_day in text(visiting(refused.application).get(f"/{language}/file/")), (
        "a later reading moves no day"
    )


def test_a_refusal_says_what_would_change_it_and_nothing_of_health(decide: Decide, june: Any) -> None:
    page = text(visiting(decide(TOO_RECENT, "unfavourable").application).get("/en/file/"))

    assert "What would change the outcome" in page
    assert page.count("for at least 5 years") >= 1, page
    assert "ill" not in page.lower().split()


def test_an_earlier_notice_keeps_its_day(decide: Decide, june: Any, counter: Staff) -> None:  # noqa: F811
    refused = decide(TOO_RECENT, "unfavourable")
    actions.give_notice(
        decision=refused, channel="oral", on=date(2014, 5, 2), by=counter,
        at=datetime(2014, 5, 2, 12, tzinfo=UTC),
    )  # fmt: skip
    page = text(visiting(refused.application).get("/en/file/"))

    assert ("17 May 2014" in page, "18 June 2014" in page) == (True, False)


def test_the_office_sees_that_the_page_was_opened_and_still_owes_the_notice(
    decide: Decide,
    june: Any,
    counter: Staff,  # noqa: F811
) -> None:
    refused = decide(TOO_RECENT, "unfavourable")
    visiting(refused.application).get("/en/file/")
    officer = Client()
    officer.force_login(counter)

    page = text(officer.get(f"/en/commission/decision/{refused.pk}/"))

    assert "first on 3 June 2014. That is no regular notice" in page
    assert "18 June 2014" in page
    assert refused.application.reference in text(officer.get("/en/commission/notice/"))


def test_a_favourable_decision_is_said_without_remedies(decide: Decide, june: Any) -> None:
    page = text(visiting(decide(RESIDENT, "favourable").application).get("/en/file/"))

    assert ("What was decided" in page, "What you can do" in page) == (True, False)
