"""What every page of the room begins with: who reads, and whom."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from indimaj.design import conflicts
from indimaj.directory import door
from indimaj.directory.door import see, staff_of
from indimaj.directory.models import Staff
from indimaj.ledger.enums import Compartment

from ..models import Client, Support
from ..permissions import may_open_client
from ..queries import support_of, with_supports, with_what_waits

__all__ = ["client_or_404", "log", "moved_on", "see", "staff_of", "support_or_404"]


def client_or_404(staff: Staff, reference: str) -> Client:
    """A person whom this caseworker may open; what is forbidden and what does not exist look the same."""
    known = with_what_waits(with_supports(Client.objects.select_related("place")))
    found = known.filter(reference=reference).first()
    if found is None:
        raise Http404
    see(may_open_client(staff, found))
    return found


def support_or_404(staff: Staff, client: Client) -> Support:
    """The open support of the reader's body."""
    found = support_of(staff, client)
    if found is None:
        raise Http404
    return found


def log(
    staff: Staff, purpose: str, what: str, subject: UUID | None = None, *, count: int | None = None
) -> None:
    """Write the reading on the service side, before the answer goes out."""
    door.log(staff, purpose, what, subject, side=Compartment.SERVICE, count=count)


def moved_on(request: HttpRequest) -> HttpResponse:
    """409: somebody else changed this meanwhile."""
    return conflicts.conflict(request)
