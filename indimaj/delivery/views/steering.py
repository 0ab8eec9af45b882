"""The ministry's desk of the follow-up: who is asked, by which link, what was looked for, what carries it out."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indimaj.directory.models import Body
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, dossier, permissions, queries, status, words
from ..forms import AssignForm, CarryForm, ContactForm, SearchForm, said
from ..models import Assignment, Contact, TraceSearch
from . import public
from .door import commitment_or_404, form_page, log, moved_on, reader, see, staff_of, written
from .translating import into


@login_required
def steer(request: HttpRequest) -> HttpResponse:
    """Commitments with where each stands."""
    staff = staff_of(request)
    permission = permissions.may_steer(staff)
    see(permission)
    listed = queries.steered(request.GET.get("after", ""))
    log(staff, permission, "follow_up", count=len(listed.rows))
    standings = status.status_of([one.pk for one in listed.rows], clock.today())
    rows = [(one, standings[one.pk], words.tone(standings[one.pk])) for one in listed.rows]
    return render(request, "delivery/steer.html", {"rows": rows, "older": public.next_page(listed.after)})


@login_required
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One commitment: everybody who is asked, every piece of evidence, every search, and what can be done."""
    staff = staff_of(request)
    permission = permissions.may_steer(staff)
    see(permission)
    found = commitment_or_404(key)
    log(staff, permission, "follow_up_of", found.pk)
    today = clock.today()
    known = dossier.load([found.pk], today)[found.pk]
    assert known.standing is not None
    context = {
        "commitment": found,
        "standing": known.standing,
        "tone": words.tone(known.standing),
        "asked": [words.assignment(each, today) for each in known.asked],
        "cards": [words.card(each.action, each.standing) for each in known.acting],
        "evidence": [public.shown(each, into) for each in known.evidence],
        "searches": [_search(each) for each in known.searches],
        "carriers": known.carriers,
    }
    return render(request, "delivery/one.html", context)


def _search(made: TraceSearch) -> dict[str, Any]:
    """A search with where its two texts are translated."""
    return {
        "on": made.on,
        "is_invented": made.is_invented,
        "looked_for": made.looked_for,
        "looked_in": made.looked_in,
        "into_for": into(made, "looked-for"),
        "into_in": into(made, "looked-in"),
    }


@login_required
def assign(request: HttpRequest, key: str) -> HttpResponse:
    """Ask a body to answer."""
    staff = staff_of(request)
    see(permissions.may_assign(staff))
    found = commitment_or_404(key)
    form = AssignForm(request.POST or None)
    if form.is_valid():
        try:
            actions.assign(
                commitment=found, by=Actor.staff(staff.pk), at=clock.now(),
                **written(form, "body", "role", "level", "due_on", "source_url", "submission"),
            )  # fmt: skip
            return redirect("delivery:one", key)
        except actions.NotFitting as fault:
            form.refuse(fault)
    return form_page(
        request, form, title=_("Ask a body to answer"), submit=_("Ask"), back=_desk(key),
        about={"title": found.title},
    )  # fmt: skip


def _desk(key: str) -> str:
    return reverse("delivery:one", args=[key])


@login_required
@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A body need not answer any more."""
    staff = staff_of(request)
    found = _assignment(pk)
    see(permissions.may_steer(staff))
    try:
        actions.end_assignment(assignment=found, by=Actor.staff(staff.pk), at=clock.now())
    except actions.Stale:
        return moved_on(request)
    return redirect("delivery:one", found.commitment.key)


@login_required
@require_POST
def link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new link for a body without an account, shown once."""
    staff = staff_of(request)
    found = _assignment(pk)
    see(permissions.may_make_link(staff, found))
    made = actions.make_answer_link(assignment=found, by=Actor.staff(staff.pk), at=clock.now())
    context = {"asked": found, "address": made.address(reader()), "until": made.link.expires_at}
    return render(request, "delivery/link_made.html", context)


def _assignment(pk: UUID) -> Assignment:
    found = Assignment.objects.select_related("commitment", "body").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@login_required
def contact(request: HttpRequest, code: str) -> HttpResponse:
    """Where a body without a focal point is written to."""
    staff = staff_of(request)
    permission = permissions.may_keep_contact(staff)
    see(permission)
    body = Body.objects.filter(code=code).first()
    if body is None:
        raise Http404
    log(staff, permission, "contact")
    kept = Contact.objects.filter(body=body).first()
    initial = {"email": kept.email, "language": kept.language} if kept else {"language": "fr"}
    form = ContactForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.keep_contact(body=body, by=Actor.staff(staff.pk), at=clock.now(), **form.cleaned_data)
        return redirect("delivery:steer")
    return form_page(
        request, form, title=_("Where it is written to"), submit=_("Keep"), back=reverse("delivery:steer"),
        about={"body": body},
        notice=_("A body without a focal point here gets reminders and its answer link at this address."),
    )  # fmt: skip


@login_required
def search(request: HttpRequest, key: str) -> HttpResponse:
    """Record that a trace was looked for and not found."""
    staff = staff_of(request)
    see(permissions.may_record_search(staff))
    found = commitment_or_404(key)
    form = SearchForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.record_search(
                commitment=found, looked_in=said(data["looked_in"]), looked_for=said(data["looked_for"]),
                by=Actor.staff(staff.pk), at=clock.now(), **written(form, "on", "submission"),
            )  # fmt: skip
            return redirect("delivery:one", key)
        except actions.NotFitting as fault:
            form.refuse(fault)
    return form_page(
        request, form, title=_("No trace was found"), submit=_("Record the search"), back=_desk(key),
        about={"title": found.title},
        notice=_("This records the search that was made. Evidence that turns up later outweighs it by itself."),
    )  # fmt: skip


@login_required
def carry(request: HttpRequest, key: str) -> HttpResponse:
    """Name what carries a commitment out in the running system."""
    staff = staff_of(request)
    see(permissions.may_carry(staff))
    found = commitment_or_404(key)
    form = CarryForm(request.POST or None)
    if form.is_valid():
        data: dict[str, Any] = form.cleaned_data
        try:
            actions.carry(thing=found, by=Actor.staff(staff.pk), at=clock.now(), **data)
            return redirect("delivery:one", key)
        except actions.NotFitting as fault:
            form.refuse(fault)
    return form_page(
        request, form, title=_("What carries it out"), submit=_("Name it"), back=_desk(key),
        about={"title": found.title},
    )  # fmt: skip
