"""The words and data of the Morocco pack, read as plain files: no rule is run here."""

import csv
import datetime
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PACK = ROOT / "indimaj" / "policies" / "morocco"
LANGUAGES = {"ar", "fr", "en"}
CRITERIA = [f"{letter}{n}" for letter, last in (("C", 6), ("W", 4), ("R", 5), ("A", 3), ("E", 5))
            for n in range(1, last + 1)]  # fmt: skip
PLACEHOLDER = re.compile(r"\{(\w+)\}")
ARABIC = "\u0600-\u06ff"


def load(name: str) -> Any:
    return yaml.safe_load((PACK / name).read_text(encoding="utf-8"))


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


FACTS, EVIDENCE, SOURCES, TEXTS, HOUSE = (
    load(f"{name}.yaml") for name in ("facts", "evidence", "sources", "texts", "pack")
)
EXAMPLES = [
    case for path in sorted((PACK / "examples").glob("*.yaml")) for case in load(f"examples/{path.name}")
]
PLACES, OFFICES, NATIONALITIES = (
    table(PACK / "catalogues" / f"{name}.csv") for name in ("places", "offices", "nationalities")
)


def nodes(tree: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """Every (path, key, value) under a document."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield f"{path}.{key}", str(key), value
            yield from nodes(value, f"{path}.{key}")
    elif isinstance(tree, list):
        for place, value in enumerate(tree):
            yield from nodes(value, f"{path}[{place}]")


def everything() -> Iterator[tuple[str, str, Any]]:
    for path in sorted(PACK.glob("*.yaml")):
        yield from nodes(load(path.name), path.stem)


def texts() -> Iterator[tuple[str, dict[str, str]]]:
    """Every text that a person reads: a mapping of languages, except the state of its translations."""
    for path, key, value in everything():
        if isinstance(value, dict) and set(value) & LANGUAGES and key != "state":
            yield path, value


def avoided(language: str) -> list[re.Pattern[str]]:
    """The words that the glossary rules out, as patterns; in Arabic with the prefixes written onto a word."""
    patterns = []
    for row in table(ROOT / "docs" / "glossary.csv"):
        for word in filter(None, row["avoid"].split(";")):
            arabic = bool(re.search(f"[{ARABIC}]", word))
            if arabic and language == "ar":
                patterns.append(re.compile(rf"(?<![{ARABIC}])[وفبلك]{{0,2}}(?:ال|ل)?{word}(?![{ARABIC}])"))
            elif not arabic and language == "fr":
                patterns.append(re.compile(rf"\b{word}\b", re.IGNORECASE))
    return patterns


def test_every_text_is_there_in_three_languages() -> None:
    assert [path for path, text in texts() if set(text) != LANGUAGES or not all(text.values())] == []


def test_no_text_is_a_copy_of_another_language() -> None:
    assert [path for path, text in texts() if len(set(text.values())) != len(text)] == []


def test_arabic_holds_no_latin_letter_outside_a_placeholder() -> None:
    latin = [path for path, text in texts() if re.search("[A-Za-zÀ-ÿ]", PLACEHOLDER.sub("", text["ar"]))]
    assert latin == []


def test_placeholders_are_the_same_in_every_language() -> None:
    differing = [
        path
        for path, text in texts()
        if len({frozenset(PLACEHOLDER.findall(words)) for words in text.values()}) != 1
    ]
    assert differing == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_word_that_the_glossary_avoids_is_used(language: str) -> None:
    patterns = avoided(language)
    used = [
        (path, pattern.pattern)
        for path, text in texts()
        for pattern in patterns
        if pattern.search(text[language])
    ]
    assert used == []


def test_the_search_for_avoided_words_sees_them_where_they_are() -> None:
    for language, sentence in (
        ("ar", "وضعية غير شرعية وبالمتابعة"),
        ("fr", "Un étranger clandestin, une affaire"),
    ):
        found = [pattern for pattern in avoided(language) if pattern.search(sentence)]
        assert len(found) == 2


def test_every_glossary_line_is_in_three_languages() -> None:
    rows = table(ROOT / "docs" / "glossary.csv")
    assert [row["en"] for row in rows if not (row["en"] and row["fr"] and row["ar"])] == []
    assert [term for term, count in Counter(row["en"] for row in rows).items() if count > 1] == []


def test_every_source_named_exists() -> None:
    named = [
        (path, source)
        for path, key, value in everything()
        if key in {"source", "sources"} and isinstance(value, list)
        for source in value
    ]
    named += [
        (case["id"], source)
        for case in EXAMPLES
        if case["source"] != "our reading"
        for source in case["source"]
    ]
    assert [(path, source) for path, source in named if source not in SOURCES] == []


def test_every_source_says_what_it_is() -> None:
    keys = {"title", "publisher", "date", "url", "nature", "adopter", "mark", "language", "note"}
    assert [name for name, source in SOURCES.items() if set(source) != keys] == []
    assert {source["mark"] for source in SOURCES.values()} == {"[S]", "[2+]", "[D]", "[?]"}
    assert [name for name, source in SOURCES.items() if not source["url"] and not source["note"]] == []


def test_what_is_called_sourced_leans_on_more_than_our_own_practice() -> None:
    bare = [
        path
        for path, key, value in everything()
        if isinstance(value, dict)
        and value.get("sourced") is True
        and value.get("source") == ["practice_house"]
    ]
    assert bare == []


def test_each_fact_asks_one_question_in_the_words_of_its_type() -> None:
    assert {fact["type"] for fact in FACTS.values()} == {"boolean", "date", "integer", "choice"}
    assert [name for name, fact in FACTS.items() if (fact["type"] == "choice") != ("choices" in fact)] == []
    questions = [fact["question"] for fact in FACTS.values()]
    for language, mark in (("en", "?"), ("fr", "?"), ("ar", "؟")):
        assert [text[language] for text in questions if not text[language].count(mark)] == []


def test_evidence_and_facts_tell_the_same_story() -> None:
    for kind, evidence in EVIDENCE.items():
        assert evidence["proves"] == [name for name, fact in FACTS.items() if kind in fact["evidence"]]
        assert evidence["replaces_impossible_proof_of"] == [
            name for name, fact in FACTS.items() if kind in fact["impossible_substitutes"]
        ]
    named = {kind for fact in FACTS.values() for kind in fact["evidence"] + fact["impossible_substitutes"]}
    assert named - set(EVIDENCE) == set()


def test_every_fact_asked_of_a_person_can_be_requested() -> None:
    requested = {text["fact"] for text in TEXTS if text["kind"] == "request" and "fact" in text}
    asked = {name for name, fact in FACTS.items() if fact["asked_of"] == "self"}
    assert asked - requested == set()
    assert requested - set(FACTS) == set()


def test_every_criterion_has_one_reason() -> None:
    assert [text["criterion"] for text in TEXTS if text["kind"] == "reason"] == CRITERIA


def test_no_code_is_used_twice_and_no_list_has_an_other() -> None:
    codes = [text["code"] for text in TEXTS]
    assert len(codes) == len(set(codes))
    assert [
        code for code in codes if "other" in code.split("_")[1:] and code != "register_other_office"
    ] == []


def test_a_sealed_text_neither_names_nor_implies_illness() -> None:
    tell = re.compile(r"ill|health|medic|doctor|malad|sant[ée]|médec|soin|مرض|صح|طب|علاج", re.IGNORECASE)
    sealed = [text for text in TEXTS if text.get("sealed")]
    assert len(sealed) == 5
    telling = [
        (text["code"], words)
        for text in sealed
        for words in text["text"].values()
        if tell.search(words) or PLACEHOLDER.findall(words) not in ([], ["date"])
    ]
    assert telling == []


def test_health_facts_are_proven_by_sealed_evidence_alone() -> None:
    for name, fact in FACTS.items():
        kinds = fact["evidence"] + fact["impossible_substitutes"]
        if fact.get("sensitive") == "health":
            assert [kind for kind in kinds if not EVIDENCE[kind]["health"]] == []
        else:
            assert [(name, kind) for kind in kinds if EVIDENCE[kind]["health"]] == []


def test_a_remedy_counts_days_only_where_a_source_sets_them() -> None:
    for text in TEXTS:
        if text["kind"] == "remedy":
            counts = "{days}" in text["text"]["en"]
            assert counts == bool(text["term"])
            if counts:
                assert text["term"]["source"]
                assert text["to_check"] is True
                assert not re.search(r"\d+ days", text["text"]["en"])


def test_a_ground_outside_the_criteria_needs_facts_a_text_and_a_signatory() -> None:
    grounds = [text for text in TEXTS if text["kind"] == "ground_outside_criteria"]
    assert len(grounds) == 4
    assert {tuple(text["needs"]) for text in grounds} == {("stated_facts", "legal_text", "signatory")}
    assert {frozenset(PLACEHOLDER.findall(text["text"]["en"])) for text in grounds} == {
        frozenset({"facts", "legal_text", "signatory"})
    }


def test_the_neutral_message_is_the_agreed_one() -> None:
    text = next(text for text in TEXTS if text["code"] == "protection_neutral_message")["text"]
    assert text["ar"] == "لديكم رسالة جديدة. افتحوا صفحتكم أو زوروا المكتب."
    assert text["fr"] == "Vous avez un nouveau message. Consultez votre page ou passez au bureau."


def test_a_right_meanwhile_always_has_a_source() -> None:
    assert [text["code"] for text in TEXTS if text["kind"] == "right_meanwhile" and not text["sourced"]] == []


def test_examples_are_many_and_each_has_a_name_of_its_own() -> None:
    assert len(EXAMPLES) == 148
    assert [name for name, count in Counter(case["id"] for case in EXAMPLES).items() if count > 1] == []


def test_examples_use_facts_and_answers_that_exist() -> None:
    for case in EXAMPLES:
        assert set(case["facts"]) - set(FACTS) == set()
        for name, value in case["facts"].items():
            if FACTS[name]["type"] == "choice":
                assert value in FACTS[name]["choices"], (case["id"], name)
            if FACTS[name]["type"] == "boolean":
                assert isinstance(value, bool), (case["id"], name)
        assert case["campaign"] in HOUSE["campaigns"]
        assert set(case["expect"].get("findings", {})) - set(CRITERIA) == set()
        assert set(case["expect"].get("orientation", [])) - set(HOUSE["orientations"]) == set()


def test_every_criterion_is_met_in_one_example_and_not_met_in_another() -> None:
    seen = {
        (code, outcome) for case in EXAMPLES for code, outcome in case["expect"].get("findings", {}).items()
    }
    wanted = {(code, outcome) for code in CRITERIA for outcome in ("met", "not_met")}
    assert wanted - seen == set()


def test_an_example_filed_before_it_is_assessed_and_inside_its_campaign() -> None:
    for case in EXAMPLES:
        campaign, filed = (
            HOUSE["campaigns"][case["campaign"]],
            datetime.date.fromisoformat(case["facts"]["filed_on"]),
        )
        assert campaign["opens"] <= filed <= campaign["closes"], case["id"]
        assert filed <= case["on"], case["id"]


def test_an_unfavourable_proposal_is_never_expected_beside_a_finding_met_or_unknown() -> None:
    for case in EXAMPLES:
        found = set(case["expect"].get("findings", {}).values())
        if case["expect"].get("proposal") == "unfavourable":
            assert found <= {"not_met"}, case["id"]
        if case["expect"].get("proposal") == "undetermined":
            assert "met" not in found, case["id"]


def test_there_are_eighty_three_offices_one_for_each_unit() -> None:
    codes = {place["code"] for place in PLACES}
    units = {place["code"] for place in PLACES if place["level"] not in {"country", "region"}}
    assert len(codes) == len(PLACES) == 96
    assert len(OFFICES) == 83 == HOUSE["campaigns"]["2014"]["offices"]
    assert {office["place_code"] for office in OFFICES} == units
    assert {place["parent_code"] for place in PLACES} - codes == {""}


def test_names_of_nationalities_are_complete_and_told_apart() -> None:
    for language in ("ar", "fr", "en"):
        names = [row[f"name_{language}"] for row in NATIONALITIES]
        assert all(names)
        assert len(set(names)) == len(names) == 155
