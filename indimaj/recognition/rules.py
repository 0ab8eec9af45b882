"""Matching as a pure function: what fits and what is missing. Knows no database, no clock, and no person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .catalogue import LEVELS


@dataclass(frozen=True)
class Brought:
    """What somebody brings, in codes."""

    skills: frozenset[str] = frozenset()
    languages: Mapping[str, str] = field(default_factory=dict)
    qualification: str = ""


@dataclass(frozen=True)
class Wanted:
    """What a vacancy or a course asks for. Each skill that is named is wanted."""

    skills: frozenset[str] = frozenset()
    languages: Mapping[str, str] = field(default_factory=dict)
    qualification: str = ""


@dataclass(frozen=True)
class Point:
    """One thing that is asked for, and what the person has of it."""

    kind: str
    code: str
    wanted: str = ""
    has: str = ""


@dataclass(frozen=True)
class Result:
    """Every point is on one side or the other."""

    fits: tuple[Point, ...]
    missing: tuple[Point, ...]

    @property
    def is_match(self) -> bool:
        """Nothing is missing."""
        return not self.missing

    @property
    def is_near(self) -> bool:
        """Something fits and one thing at most is missing, or nothing is asked for."""
        return self.is_match or (bool(self.fits) and len(self.missing) == 1)


def match(brought: Brought, wanted: Wanted) -> Result:
    """Compare. Bringing more never loses a point that fitted."""
    points = [
        *(_skill(brought, code) for code in sorted(wanted.skills)),
        *(_language(brought, code, level) for code, level in sorted(wanted.languages.items())),
        *_qualification(brought, wanted),
    ]
    return Result(
        tuple(point for fits, point in points if fits), tuple(point for fits, point in points if not fits)
    )


def _skill(brought: Brought, code: str) -> tuple[bool, Point]:
    """A finer group answers for the group above it: a builder (71) is a craft worker (7)."""
    having = next((one for one in sorted(brought.skills) if one.startswith(code)), "")
    return bool(having), Point("skill", code, has=having)


def _language(brought: Brought, code: str, level: str) -> tuple[bool, Point]:
    has = brought.languages.get(code, "")
    return rank(has) >= rank(level), Point("language", code, level, has)


def _qualification(brought: Brought, wanted: Wanted) -> Iterable[tuple[bool, Point]]:
    if wanted.qualification:
        has = brought.qualification
        yield (
            bool(has) and int(has) >= int(wanted.qualification),
            Point("qualification", wanted.qualification, has=has),
        )


def rank(level: str) -> int:
    """A level as a number; a language without a level is spoken a little, nothing at all is 0."""
    return LEVELS.index(level) + 1 if level in LEVELS else 0


def better(first: str, second: str) -> str:
    """The higher of two levels."""
    return first if rank(first) >= rank(second) else second
