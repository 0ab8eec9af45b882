"""What pages of the room begin with: who reads, and which commitment, version or import."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from indimaj.dialogue.models import DocumentVersion
from indimaj.directory import door
from indimaj.directory.door import see, staff_of
from indimaj.directory.models import Staff
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

from .. import queries
from ..models import Commitment, ImportBatch
from ..permissions import may_confirm, may_keep_commitments

__all__ = [
    "actor",
    "batch_or_404",
    "commitment_or_404",
    "log",
    "maybe_staff",
    "see",
    "staff_of",
    "version_or_404",
]


def actor(staff: Staff) -> Actor:
    """Who acts, for the ledger."""
    return Actor.staff(staff.pk)


def maybe_staff(request: HttpRequest) -> Staff | None:
    """The member of staff who reads a public page; None for everybody else."""
    return request.user if isinstance(request.user, Staff) else None


def commitment_or_404(staff: Staff, key: str) -> Commitment:
    """A commitment for who keeps them, one taken back among them."""
    see(may_keep_commitments(staff))
    found = queries.commitment_of(key, standing=False)
    if found is None:
        raise Http404
    return found


def version_or_404(pk: UUID) -> DocumentVersion:
    """A version of a document; the page asks whether its reader may use it."""
    found = queries.version_of(pk)
    if found is None:
        raise Http404
    return found


def batch_or_404(staff: Staff, pk: UUID) -> ImportBatch:
    """An import for who may confirm what it proposes."""
    found = queries.batch_of(pk)
    if found is None:
        raise Http404
    see(may_confirm(staff, found))
    return found


def log(staff: Staff, purpose: str, what: str, subject: UUID | None = None, **more: Any) -> None:
    """Write the reading in the house's ledger, before the answer goes out."""
    door.log(staff, purpose, what, subject, side=Compartment.HOUSE, **more)
