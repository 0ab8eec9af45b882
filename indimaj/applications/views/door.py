"""What every page of the desk does first: who reads, may they, and a line in the ledger."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime

from indimaj.design import conflicts
from indimaj.directory import door
from indimaj.directory.door import see, staff_of
from indimaj.directory.models import Staff
from indimaj.ledger.enums import Compartment

from .. import case
from ..actions import Stale
from ..models import Application
from ..permissions import may_open

__all__ = ["file_or_404", "log", "moved_on", "see", "staff_of"]


def file_or_404(staff: Staff, reference: str) -> Application:
    """The file with a reference, if this person may open it."""
    found = (
        Application.objects.select_related("applicant", "office", "assigned_to")
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise Http404
    see(may_open(staff, found))
    return found


def log(
    staff: Staff,
    purpose: str,
    what: str,
    subject: UUID | None = None,
    *,
    count: int | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write the reading before the answer goes out."""
    door.log(staff, purpose, what, subject, side=Compartment.STATUS, count=count, detail=detail)


def moved_on(request: HttpRequest, error: Stale, *forms: BaseForm) -> HttpResponse:
    """409: what changed since the page was drawn, and what was typed, so that nothing is lost or overwritten."""
    since = _moment(request.POST.get("seen", ""))
    acts = case.acts_on(error.application, since)[:10]
    changes = case.timeline(acts, case.names_of(acts))
    context = {
        "application": error.application,
        "changes": changes,
        "typed": conflicts.typed(request, *forms),
    }
    return render(request, "applications/moved_on.html", context, status=409)


def _moment(text: str) -> datetime | None:
    """When the page was drawn, as it says itself; None when it says nothing that can be read."""
    try:
        read = parse_datetime(text)
    except ValueError:
        return None
    return read if read and read.tzinfo else None
