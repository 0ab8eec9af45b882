"""Who acts, the row held for one change, and the lines of the ledger."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from indimaj.directory.models import Staff
from indimaj.directory.permissions import Answer, ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind, Compartment

from ..models import Dispatch, Edition
from .errors import Stale

SETUP = "setup"


def staff_of(by: Actor) -> Staff | None:
    """The member of staff who acts; None for the platform and for a link."""
    return Staff.objects.get(pk=by.id) if by.kind == ActorKind.STAFF else None


def purpose_of(by: Actor, may: Callable[..., Answer], *thing: Any) -> str:
    """Ask the permission of whoever acts: staff by their post, the installation by none."""
    staff = staff_of(by)
    return SETUP if staff is None else ensure(may(staff, *thing)).purpose


def hold_edition(edition: Edition, version: int | None = None) -> Edition:
    """The edition, locked until the transaction ends."""
    current = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if version is not None and current.version != version:
        raise Stale
    return current


def hold_dispatch(dispatch: Dispatch) -> Dispatch:
    """The dispatch, locked until the transaction ends."""
    found = Dispatch.objects.select_for_update(of=("self",)).select_related(
        "edition__event", "body", "message"
    )
    return found.get(pk=dispatch.pk)


def write(verb: str, subject: UUID, by: Actor, at: datetime, purpose: str, **detail: Any) -> None:
    """One line on the chain of an edition."""
    ledger.record_many([Line(Compartment.HOUSE, subject, verb, by, at, purpose, detail)])
