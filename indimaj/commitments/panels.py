"""What rooms above add to commitments; they register when they start.

`register(function)`: given the commitments of a page, each key by its id, and its reader (None for the public), the
function returns for each the template of its part of the page and what that template is given, in one query or two.
`register_tags(function)`: the same for lists: a few words in colour beside each commitment, as (label, tone).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from indimaj.directory.models import Staff

from .models import Commitment

Part = tuple[str, dict[str, Any]]
Panel = Callable[[Mapping[UUID, str], Staff | None], Mapping[UUID, Part]]
Tag = tuple[str, str]
Tagger = Callable[[Sequence[UUID]], Mapping[UUID, Sequence[Tag]]]

_panels: list[Panel] = []
_taggers: list[Tagger] = []


def register(function: Panel) -> None:
    """Have a function asked for its part of the page of a commitment."""
    if function not in _panels:
        _panels.append(function)


def register_tags(function: Tagger) -> None:
    """Have a function asked for what stands beside commitments in lists and data."""
    if function not in _taggers:
        _taggers.append(function)


def parts_of(commitment: Commitment, reader: Staff | None, request: HttpRequest) -> list[SafeString]:
    """The parts of a commitment's page, in the order in which rooms registered, each with its own context alone."""
    known = {commitment.pk: commitment.key}
    found = (panel(known, reader).get(commitment.pk) for panel in _panels)
    return [render_to_string(part[0], part[1], request) for part in found if part]


def tags_of(commitments: Sequence[UUID]) -> dict[UUID, list[Tag]]:
    """What rooms above say of each commitment of a list."""
    found: dict[UUID, list[Tag]] = {one: [] for one in commitments}
    if commitments:
        for tagger in _taggers:
            for one, tags in tagger(commitments).items():
                found[one] += list(tags)
    return found
