"""A policy officer goes through 300 recommendations of a United Nations review: by keys, by hundreds, with undo."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from indimaj.commitments import actions
from indimaj.commitments.enums import ProposalState
from indimaj.commitments.models import Commitment, ImportBatch
from indimaj.directory.enums import BodyKind, Role
from indimaj.directory.models import Staff
from tests.clients.making import make_body
from tests.commitments.conftest import NOON, SETUP, World, post_of
from tests.commitments.making import review
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NUMBER, A_PAGE = 300, 25
STATES = (ProposalState.PROPOSED, ProposalState.CONFIRMED, ProposalState.DROPPED)


@pytest.fixture
def officer(transactional_db: None) -> Staff:
    return post_of(Role.POLICY_OFFICER, make_body("B-MIN", BodyKind.MINISTRY))


@pytest.fixture
def batch(officer: Staff) -> ImportBatch:
    """A report in which 300 recommendations wait."""
    version = World().version(review(NUMBER).text)
    return actions.open_import(version=version, style="un_review", kind="recommendation", by=SETUP, at=NOON)


@pytest.fixture
def visitor(page: Page, live_server: Any, officer: Staff, language: str, screen: str) -> Visitor:
    found = Visitor(page, live_server.url, language, screen)
    found.takes_pictures(("ar", "phone"), ("fr", "desk"))
    found.be(officer)
    return found


def told(batch: ImportBatch) -> list[int]:
    """How many wait, are confirmed and are left out."""
    return [batch.proposals.filter(state=state).count() for state in STATES]


def settled(visitor: Visitor, waiting: int) -> None:
    """The page itself says how many are decided: what was pressed has arrived."""
    expect(visitor.page.locator("progress")).to_have_js_property("value", NUMBER - waiting)


def numbers(batch: ImportBatch, state: str) -> list[int]:
    return list(batch.proposals.filter(state=state).order_by("number").values_list("number", flat=True))


def test_three_hundred_are_gone_through_without_a_mouse(visitor: Visitor, batch: ImportBatch) -> None:
    keys = visitor.page.keyboard
    visitor.go(f"commitments/desk/imports/{batch.pk}/")
    visitor.look("confirming")
    visitor.sees("[data-proposal]", A_PAGE)
    first = visitor.page.locator("[data-proposal]").first.locator("[data-yes]")
    expect(first).to_be_focused()

    # One key each, as fast as somebody presses; what is decided is passed over on the way back.
    for key in "yynjjykn":
        keys.press(f"Key{key.upper()}")
    settled(visitor, NUMBER - 5)
    assert (numbers(batch, "confirmed"), numbers(batch, "dropped")) == ([1, 2, 6], [3, 5])
    visitor.look()

    # The last key is taken back, again and again, and what waits again is where one goes on.
    for waiting, back in ((NUMBER - 4, 5), (NUMBER - 3, 6)):
        with visitor.page.expect_navigation():
            keys.press("KeyU")
        settled(visitor, waiting)
        expect(visitor.page.locator(f"[data-proposal]:has(#p{back}) [data-yes]")).to_be_focused()
    assert (numbers(batch, "confirmed"), numbers(batch, "dropped")) == ([1, 2], [3])

    # Pressed at once after a decision, undo takes back that decision and none before it.
    with visitor.page.expect_navigation():
        keys.press("KeyY")
        keys.press("KeyU")
    settled(visitor, NUMBER - 3)
    assert told(batch) == [NUMBER - 3, 2, 1]

    # Ticked by key, left out together, and back together.
    visitor.go(f"commitments/desk/imports/{batch.pk}/")
    for _each in range(4):
        keys.press("KeyX")
    visitor.sees("[name=ticked]:checked", 4)
    with visitor.page.expect_navigation():
        keys.press("Shift+KeyN")
    assert told(batch) == [NUMBER - 7, 2, 5]
    with visitor.page.expect_navigation():
        keys.press("KeyU")
    assert told(batch) == [NUMBER - 3, 2, 1]

    # A page to its end: the next one comes by itself.
    visitor.go(f"commitments/desk/imports/{batch.pk}/")
    with visitor.page.expect_navigation():
        for _each in range(A_PAGE):
            keys.press("KeyY")
    visitor.sees("[data-proposal]", A_PAGE)
    assert told(batch) == [NUMBER - 28, 27, 1]


def test_all_are_confirmed_at_once_and_taken_back_at_once(visitor: Visitor, batch: ImportBatch) -> None:
    visitor.go(f"commitments/desk/imports/{batch.pk}/")
    # By finger: a button each, without leaving the page.
    row = visitor.page.locator("[data-proposal]").nth(1)
    row.locator("[data-no]").click()
    settled(visitor, NUMBER - 1)

    visitor.press("button[name=confirm][value=shown]")
    assert told(batch) == [NUMBER - 25, 24, 1]
    visitor.press("button[name=confirm][value=all]")
    assert told(batch) == [0, NUMBER - 1, 1]
    assert Commitment.objects.standing().count() == NUMBER - 1
    visitor.look("all-confirmed")

    visitor.press("form[data-undo] button")
    assert told(batch) == [NUMBER - 25, 24, 1]
    assert Commitment.objects.standing().count() == 24
    visitor.press("form[data-undo] button")
    visitor.press("form[data-undo] button")
    assert told(batch) == [NUMBER, 0, 0]
    assert Commitment.objects.standing().count() == 0

    # One that was left out is found among those, and put back.
    visitor.page.locator("[data-proposal]").first.locator("[data-no]").click()
    settled(visitor, NUMBER - 1)
    visitor.press("main nav a[href='?state=dropped']")
    visitor.look()
    visitor.press("button[name=back]")
    assert told(batch) == [NUMBER, 0, 0]


def test_without_scripts_every_button_is_a_post(visitor: Visitor, batch: ImportBatch) -> None:
    visitor.page.route("**/*.js", lambda route: route.abort())
    visitor.go(f"commitments/desk/imports/{batch.pk}/")
    visitor.press("[data-yes]")
    visitor.press("[data-no]")
    assert told(batch) == [NUMBER - 2, 1, 1]
    visitor.press("form[data-undo] button")
    assert told(batch) == [NUMBER - 1, 1, 0]
