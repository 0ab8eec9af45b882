"""The wall's walk: every page as everybody of either side, and nothing of one side is ever met on the other.

What is planted: `planting`. What is gathered of each answer: `looking`. Rows of the table of pages: `tests/house`.
"""

import pytest

from indimaj.ledger.enums import Compartment
from tests.house.pages import STATUS_SIDE, accounts, own, pages, public
from tests.house.rows import (
    DRAFT,
    ELSEWHERE,
    HELPED,
    NEW,
    OF_HOUSE,
    OF_SERVICE,
    OF_STATUS,
    PERSON,
    STRANGER,
    VISITOR,
    Page,
)  # fmt: skip
from tests.house.service_pages import OF_STAFF as SERVICE_SIDE
from tests.house.service_pages import finder, own_page
from tests.house.walking import unknown
from tests.wall.conftest import Ground
from tests.wall.looking import SIDE_OF, Look, crossings, look
from tests.wall.planting import SERVICE, STATUS

pytestmark = [pytest.mark.heavy, pytest.mark.django_db, pytest.mark.timeout(1200)]
STATUS_PEOPLE, SERVICE_PEOPLE = (*OF_STATUS, STRANGER), (*OF_SERVICE, *ELSEWHERE)
# Each file and person has a reference; one that is seen stands for all.
REFERENCES = {"applications.Application.reference", "clients.Client.reference"}
# What no page shows, and why.
NOBODYS = {
    "applications.Evidence.reason": "a code of the pack: the page says its words",
    "applications.CompletionRequest.reason": "stands in the letter, which was frozen before",
    "decisions.Decision.departure_reason": "stands in the letter and in the register of departures as a code",
    "decisions.Notice.note": "kept with the notice, for an appeal",
}


def once_each(rows: list[Page]) -> list[Page]:
    """The first row of each address: who may not open one may not open the others."""
    return list({(page.name, bool(page.post)): page for page in reversed(rows) if not page.partly}.values())


def readers(rows: list[Page]) -> dict[str, set[str]]:
    """Who opens any row of an address."""
    found: dict[str, set[str]] = {}
    for page in rows:
        found.setdefault(page.name, set()).update(page.who)
    return found


@pytest.fixture(scope="module")
def entitled(ground: Ground) -> list[Look]:
    """Each row as each of its own people."""
    return [look(ground.browsers, page, who) for page in pages() for who in page.who]


@pytest.fixture(scope="module")
def strangers(ground: Ground) -> list[Look]:
    """Each page of one side as everybody of the other, as oversight and accounts where it is not theirs, signed out."""
    seen = []
    for side, people in ((STATUS_SIDE, SERVICE_PEOPLE), (SERVICE_SIDE, STATUS_PEOPLE)):
        theirs = readers(pages(side))
        for page in once_each(pages(side)):
            others = [who for who in (*people, *OF_HOUSE, VISITOR) if who not in theirs[page.name]]
            seen += [look(ground.browsers, page, who) for who in others]
    for part, people in ((own, (HELPED, NEW)), (own_page, (PERSON, DRAFT)), (accounts, (HELPED, PERSON))):
        seen += [look(ground.browsers, page, who) for page in once_each(pages([part])) for who in people]
    for part in (public, finder):
        for page in once_each(pages([part])):
            seen += [
                look(ground.browsers, page, who) for who in (HELPED, PERSON, *OF_STATUS[:2], *OF_SERVICE[:2])
            ]
    return seen


def test_nothing_of_one_side_is_met_on_the_other(
    ground: Ground, entitled: list[Look], strangers: list[Look]
) -> None:
    assert crossings([*entitled, *strangers], ground.planted) == []


def test_what_is_forbidden_looks_like_what_does_not_exist(ground: Ground, strangers: list[Look]) -> None:
    desks = {page.name for page in pages([*STATUS_SIDE, *SERVICE_SIDE])}
    open_to_strangers = {
        f"{one}: {one.status}"
        for one in strangers
        if one.page.name in desks and one.who not in (VISITOR, *one.page.who) and one.status != 404
    }
    assert open_to_strangers == set()
    different = []
    for one in strangers:
        if (
            one.page.name in desks
            and one.who in (OF_STATUS[0], OF_SERVICE[0])
            and one.page.args.__name__ != "nothing"
        ):
            absent = look(ground.browsers, one.page, one.who, unknown(one.page, "fr"))
            if one.plain != absent.plain:
                different.append(str(one))
    assert different == []


@pytest.mark.parametrize("side", [STATUS, SERVICE])
def test_each_word_is_read_by_somebody_entitled_or_by_nobody_for_a_reason(
    ground: Ground, entitled: list[Look], side: Compartment
) -> None:
    seen = [one.shown for one in entitled if one.side == side or one.who == VISITOR]
    private = ground.planted.private(side)
    unread = {where for word, where in private.items() if not any(word in shown for shown in seen)}
    assert unread - REFERENCES == {where for where in NOBODYS if where in private.values()}


def test_everybody_of_the_walk_has_a_side_or_stands_outside_both() -> None:
    people = {who for page in pages() for who in page.who}
    assert people - set(SIDE_OF) - {VISITOR, *OF_HOUSE} == {"half-way", "proven"}
