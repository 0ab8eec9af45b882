"""Facts are read or refused, never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indimaj import law, policies
from indimaj.law import dates, words

MOROCCO = policies.load("morocco")


@pytest.mark.parametrize(
    ("name", "sent", "code"),
    [
        ("shoe_size", 42, "unknown_fact"),
        ("sex", 1, "wrong_type"),
        ("sex", "other", "unknown_choice"),
        ("serious_illness", "yes", "wrong_type"),
        ("serious_illness", 1, "wrong_type"),
        ("birth", 1985, "wrong_type"),
        ("birth", "about 1985", "wrong_type"),
        ("birth", ["1985"], "wrong_type"),
        ("birth", [["1985"], "1986"], "wrong_type"),
        ("birth", "1985-02-30", "impossible_date"),
        ("birth", "1985-13", "impossible_date"),
        ("birth", ["1986", "1985"], "impossible_date"),
        ("birth", "0001", "impossible_date"),
        ("in_morocco_since", "1920", "out_of_range"),
        ("work_contract_months", 0, "out_of_range"),
        ("work_contract_months", 12.5, "wrong_type"),
        ("work_contract_months", True, "wrong_type"),
        ("work_contract_months", [24, 12], "out_of_range"),
    ],
)
def test_a_fact_that_cannot_be_read_is_named_in_three_languages(name, sent, code):
    with pytest.raises(law.FactError) as caught:
        law.parse_facts(MOROCCO, {"sex": "male", name: sent})
    assert (caught.value.fact, caught.value.code, caught.value.value) == (name, code, sent)
    said = {words.error(caught.value, lang) for lang in law.LANGUAGES}
    assert len(said) == 3
    assert all(name in one for one in said)
    assert str(caught.value) == words.error(caught.value, "en")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.characters(categories=["Cs"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=5,
)


@given(st.sampled_from([*MOROCCO.facts, "shoe \ud800"]), JSON)
def test_whatever_is_sent_is_read_or_refused_by_name(name, sent):
    try:
        facts = law.parse_facts(MOROCCO, {name: sent})
    except law.FactError as problem:
        for lang in law.LANGUAGES:
            said = words.error(problem, lang)
            assert name.replace("\ud800", "?") in said
            assert len(said.encode()) < 2000
    else:
        assert law.decide(MOROCCO, facts, on=date(2014, 6, 1)).as_dict()


def test_null_and_absent_are_unknown():
    assert law.parse_facts(MOROCCO, {"sex": None}) == {}


def test_a_date_is_an_interval():
    facts = law.parse_facts(
        MOROCCO,
        {
            "birth": "1985",
            "in_morocco_since": "2012-02",
            "life_together_since": ["2008-01-01", "2008"],
            "filed_on": date(2014, 2, 3),
        },
    )
    assert {name: dates.write_interval(value) for name, value in facts.items()} == {
        "birth": ["1985-01-01", "1985-12-31"],
        "in_morocco_since": ["2012-02-01", "2012-02-29"],
        "life_together_since": ["2008-01-01", "2008-12-31"],
        "filed_on": "2014-02-03",
    }


def test_what_is_written_reads_back():
    from indimaj.law.facts import write_value

    given = {"birth": "1985", "sex": "male", "serious_illness": False, "work_contract_months": [12, 24]}
    facts = law.parse_facts(MOROCCO, given)
    written = {name: write_value(MOROCCO.facts[name], value) for name, value in facts.items()}
    assert law.parse_facts(MOROCCO, written) == facts


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2012, 2, 29), date(2014, 2, 28), 23),
        (date(2012, 2, 29), date(2014, 3, 1), 24),
        (date(2014, 1, 31), date(2014, 2, 28), 0),
        (date(2014, 1, 31), date(2014, 3, 1), 1),
        (date(2009, 6, 1), date(2014, 6, 1), 60),
        (date(2009, 6, 2), date(2014, 6, 1), 59),
    ],
)
def test_whole_months(start, end, months):
    assert dates.whole_months(dates.pack_day(start), dates.pack_day(end)) == months
