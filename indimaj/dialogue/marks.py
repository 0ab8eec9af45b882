"""What rooms above say beside a passage, and what they offer to do with a selection; they register when they start.

`register(function)`: the function is given the ids of the passages on a page and returns what to print beside each,
in a fixed number of queries. `register_action(action)`: the page where staff read a version posts the selection to
`action.url(version)`, as `start` and `end` (offsets in characters) or, without a script, `quote`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from indimaj.directory.models import Staff
from indimaj.directory.permissions import Answer

if TYPE_CHECKING:
    from .models import DocumentVersion, Event


@dataclass(frozen=True)
class Mark:
    """A link beside a passage: what came of it."""

    label: str
    url: str


Marker = Callable[[Sequence[UUID]], Mapping[UUID, Sequence[Mark | tuple[str, str]]]]


@dataclass(frozen=True)
class MarkAction:
    """Something to do with a selection. `label` is lazy; `may` is asked before the button is shown."""

    name: str
    label: object
    url: Callable[["DocumentVersion"], str]
    may: Callable[[Staff, "DocumentVersion"], Answer]


OfEvent = Callable[["Event"], Sequence[Mark]]

_markers: list[Marker] = []
_of_event: list[OfEvent] = []
_actions: list[MarkAction] = []


def register(function: Marker) -> None:
    """Have a function asked for what stands beside passages."""
    if function not in _markers:
        _markers.append(function)


def register_action(action: MarkAction) -> None:
    """Offer something to do with a selection; one action a name."""
    if all(one.name != action.name for one in _actions):
        _actions.append(action)


def register_event(function: OfEvent) -> None:
    """Have a function asked for what came of an event."""
    if function not in _of_event:
        _of_event.append(function)


def of_event(event: "Event") -> list[Mark]:
    """What rooms above say came of an event."""
    return [mark for function in _of_event for mark in function(event)]


def beside(passages: Sequence[UUID]) -> dict[UUID, list[Mark]]:
    """What every room above says of these passages."""
    found: dict[UUID, list[Mark]] = {passage: [] for passage in passages}
    if not passages:
        return found
    for marker in _markers:
        for passage, said in marker(passages).items():
            found[passage] += [one if isinstance(one, Mark) else Mark(*one) for one in said]
    return found


def offered(staff: Staff, version: "DocumentVersion") -> list[MarkAction]:
    """What this reader may do with a selection of this version."""
    return [one for one in _actions if one.may(staff, version)]
