"""Who acts, the row held for one change, and the lines of the ledger."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from indimaj.directory.models import Staff
from indimaj.directory.permissions import Answer, ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind, Compartment

from ..models import Document, Event
from .errors import Stale

SETUP = "setup"


def staff_of(by: Actor) -> Staff | None:
    """The member of staff who acts; None for the platform."""
    return Staff.objects.get(pk=by.id) if by.kind == ActorKind.STAFF else None


def purpose_of(by: Actor, may: Callable[..., Answer], *thing: Any) -> str:
    """Ask the permission of whoever acts: staff by their post, the installation by none."""
    staff = staff_of(by)
    return SETUP if staff is None else ensure(may(staff, *thing)).purpose


def hold_event(event: Event, version: int | None = None) -> Event:
    """The event, locked until the transaction ends."""
    current = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if version is not None and current.version != version:
        raise Stale
    return current


def hold_document(document: Document, version: int | None = None) -> Document:
    """The document, locked until the transaction ends: numbers of versions are given one at a time."""
    current = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if version is not None and current.version != version:
        raise Stale
    return current


def write(verb: str, subject: UUID, by: Actor, at: datetime, purpose: str, **detail: Any) -> None:
    """One line on the chain of an event or of a document."""
    ledger.record_many([Line(Compartment.HOUSE, subject, verb, by, at, purpose, detail)])


def only(changeable: Collection[str], changes: Mapping[str, Any]) -> None:
    """Raise TypeError for a change of what cannot be changed."""
    if unknown := changes.keys() - set(changeable):
        raise TypeError(f"There is no {', '.join(sorted(unknown))} to change.")


def put(current: Event | Document, changes: Mapping[str, Any]) -> list[str]:
    """Write what differs on a held row, as its next version; returns the names of what has changed."""
    changed = sorted(name for name, value in changes.items() if getattr(current, name) != value)
    for name in changed:
        setattr(current, name, changes[name])
    if changed:
        current.version += 1
        current.save(update_fields=[*changed, "version"])
    return changed
