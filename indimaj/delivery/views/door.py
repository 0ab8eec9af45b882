"""What pages of the room begin with: who reads, which thing, and a form on a page of its own."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from indimaj.commitments.models import Commitment
from indimaj.design import conflicts
from indimaj.directory import door
from indimaj.directory.door import see, staff_of
from indimaj.directory.models import Staff
from indimaj.directory.permissions import Answer
from indimaj.ledger.enums import Compartment

__all__ = ["commitment_or_404", "form_page", "log", "moved_on", "reader", "see", "staff_of", "written"]


def reader() -> str:
    """The language of the page."""
    return (get_language() or "ar")[:2]


def commitment_or_404(key: str) -> Commitment:
    """A commitment that stands."""
    found = Commitment.objects.standing().filter(key=key).first()
    if found is None:
        raise Http404
    return found


def log(
    staff: Staff, answer: Answer, what: str, subject: UUID | None = None, *, count: int | None = None
) -> None:
    """Ask the permission, and write the reading before the answer goes out."""
    door.log(staff, see(answer), what, subject, side=Compartment.HOUSE, count=count)


def moved_on(request: HttpRequest, *forms: forms.BaseForm) -> HttpResponse:
    """409: somebody else did this meanwhile; what was typed is there to read."""
    return conflicts.conflict(request, *forms)


def written(form: forms.Form, *names: str) -> dict[str, Any]:
    """Some of what a form read."""
    return {name: form.cleaned_data[name] for name in names}


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: Any,
    submit: Any,
    back: str,
    frame: str = "design/staff.html",
    **context: Any,
) -> HttpResponse:
    """One form on a page of its own; what was refused comes back as it was typed, with 422."""
    shown = {"form": form, "title": title, "submit": submit, "back": back, "frame": frame}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "delivery/form.html", shown | context, status=status)
