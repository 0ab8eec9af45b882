"""What a round changed, by kind and key: whether it is there, under which name, and where to read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from indimaj import policies
from indimaj.commitments.models import Commitment
from indimaj.delivery.models import Action
from indimaj.texts.words import Words, of_three

from .enums import Changed

Named = tuple[str, str]


@dataclass(frozen=True)
class Thing:
    """Something that changed, as a page shows it."""

    kind: str
    key: str
    url: str
    words: Words

    @property
    def label(self) -> str:
        """What kind of thing it is."""
        return str(Changed(self.kind).label)


def find(wanted: Iterable[Named]) -> dict[Named, Thing]:
    """Each thing that is there, in one question a kind."""
    by_kind: dict[str, set[str]] = {}
    for kind, key in wanted:
        by_kind.setdefault(kind, set()).add(key)
    found: dict[Named, Thing] = {}
    for kind, finder in (
        (Changed.COMMITMENT, _commitments),
        (Changed.ACTION, _actions),
        (Changed.RULE_VERSION, _rules),
    ):
        if keys := by_kind.get(kind):
            found |= {(kind.value, thing.key): thing for thing in finder(keys)}
    return found


def missing(wanted: Iterable[Named]) -> list[Named]:
    """What is named and is not there."""
    asked = list(wanted)
    found = find(asked)
    return [one for one in asked if one not in found]


def rules() -> list[tuple[str, date, dict[str, str]]]:
    """The versions of the rule: id, first day, title by language."""
    versions = policies.load(settings.POLICY).versions
    return [(one.id, one.in_force_from, dict(one.title)) for one in versions]


def _commitments(keys: set[str]) -> Iterable[Thing]:
    rows = Commitment.objects.filter(key__in=keys, withdrawn_at=None)
    return [
        Thing(Changed.COMMITMENT.value, one.key, _address("commitments:commitment", one.key), one.title)
        for one in rows
    ]


def _actions(keys: set[str]) -> Iterable[Thing]:
    rows = Action.objects.filter(key__in=keys)
    return [
        Thing(Changed.ACTION.value, one.key, _address("delivery:action", one.key), one.title) for one in rows
    ]


def _rules(keys: set[str]) -> Iterable[Thing]:
    for key, since, title in rules():
        if key in keys:
            yield Thing(
                Changed.RULE_VERSION.value, key, f"{_address('portal:rule')}?on={since}", of_three(title)
            )


def _address(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
