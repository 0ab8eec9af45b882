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

from ..models import Commitment, ImportBatch
from .errors import Stale

SETUP = "setup"


def staff_of(by: Actor) -> Staff | None:
    """The member of staff who acts; None for the platform."""
    return Staff.objects.get(pk=by.id) if by.kind == ActorKind.STAFF else None


def purpose_of(by: Actor, may: Callable[..., Answer], *thing: Any) -> str:
    """Ask the permission of whoever acts: staff by their post, the installation by none."""
    staff = staff_of(by)
    return SETUP if staff is None else ensure(may(staff, *thing)).purpose


def hold(commitment: Commitment, version: int | None = None) -> Commitment:
    """The commitment, locked until the transaction ends."""
    current = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    if version is not None and current.version != version:
        raise Stale
    return current


def hold_batch(batch: ImportBatch) -> ImportBatch:
    """The import, locked: whoever decides on its proposals waits here."""
    found = ImportBatch.objects.select_related("document_version__document", "raised_in")
    return found.select_for_update(of=("self",)).get(pk=batch.pk)


def line(verb: str, subject: UUID, by: Actor, at: datetime, purpose: str, **detail: Any) -> Line:
    """A line on the chain of a commitment or of an import."""
    return Line(Compartment.HOUSE, subject, verb, by, at, purpose, detail)


def write(verb: str, subject: UUID, by: Actor, at: datetime, purpose: str, **detail: Any) -> None:
    """One line, in the transaction of the act."""
    ledger.record_many([line(verb, subject, by, at, purpose, **detail)])
