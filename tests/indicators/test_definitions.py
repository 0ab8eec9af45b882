import pytest

from indimaj import indicators
from indimaj.indicators import ColumnSpec, DefinitionError, SourceSpec

SOURCES = {
    "visits": SourceSpec(
        {
            "on": ColumnSpec("moment"),
            "left_on": ColumnSpec("moment"),
            "outcome": ColumnSpec("code", frozenset({"met", "refused"}), broken_down=True),
            "place": ColumnSpec("code", filtered=False, broken_down=True, current=True),
            "days": ColumnSpec("number"),
            "body": ColumnSpec("code", distinct=True),
            "kept": ColumnSpec("yes_no"),
        }
    ),
    "desks": SourceSpec({"open": ColumnSpec("yes_no")}, of_people=False, current=True),
}
VISITS = {"source": "visits", "time": {"during": "on"}}


def definition(**fields):
    return {"numerator": VISITS, **fields}


def problems(text):
    with pytest.raises(DefinitionError) as raised:
        indicators.check(indicators.parse(text), SOURCES)
    return raised.value.problems


def test_a_definition_means_the_same_in_whatever_order_it_is_written():
    one = definition(unit="count", breakdowns=[["outcome"]])
    one["numerator"] = {**VISITS, "where": {"outcome": ["refused", "met"], "kept": True}}
    other = {"breakdowns": [["outcome"]], "disclosure": "people", "rhythm": "month"}
    other["numerator"] = {
        "time": {"during": "on"},
        "where": {"kept": True, "outcome": ["met", "refused"]},
        **VISITS,
    }
    assert indicators.digest(indicators.parse(one)) == indicators.digest(indicators.parse(other))


def test_the_canonical_form_reads_back_as_itself():
    text = definition(unit="share", denominator=VISITS)
    text["numerator"] = {
        **VISITS,
        "where": {"days": {"at_most": 3}, "outcome": {"not": "met"}, "left_on": {"known": True}},
    }
    parsed = indicators.parse(text)
    assert indicators.parse(indicators.canonical(parsed)) == parsed


def test_another_filter_is_another_definition():
    one = indicators.parse(definition())
    other = indicators.parse(definition(numerator={**VISITS, "where": {"kept": True}}))
    assert indicators.digest(one) != indicators.digest(other)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ({}, "numerator: must name a source and a time"),
        (
            definition(colour="red"),
            "definition: 'colour' is not one of numerator, denominator, unit, rhythm, breakdowns, disclosure",
        ),
        (
            definition(numerator={"source": "visit", "time": {"during": "on"}}),
            "numerator.source: there is no source 'visit'; there are: desks, visits",
        ),
        (
            definition(numerator={**VISITS, "where": {"place": "MA"}}),
            (
                "numerator.where.place: 'visits' may not be filtered by 'place'; "
                "it may by: body, days, kept, left_on, on, outcome"
            ),
        ),
        (
            definition(numerator={**VISITS, "where": {"outcome": "lost"}}),
            "numerator.where.outcome: there is no 'lost'; there are: met, refused",
        ),
        (
            definition(numerator={**VISITS, "time": {"during": "outcome"}}),
            "numerator.time: 'visits' has no moment 'outcome'; it has: left_on, on",
        ),
        (
            definition(numerator={**VISITS, "time": "now"}),
            "numerator.time: 'visits' keeps its past; say in which period its rows count",
        ),
        (
            definition(numerator={"source": "desks", "time": {"during": "on"}}, disclosure="things"),
            "numerator.time: 'desks' is read as it stands at the time of freezing: its time is 'now'",
        ),
        (
            definition(numerator={**VISITS, "count": "median", "of": "outcome"}, unit="days"),
            "numerator.of: no median of 'outcome'; of 'visits' there are: days",
        ),
        (
            definition(numerator={**VISITS, "count": "distinct", "of": "outcome"}),
            "numerator.of: no distinct of 'outcome'; of 'visits' there are: body",
        ),
        (definition(unit="share"), "denominator: a share needs one"),
        (definition(unit="count", denominator=VISITS), "unit: a number over another is a share or a ratio"),
        (
            definition(unit="share", denominator={**VISITS, "where": {"kept": True}}),
            "denominator: every condition of the whole must be a condition of its part",
        ),
        (
            definition(breakdowns=[["body"]]),
            "breakdowns.body: 'visits' may not be broken down by it; it may by: outcome, place",
        ),
        (
            definition(breakdowns=[["outcome"], ["outcome", "place"]]),
            (
                "breakdowns.outcome: in two breakdowns at once: the "
                "tables together would give small numbers away"
            ),
        ),
        (
            definition(disclosure="things"),
            "disclosure: rows of people need the rule 'people', which hides small numbers",
        ),
        (
            definition(numerator={**VISITS, "time": {"until": "on"}}, breakdowns=[["outcome"]]),
            (
                "breakdowns: a running total of people is not broken "
                "down: two of its tables would give small numbers away"
            ),
        ),
    ],
)
def test_what_cannot_stand_is_named_with_its_place(text, told):
    assert problems(text) == [told]


def test_a_whole_may_be_wider_than_its_part():
    part = {**VISITS, "where": {"outcome": "met"}}
    for whole in (
        VISITS,
        {**VISITS, "where": {"outcome": ["met", "refused"]}},
        {**VISITS, "where": {"outcome": {"known": True}}},
    ):
        indicators.check(
            indicators.parse({"numerator": part, "denominator": whole, "unit": "share"}), SOURCES
        )


def test_a_part_that_is_wider_than_its_whole_is_refused():
    whole = {**VISITS, "where": {"outcome": "met"}}
    part = {**VISITS, "where": {"outcome": ["met", "refused"]}}
    assert problems({"numerator": part, "denominator": whole, "unit": "share"}) == [
        "denominator: every condition of the whole must be a condition of its part"
    ]


def test_what_may_be_put_right_later_makes_a_breakdown_inexact_and_leaves_the_total_exact():
    parsed = indicators.parse(definition(breakdowns=[["outcome"], ["place"]]))
    assert indicators.is_exact(parsed, SOURCES)
    assert [indicators.breakdown_is_exact(parsed, columns, SOURCES) for columns in parsed.breakdowns] == [
        True,
        False,
    ]


class Names:
    def source(self, source):
        return "Visits"

    def column(self, source, column):
        return {"on": "Day", "outcome": "Outcome"}[column]

    def value(self, source, column, value):
        return {"met": "met", "refused": "refused"}[value]


def test_a_definition_is_told_in_words():
    text = {
        "numerator": {**VISITS, "where": {"outcome": ["met", "refused"]}},
        "denominator": VISITS,
        "unit": "share",
    }
    lines = indicators.describe(indicators.parse(text), Names(), "en", reading="exact")
    assert [(line.label, line.text) for line in lines[:3]] == [
        ("What is counted", "Visits; “Day” in the period; Outcome: met or refused"),
        ("Out of", "Visits; “Day” in the period"),
        ("How often", "Each month"),
    ]


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_every_word_is_said_in_every_language(language):
    from indimaj.indicators import words

    missing = [
        (section, key)
        for section, entries in words._table().items()
        for key, said in entries.items()
        if not said[language]
    ]
    assert missing == []
