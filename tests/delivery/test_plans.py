"""On 100,000 actions no list of the follow-up scans or sorts a table: each walks its index, and stops (DESIGN 5)."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indimaj.commitments import queries as commitments
from indimaj.commitments.models import Commitment, CommitmentTheme
from indimaj.commitments.queries import Filters
from indimaj.consultations import queries as consultations
from indimaj.delivery import coverage, dossier, finding, queries, status
from indimaj.delivery.enums import FindingKind
from indimaj.delivery.models import (
    Action,
    Assignment,
    Declaration,
    Evidence,
    EvidenceMark,
    Milestone,
    Partner,
    Response,
    TraceSearch,
)
from indimaj.delivery.translations import KINDS
from indimaj.directory.enums import BodyKind, Level, PlaceLevel, Theme
from indimaj.directory.models import Body, Mandate, Place
from tests.delivery.making import NOON, TODAY, World, words

pytestmark = [pytest.mark.django_db, pytest.mark.heavy, pytest.mark.timeout(900)]
ROWS, BODIES = 100_000, 1_000
COMMITMENTS = ROWS // 5
# Where lists go along something else than a day.
DEEP = {"step": f"{uuid4()}~1", "mark": "400"}
THEMES = [str(one) for one in Theme]
TABLES = (
    r"(commitments_commitment|commitments_commitmenttheme|delivery_\w+|directory_mandate|consultations_\w+)\b"
)
SLOW = re.compile(
    rf"SCAN {TABLES}(?! USING (COVERING )?INDEX)|Seq Scan on {TABLES}|TEMP B-TREE FOR ORDER BY"
    r"|^\s*(->\s+)?Sort .*rows=\d{4,}",
    re.M,
)


def insert(model: Any, rows: list[Any]) -> list[Any]:
    return model.objects.bulk_create(rows, batch_size=4000)  # type: ignore[no-any-return]


@pytest.fixture
def country(world: World) -> World:
    """A thousand bodies, one commitment in ten asked of the first of them; five actions a commitment."""
    plain, said = words(), words()
    places = [world.rabat] + [
        Place.objects.create(
            code=f"MA-{n}", level=PlaceLevel.PROVINCE, path=f"{world.rabat.path}MA-{n}/", parent=world.rabat, name_ar="م",
            name_fr="P", name_en="P",
        )
        for n in range(80)
    ]  # fmt: skip
    bodies = insert(
        Body,
        [Body(code=f"B-{n}", kind=BodyKind.ASSOCIATION, name_ar="ج", name_fr="A", name_en="A") for n in range(BODIES)],
    )  # fmt: skip
    insert(
        Mandate,
        [
            Mandate(body=bodies[n % BODIES], theme=THEMES[n // BODIES], level=Level.LOCAL, place=places[n % len(places)])
            for n in range(10 * BODIES)
        ],
    )  # fmt: skip
    many = insert(
        Commitment,
        [
            Commitment(
                key=f"c-{n}", kind=("pledge", "decision")[n % 2], title=plain, text=plain, document_key=f"d-{n % 40}",
                recorded_at=NOON, rank=f"{n:08}", folded="un texte", next_date=TODAY + timedelta(days=n % 900),
            )
            for n in range(COMMITMENTS)
        ],
    )  # fmt: skip
    insert(
        CommitmentTheme, [CommitmentTheme(commitment=one, theme=THEMES[n % 12]) for n, one in enumerate(many)]
    )
    asked = insert(
        Assignment,
        [
            Assignment(
                commitment=one, body=world.health if n % 10 == 0 else bodies[n % BODIES], role="lead", level="local",
                held_from=TODAY, answer_due_on=TODAY + timedelta(days=n % 400 - 200), made_at=NOON,
            )
            for n, one in enumerate(many) if n % 16
        ],
    )  # fmt: skip
    insert(
        Response,
        [
            Response(
                assignment=one, position="accepts", reason=said, on=TODAY + timedelta(days=n % 300), given_at=NOON,
                to_translate=n % 4 == 0,
            )
            for n, one in enumerate(asked) if n % 3
        ],
    )  # fmt: skip
    days = [TODAY + timedelta(days=n % 700 - 350) for n in range(ROWS)]
    actions = insert(
        Action,
        [
            Action(
                key=f"a-{n}", title=plain, nature="event", theme=THEMES[n % 12], place=places[n % len(places)],
                body=world.health if n % 100 == 0 else bodies[n % BODIES], due_on=days[n], listed_on=days[n], made_at=NOON,
                to_translate=n % 20 == 0,
            )
            for n in range(ROWS)
        ],
    )  # fmt: skip
    through: Any = Action.commitments.through
    insert(through, [through(action=one, commitment=many[n // 5]) for n, one in enumerate(actions) if n % 47])
    insert(
        Partner,
        [
            Partner(action=one, body_id=one.body_id, is_lead=True, theme=one.theme, listed_on=one.listed_on)
            for one in actions
        ],
    )  # fmt: skip
    steps = insert(
        Milestone,
        [
            Milestone(action=one, position=1, title=plain, due_on=one.due_on, to_translate=n % 20 == 0)
            for n, one in enumerate(actions[: ROWS // 2])
        ],
    )  # fmt: skip
    insert(
        Declaration,
        [
            Declaration(
                action=one.action, milestone=one, says="done", on=TODAY, words=said, declared_at=NOON,
                to_translate=n % 5 == 0,
            )
            for n, one in enumerate(steps) if n % 2
        ],
    )  # fmt: skip
    shown = insert(
        Evidence,
        [
            Evidence(
                claim="milestone", action=one.action, milestone=one, kind="link", reference="https://example.org",
                shows="done", says=said, valid_from=TODAY, added_at=NOON,
                valid_until=TODAY + timedelta(days=30) if n % 40 == 0 else None, to_translate=n % 20 == 0,
            )
            for n, one in enumerate(steps) if n % 4 == 0
        ],
    )  # fmt: skip
    insert(
        EvidenceMark,
        [
            EvidenceMark(
                evidence=one, kind=("contested", "withdrawn")[n % 20 == 0], reason=said, made_at=NOON,
                to_translate=n % 20 == 0,
            )
            for n, one in enumerate(shown) if n % 10 == 0
        ],
    )  # fmt: skip
    insert(
        TraceSearch,
        [
            TraceSearch(
                commitment=one, looked_in=said, looked_for=said, on=TODAY, made_at=NOON, to_translate=n % 5 == 0
            )
            for n, one in enumerate(many) if n % 3 == 0
        ],
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    world.many, world.actions = many, actions
    return world


def slow(act: Callable[[], object]) -> list[str]:
    """What the plans of an act read or sort whole."""
    with CaptureQueriesContext(connection) as asked:
        act()
    explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    found = []
    for one in asked.captured_queries:
        # A count that is shown beside a list ends at its limit, and may read so many rows.
        bounded = one["sql"].startswith("SELECT COUNT(*) FROM (SELECT")
        if one["sql"].startswith("SELECT") and not bounded and re.search(TABLES, one["sql"]):
            with connection.cursor() as cursor:
                cursor.execute(explain + one["sql"].replace("%", "%%"))
                plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
            found += [line.strip().split("  (")[0] for line in plan.splitlines() if SLOW.search(line)]
    return found


def test_no_list_of_the_follow_up_scans_or_sorts_a_table(country: World) -> None:
    later = TODAY + timedelta(days=60)
    deep = f"{TODAY.isoformat()}~{uuid4()}"
    page = [one.pk for one in country.many[100:120]]
    acts: dict[str, Callable[[], object]] = {
        "commitments of a kind": lambda: commitments.page(Filters(kind="pledge"), "00005000").rows,
        "commitments of a document": lambda: commitments.page(Filters(document="d-7"), "00005000").rows,
        "commitments due": lambda: commitments.due_soon(TODAY),
        "all around a commitment": lambda: commitments.around(country.many[100]),
        "a dossier": lambda: dossier.load([country.many[100].pk], later),
        "where a page of commitments stands": lambda: status.status_of(page, later),
        "where a page of actions stands": lambda: status.action_status_of(
            [one.pk for one in country.actions[:25]], later
        ),
        "rounds of a commitment": lambda: consultations.rounds_of({country.many[100].pk: "c-100"}),
        "actions": lambda: queries.actions(queries.Wanted(), deep),
        "actions of a theme": lambda: queries.actions(queries.Wanted(theme="health"), deep),
        "actions of a place": lambda: queries.actions(queries.Wanted(place="MA-7"), deep),
        "actions of a body": lambda: queries.actions_of("B-HEALTH", deep),
        "asked of a body": lambda: queries.asked_of("B-HEALTH", deep),
        "to answer": lambda: queries.to_answer(country.focal, deep),
        "the desk of the follow-up": lambda: queries.steered(),
        "overlaps": lambda: coverage.overlaps(later),
        "overlaps of a place": lambda: coverage.overlap(later, "health", country.rabat),
        "answered": lambda: queries.answered(country.focal),
        "own actions": lambda: queries.own_actions(country.focal),
    }
    for each in KINDS:
        cursor = DEEP.get(each.key, deep)
        for who in (country.policy, country.focal):
            acts[f"{each.key} to translate, {who is country.policy}"] = (
                lambda each=each, who=who, cursor=cursor: queries.to_translate(each, who, cursor)
            )
    for who in (country.policy, country.focal):
        acts[f"kinds to translate, {who is country.policy}"] = lambda who=who: queries.kinds_to_translate(who)
    for kind, finder in finding.FINDERS.items():
        # Evidence that ended or is contested is few; it is found by two indexes, and sorted.
        if kind != FindingKind.LAPSED:
            acts[f"found: {kind.value}"] = lambda finder=finder: finder.page(later)
    bad = {name: found for name, act in acts.items() if (found := slow(act))}
    assert bad == {}
