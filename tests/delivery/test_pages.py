"""What anybody reads, what a body answers by its link, and what happens at the two desks."""

import csv
import io
import json
import re
from datetime import timedelta
from itertools import combinations
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from indimaj.delivery import actions
from indimaj.delivery.actions import Step
from indimaj.delivery.enums import FindingKind, Status
from indimaj.delivery.models import Action, Assignment, Evidence, Response, TraceSearch
from indimaj.delivery.status import status_of
from indimaj.directory.actions import give_mandate
from indimaj.directory.enums import Level, Theme
from indimaj.ledger.models import Read
from tests.clients.making import SETUP, make_body
from tests.delivery.making import NOON, World, at, day, words

pytestmark = pytest.mark.heavy

MOST_QUERIES = 12
LATER = at(100)


@pytest.fixture(autouse=True)
def _later():
    cache.clear()
    with time_machine.travel(LATER, tick=False):
        yield


def url(name: str, *args: Any, language: str = "en") -> str:
    with override(language):
        return reverse(f"delivery:{name}", args=args)


def text(response: Any) -> str:
    return response.content.decode()


def fill(world: World, times: int = 1) -> None:
    """So many of everything, in every finding."""
    for number in range(times):
        one = world.commitment(f"Engagement {number}")
        world.ask(one)
        world.answer(world.ask(one, world.salam, role="support"), "accepts")
        steps = [Step(words(), day(10)), Step(words(), None)]
        action = world.plan(one, steps=steps, due_on=day(20), supports=[world.ministry])
        world.declare(action, "begun")
        world.declare(world.plan(one))
        world.prove(action, "begun", valid_until=day(50))
        world.plan()
        for body in (world.health, world.salam):
            give_mandate(
                body=body, theme=list(Theme)[number], level=Level.LOCAL, place=world.rabat, by=SETUP, at=NOON
            )
        world.search(one)
        actions.carry(thing=one, kind="rule_version", key="2013-12-16-circular", by=SETUP, at=NOON)


RABAT = ("overlap", next(iter(Theme)), "MA-RAB")
PUBLIC = ["findings", "actions", "gaps", "overlaps", RABAT, *(("finding", kind) for kind in FindingKind)]


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_anybody_reads_what_was_not_answered_and_what_is_done(world: World, language: str) -> None:
    fill(world)
    key = Action.objects.order_by("made_at")[0].key
    every = [
        *PUBLIC,
        ("action", key),
        ("body", "B-HEALTH"),
        "actions_json",
        "actions_csv",
        "findings_json",
        "answered",
    ]
    for name in every:
        parts = (name,) if isinstance(name, str) else name
        response = Client().get(url(*parts, language=language))
        assert response.status_code == 200, name
        assert "sessionid" not in response.cookies
    assert Read.objects.count() == 0


def test_a_public_page_asks_as_little_with_many_rows_as_with_few(world: World) -> None:
    def asked() -> dict[str, int]:
        found = {}
        every = [
            *PUBLIC,
            ("action", key),
            ("body", "B-HEALTH"),
            "actions_json",
        ]
        for name in every:
            parts = (name,) if isinstance(name, str) else name
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                Client().get(url(*parts))
            found[str(parts)] = len(queries)
        return found

    fill(world)
    key = Action.objects.order_by("made_at")[0].key  # Of many that are made at once, another may come first.
    few = asked()
    fill(world, 3)
    assert (asked(), [name for name, number in few.items() if number > MOST_QUERIES]) == (few, [])


def test_where_thirty_bodies_overlap_three_pairs_are_named_and_a_page_of_the_place_goes_through_all(
    world: World,
) -> None:
    for number in range(30):
        body = make_body(f"B-{number:02}", name_en=f"Institution {number:02}")
        give_mandate(body=body, theme=Theme.HEALTH, level=Level.LOCAL, place=world.rabat, by=SETUP, at=NOON)
    listed = text(Client().get(url("overlaps")))
    address = url("overlap", "health", "MA-RAB")
    assert (
        listed.count("</bdi> · <bdi"),
        f'href="{address}"' in listed,
        "and \u2068432\u2069 more" in listed,
    ) == (
        3,
        True,
        True,
    )
    pairs: list[tuple[str, str]] = []
    while address:
        page = text(Client().get(address))
        pairs += re.findall(r">Institution (\d\d)<.*?>Institution (\d\d)<", page)
        following = re.search(r'href="(\?after=[^"]+)" rel="next"', page)
        address = url("overlap", "health", "MA-RAB") + following[1] if following else ""
    assert pairs == [(f"{one:02}", f"{other:02}") for one, other in combinations(range(30), 2)]


@pytest.mark.parametrize("parts", [("nothing", "MA-RAB"), ("health", "MA-NOWHERE")])
def test_a_place_that_does_not_exist_has_no_page(world: World, parts: tuple[str, str]) -> None:
    assert Client().get(url("overlap", *parts)).status_code == 404


def test_a_list_goes_on_where_it_ended(world: World) -> None:
    for number in range(60):
        world.plan(world.one, due_on=day(number % 7), key=f"plan-{number}")
    seen, address = [], url("actions_json")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("indimaj.delivery.views.data.PAGE", 25)
        while address:
            page = json.loads(text(Client().get(address)))
            seen += [one["key"] for one in page["actions"]]
            address = page["next"]
    assert (len(seen), len(set(seen))) == (60, 60)


def test_the_table_of_actions_carries_its_tags_and_no_formula(world: World) -> None:
    world.plan(world.one, title=words("=1+1"), key="a-plan", budget=5, currency="MAD")
    rows = list(
        csv.DictReader(io.StringIO("".join(part.decode() for part in Client().get(url("actions_csv")))))
    )
    assert (rows[0]["key"], rows[1]["key"], rows[1]["title_fr"]) == ("#activity+id", "a-plan", "'=1+1")
    assert (rows[1]["status"], rows[1]["budget"], rows[1]["commitments"]) == (
        "planned",
        "5.00",
        world.one.key,
    )


def test_the_page_of_a_commitment_says_where_it_stands_and_who_answers(world: World) -> None:
    fill(world)
    one = Assignment.objects.get(body="B-SALAM").commitment
    with override("en"):
        page = text(Client().get(reverse("commitments:commitment", args=[one.key])))
    for said in ("The evidence no longer counts", "Association B-HEALTH (en)", "No answer", "Accepts",
                 "There, and in force", "What was looked for", "https://example.org/circular"):  # fmt: skip
        assert said in page, said


def test_what_carries_a_commitment_out_says_whether_it_is_in_force(world: World) -> None:
    for key in ("2013-12-16-circular", "2018-03-27-relaxations"):
        actions.carry(thing=world.one, kind="rule_version", key=key, by=SETUP, at=NOON)
    with override("en"):
        page = text(Client().get(reverse("commitments:commitment", args=[world.one.key])))
    assert ("There, and in force" in page, "There, not in force today" in page) == (True, True)


@pytest.fixture
def link(world: World) -> Any:
    return actions.make_answer_link(assignment=world.ask(), by=world.by_policy, at=LATER)


def answer_boxes(**fields: str) -> dict[str, str]:
    return {"position": "declines", "reason": "Pas de moyens", "submission": str(uuid4()), **fields}


def test_a_body_without_an_account_answers_once_by_its_link(world: World, link: Any) -> None:
    browser, address = Client(), url("by_link", link.token, language="fr")
    assert "Ouvrir les écoles" in text(browser.get(address))
    response = browser.post(address, answer_boxes())
    assert (response.status_code, browser.get(address).status_code) == (302, 404)
    given = Response.objects.get()
    assert (given.position, given.reason["fr"]["text"], given.given_by) == ("declines", "Pas de moyens", None)
    assert Read.objects.values_list("what", "purpose").first() == (
        "assignment_by_link",
        "answer_link",
    )


def test_a_link_that_ended_and_one_that_never_was_look_the_same(world: World, link: Any) -> None:
    never = Client().get(url("by_link", "nothing"))
    with time_machine.travel(link.link.expires_at, tick=False):
        over = Client().get(url("by_link", link.token))
    assert (never.status_code, over.status_code) == (404, 404)


def test_tries_of_links_are_counted(world: World, link: Any) -> None:
    statuses = {Client().get(url("by_link", f"guess-{number}")).status_code for number in range(61)}
    assert statuses == {404, 429}


def test_an_answer_without_its_reason_comes_back_as_it_was_typed(world: World, link: Any) -> None:
    response = Client().post(url("by_link", link.token), answer_boxes(reason="", other_body="Association"))
    page = text(response)
    assert (response.status_code, Response.objects.count()) == (422, 0)
    assert ("Write the reason." in page, 'value="Association"' in page, "Several institutions fit" in page) == (
        True, True, True,
    )  # fmt: skip


def test_a_focal_point_answers_plans_declares_and_proves(world: World, signed_in: Any) -> None:
    asked = world.ask()
    browser = signed_in(world.focal)
    assert "Open the schools" in text(browser.get(url("mine")))
    browser.post(url("answer", asked.pk), answer_boxes(position="accepts", reason=""))
    plan = {"title": "Open ten centres", "nature": "service", "theme": "health", "place": "MA-RAB", "budget": "1000",
            "currency": "MAD", "supports": "B-SALAM", "step_1": "Hire", "step_1_due": "2014-04-01",
            "submission": str(uuid4())}  # fmt: skip
    response = browser.post(f"{url('plan', 'B-HEALTH')}?for={world.one.key}", plan)
    action = Action.objects.get()
    assert response.url == url("desk_action", action.key)
    assert ([one.key for one in action.commitments.all()], action.partners.count()) == ([world.one.key], 2)
    step = action.milestones.get()
    said = {
        "milestone": str(step.pk),
        "says": "done",
        "on": "2014-05-01",
        "words": "",
        "submission": str(uuid4()),
    }
    browser.post(url("declare", action.key), said)
    assert "Declared" in text(browser.get(url("desk_action", action.key)))
    proof = {
        "kind": "link",
        "reference": "https://example.org/x",
        "shows": "done",
        "submission": str(uuid4()),
    }
    assert browser.post(url("prove", "milestone", step.pk), proof).status_code == 302
    found = status_of([world.one.pk], LATER.date())[world.one.pk]
    assert (found.status, Evidence.objects.get().added_by) == (Status.DONE, world.focal)


def test_what_another_body_leads_is_read_from_the_desk_on_its_public_page(
    world: World, signed_in: Any
) -> None:
    own, other = world.plan(world.one), world.plan(world.one, body=world.salam)
    actions.add_partner(action=other, body=world.health, by=SETUP, at=NOON)

    browser = signed_in(world.focal)
    leads = [url("desk_action", own.key), url("action", other.key)]
    page = text(browser.get(url("mine")))

    assert [lead in page for lead in leads] == [True, True]
    assert [browser.get(lead).status_code for lead in leads] == [200, 200]


def test_the_ministry_asks_contests_looks_and_names(world: World, signed_in: Any) -> None:
    browser, key = signed_in(world.policy), world.one.key
    ask = {
        "body": "Association B-HEALTH (en)",
        "role": "lead",
        "level": "national",
        "submission": str(uuid4()),
    }
    assert browser.post(url("assign", key), ask).url == url("one", key)
    again = browser.post(url("assign", key), ask | {"submission": str(uuid4())})
    assert (again.status_code, "asked already" in text(again)) == (422, True)
    evidence = world.prove(world.one)
    browser.post(
        url("mark", evidence.pk, "contest"), {"reason": "Not found there", "submission": str(uuid4())}
    )
    look = {
        "looked_for": "A contract",
        "looked_in": "The bulletin",
        "on": "2014-06-01",
        "submission": str(uuid4()),
    }
    browser.post(url("search", key), look)
    browser.post(url("carry", key), {"kind": "rule_version", "key": "2013-12-16-circular"})
    page = text(browser.get(url("one", key)))
    for said in (
        "Contested",
        "Not found there",
        "A contract",
        "There, and in force",
        "Association B-HEALTH (en)",
    ):
        assert said in page, said
    assert TraceSearch.objects.get().made_by == world.policy


def test_a_stale_contest_shows_what_was_typed(world: World, signed_in: Any) -> None:
    evidence = world.prove(world.one)
    world.contest(evidence)
    response = signed_in(world.policy).post(
        url("mark", evidence.pk, "contest"), {"reason": "My long reason", "submission": str(uuid4())}
    )
    assert (response.status_code, "My long reason" in text(response)) == (409, True)


def test_a_link_is_shown_once_and_kept_nowhere(world: World, signed_in: Any) -> None:
    asked = world.ask()
    page = text(signed_in(world.policy).post(url("link", asked.pk)))
    token = page.split("/answer/")[1].split("/")[0]
    link = asked.links.get()
    assert (len(token) > 30, token in link.digest, actions.digest(token) == link.digest) == (
        True,
        False,
        True,
    )


def test_no_desk_opens_to_whom_it_is_not_for(world: World, signed_in: Any) -> None:
    asked, action, evidence = world.ask(), world.plan(world.one), world.prove(world.one)
    policy = [url("steer"), url("one", world.one.key), url("assign", world.one.key), url("search", world.one.key),
              url("carry", world.one.key), url("contact", "B-HEALTH"), url("prove", "commitment", world.one.pk),
              url("mark", evidence.pk, "contest")]  # fmt: skip
    own = [url("answer", asked.pk), url("plan", "B-HEALTH"), url("desk_action", action.key), url("declare", action.key),
           url("prove", "action", action.pk)]  # fmt: skip
    focal, other = signed_in(world.focal), signed_in(world.other)
    assert {focal.get(one).status_code for one in policy} == {404}
    assert {other.get(one).status_code for one in [*policy, *own]} == {404}
    assert {focal.get(one).status_code for one in own} == {200}
    assert {Client().get(one).status_code for one in [*policy, *own]} == {302}


def test_every_reading_at_a_desk_has_its_line(world: World, signed_in: Any) -> None:
    action = world.plan(world.one)
    signed_in(world.focal).get(url("mine"))
    signed_in(world.focal).get(url("desk_action", action.key))
    signed_in(world.policy).get(url("steer"))
    signed_in(world.policy).get(url("one", world.one.key))
    lines = list(Read.objects.order_by("id").values_list("what", "purpose", "compartment"))
    assert lines == [
        ("assignments", "follow_up", "house"), ("action", "follow_up", "house"), ("follow_up", "steering", "house"),
        ("follow_up_of", "steering", "house"),
    ]  # fmt: skip


def test_a_contact_is_on_no_public_page(world: World, signed_in: Any) -> None:
    world.ask()
    box = {"email": "hidden@example.org", "language": "fr"}
    assert signed_in(world.policy).post(url("contact", "B-HEALTH"), box).status_code == 302
    with override("en"):
        pages = [
            url("body", "B-HEALTH"),
            reverse("commitments:commitment", args=[world.one.key]),
            url("findings"),
        ]
    assert [one for one in pages if "hidden@example.org" in text(Client().get(one))] == []


def test_the_day_counts_from_midnight_in_morocco(world: World) -> None:
    world.ask(due_on=day(100))
    assert "An answer is awaited" in text(Client().get(url("body", "B-HEALTH")))
    with time_machine.travel(LATER + timedelta(days=1), tick=False):
        assert "No answer" in text(Client().get(url("body", "B-HEALTH")))
