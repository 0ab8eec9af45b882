"""A policy pack in memory: facts, sources, parameters, rule versions. Built once, checked whole, then read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from indimaj.law import dates
from indimaj.law.expressions import Clause, Node, Text

LANGUAGES = ("ar", "fr", "en")
COMPILED_AT_MOST = 512
NATURES = ("law", "decree", "circular", "recommendation", "communique")


class PackError(ValueError):
    """Something in a pack that cannot stand; names the file and the key."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        self.file, self.key, self.problem = file, key, problem
        super().__init__(f"{file}: {key}: {problem}")


@dataclass(frozen=True, slots=True)
class FactSpec:
    """What the pack says about one fact."""

    name: str
    type: str
    label: Text
    question: Text
    help: Text | None
    about: str
    asked_of: str
    choices: Mapping[str, Text]
    minimum: int | date | None
    maximum: int | date | None
    unit: str
    evidence: tuple[str, ...]
    substitutes: tuple[str, ...]
    sealed: bool
    sourced: bool
    sources: tuple[str, ...]

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the greatest value, days packed."""
        low, high = (_packed(bound) for bound in (self.minimum, self.maximum))
        if self.type == "date":
            return (dates.EARLIEST if low is None else low, dates.LATEST if high is None else high)
        return (-(2**31) if low is None else low, 2**31 - 1 if high is None else high)

    @property
    def written_bounds(self) -> str:
        """The bounds as a message prints them."""
        return f"{'' if self.minimum is None else self.minimum} .. {'' if self.maximum is None else self.maximum}"


def _packed(bound: int | date | None) -> int | None:
    return dates.pack_day(bound) if isinstance(bound, date) else bound


@dataclass(frozen=True, slots=True)
class DatedValue:
    """The value of a parameter between two days (the last one included; None is open)."""

    since: date
    until: date | None
    value: int | date
    sources: tuple[str, ...]
    sourced: bool
    reading: Text | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A threshold of the law with its history."""

    name: str
    label: Text
    unit: str
    values: tuple[DatedValue, ...]

    def at(self, day: date) -> DatedValue | None:
        """The value in force on a day."""
        for dated in self.values:
            if dated.since <= day and (dated.until is None or day <= dated.until):
                return dated
        return None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A period in which files may be lodged."""

    code: str
    names: Text
    opens: date
    closes: date
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One way to be accepted: a code and the tree that decides it."""

    code: str
    title: Text
    when: Node
    sources: tuple[str, ...]
    sourced: bool
    reading: Text | None


@dataclass(frozen=True, slots=True)
class Version:
    """An act that adds criteria: its nature, who adopted it, when, and which files it reaches.

    A file lodged while the version is in force is always under it; `reaches_pending` and
    `reaches_refused` say whether it also reaches back to files lodged before.
    """

    id: str
    campaign: str
    title: Text
    nature: str
    adopted_by: Text
    recommended_on: date
    in_force_from: date
    in_force_until: date | None
    reaches_pending: bool
    reaches_refused: bool
    changes: Text
    reading: Text | None
    sources: tuple[str, ...]
    sourced: bool
    criteria: tuple[Criterion, ...]

    def in_force(self, day: date) -> bool:
        """Whether the version is in force on a day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


@dataclass(frozen=True, slots=True)
class Orientation:
    """Another track that would fit a person better; never a ground against them.

    Without a tree it is the track of a day on which no campaign is open.
    """

    code: str
    title: Text
    advice: Text
    when: Node | None
    sources: tuple[str, ...]
    sourced: bool


@dataclass(frozen=True, eq=False)
class Pack:
    """A whole policy. Equal only to itself, so that compiled rules can be kept beside it."""

    code: str
    names: Text
    facts: Mapping[str, FactSpec]
    evidence: Mapping[str, Mapping[str, Any]]
    sources: Mapping[str, Mapping[str, Any]]
    texts: Mapping[str, Mapping[str, Any]]
    parameters: Mapping[str, Parameter]
    campaigns: Mapping[str, Campaign]
    clauses: Mapping[str, Clause]
    versions: tuple[Version, ...]
    orientation: tuple[Orientation, ...]
    unchangeable: frozenset[str]
    digest: str
    about: Mapping[str, Any] = field(default_factory=dict)
    compiled: dict[Any, Any] = field(default_factory=dict, repr=False)

    def kept(self, key: Any, make: Callable[[], Any]) -> Any:
        """Return what was compiled under a key, or make it; days are many, so the store is emptied when full."""
        found = self.compiled.get(key)
        if found is None:
            if len(self.compiled) >= COMPILED_AT_MOST:
                self.compiled.clear()
            found = self.compiled[key] = make()
        return found

    def versions_of(self, campaign: str, day: date) -> tuple[Version, ...]:
        """The versions of a campaign in force on a day, oldest first."""
        return tuple(v for v in self.versions if v.campaign == campaign and v.in_force(day))

    def campaign_for(self, day: date) -> str | None:
        """The campaign whose window holds a day."""
        for campaign in self.campaigns.values():
            if campaign.opens <= day <= campaign.closes:
                return campaign.code
        return None

    def version(self, version_id: str) -> Version:
        """The version with an id."""
        for version in self.versions:
            if version.id == version_id:
                return version
        raise KeyError(version_id)

    def criterion(self, version_id: str, code: str) -> Criterion:
        """The criterion that a finding was made under."""
        for criterion in self.version(version_id).criteria:
            if criterion.code == code:
                return criterion
        raise KeyError(code)
