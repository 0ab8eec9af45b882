"""What a page of the portal costs: few queries, few bytes, the same however much a file holds."""

import gzip
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indimaj.applications.models import Application

from .conftest import pdf, visiting

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
PUBLIC = ["", "about/", "your-data/", "accessibility/", "policy/", "open-data/", "each-side/", "left/",
    "check/", "rule/", "service/", "verify/x/", "apply/",
    "apply/start/", "file/"]  # fmt: skip
DRAFT = ["apply/tasks/", "apply/person/name/", "apply/question/spouse/", "documents/", "documents/spouse/",
    "documents/spouse/impossible/", "apply/answers/"]  # fmt: skip
FILE = ["file/", "apply/done/", "documents/", "file/pin/", "file/withdraw/", "apply/person/contact/"]
MOST_QUERIES, MOST_BYTES = 12, 15_000


def costs(client: Client, page: str, language: str = "ar") -> int:
    """The queries of a page, whose size is checked on the way."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(f"/{language}/{page}")
    assert (answer.status_code, page) == (200, page)
    assert len(gzip.compress(answer.content)) <= MOST_BYTES
    return len(asked)


@pytest.mark.parametrize("page", PUBLIC)
def test_a_public_page_is_light(office: Any, page: str) -> None:
    assert costs(Client(), page) <= MOST_QUERIES


@pytest.mark.parametrize("page", DRAFT)
def test_a_page_of_a_draft_is_light_however_much_it_holds(draft: tuple[Application, str], page: str) -> None:
    client = visiting(*draft)
    client.post("/en/apply/person/name/", {"given_names": "Awa"})
    client.post("/en/apply/question/spouse/", {"answer": "moroccan"})
    before = costs(client, page)
    for _piece in range(3):
        client.post("/en/documents/spouse/", {"kind": "marriage_record", "upload": pdf()})
    client.post("/en/apply/question/life_together_since/", {"answer_year": "2008"})
    assert (costs(client, page), before <= MOST_QUERIES) == (before, True)


@pytest.mark.parametrize("page", FILE)
def test_a_page_of_a_file_is_light(registered: tuple[Application, str], page: str) -> None:
    assert costs(visiting(*registered), page) <= MOST_QUERIES
