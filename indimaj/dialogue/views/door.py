"""What every page of the room begins with: who reads, may they, and what."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from indimaj.design import conflicts
from indimaj.directory import door
from indimaj.directory.door import see, staff_of
from indimaj.directory.models import Staff
from indimaj.directory.permissions import Answer
from indimaj.ledger.enums import Compartment

from .. import queries
from ..models import Document, DocumentVersion, Event

__all__ = ["see", "staff_of"]


def event_or_404(staff: Staff | None, key: str) -> Event:
    """An event that this reader may see; None is everybody."""
    found = queries.event(staff, key)
    if found is None:
        raise Http404
    return found


def document_or_404(staff: Staff | None, key: str) -> Document:
    """A document that this reader may see; None is everybody."""
    found = queries.document(staff, key)
    if found is None:
        raise Http404
    return found


def version_or_404(document: Document, number: int) -> DocumentVersion:
    """One version with its text."""
    found = queries.version(document, number)
    if found is None:
        raise Http404
    return found


def log(
    staff: Staff, answer: Answer, what: str, subject: UUID | None = None, *, count: int | None = None
) -> None:
    """Ask the permission, and write the reading before the answer goes out."""
    door.log(staff, see(answer), what, subject, side=Compartment.HOUSE, count=count)


def moved_on(request: HttpRequest, *typed: forms.Form) -> HttpResponse:
    """409: somebody else changed this meanwhile; nothing is overwritten."""
    return conflicts.conflict(request, *typed)


def form_page(
    request: HttpRequest, form: forms.Form, *, title: Any, submit: Any, back: str, **context: Any
) -> HttpResponse:
    """One form on a page of its own; what was refused comes back as it was typed, with 422."""
    shown = {"form": form, "title": title, "submit": submit, "back": back}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "dialogue/form.html", shown | context, status=status)
