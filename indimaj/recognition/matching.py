"""What fits, what is missing and what would fill the gap, in sentences of the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from . import catalogue, courses
from .enums import AssetKind
from .models import Asset, Vacancy
from .rules import Brought, Point, Result, Wanted, better, match

SHOWN = 20
READ = 300


@dataclass(frozen=True)
class Fit:
    """A vacancy beside a person, explained."""

    vacancy: Vacancy
    is_match: bool
    fits: Sequence[str]
    missing: Sequence[str]
    fills: Sequence[courses.Course] = field(default=())


def brought_of(assets: Iterable[Asset]) -> Brought:
    """What somebody brings, as codes: the best level of each language, the highest qualification."""
    skills: set[str] = set()
    languages: dict[str, str] = {}
    qualification = ""
    for asset in assets:
        if asset.kind == AssetKind.LANGUAGE and asset.code:
            languages[asset.code] = better(asset.level, languages.get(asset.code, ""))
        elif asset.kind == AssetKind.QUALIFICATION:
            qualification = max(qualification, asset.code)
        elif asset.code:
            skills.add(asset.code)
    return Brought(frozenset(skills), languages, qualification)


def wanted_of(vacancy: Vacancy) -> Wanted:
    """What a vacancy asks for."""
    return Wanted(frozenset(vacancy.skills), vacancy.languages, vacancy.qualification)


def matches(brought: Brought, on: date) -> list[Fit]:
    """The open vacancies that a person fits or nearly fits: whole matches first, then the next to close."""
    found = [
        (vacancy, result)
        for vacancy in Vacancy.objects.open_on(on).select_related("body", "place")[:READ]
        if (result := match(brought, wanted_of(vacancy))).is_near
    ]
    found.sort(key=lambda one: (not one[1].is_match, one[0].closes_on))
    shown = found[:SHOWN]
    gaps = {
        (point.code, point.wanted)
        for _one, result in shown
        for point in result.missing
        if point.kind == "language"
    }
    teaching = courses.teaching(gaps, on)
    return [_fit(vacancy, result, teaching) for vacancy, result in shown]


def _fit(vacancy: Vacancy, result: Result, teaching: dict[tuple[str, str], list[courses.Course]]) -> Fit:
    return Fit(
        vacancy,
        result.is_match,
        [says_fit(point) for point in result.fits],
        [says_gap(point) for point in result.missing],
        [one for point in result.missing for one in teaching.get((point.code, point.wanted), [])],
    )


def says_fit(point: Point) -> str:
    """One sentence for something that fits."""
    if point.kind == "language":
        words = {"language": catalogue.label("language", point.code), "has": level_of(point.has)}
        return _("%(language)s: your level is enough, %(has)s.") % words
    if point.kind == "qualification":
        return _("Your training is enough: %(has)s.") % {"has": catalogue.label("qualification", point.has)}
    return _("You bring this skill: %(skill)s.") % {
        "skill": catalogue.label("skill", point.has or point.code)
    }


def says_gap(point: Point) -> str:
    """One sentence for something that is missing, and what would fill it."""
    if point.kind == "language":
        words = {
            "language": catalogue.label("language", point.code),
            "wanted": level_of(point.wanted),
            "has": level_of(point.has),
        }
        if point.has:
            return (
                _(
                    "%(language)s: this work asks for %(wanted)s; you have %(has)s. A course can close the gap."
                )
                % words
            )
        return _("%(language)s: this work asks for %(wanted)s. A course can close the gap.") % words
    if point.kind == "qualification":
        wanted = catalogue.label("qualification", point.code)
        return _(
            "A training of this level is missing: %(wanted)s. If you have it, ask to have it recognised."
        ) % {"wanted": wanted}
    skill = catalogue.label("skill", point.code)
    return _("This skill is missing: %(skill)s. If you have it, say so; if not, a training can give it.") % {
        "skill": skill
    }


def level_of(code: str) -> str:
    """A level in words."""
    return catalogue.label("level", code) if code else _("no level stated")


def courses_for(brought: Brought, on: date) -> list[tuple[courses.Course, str]]:
    """Courses that take a person one step further in a language that they have begun or that work asks for."""
    wanted: set[tuple[str, str]] = set()
    for code in courses.TAUGHT:
        if step := next_level(brought.languages.get(code, "")):
            wanted.add((code, step))
    teaching = courses.teaching(wanted, on)
    return [
        (
            course,
            _("%(language)s: takes you to %(level)s.")
            % {"level": level_of(level), "language": catalogue.label("language", code)},
        )
        for (code, level), found in sorted(teaching.items())
        for course in found
    ]


def next_level(level: str) -> str:
    """The level after this one; the first for whoever has none, nothing after the last."""
    levels = catalogue.LEVELS
    position = levels.index(level) + 1 if level in levels else 0
    return levels[position] if position < len(levels) else ""
