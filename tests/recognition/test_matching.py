"""Matching explains itself, and bringing more never loses a match."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from indimaj.programmes.models import Course, Programme
from indimaj.recognition import actions, matching
from indimaj.recognition.catalogue import LEVELS, choices, label
from indimaj.recognition.enums import AssetKind
from indimaj.recognition.models import Vacancy
from indimaj.recognition.rules import Brought, Wanted, match
from tests.clients.making import make_place

from .making import AT, World

CODES = ("5", "51", "7", "71", "72", "83")
TONGUES = ("ary", "fr", "ar")
skills = st.frozensets(st.sampled_from(CODES))
languages = st.dictionaries(st.sampled_from(TONGUES), st.sampled_from(LEVELS))
diplomas = st.sampled_from(("", "1", "3", "6"))
brought = st.builds(Brought, skills, languages, diplomas)
wanted = st.builds(Wanted, skills, languages, diplomas)


def kept(first: Any) -> set[tuple[str, str]]:
    return {(point.kind, point.code) for point in first.fits}


@given(brought, wanted, st.sampled_from(CODES))
def test_gaining_a_skill_never_loses_a_match(has: Brought, asks: Wanted, more: str) -> None:
    after = Brought(has.skills | {more}, has.languages, has.qualification)
    assert kept(match(has, asks)) <= kept(match(after, asks))


@given(brought, wanted, st.sampled_from(TONGUES))
def test_reaching_a_level_never_loses_a_match(has: Brought, asks: Wanted, language: str) -> None:
    after = Brought(has.skills, {**has.languages, language: "C2"}, has.qualification)
    assert kept(match(has, asks)) <= kept(match(after, asks))


@given(brought, wanted)
def test_every_point_is_on_one_side(has: Brought, asks: Wanted) -> None:
    found = match(has, asks)
    points = len(asks.skills) + len(asks.languages) + bool(asks.qualification)
    assert len(found.fits) + len(found.missing) == points
    assert found.is_match == (not found.missing)


@given(wanted)
def test_who_brings_just_what_is_asked_fits(asks: Wanted) -> None:
    assert match(Brought(asks.skills, asks.languages, asks.qualification), asks).is_match


def vacancy(world: World, **fields: Any) -> Vacancy:
    given = {"title": "Maçon", "skills": ["71"], "languages": {"fr": "A2"}, "place": make_place(), **fields}
    return actions.post_vacancy(
        body=world.employer, by=world.provider, at=AT, closes_on=date(2014, 7, 1), **given
    )


def fits(world: World, on: date) -> list[matching.Fit]:
    return matching.matches(matching.brought_of(world.awa.assets.all()), on)


def test_a_match_says_what_fits_and_what_is_missing(world: World) -> None:
    vacancy(world)
    world.asset(kind=AssetKind.SKILL, code="71")
    world.asset(kind=AssetKind.LANGUAGE, code="fr", level="A1")
    (fit,) = fits(world, date(2014, 6, 1))
    assert not fit.is_match
    assert label("skill", "71") in fit.fits[0]
    assert label("language", "fr") in fit.missing[0]
    world.asset(kind=AssetKind.LANGUAGE, code="fr", level="B1")
    assert fits(world, date(2014, 6, 1))[0].is_match


def test_a_closed_vacancy_fits_nobody(world: World) -> None:
    made = vacancy(world)
    world.asset(kind=AssetKind.SKILL, code="71")
    assert fits(world, date(2014, 7, 2)) == []
    actions.close_vacancy(vacancy=made, by=world.provider, at=AT)
    assert fits(world, date(2014, 6, 1)) == []


@pytest.mark.parametrize("kind", ["skill", "qualification", "field", "language", "level"])
def test_each_code_has_a_label_of_ours_in_three_languages(kind: str) -> None:
    for code, _said in choices(kind):
        said = {label(kind, code, language) for language in ("ar", "fr", "en")}
        assert code not in said
        assert all(said)


def course(world: World, level: str = "A2", **fields: Any) -> Course:
    programme = Programme.objects.create(
        body=world.association, kind="language", taught="fr", name_ar="دروس", name_fr="Cours du soir",
        name_en="Evening course", made_at=AT,
    )  # fmt: skip
    days = {"starts_on": date(2014, 6, 10), "ends_on": date(2014, 9, 30), **fields}
    return Course.objects.create(
        programme=programme, body=world.association, kind="language", taught="fr", level=level, place=make_place(),
        term="2014-2", capacity=12, opened_at=AT, **days,
    )  # fmt: skip


def test_a_missing_level_names_the_course_that_teaches_it(world: World) -> None:
    vacancy(world)
    right, _other = course(world), course(world, "C1")
    course(world, ends_on=date(2014, 5, 20), starts_on=date(2014, 5, 2))
    course(world, is_open=False)
    world.asset(kind=AssetKind.SKILL, code="71")
    with override("en"):
        (fit,) = fits(world, date(2014, 6, 1))
    assert [one.url for one in fit.fills] == [f"/en/programmes/{right.pk}/"]


def test_courses_take_a_person_one_step_further_from_where_they_are(world: World) -> None:
    course(world)
    for level, found in (("A1", 1), ("A2", 0)):
        world.asset(kind=AssetKind.LANGUAGE, code="fr", level=level)
        brought = matching.brought_of(world.awa.assets.all())
        assert len(matching.courses_for(brought, date(2014, 6, 1))) == found
