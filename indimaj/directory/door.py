"""What every page of a member of staff does first: who reads, may they, and a line in the ledger."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

from .models import Staff
from .permissions import Answer, Refused


def staff_of(request: HttpRequest) -> Staff:
    """The member of staff who reads; the page has asked for a sign-in."""
    assert isinstance(request.user, Staff)
    return request.user


def see(answer: Answer) -> str:
    """The purpose, or 404: what is forbidden and what does not exist look the same."""
    if isinstance(answer, Refused):
        raise Http404
    return answer.purpose


def frame_of(request: HttpRequest) -> str:
    """The frame of a page that is both public and in a desk's menu: whoever is signed in keeps their menu."""
    return "design/staff.html" if request.user.is_authenticated else "design/public.html"


def log(
    staff: Staff,
    purpose: str,
    what: str,
    subject: UUID | None = None,
    *,
    side: Compartment,
    count: int | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write the reading before the answer goes out."""
    ledger.read(
        compartment=side,
        what=what,
        by=Actor.staff(staff.pk),
        purpose=purpose,
        subject=subject,
        count=count,
        detail=detail,
    )
