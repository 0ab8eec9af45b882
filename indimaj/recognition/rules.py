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
    """What a vacancy asks for. Each of `skills` is needed; what is `wished` helps and shuts nobody out."""

    skills: frozenset[str] = frozenset()
    languages: Mapping[str, str] = field(default_factory=dict)
    qualification: str = ""
    wished: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Point:
    """One thing that is asked for, and what the person has of it."""

    kind: str
    code: str
    wanted: str = ""
    has: str = ""
    is_wished: bool = False


@dataclass(frozen=True)
class Result:
    """Every point is in one of three places: it fits, it is needed and missing, or it is wished and missing."""

    fits: tuple[Point, ...]
    missing: tuple[Point, ...]
    wished: tuple[Point, ...] = ()

    @property
    def is_match(self) -> bool:
        """Nothing that is needed is missing."""
        return not self.missing

    @property
    def is_near(self) -> bool:
        """Of what is needed, at least as much fits as is missing."""
        needed = [point for point in self.fits if not point.is_wished]
        return len(needed) >= len(self.missing)


def match(brought: Brought, wanted: Wanted) -> Result:
    """Compare. Bringing more never loses a point that fitted."""
    points = [
        *(_skill(brought, code) for code in sorted(wanted.skills)),
        *(_language(brought, code, level) for code, level in sorted(wanted.languages.items())),
        *_qualification(brought, wanted),
        *(_skill(brought, code, is_wished=True) for code in sorted(wanted.wished - wanted.skills)),
    ]
    lacking = [point for fits, point in points if not fits]
    return Result(
        tuple(point for fits, point in points if fits),
        tuple(point for point in lacking if not point.is_wished),
        tuple(point for point in lacking if point.is_wished),
    )


def _skill(brought: Brought, code: str, is_wished: bool = False) -> tuple[bool, Point]:
    """A finer group answers for the group above it: a builder (71) is a craft worker (7)."""
    having = next((one for one in sorted(brought.skills) if one.startswith(code)), "")
    return bool(having), Point("skill", code, has=having, is_wished=is_wished)


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


def next_level(level: str) -> str:
    """The level after this one; the first for whoever has none, nothing after the last."""
    return LEVELS[rank(level)] if rank(level) < len(LEVELS) else ""
