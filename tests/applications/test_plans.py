"""On 100,000 files no page scans or sorts the table of applications (DESIGN 5)."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indimaj.applications import queries, search
from indimaj.applications.actions import rows
from indimaj.applications.enums import State
from indimaj.applications.models import Applicant, ApplicantKey, Application
from indimaj.directory.enums import Role
from indimaj.directory.queries import posts_of
from tests.applications.conftest import NOON, person

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
FILES = 100_000
TODAY = date(2014, 9, 1)
TABLE = Application._meta.db_table
NAMES = [
    ("Awa", "Ndiaye"),
    ("Mamadou", "Diallo"),
    ("Grace", "Okafor"),
    ("Nour", "Al-Khatib"),
    ("Jean", "Nguema"),
]


@pytest.fixture
def country(office, other_office, examiner):
    """Files of two offices, half of them open, a hundred of them one officer's."""
    people, files, keys = [], [], []
    for number in range(FILES):
        given, family = NAMES[number % len(NAMES)]
        phone = f"+2126{number:08d}"
        one = rows.applicant(person(given_names=given, family_name=family, phone=phone))
        filed = NOON + timedelta(minutes=number)
        is_open = number % 2 == 0
        people.append(one)
        keys += rows.keys(one) if number % 1000 == 0 else []
        files.append(
            Application(
                reference=f"2014-{number:08d}", campaign="2014", applicant=one,
                office=office if number % 3 else other_office,
                state=State.REGISTERED if is_open else State.DECIDED_FAVOURABLE, is_open=is_open, channel="counter",
                order_number=number, created_at=filed, submitted_at=filed, filed_on=filed.date(),
                due_on=rows.due("2014", filed.date()), assigned_to=examiner if number % 1000 == 0 else None,
                code_digest=uuid4().hex,
            )
        )  # fmt: skip
    Applicant.objects.bulk_create(people, batch_size=2000)
    ApplicantKey.objects.bulk_create(keys, batch_size=2000)
    Application.objects.bulk_create(files, batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def plans(act):
    """The plan of each statement that an act asks about applications."""
    with CaptureQueriesContext(connection) as asked:
        act()
    found = []
    explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    for one in asked.captured_queries:
        if TABLE in one["sql"] and one["sql"].startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(explain + one["sql"].replace("%", "%%"))
                found.append("\n".join(str(row[-1]) for row in cursor.fetchall()))
    return found


def slow(plan, name):
    """Lines of a plan that read a whole table, or sort more than a few rows of it.

    What a search found is few, and may be sorted; PostgreSQL says how many rows it expects to sort.
    """
    tables = rf"({TABLE}|{ApplicantKey._meta.db_table})\b"
    scans = rf"SCAN {tables}(?! USING (COVERING )?INDEX)|Seq Scan on {tables}"
    if not name.startswith("search"):
        scans += r"|TEMP B-TREE FOR ORDER BY|^\s*(->\s+)?Sort .*rows=\d{4,}"
    return [line for line in plan.splitlines() if re.search(scans, line)]


def act_of(staff, **wanted):
    filters = queries.QueueFilter(**{"scope": "office", **wanted})
    cursor = queries.write_cursor({"submitted_at": NOON + timedelta(days=20), "id": uuid4()})

    def act():
        posts_of(staff)
        for place in ({}, {"after": cursor}, {"before": cursor}):
            queries.queue(staff, filters, language="en", today=TODAY, **place)

    return act


def test_no_list_and_no_search_scans_or_sorts_the_table(country, hire, office, examiner):
    head, minister = hire(Role.HEAD, office), hire(Role.HEAD)
    acts = {
        "mine": act_of(examiner, scope="mine"),
        "office": act_of(head),
        "office, overdue": act_of(head, overdue=True),
        "office, one state": act_of(head, state=State.REGISTERED),
        "country": act_of(minister),
        "country, overdue": act_of(minister, overdue=True),
        "country, one state": act_of(minister, state=State.REGISTERED),
        "country, one office": act_of(minister, office=office.code),
        "by reference": lambda: queries.application_for(head, "2014-00000001"),
        "search by name": lambda: search.search(head, "mamadou diallo"),
        "search by the end of a phone": lambda: search.search(head, "1000"),
        "search by phone": lambda: search.search(head, "0600001000"),
    }
    found = {name: [line for plan in plans(act) for line in slow(plan, name)] for name, act in acts.items()}
    assert found == {name: [] for name in acts}
    assert queries.count_up_to(queries.filtered(minister, queries.QueueFilter("office"), TODAY), 1000) == 1001
