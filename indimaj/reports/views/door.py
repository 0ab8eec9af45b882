"""What every page of the room begins with."""

from typing import Any
from uuid import UUID

from django.http import Http404

from indimaj.directory import door
from indimaj.directory.models import Staff
from indimaj.ledger.enums import Compartment

from .. import queries
from ..models import Edition


def frozen_or_404(number: int) -> Edition:
    """A frozen edition; a draft and what does not exist look the same."""
    found = queries.frozen_edition(number)
    if found is None:
        raise Http404
    return found


def edition_or_404(number: int) -> Edition:
    """An edition of the desk."""
    found = queries.edition_of(number)
    if found is None:
        raise Http404
    return found


def log(staff: Staff, purpose: str, what: str, subject: UUID | None = None, **more: Any) -> None:
    """Write the reading before the answer goes out."""
    door.log(staff, purpose, what, subject, side=Compartment.HOUSE, **more)


def page_number(text: str) -> int:
    """The page that an address asks for; the first where it asks for none that makes sense."""
    return min(max(int(text), 1), 5000) if text.isascii() and text.isdigit() and len(text) < 6 else 1
