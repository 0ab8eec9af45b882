"""What each action begins and ends with: who acts, and the line of the ledger."""

from datetime import datetime
from typing import Any
from uuid import UUID

from indimaj.directory.models import Staff
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind, Compartment


class Stale(Exception):
    """Somebody else did this meanwhile: nothing was written."""


class NotFitting(Exception):
    """What was given does not fit: the code says what, `field` where. Nothing was written."""

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(code)
        self.code, self.field = code, field


def staff_of(by: Actor) -> Staff | None:
    """The member of staff who acts; None for a link and the platform."""
    return Staff.objects.get(pk=by.id) if by.kind == ActorKind.STAFF else None


def note(verb: str, subject: UUID, by: Actor, at: datetime, purpose: str = "", **detail: Any) -> None:
    """The line of an act, in its transaction. The subject is the commitment or the action."""
    told = {name: value for name, value in detail.items() if value not in (None, "")}
    ledger.record(
        compartment=Compartment.HOUSE,
        subject=subject,
        verb=verb,
        by=by,
        purpose=purpose,
        detail=told,
        at=at,
    )
