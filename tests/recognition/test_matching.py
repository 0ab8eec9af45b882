"""Matching explains itself, and bringing more never loses a match."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from indimaj.design.wording import day_text
from indimaj.programmes.models import Course, Programme
from indimaj.recognition import actions, matching, queries
from indimaj.recognition.catalogue import LEVELS, choices, label
from indimaj.recognition.enums import AssetKind, Reason
from indimaj.recognition.models import Asset, Vacancy
from indimaj.recognition.rules import Brought, Wanted, match
from tests.clients.making import make_place

from .making import AT, World, later

CODES = ("5", "51", "7", "71", "72", "83")
TONGUES = ("ary", "fr", "ar")
skills = st.frozensets(st.sampled_from(CODES))
languages = st.dictionaries(st.sampled_from(TONGUES), st.sampled_from(LEVELS))
diplomas = st.sampled_from(("", "1", "3", "6"))
brought = st.builds(Brought, skills, languages, diplomas)
wanted = st.builds(Wanted, skills, languages, diplomas, skills)


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
    points = len(asks.skills | asks.wished) + len(asks.languages) + bool(asks.qualification)
    assert len(found.fits) + len(found.missing) + len(found.wished) == points
    assert found.is_match == (not found.missing)


@given(brought, wanted)
def test_a_wish_never_stands_between_a_person_and_work(has: Brought, asks: Wanted) -> None:
    plain = match(has, Wanted(asks.skills, asks.languages, asks.qualification))
    wishing = match(has, asks)
    assert (wishing.is_match, wishing.is_near) == (plain.is_match, plain.is_near)


@given(wanted)
def test_who_brings_just_what_is_asked_fits(asks: Wanted) -> None:
    assert match(Brought(asks.skills, asks.languages, asks.qualification), asks).is_match


def vacancy(world: World, **fields: Any) -> Vacancy:
    given = {"title": "Maçon", "skills": ["71"], "languages": {"fr": "A2"}, "place": make_place(), **fields}
    return actions.post_vacancy(
        body=world.employer, by=world.provider, at=AT, closes_on=date(2014, 7, 1), **given
    )


def person(world: World) -> matching.Person:
    return matching.person_of(world.awa, queries.assets_to_compare(world.awa))


def fits(world: World, on: date) -> Sequence[matching.Fit]:
    return matching.compare(person(world), on).fits


def said(points: Sequence[matching.Explained]) -> list[str]:
    return [point.words for point in points]


def ways(points: Sequence[matching.Explained]) -> list[tuple[str, str, str]]:
    return [(way.words, way.title, way.about) for point in points for way in point.ways]


def test_a_match_says_what_fits_and_what_is_missing(world: World) -> None:
    vacancy(world)
    world.asset(kind=AssetKind.SKILL, code="71")
    world.asset(kind=AssetKind.LANGUAGE, code="fr", level="A1")
    (fit,) = fits(world, date(2014, 6, 1))
    assert not fit.is_match
    assert label("skill", "71") in fit.fits[0].words
    assert label("language", "fr") in fit.missing[0].words
    world.asset(kind=AssetKind.LANGUAGE, code="fr", level="B1")
    assert fits(world, date(2014, 6, 1))[0].is_match


def test_what_is_needed_and_what_is_wished_are_said_apart(world: World) -> None:
    vacancy(world, skills=["71", "74"], wished=["83", "7"], languages={})
    world.asset(kind=AssetKind.SKILL, code="71")
    with override("en"):
        (fit,) = fits(world, date(2014, 6, 1))
    assert said(fit.fits) == [
        "This skill is there: Building.",
        "This skill, which is wished, is there: Building.",
    ]
    assert said(fit.missing) == [
        (
            "This skill is missing: Electrical and electronic work. "
            "If it is there after all, it can be added; if not, a training can give it."
        )
    ]
    assert said(fit.wished) == [
        ("This skill is wished and would help: Driving vehicles and mobile plant. One can apply without it.")
    ]


def test_work_that_is_further_away_is_there_too_and_explained_on_its_own_page(world: World) -> None:
    made = vacancy(world, skills=["71", "74"])
    found = matching.compare(person(world), date(2014, 6, 1))
    assert (found.fits, found.others) == ([], [made])
    one = matching.beside(person(world), made, date(2014, 6, 1))
    assert (len(one.fits), len(one.missing)) == (0, 3)


def test_a_closed_vacancy_fits_nobody(world: World) -> None:
    made = vacancy(world)
    world.asset(kind=AssetKind.SKILL, code="71")
    assert fits(world, date(2014, 7, 2)) == []
    actions.close_vacancy(vacancy=made, by=world.provider, at=AT)
    assert fits(world, date(2014, 6, 1)) == []


@pytest.mark.parametrize("kind", ["skill", "qualification", "field", "language", "level"])
def test_each_code_has_a_label_of_ours_in_three_languages(kind: str) -> None:
    for code, _said in choices(kind):
        said_in = {label(kind, code, language) for language in ("ar", "fr", "en")}
        assert code not in said_in
        assert all(said_in)


def course(world: World, level: str = "A2", leads_to: str = "", **fields: Any) -> Course:
    kind, taught = ("training", "") if leads_to else ("language", "fr")
    programme = Programme.objects.create(
        body=world.association, kind=kind, taught=taught, leads_to=leads_to, name_ar="دروس", name_fr="Cours du soir",
        name_en="Evening course", made_at=AT,
    )  # fmt: skip
    days = {"starts_on": date(2014, 6, 10), "ends_on": date(2014, 9, 30), **fields}
    return Course.objects.create(
        programme=programme, body=world.association, kind=kind, taught=taught, level="" if leads_to else level,
        place=make_place(), term="2014-2", capacity=12, opened_at=AT, **days,
    )  # fmt: skip


def test_a_missing_level_names_the_course_that_teaches_it(world: World) -> None:
    vacancy(world)
    right, _other = course(world), course(world, "C1")
    course(world, ends_on=date(2014, 5, 20), starts_on=date(2014, 5, 2))
    course(world, is_open=False)
    world.asset(kind=AssetKind.SKILL, code="71")
    with override("en"):
        (fit,) = fits(world, date(2014, 6, 1))
    assert [way.url for way in fit.missing[0].ways] == [f"/en/programmes/{right.pk}/"]


def test_where_no_course_leads_to_the_level_one_step_towards_it_is_named(world: World) -> None:
    vacancy(world, languages={"fr": "B1"})
    course(world, "A1")
    world.asset(kind=AssetKind.SKILL, code="71")
    with override("en"):
        (fit,) = fits(world, date(2014, 6, 1))
        day = day_text(date(2014, 6, 10))
    assert ways(fit.missing) == [
        ("A first step towards it:", "Evening course", f"{make_place().name_in('en')} · {day}")
    ]


def test_a_missing_skill_names_the_training_that_leads_to_it_or_says_that_there_is_none(world: World) -> None:
    vacancy(world, skills=["71", "7"], wished=["83"], languages={})
    right = course(world, leads_to="74")
    course(world, leads_to="26")
    with override("en"):
        one = matching.beside(person(world), Vacancy.objects.get(), date(2014, 6, 1))
    assert [[way.url for way in point.ways] for point in one.missing] == [
        [f"/en/programmes/{right.pk}/"],
        [""],
    ]
    assert ways(one.wished) == []


def diploma(world: World, code: str = "6") -> Asset:
    return world.asset(
        kind=AssetKind.QUALIFICATION, code=code, words="Licence de lettres", words_language="fr"
    )


def of_the_diploma(world: World) -> tuple[bool, list[tuple[str, str, str]]]:
    """Whether the diploma is enough for work that asks for level 6, and what is said of its recognition."""
    made = Vacancy.objects.first() or vacancy(world, skills=[], languages={}, qualification="6")
    with override("en"):
        one = matching.beside(person(world), made, date(2014, 6, 1))
    return one.is_match, ways([*one.fits, *one.missing])


def test_who_wrote_down_no_diploma_is_told_how_to_begin(world: World) -> None:
    way = ("No diploma of this level is written down.", "Write down something that they bring", "")
    assert of_the_diploma(world) == (False, [way])


def test_a_diploma_that_nobody_recognised_is_enough_and_its_recognition_is_offered(world: World) -> None:
    diploma(world)
    said_of = "Nobody has recognised it yet. If it is from another country, ask for its recognition."
    assert of_the_diploma(world) == (True, [("", "Licence de lettres", said_of)])


def test_a_diploma_without_a_level_may_be_worth_it_once_it_is_recognised(world: World) -> None:
    diploma(world, "")
    said_of = "Its level is not stated. A request for recognition can say what it is worth."
    assert of_the_diploma(world) == (False, [("", "Licence de lettres", said_of)])


def test_where_a_request_stands_is_said_beside_the_vacancy(world: World) -> None:
    body = f"\u2068{world.center.name_in('en')}\u2069"
    request = actions.draft(asset=diploma(world), body=world.center, by=world.by, at=AT)
    about = [of_the_diploma(world)]
    actions.send(request=request, by=world.by, at=AT, says_yes=True)
    about.append(of_the_diploma(world))
    request = actions.mark_seen(request=request, by=world.assessor, at=later(1))
    actions.ask_document(request=request, asked="The marks", by=world.assessor, at=later(2))
    about.append(of_the_diploma(world))
    given = {"reason": Reason.CONTENT, "completes": "Six months in a workshop"}
    actions.decide(request=request, verb="recognise_in_part", by=world.assessor, at=later(3), **given)
    about.append(of_the_diploma(world))
    assert about == [
        (True, [("", "Licence de lettres", words)])
        for words in (
            "A request for its recognition is prepared and has not left yet.",
            f"A request for its recognition is being examined: {body}.",
            f"{body} asks for this document before it decides: \u2068The marks\u2069",
            f"Recognised in part by {body}. What would complete it: \u2068Six months in a workshop\u2069",
        )
    ]


@pytest.mark.parametrize(
    ("verb", "given", "enough"),
    [("recognise", {}, True), ("refuse", {"reason": Reason.LEVEL}, False),
     ("refuse", {"reason": Reason.NOT_COMPETENT}, True)],
)  # fmt: skip
def test_a_decision_counts_and_the_word_of_a_body_that_is_not_competent_does_not(
    world: World, verb: str, given: dict[str, Any], enough: bool
) -> None:
    request = world.sent(asset=diploma(world))
    actions.mark_seen(request=request, by=world.assessor, at=later(1))
    actions.decide(request=request, verb=verb, by=world.assessor, at=later(2), **given)
    assert of_the_diploma(world)[0] == enough


def test_courses_take_a_person_one_step_further_from_where_they_are(world: World) -> None:
    course(world)
    for level, found in (("A1", 1), ("A2", 0)):
        world.asset(kind=AssetKind.LANGUAGE, code="fr", level=level)
        assert len(matching.compare(person(world), date(2014, 6, 1)).courses) == found
