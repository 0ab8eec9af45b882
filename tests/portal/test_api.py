"""The rules as a service: the same engine, errors that name the fact."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from indimaj import law
from indimaj.portal import policy

ASSESS = "/api/v1/assess"


def ask(**sent: Any) -> Any:
    return Client().post(ASSESS, json.dumps(sent), content_type="application/json")


def test_the_answer_is_the_engine_s_own() -> None:
    facts = {"sex": "female", "birth": "1985", "parents_couple": "with_moroccan"}
    answer = ask(on="2014-06-01", facts=facts).json()
    known = law.parse_facts(policy.pack(), facts)
    expected = law.decide(policy.pack(), known, on=date(2014, 6, 1)).as_dict()
    assert {key: answer[key] for key in expected} == json.loads(json.dumps(expected))
    assert answer["sources"][0]["id"] in policy.pack().sources


@pytest.mark.parametrize("language", law.LANGUAGES)
def test_the_words_are_in_the_language_asked_for(language: str) -> None:
    answer = ask(on="2014-06-01", facts={}, lang=language).json()
    title = policy.pack().criterion("2013-12-16-circular", "C1").title[language]
    assert answer["words"]["findings"][0]["title"] == title


@pytest.mark.parametrize(
    ("facts", "fact", "code"),
    [
        ({"sexx": "female"}, "sexx", "unknown_fact"),
        ({"sex": 1}, "sex", "wrong_type"),
        ({"sex": "other"}, "sex", "unknown_choice"),
        ({"birth": "1985-02-31"}, "birth", "impossible_date"),
        ({"birth": ["1986", "1985"]}, "birth", "impossible_date"),
        ({"work_contract_months": 0}, "work_contract_months", "out_of_range"),
        ({"serious_illness": "yes"}, "serious_illness", "wrong_type"),
    ],
)
def test_an_error_names_the_fact(facts: dict[str, Any], fact: str, code: str) -> None:
    answer = ask(on="2014-06-01", facts=facts)
    assert (answer.status_code, answer.json()["error"]["fact"], answer.json()["error"]["code"]) == (
        422,
        fact,
        code,
    )


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ({"facts": {}}, "on"),
        ({"facts": {}, "on": "2014-02-30"}, "on"),
        ({"facts": {}, "on": "0001-01-01"}, "on"),
        ({"facts": {}, "on": 20140601}, "on"),
        ({"on": "2014-06-01"}, "facts"),
        ({"on": "2014-06-01", "facts": [], }, "facts"),
        ({"on": "2014-06-01", "facts": {}, "lang": "de"}, "lang"),
        ({"on": "2014-06-01", "facts": {}, "policy": "atlantis"}, "policy"),
        ({"on": "2014-06-01", "facts": {}, "campaign": "1999"}, "campaign"),
        ({"on": "2014-06-01", "facts": {}, "colour": "green"}, "colour"),
    ],
)  # fmt: skip
def test_an_error_names_the_key(sent: dict[str, Any], key: str) -> None:
    answer = ask(**sent)
    assert (answer.status_code, answer.json()["error"]["key"]) == (422, key)


@pytest.mark.parametrize("body", ["{", "[" * 100_000, "\x00", "9" * 5000, "[1]", '"text"', "null"])
def test_a_body_that_is_no_request_is_refused(body: str) -> None:
    answer = Client().post(ASSESS, body, content_type="application/json")
    assert answer.status_code in (400, 422)


def test_another_type_of_body_is_refused() -> None:
    assert Client().post(ASSESS, {"on": "2014-06-01"}).status_code == 415


def test_every_fact_is_listed_with_its_question_and_proofs() -> None:
    listed = Client().get("/api/v1/facts?lang=ar").json()["facts"]
    specs = policy.pack().facts
    assert [one["name"] for one in listed] == list(specs)
    assert {one["name"]: one["question"] for one in listed} == {
        name: spec.question["ar"] for name, spec in specs.items()
    }


def test_the_rule_of_a_day_is_data() -> None:
    document = Client().get("/api/v1/rules?on=2014-06-01&lang=fr").json()
    assert document == json.loads(json.dumps(law.explain(policy.pack(), on=date(2014, 6, 1), lang="fr")))
    assert Client().get("/api/v1/rules?on=nonsense").json()["error"]["key"] == "on"


def test_the_description_holds_every_fact_of_the_pack() -> None:
    schema = Client().get("/api/v1/openapi.json").json()
    body = schema["paths"][ASSESS]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert list(body["properties"]["facts"]["properties"]) == list(policy.pack().facts)


@pytest.mark.django_db
@pytest.mark.parametrize("language", law.LANGUAGES)
def test_the_page_that_describes_it_asks_nobody_else(language: str) -> None:
    page = Client().get(f"/{language}/service/").content.decode()
    assert [part for part in page.split('"') if part.startswith("http")] == []
    assert all(f"<code>{name}</code>" in page for name in policy.pack().facts)
