"""A ministry finds a province in which no language is taught, and who should answer for it."""

from datetime import date

import pytest

from indimaj.directory.actions import load_territory
from indimaj.directory.models import Place
from indimaj.programmes import actions
from tests.journeys.test_a_course import DARIJA
from tests.journeys.town import JUNE, Town
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_ministry_finds_a_province_with_no_language_course(visitor: Visitor, town: Town) -> None:
    visitor.takes_pictures(("ar", "desk"))
    load_territory()
    by = town.actor("coordinator")
    programme = actions.make_programme(
        body=town.bodies["salam"], kind="language", taught="ary", by=by, at=JUNE, **DARIJA
    )
    actions.open_course(
        programme=programme, place=town.rabat, starts_on=date(2014, 6, 9), ends_on=date(2014, 9, 12), capacity=14,
        by=by, at=JUNE,
    )  # fmt: skip

    # From the desk's own menu; provinces without a course stand first.
    visitor.be(town.staff["ministry"])
    visitor.go("account/desk/")
    visitor.look()
    visitor.press("nav.menu a[href$='/programmes/where/']")
    visitor.look("no-course", height=2110)
    visitor.fill(kind="language", taught="ary")
    visitor.press("main form.row button")
    visitor.look()
    places = Place.objects.filter(level__in=("province", "prefecture"))
    rows = visitor.page.locator("main table").last.locator("tbody tr")
    assert rows.count() == places.count() == 75
    names = [text.strip() for text in rows.locator("td:first-child").all_inner_texts()]
    rabat = Place.objects.get(code="MA-RAB").name_in(visitor.language)
    assert names[-1] == rabat
    assert rows.first.locator("td").nth(3).inner_text() != rows.last.locator("td").nth(3).inner_text()

    # Of that province: which services there are, and which body answers for it.
    visitor.press("nav.menu a[href$='/services/who-does-what/']")
    visitor.look()
    without = visitor.page.locator("main tbody tr:has(.tag-red)")
    assert without.count() == 75
