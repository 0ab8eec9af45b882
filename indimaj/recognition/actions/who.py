"""Who acts for a person: a caseworker who may, or the person themself."""

from indimaj.clients.actions.lines import staff_of
from indimaj.clients.models import Client
from indimaj.directory.models import Staff
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind

from ..permissions import ROLE


class Stale(Exception):
    """Somebody else changed this meanwhile: nothing was overwritten."""


def staff_or_self(by: Actor, client: Client) -> Staff | None:
    """The member of staff, or None for the person themself and the platform; nobody else's person."""
    if by.kind == ActorKind.PERSON and by.id != str(client.pk):
        raise NotAllowed(ROLE)
    return staff_of(by)
