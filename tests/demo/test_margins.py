"""The demo's figures are the printed ones, each on its own base; the page in docs says so and is up to date."""

from collections import Counter

import pytest

from indimaj.demo.margins import fit, outcomes, share_out, table
from indimaj.demo.measure import by_the_law, departures, of_plan, whole
from indimaj.demo.people import People
from indimaj.demo.population import DAY, LATER_CLAIMS, RULE_OF_JULY, Planned, plan
from indimaj.demo.report import page
from tools.margins import PAGE


@pytest.fixture(scope="module")
def campaign() -> list[Planned]:
    return plan(whole())


def test_every_count_that_is_printed_is_met_to_the_file(campaign: list[Planned]) -> None:
    found = of_plan(campaign)
    printed = {(row["margin"], row["cell"]): int(row["count"]) for row in table("published") if row["count"]}

    assert {cell: found[cell] for cell in printed} == printed


def test_what_was_chosen_adds_up_to_what_is_printed() -> None:
    whole_campaign = outcomes().values()
    claimed = Counter[tuple[str, str]]()
    for row in table("claims"):
        claimed[row["outcome"], row["group"]] += int(row["files"])
    groups = {
        (row["code"], group): int(row[group])
        for row in table("outcomes")
        for group in ("woman", "man", "child")
    }

    assert sum(outcome.files for outcome in whole_campaign) == 27_649
    assert sum(outcome.files for outcome in whole_campaign if outcome.counted) == 27_332
    assert sum(outcome.files for outcome in whole_campaign if outcome.regularised) == 23_096
    assert {cell: claimed[cell] for cell in groups} == groups
    for name in ("nationalities", "offices"):
        assert sum(int(row["applications"]) for row in table(name)) == 27_332
        assert sum(int(row["regularised"]) for row in table(name)) == 23_096
    assert len(table("offices")) == 83


def test_every_conflict_names_the_side_taken() -> None:
    assert [row for row in table("conflicts") if not row["side taken"].strip()] == []


@pytest.mark.parametrize("files", [1, 7, 120, 1000])
def test_a_smaller_campaign_has_the_same_shape(files: int) -> None:
    planned = plan(files)

    assert [one.number for one in planned] == list(range(1, files + 1))
    shares = share_out(files, {code: outcome.files for code, outcome in outcomes().items()})
    found = Counter(one.outcome for one in planned)
    # Women, men and children are shared out as well, so that one file may fall on the other side.
    assert max(abs(found[code] - shares[code]) for code in shares) <= 2


def test_the_same_number_of_files_is_the_same_campaign() -> None:
    first, second = plan(300), plan(300)
    assert first == second
    assert [People(first).person(n) for n in (1, 150, 300)] == [
        People(second).person(n) for n in (1, 150, 300)
    ]


def test_days_follow_each_other_and_none_is_after_the_demos_day() -> None:
    for one in plan(1000):
        if one.decided_on:
            assert one.opinion_on
            assert one.filed_on < one.opinion_on <= one.decided_on <= DAY
        if one.claim in LATER_CLAIMS and one.opinion_on:
            assert one.opinion_on >= RULE_OF_JULY


def test_the_law_agrees_with_every_outcome_but_the_planned_departures() -> None:
    planned = plan(1000)
    proposed = by_the_law(planned, People(planned))
    favourable = sum(1 for one in planned if one.fate.favourable and not one.departure)
    regularised = sum(1 for one in planned if one.fate.regularised and not one.departure)

    assert proposed["first", "favourable", False] == favourable
    assert proposed["first", "undetermined", False] == 0
    assert proposed["later", "favourable", False] == regularised
    assert departures() == 105


@pytest.mark.heavy
def test_the_page_in_docs_is_what_the_plan_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_a_fitted_table_keeps_both_margins() -> None:
    rows, columns = [10, 0, 7], [3, 14]
    found = fit([[1, 2], [1, 1], [5, 0.1]], rows, columns)

    assert [sum(row) for row in found] == rows
    assert [sum(row[j] for row in found) for j in range(2)] == columns
