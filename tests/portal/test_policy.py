"""The public front: the policy leads to what is there, and each address that gives data is told of."""

import re

import pytest
from django.test import Client

from indimaj.portal import open_data
from tests.house.pages import patterns

pytestmark = pytest.mark.django_db
# Given as data and not offered to the public: why.
NOT_OFFERED: dict[str, str] = {}


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_each_way_of_the_policy_opens_without_an_account(language: str) -> None:
    page = Client().get(f"/{language}/policy/").content.decode()
    ways = re.findall(r'<h3>.*?<a href="([^"]+)"', page)
    assert f"/{language}/services/" in ways
    assert [(way, Client().get(way).status_code) for way in ways] == [(way, 200) for way in ways]


def test_the_policy_is_one_step_from_the_first_page_and_from_every_foot() -> None:
    assert [
        Client().get(f"/en/{page}").content.decode().count('href="/en/policy/"') for page in ("", "about/")
    ] == [2, 1]


def test_each_address_of_tables_and_data_is_on_the_page_of_open_data() -> None:
    given = {name for name in patterns() if name.endswith(("_json", "_csv"))}
    assert given - open_data.described() - set(NOT_OFFERED) == set()


def test_each_address_on_the_page_of_open_data_gives_data() -> None:
    links = [url for offer in open_data.listed() for _form, url in offer.links]
    kinds = {url: Client().get(url).headers["Content-Type"].partition(";")[0] for url in links}
    assert {url: kind for url, kind in kinds.items() if kind not in ("application/json", "text/csv")} == {}
    assert len(links) >= 3


def test_what_the_wall_does_not_stop_is_said_as_plainly_as_what_it_does() -> None:
    page = Client().get("/en/each-side/").content.decode()
    last = page.partition("What the wall does not stop")[2].partition("</ul>")[0]
    assert (last.count("<li>"), "backups" in last, "two people who talk" in last.lower()) == (6, True, True)
