"""A person beside the open vacancies: what fits, what is missing, and what would fill the gap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from indimaj.clients.models import Client

from . import catalogue, courses, remedies, sentences
from .enums import AssetKind
from .models import Asset, Vacancy
from .rules import Brought, Point, Result, Wanted, better, match, next_level

SHOWN = 20
READ = 300


@dataclass(frozen=True)
class Person:
    """Whom a vacancy is held beside: what they bring in codes, and their diplomas with their requests."""

    reference: str
    place: str
    brought: Brought
    diplomas: Sequence[Asset]


@dataclass(frozen=True)
class Explained:
    """One point in words, and what would close it."""

    words: str
    ways: Sequence[remedies.Remedy] = ()


@dataclass(frozen=True)
class Fit:
    """A vacancy beside a person, explained: `missing` is needed, `wished` would help."""

    vacancy: Vacancy
    is_match: bool
    fits: Sequence[Explained]
    missing: Sequence[Explained]
    wished: Sequence[Explained]


@dataclass(frozen=True)
class Comparison:
    """The vacancies that a person fits or nearly fits, the other ones, and courses that take them further."""

    fits: Sequence[Fit]
    others: Sequence[Vacancy]
    courses: Sequence[tuple[courses.Course, str]]


def person_of(client: Client, assets: Iterable[Asset]) -> Person:
    """What somebody brings, read once."""
    held = list(assets)
    diplomas = [one for one in held if one.kind == AssetKind.QUALIFICATION]
    return Person(client.reference, client.place_id or "", brought_of(held), diplomas)


def brought_of(assets: Iterable[Asset]) -> Brought:
    """What somebody brings, as codes: the best level of each language, the highest diploma that nobody refused."""
    skills: set[str] = set()
    languages: dict[str, str] = {}
    qualification = ""
    for asset in assets:
        if asset.kind == AssetKind.LANGUAGE and asset.code:
            languages[asset.code] = better(asset.level, languages.get(asset.code, ""))
        elif asset.kind == AssetKind.QUALIFICATION:
            qualification = qualification if remedies.is_refused(asset) else max(qualification, asset.code)
        elif asset.code:
            skills.add(asset.code)
    return Brought(frozenset(skills), languages, qualification)


def wanted_of(vacancy: Vacancy) -> Wanted:
    """What a vacancy asks for."""
    wished = frozenset(vacancy.wished)
    return Wanted(frozenset(vacancy.skills), vacancy.languages, vacancy.qualification, wished)


def compare(person: Person, on: date) -> Comparison:
    """All that is open on a day: whole matches first, then what misses least, then what closes next."""
    rows = [
        (vacancy, match(person.brought, wanted_of(vacancy)))
        for vacancy in Vacancy.objects.open_on(on).select_related("body", "place")[:READ]
    ]
    near = [one for one in rows if one[1].is_near]
    near.sort(key=lambda one: (len(one[1].missing), len(one[1].wished), one[0].closes_on))
    shown, others = near[:SHOWN], [vacancy for vacancy, result in rows if not result.is_near]
    steps = _steps(person.brought)
    aims = steps | remedies.aims_of(point for _one, result in shown for point in _lacking(result))
    teaching = courses.leading_to(aims, on, person.place)
    return Comparison(
        [_fit(person, vacancy, result, teaching) for vacancy, result in shown],
        others[:SHOWN],
        _further(steps, teaching),
    )


def beside(person: Person, vacancy: Vacancy, on: date) -> Fit:
    """One vacancy beside one person, however much is missing."""
    result = match(person.brought, wanted_of(vacancy))
    teaching = courses.leading_to(remedies.aims_of(_lacking(result)), on, person.place)
    return _fit(person, vacancy, result, teaching)


def _lacking(result: Result) -> list[Point]:
    return [*result.missing, *result.wished]


def _fit(person: Person, vacancy: Vacancy, result: Result, teaching: remedies.Teaching) -> Fit:
    return Fit(
        vacancy,
        result.is_match,
        [_met(person, point) for point in result.fits],
        [_gap(person, point, teaching) for point in result.missing],
        [_gap(person, point, teaching) for point in result.wished],
    )


def _met(person: Person, point: Point) -> Explained:
    stands = point.kind == "qualification"
    known = remedies.by_recognition(point, person.diplomas, person.reference) if stands else []
    return Explained(sentences.says_fit(point), known)


def _gap(person: Person, point: Point, teaching: remedies.Teaching) -> Explained:
    if point.kind == "qualification":
        ways = remedies.by_recognition(point, person.diplomas, person.reference)
    else:
        ways = remedies.by_course(point, teaching)
        ways = [way for way in ways if way.is_course] if point.is_wished else ways
    return Explained(sentences.says_gap(point), ways)


def _steps(brought: Brought) -> set[courses.Aim]:
    """One step further in each language that courses teach here."""
    aims = {(code, next_level(brought.languages.get(code, ""))) for code in courses.TAUGHT}
    return {aim for aim in aims if aim[1]}


def _further(steps: set[courses.Aim], teaching: remedies.Teaching) -> list[tuple[courses.Course, str]]:
    return [
        (
            course,
            _("%(language)s: leads to %(level)s.")
            % {"level": sentences.level_of(level), "language": catalogue.label("language", code)},
        )
        for code, level in sorted(steps)
        for course in teaching.get((code, level), ())
    ]
