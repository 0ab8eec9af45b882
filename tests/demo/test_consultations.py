"""The demo's rounds: one answered, one overdue in plain sight, one that a visitor can answer; all of it invented."""

import pytest

from indimaj.consultations import queries, results
from indimaj.consultations.enums import Standing
from indimaj.consultations.models import Round
from indimaj.demo.consultations import build_consultations
from indimaj.demo.population import DAY
from indimaj.directory.actions import load_territory
from indimaj.texts.words import gaps

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


@pytest.fixture
def rounds() -> list[Round]:
    load_territory()
    for _time in range(2):
        build_consultations(lambda stage, done, total: None)
    return list(Round.objects.select_related("owed").order_by("opened_on"))


def test_each_of_the_three_stands_elsewhere_and_a_second_build_adds_nothing(rounds: list[Round]) -> None:
    assert [(one.standing(DAY), one.is_invented) for one in rounds] == [
        (Standing.ANSWERED, True),
        (Standing.OVERDUE, True),
        (Standing.OPEN, True),
    ]
    assert rounds[0].owed.changes.count() == 1


def test_its_texts_are_whole_in_three_languages(rounds: list[Round]) -> None:
    texts = [text for one in rounds for text in (one.title, one.about)]
    texts += [statement.text for one in rounds for statement in queries.statements_of(one)]
    assert [gaps(text) for text in texts if gaps(text)] == []


def test_the_few_of_countries_of_origin_are_hidden_and_the_many_are_not(rounds: list[Round]) -> None:
    found = results.of(rounds[0], queries.statements_of(rounds[0]))
    table = found.statements[0].invited
    assert table is not None
    assert (table.rows["origin"], table.rows["migrant"] is not None, found.openly_total) == (None, True, 236)
