"""A row held for one change, and who acts."""

from datetime import datetime
from typing import Any

from indimaj.clients.models import Client
from indimaj.directory.models import Staff
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind

from ..models import Referral
from . import rows
from .following import follow
from .rows import NotDelivered

__all__ = ["NotDelivered", "Stale", "hold", "keep", "note", "staff_of"]


class Stale(Exception):
    """Somebody else changed this meanwhile: nothing was overwritten."""


def staff_of(by: Actor) -> Staff | None:
    """The member of staff who acts; None for the person, a link and the platform."""
    return Staff.objects.get(pk=by.id) if by.kind == ActorKind.STAFF else None


def hold(referral: Referral, version: int | None = None) -> Referral:
    """The row with what belongs to it, locked; raises Stale when it is not at `version` any more."""
    found = Referral.objects.select_for_update(of=("self",)).select_related(
        "client", "need__client", "service", "body", "sent_for", "delivery"
    )
    current = found.get(pk=referral.pk)
    if version is not None and current.version != version:
        raise Stale
    return current


def keep(referral: Referral, verb: str, by: Actor, at: datetime, **detail: Any) -> None:
    """Save a referral that moved on, with its line, and put it where those who help the person look."""
    referral.save()
    note(verb, referral.client, by, at, referral=str(referral.pk), **detail)
    follow([referral.client_id])


def note(verb: str, client: Client, by: Actor, at: datetime, **detail: Any) -> None:
    """The line of an act, in its transaction."""
    one = rows.line(verb, client, by, at, **detail)
    ledger.record(
        compartment=one.compartment,
        subject=one.subject,
        verb=one.verb,
        by=one.by,
        purpose=one.purpose,
        detail=one.detail,
        at=one.at,
    )
