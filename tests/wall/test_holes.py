"""The walk finds what it is there to find: each planted hole makes it fail, and without the hole it finds nothing."""

import logging
from collections.abc import Callable
from typing import Any

import pytest

from indimaj.applications.models import Applicant
from indimaj.clients.models import Client
from indimaj.clients.views import desk, person
from indimaj.config import database_wall
from indimaj.directory import door
from indimaj.directory.permissions import Allowed
from indimaj.ledger.enums import Compartment
from indimaj.portal.views import own_page
from tests.house import rows
from tests.house.rows import CASEWORKER, HELPED, E, Page, sent
from tests.wall.conftest import Ground
from tests.wall.looking import crossings, look

pytestmark = [pytest.mark.heavy, pytest.mark.django_db]
Patch = pytest.MonkeyPatch
PERSON_PAGE = Page("clients:person", (CASEWORKER,), args=rows.person(HELPED))
CORRECTION = Page("clients:correct", (CASEWORKER,), args=rows.person(HELPED))
SEARCH = Page("clients:find", (CASEWORKER,), post=sent(q="Ousmane Kamara"))
EXPORT = Page("portal:my_page_take_along", (HELPED,), post=sent())
FILE = Page("applications:case", (E,), args=rows.file("plain"))


def too_much_is_allowed(patch: Patch) -> None:
    """One permission too many: whoever is signed in may open a person."""
    for module in (person, "indimaj.clients.views.door"):
        name = module if isinstance(module, str) else module.__name__
        patch.setattr(f"{name}.may_open_client", lambda staff, client: Allowed("support"))


def a_list_joins_the_other_side(patch: Patch) -> None:
    """One join: a search shows beside each person the file of whoever has a sex that is the same."""
    honest = desk._name

    def joined(row: dict[str, Any]) -> str:
        client = Client.objects.get(pk=row["id"])
        there = Applicant.objects.filter(sex=client.sex or "male").exclude(address="").first()
        return f"{honest(row)} {there.address if there else ''}"

    patch.setattr(desk, "_name", joined)


def an_export_has_a_column_more(patch: Patch) -> None:
    """One export column: the file that a person takes along says what the other side holds."""
    honest = own_page.queries.held
    patch.setattr(
        own_page.queries,
        "held",
        lambda client: {
            **honest(client),
            "file": list(Applicant.objects.values_list("birth_place", flat=True)),
        },
    )


def a_name_is_logged(patch: Patch) -> None:
    """One log line."""
    honest = person.log

    def told(staff: Any, purpose: str, what: str, subject: Any = None, **more: Any) -> None:
        logging.getLogger("indimaj").info("%s opens %s", staff, Client.objects.get(pk=subject).name)
        honest(staff, purpose, what, subject, **more)

    patch.setattr(person, "log", told)


def a_name_is_written_in_the_ledger(patch: Patch) -> None:
    """One line of the ledger with more than codes in it."""
    honest = desk.log

    def told(staff: Any, purpose: str, what: str, **more: Any) -> None:
        helped = Client.objects.filter(supports__caseworker=staff)[0]
        door.log(staff, purpose, what, side=Compartment.SERVICE, detail={"of": helped.given_names})
        honest(staff, purpose, what, **more)

    patch.setattr(desk, "log", told)


HOLES: list[tuple[Callable[[Patch], None], Page, str]] = [
    (too_much_is_allowed, CORRECTION, E),
    (a_list_joins_the_other_side, SEARCH, CASEWORKER),
    (an_export_has_a_column_more, EXPORT, HELPED),
    (a_name_is_logged, PERSON_PAGE, CASEWORKER),
    (a_name_is_written_in_the_ledger, Page("clients:people", (CASEWORKER,)), CASEWORKER),
]


@pytest.mark.parametrize(("hole", "page", "who"), HOLES, ids=[hole.__name__ for hole, _page, _who in HOLES])
def test_a_planted_hole_makes_the_walk_fail(
    ground: Ground, monkeypatch: Patch, hole: Callable[[Patch], None], page: Page, who: str
) -> None:
    assert crossings([look(ground.browsers, page, who)], ground.planted) == []
    # PostgreSQL would refuse two of them itself; here the walk alone must find them.
    monkeypatch.setattr(database_wall, "side_of", lambda match: None)
    hole(monkeypatch)
    found = look(ground.browsers, page, who)
    assert found.status == 200
    assert crossings([found], ground.planted) != []


def test_a_search_for_a_name_of_the_other_side_finds_nobody(ground: Ground) -> None:
    """The words that were typed come back; nothing that belongs to them does."""
    for page, who, other in (
        (
            Page("clients:find", (CASEWORKER,), post=sent(q="Awa Ndiaye")),
            CASEWORKER,
            ground.world.files["plain"],
        ),
        (Page("applications:find", (E,), post=sent(q="Ousmane Kamara")), E, ground.world.things[HELPED]),
        (
            Page("clients:find", (CASEWORKER,), post=sent(q="0612345678")),
            CASEWORKER,
            ground.world.files["plain"],
        ),
        (Page("applications:find", (E,), post=sent(q="0698765432")), E, ground.world.things[HELPED]),
    ):
        found = look(ground.browsers, page, who)
        assert (found.status, other.reference.lower() in found.shown, crossings([found], ground.planted)) == (
            200, False, [],
        )  # fmt: skip
    known = look(ground.browsers, Page("applications:find", (E,), post=sent(q="Awa Ndiaye")), E)
    assert ground.world.files["examined"].reference.lower() in known.shown


def test_counts_of_one_side_do_not_move_with_the_other(ground: Ground) -> None:
    """Rows that come and go on one side change no number and no page of the other."""
    lists = [
        (Page(name, (who,)), who)
        for name, who in (
            ("clients:people", CASEWORKER), ("referrals:queue", CASEWORKER), ("referrals:counts", "visitor"),
            ("programmes:concentration", "policy_officer"), ("programmes:survival", "policy_officer"),
            ("services:coverage", "visitor"), ("recognition:requests", "assessor"), ("portal:my_page", HELPED),
        )
    ]  # fmt: skip
    desks = [(Page("applications:queue", (who,), query="?scope=office"), who) for who in ("examiner", "head")]
    before = [look(ground.browsers, page, who).plain for page, who in lists]
    told = [look(ground.browsers, page, who).plain for page, who in desks]
    Applicant.objects.update(nationalities=["ML"], sex="female")
    assert [look(ground.browsers, page, who).plain for page, who in lists] == before
    Client.objects.update(nationalities=["GN"], sex="female")
    assert [look(ground.browsers, page, who).plain for page, who in desks] == told
