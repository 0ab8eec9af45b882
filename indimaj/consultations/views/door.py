"""What pages of the room begin with: which round, who reads, and a form on a page of its own."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from indimaj.directory import door
from indimaj.directory.door import see, staff_of
from indimaj.directory.models import Staff
from indimaj.directory.permissions import Answer
from indimaj.ledger.enums import Compartment

from .. import queries
from ..models import Round

__all__ = ["desk_or_404", "form_page", "log", "public_or_404", "reader", "see", "staff_of"]


def reader() -> str:
    """The language of the page."""
    return (get_language() or "ar")[:2]


def public_or_404(key: str) -> Round:
    """A published round."""
    found = queries.public_round(key)
    if found is None:
        raise Http404
    return found


def desk_or_404(staff: Staff, pk: UUID) -> Round:
    """A round of the desk; what is forbidden and what does not exist look the same."""
    found = queries.desk_round(staff, pk)
    if found is None:
        raise Http404
    return found


def log(
    staff: Staff, answer: Answer, what: str, subject: UUID | None = None, *, count: int | None = None
) -> None:
    """Ask the permission, and write the reading before the answer goes out."""
    door.log(staff, see(answer), what, subject, side=Compartment.HOUSE, count=count)


def form_page(
    request: HttpRequest, form: forms.Form, *, title: Any, submit: Any, back: str, **context: Any
) -> HttpResponse:
    """One form of the desk; what was refused comes back as it was typed, with 422."""
    shown = {"form": form, "title": title, "submit": submit, "back": back}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "consultations/form.html", shown | context, status=status)
