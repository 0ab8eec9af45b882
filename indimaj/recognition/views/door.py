"""What every page of the room begins with: who reads, and what."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from indimaj.clients.models import Client
from indimaj.clients.permissions import may_open_client
from indimaj.design import conflicts
from indimaj.directory import door
from indimaj.directory.door import see, staff_of
from indimaj.directory.models import Staff
from indimaj.ledger.enums import Compartment
from indimaj.ports import storage

from ..actions.who import Stale
from ..models import Document
from ..transitions import WrongState

__all__ = ["MOVED", "attachment", "client_or_404", "log", "moved_on", "see", "staff_of"]

# What says that somebody else was there before.
MOVED = (Stale, WrongState)
EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def client_or_404(staff: Staff, reference: str) -> Client:
    """A person whom this caseworker may open; what is forbidden and what does not exist look the same."""
    known = Client.objects.select_related("never_consulate", "place")
    found = known.filter(reference=reference, erased_at=None).first()
    if found is None:
        raise Http404
    see(may_open_client(staff, found))
    return found


def log(staff: Staff, purpose: str, what: str, subject: UUID | None = None, **more: Any) -> None:
    """Write the reading on the service side, before the answer goes out."""
    door.log(staff, purpose, what, subject, side=Compartment.SERVICE, **more)


def moved_on(request: HttpRequest) -> HttpResponse:
    """409: somebody else changed this meanwhile."""
    return conflicts.conflict(request)


def attachment(document: Document) -> HttpResponse:
    """The bytes as a download whose name says nothing."""
    if not document.path:
        raise Http404
    response = HttpResponse(storage.read(document.path), content_type=document.content_type)
    name = f"document-{str(document.pk)[:8]}.{EXTENSIONS[document.content_type]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
