"""A page costs as much with one file as with three: at most twelve queries and 15 kB (DESIGN 5, 6)."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indimaj.applications.actions import examine, intake
from tests.applications.conftest import NOON, pdf
from tests.applications.test_pages import PERSON, url

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
MOST_BYTES = 15 * 1024


def asked(answer):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = answer()
    assert page.status_code == 200
    kept = [one["sql"] for one in queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    return len(kept), page, kept


PAGES = {
    "queue": lambda client, file: client.get(url("queue"), {"scope": "office"}),
    "overdue": lambda client, file: client.get(url("queue"), {"scope": "office", "overdue": "1"}),
    "state": lambda client, file: client.get(url("queue"), {"scope": "office", "state": "registered"}),
    "search by name": lambda client, file: client.post(url("find"), {"q": "Awa Ndiaye"}),
    "search by phone": lambda client, file: client.post(url("find"), {"q": "5678"}),
    "case": lambda client, file: client.get(url("case", file.reference)),
    "counter": lambda client, file: client.get(url("counter")),
    "likely": lambda client, file: client.post(url("likely"), {**PERSON, "phone": "0612345678"}),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in, counter, examiner, deposit, office, name
):
    client = signed_in(counter if name in ("counter", "likely") else examiner)

    def one_more():
        file = deposit(evidence=[intake.Piece("passport", pdf())], declared={"in_morocco_since": "2005"})
        examine.assign(application=file, to=examiner, by=examiner, version=None, at=NOON)
        return file

    first = one_more()
    PAGES[name](client, first)
    with_one, _, statements = asked(lambda: PAGES[name](client, first))
    one_more()
    one_more()
    with_three, page, _ = asked(lambda: PAGES[name](client, first))
    assert with_one == with_three
    assert with_three <= MOST_QUERIES, "\n".join(statements)
    assert len(gzip.compress(page.content)) <= MOST_BYTES
