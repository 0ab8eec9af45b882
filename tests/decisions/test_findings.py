"""What the commission reads of the findings: the clause, the value where there is one, and never health."""

from datetime import date

import pytest
from django.utils.translation import override

from indimaj import law, policies
from indimaj.decisions import findings

FACTS = {"sex": "male", "birth": "1985", "filed_on": "2014-06-02", "in_morocco_since": "2011-03-12"}


def rows(language: str, **facts: object) -> list[dict[str, str]]:
    pack = policies.load("morocco")
    found = law.decide(pack, law.parse_facts(pack, {**FACTS, **facts}), on=date(2014, 6, 2), campaign="2014")
    with override(language):
        return findings.rows(found.as_dict())


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_an_unknown_value_is_left_out_and_a_known_one_stands_beside_its_clause(language: str) -> None:
    shown = rows(language)

    assert [row["value"] for row in shown if "None" in row["value"]] == []
    residence = next(row for row in shown if row["clause"] == "C5")
    assert (residence["state"], "3" in residence["value"]) == ("not_met", True)


@pytest.mark.parametrize("ill", [True, False, None])
def test_the_criterion_of_illness_is_not_among_them_whatever_its_finding(ill: bool | None) -> None:
    assert "C6" not in [row["clause"] for row in rows("fr", serious_illness=ill)]


@pytest.mark.parametrize(
    ("language", "unknown"),
    [("ar", "لم يتأكد بعد"), ("fr", "Pas encore établie"), ("en", "Not yet known")],
)
def test_a_clause_of_which_nothing_is_known_says_so_and_no_other_does(language: str, unknown: str) -> None:
    shown = rows(language, in_morocco_since=None)
    open_rows = [row for row in shown if row["state"] == "unknown"]

    assert open_rows
    for row in shown:
        clauses = row["value"].split(" · ")
        assert [unknown in clause for clause in clauses] == [row["state"] == "unknown"] * len(clauses), row
