"""No set of roles sees both sides: what the directory lets one person hold, and what a person holds who was forced past it.

Guaranteed: nobody is given posts on both sides at any one time, whatever the order, and a post of one side opens nothing
on the other even where both were forced into the database. Not guaranteed: that a person whose posts on one side have
ended forgets what they knew when they are given posts on the other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indimaj.applications.models import Application
from indimaj.clients.models import Client
from indimaj.directory import actions as directory
from indimaj.directory import queries
from indimaj.directory.accounts import may_hold
from indimaj.directory.enums import COMPARTMENT_OF, PURPOSE_OF, SERVICE_ROLES, STATUS_ROLES, Role
from indimaj.directory.models import Body, Office, Place, Post, Staff
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from tests.permissions import service_side
from tests.permissions.table import ELSEWHERE, HERE

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
SETUP = Actor.system("setup")
TODAY = datetime(2014, 6, 3, 10, tzinfo=UTC)
SIDES = {Compartment.STATUS, Compartment.SERVICE}
CALM = settings(
    deadline=None, max_examples=25, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
# When a post is held: long ago, now, for now and later, and from tomorrow on.
PERIODS = {
    "ended": (date(2013, 1, 1), date(2013, 12, 31)),
    "held": (date(2013, 1, 1), None),
    "ends today": (date(2013, 1, 1), date(2014, 6, 3)),
    "later": (date(2014, 6, 4), None),
}
roles = st.lists(st.sampled_from(list(Role)), min_size=1, max_size=6)
posts = st.lists(
    st.tuples(st.sampled_from(list(Role)), st.sampled_from(list(PERIODS)), st.booleans()),
    max_size=6,
    unique_by=lambda post: (post[0], post[2]),
)


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def offices(db: None) -> dict[str, Office]:
    made = {}
    country = Place.objects.create(code="MA", level="country", path="MA/", **names("MA"))
    for where, code in ((HERE, "RAB"), (ELSEWHERE, "OUJ")):
        place = Place.objects.create(
            code=code, parent=country, level="province", path=f"MA/{code}/", **names(code)
        )
        body = Body.objects.create(code=f"B-{code}", kind="embassy", country="SN", place=place, **names(code))
        made[where] = Office.objects.create(code=code, place=place, body=body, **names(code))
    return made


def names(word: str) -> dict[str, str]:
    return {"name_ar": word, "name_fr": word, "name_en": word}


@contextmanager
def undone() -> Iterator[None]:
    """Each example leaves the database as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def somebody() -> Staff:
    return Staff.objects.create(username=f"somebody-{Staff.objects.count()}", name="x")


def force(staff: Staff, role: Role, period: str, office: Office) -> None:
    """Past every check: what a fault of the platform or a hand in the database would leave."""
    begins, ends = PERIODS[period]
    Post.objects.create(
        staff=staff, role=role, compartment=COMPARTMENT_OF[role], purpose=PURPOSE_OF[role], body=office.body,
        office=None if COMPARTMENT_OF[role] == Compartment.HOUSE else office, held_from=begins, held_until=ends,
    )  # fmt: skip


def test_each_role_stands_on_one_side_and_both_sides_have_some() -> None:
    assert set(COMPARTMENT_OF) == set(Role)
    assert not set(STATUS_ROLES) & set(SERVICE_ROLES)
    assert {COMPARTMENT_OF[role] for role in (*STATUS_ROLES, *SERVICE_ROLES)} == SIDES


def test_what_the_directory_gives_one_person_never_stands_on_both_sides(offices: dict[str, Office]) -> None:
    refused: list[Role] = []

    @CALM
    @given(roles)
    def given_one_after_the_other(asked: list[Role]) -> None:
        with undone():
            staff = somebody()
            for number, role in enumerate(asked):
                given_on = date(2013, 1, 1) + timedelta(days=number)
                try:
                    with transaction.atomic():
                        directory.give_post(
                            staff=staff, role=role, by=SETUP, at=TODAY, held_from=given_on,
                            office=offices[HERE] if role in STATUS_ROLES else None,
                            body=offices[HERE].body if role in SERVICE_ROLES else None,
                        )  # fmt: skip
                except NotAllowed:
                    refused.append(role)
                assert len(queries.sides_of(staff) & SIDES) <= 1
                held = {
                    COMPARTMENT_OF[post.role] for post in queries.posts_of(Staff.objects.get(pk=staff.pk))
                }
                assert len(held & SIDES) <= 1

    given_one_after_the_other()
    assert {COMPARTMENT_OF[role] for role in refused} == SIDES


def test_whatever_somebody_holds_today_or_later_they_are_given_nothing_on_the_other_side(
    offices: dict[str, Office],
) -> None:
    @CALM
    @given(posts, st.sampled_from(list(Role)))
    def offered(held: list[Any], role: Role) -> None:
        with undone():
            staff = somebody()
            for number, (one, period, _where) in enumerate(held):
                begins, ends = PERIODS[period]
                Post.objects.create(
                    staff=staff, role=one, compartment=COMPARTMENT_OF[one], purpose=PURPOSE_OF[one],
                    body=offices[HERE].body, held_from=begins - timedelta(days=number), held_until=ends,
                )  # fmt: skip
            standing = {COMPARTMENT_OF[one] for one, period, _where in held if period != "ended"}
            crosses = COMPARTMENT_OF[role] in SIDES and bool((SIDES - {COMPARTMENT_OF[role]}) & standing)
            both = len(SIDES & standing) == 2
            assert bool(may_hold(staff, role)) is not (crosses or both)

    offered()


def asks_of_status(offices: dict[str, Office]) -> dict[str, Any]:
    """What the tables of the status side ask, for a file here in each state."""
    from indimaj.applications import permissions as files
    from indimaj.decisions import permissions as decisions
    from tests.permissions.test_tables import Decision, file, piece, sitting

    here = offices[HERE]
    called = sitting(here, "planned", 1, somebody(), [])
    return {
        "list": lambda who, state: files.may_list(who),
        "register": lambda who, state: files.may_register(who, here),
        "open": lambda who, state: files.may_open(who, file(here, state)),
        "open a restricted file": lambda who, state: files.may_open(who, file(here, state, restricted=True)),
        "examine": lambda who, state: files.may_examine(who, file(here, state)),
        "confirm": lambda who, state: files.may_confirm_fact(who, file(here, state)),
        "judge": lambda who, state: files.may_judge_evidence(who, piece(here, state)),
        "review health": lambda who, state: files.may_review_health(who, file(here, state)),
        "see health": lambda who, state: files.may_see_health(who, file(here, state)),
        "see contacts": lambda who, state: files.may_see_contacts(who, file(here, state)),
        "correct": lambda who, state: files.may_correct_identity(who, file(here, state)),
        "see readers": lambda who, state: files.may_see_readers(who, file(here, state)),
        "call a sitting": lambda who, state: decisions.may_call_sitting(who, here),
        "see a sitting": lambda who, state: decisions.may_see_sitting(who, called),
        "decide": lambda who, state: decisions.may_decide(who, file(here, state)),
        "give notice": lambda who, state: decisions.may_give_notice(
            who, Decision(application=file(here, state))
        ),
        "see a decision": lambda who, state: decisions.may_see_decision(
            who, Decision(application=file(here, state))
        ),
    }


def answers(asks: dict[str, Any], states: tuple[str, ...], staff: Staff) -> dict[tuple[str, str], bool]:
    return {(verb, state): bool(ask(staff, state)) for (verb, ask), state in product(asks.items(), states)}


def test_a_post_of_one_side_opens_nothing_on_the_other_even_beside_posts_of_the_other(
    offices: dict[str, Office],
) -> None:
    """Whoever was forced to hold posts of both sides may on each just what its own posts give."""
    asked = {
        Compartment.STATUS: (asks_of_status(offices), ("registered", "examined", "opinion_given")),
        Compartment.SERVICE: (
            {
                **{f"people: {verb}": ask for verb, ask in service_side.asks_of_clients(offices).items()},
                **{f"case: {verb}": ask for verb, ask in service_side.asks_of_cases(offices).items()},
            },
            ("helped",),
        ),
    }
    found: set[tuple[str, str]] = set()

    @CALM
    @given(posts)
    def forced(held: list[Any]) -> None:
        with undone():
            both = somebody()
            for role, period, elsewhere in held:
                force(both, role, period, offices[ELSEWHERE if elsewhere else HERE])
            for side, (asks, states) in asked.items():
                alone = somebody()
                for role, period, elsewhere in held:
                    if COMPARTMENT_OF[role] in (side, Compartment.HOUSE):
                        force(alone, role, period, offices[ELSEWHERE if elsewhere else HERE])
                told = answers(asks, states, both)
                assert told == answers(asks, states, alone)
                found.update((side, verb) for (verb, _state), yes in told.items() if yes)

    forced()
    assert {side for side, _verb in found} == SIDES


def test_lists_of_one_side_hold_nothing_because_of_posts_of_the_other(offices: dict[str, Office]) -> None:
    here = offices[HERE]
    service_side.make_client(here.body)
    Application.objects.create(
        reference="2014-TEST-TEST", campaign="2014", office=here, state="withdrawn", channel="counter",
        created_at=TODAY, submitted_at=TODAY, code_digest="x",
    )  # fmt: skip
    seen: set[str] = set()

    @CALM
    @given(posts)
    @example([(Role.CASEWORKER, "held", False), (Role.EXAMINER, "held", False)])
    def listed(held: list[Any]) -> None:
        with undone():
            staff = somebody()
            for role, period, elsewhere in held:
                force(staff, role, period, offices[ELSEWHERE if elsewhere else HERE])
            today = {
                role for role, period, elsewhere in held if period in ("held", "ends today") and not elsewhere
            }
            files, people = (model.objects.visible_to(staff).exists() for model in (Application, Client))
            assert files <= bool(today & set(STATUS_ROLES))
            assert people is (Role.CASEWORKER in today)
            seen.update(name for name, there in (("files", files), ("people", people)) if there)

    listed()
    assert seen == {"files", "people"}
