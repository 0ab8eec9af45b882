"""The rule as people read law."""

import re
from datetime import date

import pytest
from django.test import Client

from indimaj import law
from indimaj.portal import policy

from .conftest import text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", law.LANGUAGES)
def test_the_rule_of_a_day_shows_every_criterion_of_the_versions_in_force(language: str) -> None:
    page = text(Client().get(f"/{language}/rule/?on=2014-08-01"))
    versions = policy.pack().versions_of("2014", date(2014, 8, 1))
    assert [version.id for version in versions] == ["2013-12-16-circular", "2014-07-28-women"]
    for version in versions:
        assert version.title[language] in page
        for criterion in version.criteria:
            assert criterion.title[language] in page


def test_a_day_can_be_typed_in_three_boxes() -> None:
    asked = {"on_day": "1", "on_month": "6", "on_year": "2014"}
    assert Client().get("/fr/rule/", asked)["Location"] == "/fr/rule/?on=2014-06-01"
    wrong = Client().get("/fr/rule/", {**asked, "on_day": "31"})
    assert wrong.status_code == 422


@pytest.mark.parametrize("day", ["0001-01-01", "1913-05-05", "9999-12-31", "2018-03-27"])
def test_any_day_has_a_page(day: str) -> None:
    assert Client().get("/en/rule/", {"on": day}).status_code == 200


@pytest.mark.parametrize("day", ["2014-02-30", "yesterday", "20140601x", "\x00"])
def test_what_is_no_day_is_said(day: str) -> None:
    assert Client().get("/en/rule/", {"on": day}).status_code == 422


@pytest.mark.parametrize(
    ("language", "day"), [("ar", "16 دجنبر 2013"), ("fr", "16 décembre 2013"), ("en", "16 December 2013")]
)
def test_sources_have_their_publisher_and_a_day_in_the_readers_words(language: str, day: str) -> None:
    page = text(Client().get(f"/{language}/rule/?on=2014-08-01"))
    listed = page[page.index("Joint circular on") :]
    assert (
        f"operation · Ministry of the Interior and ministry of Moroccans abroad and migration affairs · {day}"
        in listed
    )
    assert re.findall(r"\d{4}-\d{2}", listed) == []
    assert "platform · Indimaj" in listed
    assert "Indimaj · 2" not in listed


@pytest.mark.parametrize("language", law.LANGUAGES)
def test_what_was_not_found_is_said_for_the_public_not_for_those_who_keep_the_data(language: str) -> None:
    document = law.explain(policy.pack(), on=date(2014, 8, 1), lang=language)
    said = " ".join(document["not_known"])
    assert [word for word in (".yaml", "The pack", "La politique", "معطيات السياسة") if word in said] == []


def test_a_source_does_not_say_its_day_twice() -> None:
    sources = policy.pack().sources.values()
    assert [one["title"] for one in sources if one["date"] and re.search(r" 20\d\d$", one["title"])] == []
