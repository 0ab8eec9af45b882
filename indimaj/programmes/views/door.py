"""What every page of the desk begins with: who reads, and which course."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from indimaj.design import conflicts
from indimaj.directory import door
from indimaj.directory.door import see, staff_of
from indimaj.directory.models import Staff
from indimaj.ledger.enums import Compartment

from .. import queries
from ..actions import Stale
from ..models import Course, Enrolment, Livelihood
from ..transitions import WrongState

__all__ = ["MOVED", "course_or_404", "day_of", "log", "moved_on", "see", "staff_of"]

# What says that somebody else was there before.
MOVED = (Stale, WrongState)


def course_or_404(staff: Staff, pk: UUID) -> Course:
    """One of one's own courses; what is forbidden and what does not exist look the same."""
    found = queries.course_of(staff, pk)
    if found is None:
        raise Http404
    return found


def participant_or_404(staff: Staff, pk: UUID) -> Enrolment:
    """A participant of one's own courses."""
    found = queries.participant_of(staff, pk)
    if found is None:
        raise Http404
    return found


def livelihood_or_404(staff: Staff, pk: UUID) -> Livelihood:
    """A livelihood that one's own body follows."""
    found = queries.livelihood_of(staff, pk)
    if found is None:
        raise Http404
    return found


def log(staff: Staff, purpose: str, what: str, subject: UUID | None = None, **more: Any) -> None:
    """Write the reading on the service side, before the answer goes out."""
    door.log(staff, purpose, what, subject, side=Compartment.SERVICE, **more)


def moved_on(request: HttpRequest) -> HttpResponse:
    """409: somebody else changed this meanwhile."""
    return conflicts.conflict(request)


def day_of(text: str, otherwise: date) -> date:
    """A day of the address."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise
