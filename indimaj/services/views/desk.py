"""The desk: a body's own entries, and the entries whose check is due."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from indimaj.design import conflicts
from indimaj.directory.door import see, staff_of
from indimaj.directory.models import Body, Staff
from indimaj.directory.queries import bodies_of
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, queries, words
from ..enums import Status
from ..forms import CapacityForm, ServiceForm, initial_of
from ..models import OwnerLink, Service
from ..permissions import may_add_service, may_chase_services, may_edit_service, may_list_services
from ..querysets import KEEPING_ROLES
from .public import reader

PAGE = 25


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The entries of one's own bodies, those due for a check first."""
    staff = staff_of(request)
    see(may_list_services(staff))
    rows, after = _page(Service.objects.kept_by(staff), request)
    bodies = Body.objects.filter(code__in=bodies_of(staff, *KEEPING_ROLES)).order_by("code")
    context = {"rows": _rows(rows), "older": after, "bodies": list(bodies)}
    return render(request, "services/mine.html", context)


@login_required
def add(request: HttpRequest, body: str) -> HttpResponse:
    """A new entry for a body."""
    staff = staff_of(request)
    of = Body.objects.filter(code=body).first()
    if of is None:
        raise Http404
    see(may_add_service(staff, of))
    places = queries.every_place()
    first = {"original": reader(), "place": of.place_id or "", "submission": uuid4()}
    form = ServiceForm(request.POST or None, places, first)
    if request.method == "POST" and form.is_valid():
        actions.save_service(
            values=form.values(None),
            where=form.where(),
            body=of,
            by=Actor.staff(staff.pk),
            at=clock.now(),
            submission=form.cleaned_data["submission"],
        )
        return redirect("services:mine")
    context = {"form": form, "body": of}
    return render(request, "services/add.html", context, status=422 if form.errors else 200)


@login_required
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One entry: correct it, confirm it, count its places, close it, hand its link over."""
    staff, service = _own(request, pk)
    form = ServiceForm(request.POST or None, queries.every_place(), initial_of(service))
    if request.method == "POST" and form.is_valid():
        try:
            save(form, service, Actor.staff(staff.pk))
        except actions.Stale:
            return conflicts.conflict(request)
        return redirect("services:edit", pk)
    return _page_of(request, service, form=form)


def save(form: ServiceForm, service: Service, by: Actor, link: OwnerLink | None = None) -> Service:
    """Write what the form says over the entry; its places beyond the first stay as they are."""
    one_place = service.locations.count() <= 1
    return actions.save_service(
        service=service,
        values=form.values(service),
        where=form.where() if one_place else None,
        by=by,
        at=clock.now(),
        version=form.cleaned_data["version"],
        link=link,
    )


def _page_of(
    request: HttpRequest, service: Service, *, form: ServiceForm | None = None, token: str = "", **more: Any
) -> HttpResponse:
    form = form or ServiceForm(None, queries.every_place(), initial_of(service))
    capacity = more.get("capacity") or CapacityForm(
        initial={"available": service.capacity_available, "version": service.version}
    )
    today = clock.today()
    links = service.owner_links.filter(withdrawn_at=None, expires_at__gt=clock.now()).order_by("-made_at")
    context = {
        "service": service,
        "name": service.text_in("name", reader()),
        "due": words.due(service, today),
        "checked": words.checked(service, service.is_stale(today)),
        "status": Status(service.status).label,
        "tone": words.TONES[Status(service.status)],
        "open": service.status == Status.ACTIVE,
        "form": form,
        "capacity": capacity,
        "seen": {"version": service.version},
        "links": list(links[:5]),
        "address": token,
    }
    bad = form.errors or capacity.errors
    return render(request, "services/edit.html", context, status=422 if bad else 200)


@login_required
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It is right as it stands."""
    return _act(request, pk, actions.confirm_unchanged)


@login_required
@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Closed for now."""
    return _act(request, pk, actions.close_service)


@login_required
@require_POST
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open again."""
    return _act(request, pk, actions.reopen_service)


@login_required
@require_POST
def capacity(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How many places are left."""
    staff, service = _own(request, pk)
    form = CapacityForm(request.POST)
    if not form.is_valid():
        return _page_of(request, service, capacity=form)
    try:
        actions.set_capacity(
            service=service,
            available=form.cleaned_data["available"],
            version=form.cleaned_data["version"],
            by=Actor.staff(staff.pk),
            at=clock.now(),
        )
    except actions.Stale:
        return conflicts.conflict(request)
    return redirect("services:edit", pk)


@login_required
@require_POST
def link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new link for the owner, shown once."""
    staff = staff_of(request)
    service = _service(pk)
    chases = bool(may_chase_services(staff))
    if not chases:
        see(may_edit_service(staff, service))
    made = actions.make_owner_link(service=service, by=Actor.staff(staff.pk), at=clock.now())
    context = {"address": made.address, "until": made.link.expires_at, "chases": chases, "service": service}
    return render(request, "services/link.html", context)


@login_required
@require_POST
def end_link(request: HttpRequest, pk: UUID, link: UUID) -> HttpResponse:
    """End a link at once."""
    staff, service = _own(request, pk)
    found = service.owner_links.filter(pk=link).first()
    if found is None:
        raise Http404
    actions.withdraw_owner_link(link=found, by=Actor.staff(staff.pk), at=clock.now())
    return redirect("services:edit", pk)


@login_required
def due(request: HttpRequest) -> HttpResponse:
    """Entries whose check is due, longest first; a link for whoever has no address."""
    staff = staff_of(request)
    see(may_chase_services(staff))
    rows, after = _page(Service.objects.due(clock.today()), request)
    return render(request, "services/due.html", {"rows": _rows(rows), "older": after})


def _act(request: HttpRequest, pk: UUID, verb: Any) -> HttpResponse:
    staff, service = _own(request, pk)
    version = request.POST.get("version", "")
    try:
        verb(
            service=service,
            by=Actor.staff(staff.pk),
            at=clock.now(),
            version=int(version) if version.isdigit() and len(version) < 10 else -1,
        )
    except actions.Stale:
        return conflicts.conflict(request)
    return redirect("services:edit", pk)


def _own(request: HttpRequest, pk: UUID) -> tuple[Staff, Service]:
    staff, service = staff_of(request), _service(pk)
    see(may_edit_service(staff, service))
    return staff, service


def _service(pk: UUID) -> Service:
    found = Service.objects.select_related("body", "place", "organization").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _page(found: Any, request: HttpRequest) -> tuple[list[Service], str]:
    """One page in the order of the next check, and the address of the page after it."""
    day, _sign, key = request.GET.get("after", "").partition("~")
    if cursor := queries.read_cursor(f"{day}~{key}"):
        found = found.filter(queries.beyond_check(*cursor))
    rows = list(
        found.select_related("body", "place", "organization")
        .defer("source")
        .order_by("next_check_on", "id")[: PAGE + 1]
    )
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    if last is None or last.next_check_on is None:
        return rows[:PAGE], ""
    return rows[:PAGE], "?" + urlencode({"after": f"{last.next_check_on.isoformat()}~{last.pk.hex}"})


def _rows(services: list[Service]) -> list[dict[str, Any]]:
    language, today = reader(), clock.today()
    return [
        {
            "service": one,
            "name": one.text_in("name", language),
            "by": words.offered_by(one, language),
            "place": str(one.place or ""),
            "due": words.due(one, today),
            "status": Status(one.status).label,
            "tone": words.TONES[Status(one.status)],
            "asked": one.chased_at,
        }
        for one in services
    ]
