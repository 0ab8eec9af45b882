"""What carries a commitment out in the running system: whether it is there, and in force.

A rule is read from the policy, an indicator from the figures. Rooms above register what they know of the rest:
`register(kind, resolver)`, where a resolver answers for many keys at once.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from indimaj import policies
from indimaj.design.wording import day_text
from indimaj.measures.models import Indicator
from indimaj.ports import clock

from .enums import CarrierKind


@dataclass(frozen=True)
class Carrier:
    """A rule, a service, a programme or an indicator as a page shows it; in force means that it works on the day."""

    kind: str
    key: str
    name: str = ""
    url: str = ""
    is_there: bool = False
    in_force: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def label(self) -> str:
        """What kind of thing it is."""
        return str(CarrierKind(self.kind).label)

    @property
    def period(self) -> str:
        """Its days in words, where it has any."""
        if self.since is None:
            return ""
        return " – ".join(day_text(day) for day in (self.since, self.until) if day is not None)


Resolver = Callable[[Collection[str], date], Mapping[str, Carrier]]
_RESOLVERS: dict[str, Resolver] = {}


def register(kind: str, resolver: Resolver) -> None:
    """Who answers for the things of a kind. The last one that registers does."""
    _RESOLVERS[kind] = resolver


def resolve(wanted: Iterable[tuple[str, str]], on: date) -> dict[tuple[str, str], Carrier]:
    """Each thing by kind and key; what nobody knows is not there."""
    by_kind: dict[str, set[str]] = {}
    for kind, key in wanted:
        by_kind.setdefault(kind, set()).add(key)
    found: dict[tuple[str, str], Carrier] = {}
    for kind, keys in by_kind.items():
        known = _RESOLVERS[kind](keys, on) if kind in _RESOLVERS else {}
        found |= {(kind, key): known.get(key) or Carrier(kind, key) for key in keys}
    return found


def is_there(kind: str, key: str) -> bool:
    """Whether a thing can be named at all."""
    return bool(key) and resolve([(kind, key)], clock.today())[kind, key].is_there


def rules(keys: Collection[str], on: date) -> Mapping[str, Carrier]:
    """Rule versions of the policy that this house runs."""
    language = (get_language() or "ar")[:2]
    found = {}
    for version in policies.load(settings.POLICY).versions:
        if version.id in keys:
            found[version.id] = Carrier(
                CarrierKind.RULE_VERSION, version.id, version.title[language],
                f"{reverse('portal:rule')}?on={version.in_force_from.isoformat()}",
                True, version.in_force(on), version.in_force_from, version.in_force_until,
            )  # fmt: skip
    return found


def rule_choices() -> list[tuple[str, str]]:
    """The rule versions that can be named, oldest first."""
    language = (get_language() or "ar")[:2]
    versions = sorted(policies.load(settings.POLICY).versions, key=lambda one: one.in_force_from)
    return [(version.id, version.title[language]) for version in versions]


def indicators(keys: Collection[str], on: date) -> Mapping[str, Carrier]:
    """Indicators of the catalogue; one is in force when a definition of it is."""
    rows = Indicator.objects.filter(pk__in=keys).prefetch_related("versions")
    return {
        one.pk: Carrier(
            CarrierKind.INDICATOR, one.pk, str(one), reverse("measures:indicator", args=[one.pk]), True,
            any(version.in_force_from <= on for version in one.versions.all()),
        )
        for one in rows
    }  # fmt: skip


register(CarrierKind.RULE_VERSION, rules)
register(CarrierKind.INDICATOR, indicators)
