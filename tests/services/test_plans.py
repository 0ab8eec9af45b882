"""The finder walks its index in its order at any number of services: no scan of the table, no sort of it."""

import re
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indimaj.directory.enums import Theme
from indimaj.services import queries
from indimaj.services.models import Listing, Organization, Service
from indimaj.services.queries import Wanted
from tests.services.making import NOON, TODAY, make_place

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
ROWS = 100_000
THEMES = [str(one) for one in Theme]


@pytest.fixture
def many():
    """Entries of every need in one town and its country, half of them found in French, each organization with four."""
    place = make_place()
    owners = [Organization(id=uuid4(), name="Accueil") for _ in range(ROWS // 16)]
    Organization.objects.bulk_create(owners, batch_size=2000)
    entries = [
        Service(id=uuid4(), original="fr", name_fr="Accueil", theme=THEMES[n % len(THEMES)], place=place, created_at=NOON,
                organization=owners[n // 4 % len(owners)])
        for n in range(ROWS // 4)
    ]  # fmt: skip
    Service.objects.bulk_create(entries, batch_size=2000)
    rows = [
        Listing(service=one, language=language, theme=one.theme, place=code, asks=n % 3,
                fresh_on=TODAY - timedelta(days=n % 700))
        for n, one in enumerate(entries) for language in ("", "fr") for code in ("MA", place.code)
    ]  # fmt: skip
    Listing.objects.bulk_create(rows, batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return place


def plans(act):
    with CaptureQueriesContext(connection) as asked:
        act()
    explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    found = []
    for one in asked.captured_queries:
        if '"services_' in one["sql"] and one["sql"].startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(explain + one["sql"].replace("%", "%%"))
                found.append("\n".join(str(row[-1]) for row in cursor.fetchall()))
    return found


def test_no_search_scans_or_sorts_the_directory(many):
    deep = f"{(TODAY - timedelta(days=300)).isoformat()}~{uuid4()}"
    for theme, language, held, after in product(("", "health"), ("", "fr"), ("", "none"), ("", deep)):
        wanted = Wanted(theme, many.code, language, held)
        asked = plans(
            lambda wanted=wanted, after=after: queries.find(wanted, today=TODAY, language="fr", after=after)
        )
        assert asked
        for plan in asked:
            assert not re.search(r"SCAN services_\w+(?! USING)$", plan, re.M), plan
            assert "Seq Scan on services_" not in plan, plan
            assert "TEMP B-TREE FOR ORDER BY" not in plan, plan
