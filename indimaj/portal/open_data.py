"""What anybody may take from here as data: each address, what it holds, in which form, under which licence."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

# What the platform publishes of its own; what it only passes on keeps the licence of its source.
LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
CODE_LICENCE = "Apache-2.0"
# Stand-ins for the keys of things, and how a page writes them.
KEY, NUMBER, ID = "a-key-of-one", 9_999_999, UUID(int=(1 << 128) - 1)
WRITTEN = {KEY: "{key}", str(NUMBER): "{number}", str(ID): "{id}"}
JSON, CSV = "JSON", "CSV"


@dataclass(frozen=True)
class Offer:
    """One thing that is offered as data. `of_one` are the addresses of one thing among many, `beside` is a page."""

    title: Any
    holds: Any
    addresses: tuple[tuple[str, str], ...] = ()  # form and name of an address
    of_one: tuple[tuple[str, str], ...] = ()
    beside: str = ""
    licence: str = LICENCE


def _both(name: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (JSON, f"{name}_json"), (CSV, f"{name}_csv")


OFFERS = (
    Offer(
        _("Meetings and documents"),
        _(
            "Events with their sessions and the institutions that took part; documents with every version; "
            "the passages that commitments come from."
        ),
        (*_both("dialogue:events"), *_both("dialogue:documents")),
        (
            (JSON, "dialogue:event_json"),
            (JSON, "dialogue:document_json"),
            (JSON, "dialogue:version_json"),
            (JSON, "dialogue:passage_json"),
        ),
    ),
    Offer(
        _("Commitments"),
        _(
            "What was recommended, promised, decided or left open: kind, texts, themes, source, and where each "
            "stands."
        ),
        _both("commitments:list"),
        ((JSON, "commitments:commitment_json"),),
    ),
    Offer(
        _("Who answers, and what is done"),
        _("Actions with their owner, days and steps; silence, gaps, overlaps and what is overdue."),
        (*_both("delivery:actions"), *_both("delivery:findings")),
    ),
    Offer(
        _("Consultations"),
        _(
            "Each round, its dates, the answer that is owed and whether it came; of one round, what was said by "
            "kind of participant."
        ),
        _both("consultations:rounds"),
        _both("consultations:round"),
    ),
    Offer(
        _("Figures, both sides"),
        _(
            "Each figure with its definition, its cut-off and its other side; of one figure, every measurement."
        ),
        _both("measures:indicators"),
        _both("measures:indicator"),
    ),
    Offer(
        _("Who does what where"),
        _("Institutions by theme and place, from mandates, services and programmes."),
        _both("measures:who"),
    ),
    Offer(
        _("Reports"),
        _("On the page of each edition: all that it prints as data, with the digest of each file."),
        beside="reports:editions",
    ),
    Offer(
        _("The rule"),
        _(
            "The questions of the self-check, the versions of the rule with their sources, and an assessment of "
            "facts that you send. Nothing that you send is kept."
        ),
        ((JSON, "api:rules"), (JSON, "api:facts"), ("OpenAPI", "api:openapi-json")),
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
    beside: str
    licence: str


def listed() -> Iterator[Listed]:
    """The offers of the rooms that are there."""
    for one in OFFERS:
        links = [(form, url) for form, name in one.addresses if (url := address(name))]
        patterns = [(form, url) for form, name in one.of_one if (url := _pattern(name))]
        beside = address(one.beside) if one.beside else ""
        if links or patterns or beside:
            yield Listed(one.title, one.holds, links, patterns, beside, one.licence)


def described() -> set[str]:
    """The names of all addresses that the page tells of."""
    return {name for one in OFFERS for _form, name in (*one.addresses, *one.of_one)}


def address(name: str, *args: object) -> str:
    """Where something is; nothing where its room is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _pattern(name: str) -> str:
    """The address of one thing, with words where its key stands."""
    for args in (*product((KEY, NUMBER, ID)), (KEY, NUMBER)):
        if url := address(name, *args):
            for stand_in, written in WRITTEN.items():
                url = url.replace(stand_in, written)
            return url
    return ""
