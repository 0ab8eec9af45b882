"""An edition that lacks something is not printed, and the place is named."""

from typing import Any

import pytest

from indimaj.reports import contract
from indimaj.reports.contract import Content, gaps
from indimaj.reports.layout import lay_out

from .content import edition


def told(content: Content) -> list[tuple[str, str, str]]:
    return [(gap.place, gap.what, gap.language) for gap in gaps(content)]


def recommendation(content: Content) -> Any:
    return content["chapters"][0]["recommendations"][0]


def test_a_whole_edition_lacks_nothing() -> None:
    assert told(edition(3, 5, 2)) == []


def test_a_missing_translation_is_named_by_chapter_commitment_field_and_language() -> None:
    content = edition()
    del recommendation(content)["title"]["ar"]
    assert told(content) == [("chapters/theme-1/recommendations/teach-1-1/title", "missing", "ar")]


def test_a_blank_translation_is_a_missing_one() -> None:
    content = edition()
    recommendation(content)["text"] = {**recommendation(content)["text"], "fr": "  "}
    assert told(content) == [("chapters/theme-1/recommendations/teach-1-1/text", "missing", "fr")]


@pytest.mark.parametrize("what", ["stale", "machine"])
def test_a_stale_or_unreviewed_translation_is_named(what: str) -> None:
    content = edition()
    recommendation(content)["title"]["doubt"] = {"fr": what}
    assert told(content) == [("chapters/theme-1/recommendations/teach-1-1/title", what, "fr")]


def test_only_the_languages_of_the_edition_count() -> None:
    content = edition()
    del recommendation(content)["title"]["ar"]
    content["languages"] = ["fr", "en"]
    assert told(content) == []


def test_a_figure_of_integration_without_its_other_side_is_named() -> None:
    content = edition()
    content["chapters"][0]["figures"][-1]["pair"] = ""
    assert told(content) == [("chapters/theme-1/figures/migrant-language-1/pair", "no_pair", "")]


def test_the_other_side_must_stand_in_the_same_chapter() -> None:
    content = edition(2)
    content["chapters"][1]["figures"].append(content["chapters"][0]["figures"].pop(1))
    assert [row[1] for row in told(content)] == ["no_pair", "no_pair"]


def test_a_count_that_has_no_sides_needs_none() -> None:
    content = edition()
    content["chapters"][0]["figures"][-1] |= {"pair": "", "integrates": False}
    assert told(content) == []


def test_a_part_that_the_contract_asks_for_is_missed_by_name() -> None:
    content = edition()
    del recommendation(content)["status"]
    assert told(content) == [("chapters/theme-1/recommendations/teach-1-1/status", "broken", "")]


def test_the_digest_follows_the_content_and_not_the_order_of_its_keys() -> None:
    content = edition()
    turned = dict(reversed(content.items()))
    assert contract.digest(content) == contract.digest(turned)
    assert contract.digest(content) != contract.digest(edition(number=2))


def test_words_of_an_institution_are_quoted_in_their_own_language() -> None:
    content = edition()
    commitment = content["chapters"][0]["recommendations"][0]
    commitment["responses"][0]["reason"] = {"original": "fr", "fr": "Nous ouvrons en mai."}
    commitment["actions"][0]["title"] = {"original": "fr", "fr": "Ouvrir"}
    assert contract.gaps(content) == []
    commitment["actions"][0]["title"] = {}
    assert [(one.place.rpartition("/")[2], one.what) for one in contract.gaps(content)] == [
        ("title", "missing")
    ]
    blocks = [block for chapter in lay_out(content, "ar").chapters for block in chapter.blocks]
    told = next(block for block in blocks if block["kind"] == "recommendation" and block["responses"])
    assert "Nous ouvrons en mai." in told["responses"][0]["text"]
