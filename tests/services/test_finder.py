"""The finder says what fits and why, the last checked first; what fits nobody is not shown as fitting."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indimaj.directory.actions import give_mandate
from indimaj.directory.enums import Level, Theme
from indimaj.directory.models import Place
from indimaj.services import actions, queries
from indimaj.services.coverage import coverage
from indimaj.services.enums import Held, Permit
from indimaj.services.models import Service
from indimaj.services.queries import Wanted
from tests.clients.making import make_body, make_place
from tests.services.making import NOON, SETUP, TODAY, make_service

pytestmark = pytest.mark.django_db


def found(**wanted: str) -> list[str]:
    return [one.service.name_en for one in queries.find(Wanted(**wanted), today=TODAY, language="en").results]


def test_the_last_checked_comes_first_and_a_stale_one_is_marked_not_hidden() -> None:
    make_service(name_en="Old", at=NOON - timedelta(days=300))
    make_service(name_en="New")
    page = queries.find(Wanted(), today=TODAY, language="en")
    assert [(one.service.name_en, one.stale) for one in page.results] == [("New", False), ("Old", True)]


def test_each_filter_leaves_what_fits_and_says_why() -> None:
    make_service(name_en="Course")
    make_service(name_en="Clinic", theme=Theme.HEALTH)
    make_service(name_en="Far", place=make_place("MA-FES", "MA-03"))
    make_service(name_en="Wolof", languages=[{"code": "wo", "name": "", "interpreter": True}])
    assert set(found(theme="language", place="MA-RAB")) == {"Course", "Wolof"}
    assert set(found(place="MA-03")) == {"Far"}
    (only,) = queries.find(Wanted("language", "MA-RAB", "wo", "none"), today=TODAY, language="en").results
    assert only.service.name_en == "Wolof"
    assert len(only.reasons) == 5


def test_without_papers_nobody_is_sent_where_papers_are_asked() -> None:
    make_service(name_en="Open", without_permit=Permit.YES)
    make_service(name_en="Asks", without_permit=Permit.NO)
    make_service(name_en="Unknown", without_permit=Permit.UNKNOWN)
    make_service(name_en="Passport", required_documents=[{"document": "", "code": "identity"}])
    assert set(found(held=Held.NOTHING)) == {"Open", "Unknown"}
    assert set(found(held=Held.IDENTITY)) == {"Open", "Unknown", "Passport"}
    assert set(found(held=Held.PERMIT)) == {"Open", "Unknown", "Passport", "Asks"}
    page = queries.find(Wanted(held=Held.NOTHING), today=TODAY, language="en")
    doubts = {one.service.name_en: one.doubts for one in page.results}
    assert doubts["Unknown"]
    assert not doubts["Open"]


def test_services_for_a_whole_region_are_beside_those_of_the_place() -> None:
    region = make_place().parent
    make_service(name_en="Regional", place=region)
    make_service(name_en="Here")
    page = queries.find(Wanted(place="MA-RAB"), today=TODAY, language="en")
    assert [one.service.name_en for one in page.results] == ["Here"]
    assert [one.service.name_en for one in page.wide] == ["Regional"]


def test_pages_hold_every_service_once() -> None:
    for number in range(23):
        make_service(name_en=f"S{number}", at=NOON - timedelta(days=number % 3))
    seen: list[str] = []
    after = ""
    while True:
        page = queries.find(Wanted(), today=TODAY, language="en", after=after)
        seen += [one.service.name_en for one in page.results]
        after = page.after
        if not after:
            break
    assert len(seen) == len(set(seen)) == page.count == 23


def test_a_page_costs_the_same_at_any_size() -> None:
    make_service()
    with CaptureQueriesContext(
        connection,
    ) as few:
        found(place="MA-RAB")
    for _number in range(9):
        make_service()
    with CaptureQueriesContext(connection) as many:
        found(place="MA-RAB")
    assert len(many) == len(few) <= 7


class TestWhatElseMayHelp:
    def test_the_nearest_first_that_speaks_the_language_and_has_places(self) -> None:
        refused = make_service(name_en="Refused")
        make_service(name_en="Near")
        make_service(name_en="Near and speaks", languages=[{"code": "wo", "name": "", "interpreter": False}],
                     at=NOON - timedelta(days=50))  # fmt: skip
        make_service(name_en="Full", capacity_available=0)
        make_service(name_en="Far", place=make_place("MA-FES", "MA-03"))
        make_service(name_en="Other need", theme=Theme.HEALTH)
        closed = make_service(name_en="Closed")
        actions.close_service(service=closed, by=SETUP, at=NOON)
        best = queries.next_best(refused, place="MA-RAB", language="wo", limit=3, today=TODAY)
        assert [one.service.name_en for one in best] == ["Near and speaks", "Near", "Far"]
        assert all(one.reasons for one in best)

    def test_open_services_of_a_place_include_those_for_all_of_its_region(self) -> None:
        make_service(name_en="Here")
        make_service(name_en="Regional", place=make_place().parent)
        make_service(name_en="Elsewhere", place=make_place("MA-FES", "MA-03"))
        names = {one.name_en for one in queries.open_for(Theme.LANGUAGE, "MA-RAB")}
        assert names == {"Here", "Regional"}


class TestCoverage:
    def rows(self, **others: Any) -> dict[str, str]:
        return {row.place.code: row.state for row in coverage("language", on=date(2014, 3, 3), **others)}

    def test_finds_the_province_without_a_service_and_the_one_with_two_owners(self) -> None:
        rabat, fes = make_place(), make_place("MA-FES", "MA-03")
        make_place("MA-OUJ", "MA-02")
        for code in ("B-ONE", "B-TWO"):
            give_mandate(
                body=make_body(code), theme=Theme.LANGUAGE, level=Level.LOCAL, place=rabat, by=SETUP, at=NOON
            )
        make_service(place=rabat)
        make_service(place=fes)
        assert self.rows() == {"MA-RAB": "overlap", "MA-FES": "unowned", "MA-OUJ": "gap"}

    def test_counts_what_rooms_above_know(self) -> None:
        make_place("MA-OUJ", "MA-02")
        assert self.rows(others={"MA-OUJ": 2})["MA-OUJ"] != "gap"

    def test_a_closed_service_serves_nobody(self) -> None:
        actions.close_service(service=make_service(), by=SETUP, at=NOON)
        assert self.rows() == {"MA-RAB": "gap"}


def test_the_places_to_choose_are_indented_under_their_region() -> None:
    make_place()
    assert [code for code, _name in queries.places_to_choose()] == ["MA-04", "MA-RAB"]
    assert Place.objects.count() == 3
    assert Service.objects.count() == 0
