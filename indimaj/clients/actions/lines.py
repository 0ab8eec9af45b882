"""The ledger's lines of a person, and the row held for one change."""

from datetime import datetime
from typing import Any
from uuid import UUID

from indimaj.directory.models import Staff
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind, Compartment

from ..models import Client


class Stale(Exception):
    """Somebody else changed this meanwhile: nothing was overwritten."""


def line(verb: str, client: Client, by: Actor, at: datetime, **detail: Any) -> None:
    """One line on this person's chain, on the service side; for every room that acts for the person."""
    ledger.record(
        compartment=Compartment.SERVICE,
        subject=client.pk,
        verb=verb,
        by=by,
        purpose=detail.pop("purpose", "own_page" if by.kind == ActorKind.PERSON else "support"),
        detail=detail,
        at=at,
    )


def staff_of(by: Actor) -> Staff | None:
    """The member of staff who acts; None for the person and the platform."""
    return Staff.objects.get(pk=by.id) if by.kind == ActorKind.STAFF else None


def hold(client_id: UUID, version: int | None = None) -> Client:
    """The row, locked until the transaction ends; raises Stale when it is not at `version` any more."""
    current = Client.objects.select_for_update().get(pk=client_id)
    if version is not None and current.version != version:
        raise Stale
    return current
