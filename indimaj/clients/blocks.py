"""What rooms above hang onto this one, so that it need not know them. They register in `ready()` of their `apps.py`.

    blocks.register(build)          a part of the caseworker's page: build(client, staff) -> Section | None
    blocks.name_verbs({verb: _()})  what the room's ledger lines say on the timeline
    blocks.on_erasure(forget)       forget(client, at): empty what names the person, in the same transaction
    blocks.on_support(changed)      changed([client_id]): who helps the person has changed, in the same transaction

A block asks its own room's permissions and leaves out what this reader may not see.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.functional import Promise

from indimaj.directory.models import Staff

from .page import Section

if TYPE_CHECKING:
    from .models import Client

Build = Callable[["Client", Staff], Section | None]
Forget = Callable[["Client", datetime], None]
Changed = Callable[[Collection[UUID]], None]

_BUILDS: list[Build] = []
_FORGETS: list[Forget] = []
_CHANGED: list[Changed] = []
_VERBS: dict[str, str | Promise] = {}


def register(build: Build) -> None:
    """Add a part to the caseworker's page of a person."""
    if build not in _BUILDS:
        _BUILDS.append(build)


def name_verbs(words: Mapping[str, str | Promise]) -> None:
    """Say what the verbs of a room's ledger lines mean."""
    _VERBS.update(words)


def on_erasure(forget: Forget) -> None:
    """Be called when a person is erased."""
    if forget not in _FORGETS:
        _FORGETS.append(forget)


def on_support(changed: Changed) -> None:
    """Be called when a body begins or ends to help somebody who may already be known above."""
    if changed not in _CHANGED:
        _CHANGED.append(changed)


def sections(client: "Client", staff: Staff) -> list[Section]:
    """The parts that rooms above have to show this reader."""
    return [made for build in _BUILDS if (made := build(client, staff)) is not None]


def verb(code: str) -> str | Promise:
    """The words of a verb; nothing for one that nobody named."""
    return _VERBS.get(code, "")


def forget(client: "Client", at: datetime) -> None:
    """Let every room above empty what names the person."""
    for one in _FORGETS:
        one(client, at)


def support_changed(clients: Collection[UUID]) -> None:
    """Tell every room above that keeps something under the bodies that help; after the act's ledger line."""
    for one in _CHANGED:
        one(clients)
