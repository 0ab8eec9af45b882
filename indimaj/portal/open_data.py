"""What anybody may take from here as data: each address, what it holds, in which form, "
"under which licence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

# What the platform publishes of its own; what it only passes on keeps the licence of its source.
LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
CODE_LICENCE = "Apache-2.0"


@dataclass(frozen=True)
class Offer:
    """One thing that is offered as data. `of_one` is a pattern: the address of one thing among many."""

    title: Any
    holds: Any
    addresses: tuple[tuple[str, str], ...]  # form and name of an address
    of_one: tuple[tuple[str, str], ...] = ()
    licence: str = LICENCE


OFFERS = (
    Offer(
        _("Commitments"),
        _(
            "What was recommended, promised, decided or left open: key, kind, texts, themes, source, "
            "and where each stands."
        ),
        (("JSON", "commitments:all_json"), ("CSV", "commitments:all_csv")),
        (("JSON", "commitments:commitment_json"),),
    ),
    Offer(
        _("Consultations"),
        _(
            "Each round, its dates, the answer that is owed and whether it came; of one round, what was"
            " said by kind of participant. Small numbers are hidden."
        ),
        (("JSON", "consultations:rounds_json"), ("CSV", "consultations:rounds_csv")),
        (("JSON", "consultations:round_json"), ("CSV", "consultations:round_csv")),
    ),
    Offer(
        _("The rule"),
        _(
            "The questions of the self-check, the versions of the rule with their sources, and an "
            "assessment of facts that you send. Nothing that you send is kept."
        ),
        (("JSON", "api:rules"), ("JSON", "api:facts"), ("OpenAPI", "api:openapi-json")),
        licence=CODE_LICENCE,
    ),
)


@dataclass(frozen=True)
class Listed:
    """An offer as the page shows it: what is not there is left out."""

    title: Any
    holds: Any
    links: list[tuple[str, str]]
    patterns: list[tuple[str, str]]
    licence: str


def listed() -> Iterator[Listed]:
    """The offers of the rooms that are there."""
    for one in OFFERS:
        links = [(form, url) for form, name in one.addresses if (url := _address(name))]
        patterns = [(form, url) for form, name in one.of_one if (url := _pattern(name))]
        if links or patterns:
            yield Listed(one.title, one.holds, links, patterns, one.licence)


def described() -> set[str]:
    """The names of all addresses that the page tells of."""
    return {name for one in OFFERS for _form, name in (*one.addresses, *one.of_one)}


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _pattern(name: str) -> str:
    """The address of one thing, with a word where its key stands."""
    try:
        return reverse(name, args=["key"]).replace("key", "{key}")
    except NoReverseMatch:
        return ""
