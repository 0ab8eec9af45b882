"""What every page of the room begins with: who reads, whom, and which referral."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from indimaj.clients.models import Client
from indimaj.clients.permissions import may_open_client
from indimaj.design import conflicts
from indimaj.directory import door
from indimaj.directory.door import see, staff_of
from indimaj.directory.models import Staff
from indimaj.directory.permissions import Answer
from indimaj.ledger.enums import Compartment

from ..models import Referral
from ..queries import SHOWN

__all__ = [
    "client_or_404",
    "form_page",
    "log",
    "moved_on",
    "reader",
    "referral_or_404",
    "see",
    "sent_or_404",
    "staff_of",
]


def reader() -> str:
    """The language of the page."""
    return (get_language() or "ar")[:2]


def client_or_404(staff: Staff, reference: str) -> Client:
    """A person whom this caseworker helps now; what is forbidden and what does not exist look the same."""
    known = Client.objects.select_related("place").prefetch_related("supports")
    found = known.filter(reference=reference, erased_at=None).first()
    if found is None:
        raise Http404
    see(may_open_client(staff, found))
    return found


def referral_or_404(key: UUID) -> Referral:
    """A referral with what the caseworker's page shows; the page asks its own permission next."""
    return _found(Referral.objects.prefetch_related("client__supports"), key)


def sent_or_404(key: UUID) -> Referral:
    """A referral as its service reads it: who else helps the person is not asked for."""
    return _found(Referral.objects.all(), key)


def _found(among: QuerySet[Referral], key: UUID) -> Referral:
    found = among.select_related(*SHOWN, "client__place", "service__place", "sent_for", "delivery")
    one = found.filter(pk=key, client__erased_at=None).first()
    if one is None:
        raise Http404
    return one


def log(
    staff: Staff, answer: Answer, what: str, subject: UUID | None = None, *, count: int | None = None
) -> None:
    """Ask the permission, and write the reading before the answer goes out."""
    door.log(staff, see(answer), what, subject, side=Compartment.SERVICE, count=count)


def moved_on(request: HttpRequest) -> HttpResponse:
    """409: somebody else changed this meanwhile; nothing is overwritten."""
    return conflicts.conflict(request)


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: Any,
    submit: Any,
    back: str,
    frame: str = "design/staff.html",
    tab: str = "",
    **context: Any,
) -> HttpResponse:
    """One form on a page of its own; what was refused comes back as it was typed, with 422."""
    shown = {"form": form, "title": title, "submit": submit, "back": back, "frame": frame, "tab": tab}
    return render(
        request, "referrals/form.html", shown | context, status=422 if form.is_bound and form.errors else 200
    )
