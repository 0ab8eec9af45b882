"""The self-check: what it asks, what it tells, and that it keeps nothing."""

import json
from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from indimaj import law
from indimaj.applications.models import Application
from indimaj.ledger.models import Entry, Read
from indimaj.portal import policy, questions, result

from .conftest import hidden, text

pytestmark = pytest.mark.django_db
CHECK = "/en/check/"
NO_OTHER_WAY = {"recognised_refugee": False, "student_enrolled": False, "holds_residence_title": False}


def go(answers: dict[str, Any], **more: str) -> Any:
    return Client().post(CHECK, {"campaign": "2014", "answers": json.dumps(answers), **more})


def test_the_first_page_asks_nothing_and_begins_under_the_open_campaign() -> None:
    start = Client().get(CHECK)
    assert hidden(start)["campaign"] == "2014"
    first = Client().post(CHECK, hidden(start))
    assert hidden(first)["fact"] == questions.track_facts(policy.pack())[0]


def test_nothing_is_kept_of_a_check() -> None:
    client = Client()
    page = client.post(CHECK, {"campaign": "2014"})
    asked = []
    while "fact" in (boxes := hidden(page)):
        asked.append(boxes["fact"])
        page = client.post(CHECK, {**boxes, "unknown": "1"})
        assert page.request["QUERY_STRING"] == ""
    assert len(asked) == len(set(asked)) > 3
    kept = [model.objects.count() for model in (Application, Entry, Read, Session)]
    assert (kept, sorted(client.cookies)) == ([0, 0, 0, 0], ["csrftoken"])
    assert "missing" in text(page)


def test_each_answer_leads_to_the_next_question_that_still_matters() -> None:
    page = go(
        {**NO_OTHER_WAY, "in_morocco_since": "2008", "residence_continuous": True},
        fact="residence_proven",
        answer="yes",
    )
    assert "You seem to meet a condition" in text(page)
    assert policy.pack().criterion("2013-12-16-circular", "C5").title["en"] in text(page)


def test_the_way_that_is_nearest_to_its_end_is_told_first() -> None:
    known = {"in_morocco_since": "2008", "residence_continuous": True}
    not_known = {"spouse", "parents_couple", "serious_illness", "residence_proven"}
    assessed = questions.assess(policy.pack(), known, on=date(2014, 6, 3), campaign="2014")

    told = result.tell(policy.pack(), assessed, unknown=not_known, language="en")

    assert [proof.fact for proof in told.ways[0]] == ["residence_proven"]


def test_a_known_no_ends_a_way_and_its_other_questions() -> None:
    answers = {**NO_OTHER_WAY, "spouse": "none", "work_contract_effective": False}
    pack = policy.pack()
    asked = []
    while fact := questions.next_question(pack, answers, on=date(2014, 6, 3), campaign="2014"):
        asked.append(fact)
        answers[fact] = None
    assert {"life_together_since", "work_contract_months", "work_contract_since"} & set(asked) == set()


def test_every_question_asked_can_change_the_result() -> None:
    """Brute force: for each question there are answers to the ones still open that end in another proposal."""
    pack = policy.pack()
    answers: dict[str, Any] = {**NO_OTHER_WAY, "spouse": "moroccan", "parents_couple": "none",
        "work_contract_effective": False, "serious_illness": False, "in_morocco_since": "2013"}  # fmt: skip
    fact = questions.next_question(pack, answers, on=date(2014, 6, 3), campaign="2014")
    assert fact == "life_together_since"
    proposals = {
        questions.assess(pack, {**answers, fact: since}, on=date(2014, 6, 3), campaign="2014").proposal
        for since in ("2008", "2014-05")
    }
    assert proposals == {"favourable", "unfavourable"}


def test_another_way_is_told_at_once_and_can_be_passed_by() -> None:
    page = go({}, fact="recognised_refugee", answer="yes")
    assert "Another way may fit you better" in text(page)
    assert "Refugee track" in text(page)
    on = go({"recognised_refugee": True}, past_now="1")
    assert hidden(on)["fact"] not in NO_OTHER_WAY
    assert hidden(on)["past"] == "1"


def test_the_previous_question_comes_back_with_its_answer() -> None:
    page = go({"recognised_refugee": False, "student_enrolled": False}, back="1")
    assert (hidden(page)["fact"], json.loads(hidden(page)["answers"])) == (
        "student_enrolled",
        {"recognised_refugee": False},
    )
    assert 'value="no"' in page.content.decode()
    assert "checked" in page.content.decode()


def test_a_wrong_answer_keeps_what_was_typed() -> None:
    page = go(
        {**NO_OTHER_WAY}, fact="in_morocco_since", answer_day="31", answer_month="2", answer_year="2008"
    )
    assert (page.status_code, "There is no such day" in text(page)) == (422, True)
    assert 'value="31"' in page.content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "[]",
        "nonsense",
        '{"sex": 3}',
        '{"nobody": 1}',
        '{"birth": "1985-02-31"}',
        "[" * 50_000,
        '{"sex": NaN}',
        "null",
        "7" * 5000,
    ],
)
def test_answers_that_nobody_gave_begin_again(sent: str) -> None:
    page = Client().post(CHECK, {"campaign": "2014", "answers": sent, "fact": "sex", "answer": "female"})
    assert page.status_code in (200, 422)


def test_without_an_open_campaign_an_earlier_one_can_be_chosen(june: Any) -> None:
    june.move_to("2015-06-01T10:00:00Z")
    assert "earlier one" in text(Client().get(CHECK))
    page = Client().post(CHECK, {"campaign": "2014"})
    assert "fact" in hidden(page)
    assert Client().post(CHECK, {"campaign": "2016"}).status_code == 422


def test_nothing_met_says_what_would_have_to_be_otherwise() -> None:
    pack = policy.pack()
    answers: dict[str, Any] = dict(NO_OTHER_WAY)
    refusing = {"boolean": False, "choice": "none", "date": "2014-05-01", "integer": 1}
    while fact := questions.next_question(pack, answers, on=date(2014, 6, 3), campaign="2014"):
        answers[fact] = refusing[pack.facts[fact].type]
    page = go(answers)
    assert "By these answers no condition is met" in text(page)
    assert "What would have to be otherwise" in text(page)
    assert "You may apply all the same" in text(page)


@pytest.mark.parametrize("language", law.LANGUAGES)
def test_the_result_speaks_the_language_of_the_page(language: str) -> None:
    page = Client().post(
        f"/{language}/check/",
        {"campaign": "2014", "answers": json.dumps({**NO_OTHER_WAY, "parents_couple": "with_moroccan"})},
    )
    title = policy.pack().criterion("2013-12-16-circular", "C3").title[language]
    assert title in text(page)


def test_the_seriously_ill_of_the_second_campaign_are_asked_for_no_paper_about_it(june: Any) -> None:
    june.move_to("2017-05-01T10:00:00Z")
    ill = {**NO_OTHER_WAY, "serious_illness": True}
    second = text(Client().post(CHECK, {"campaign": "2016", "answers": json.dumps(ill)}))
    medical = policy.pack().evidence["medical_certificate_sealed"]["label"]["en"]
    assert ("Seriously ill, no papers asked" in second, medical in second) == (True, False)
    june.move_to("2014-06-03T10:00:00Z")
    first = go({**ill, "in_morocco_since": "2010"})
    assert medical in text(first)
