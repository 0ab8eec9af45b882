"""What was sent to a service's own body: what waits for an answer, the oldest first."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from indimaj.directory.models import Staff
from indimaj.directory.permissions import Answer
from indimaj.ledger.actors import Actor
from indimaj.ports import clock
from indimaj.services.models import Service

from .. import actions, permissions, queries
from ..enums import State
from ..models import Referral
from ..words import LIST_RULE, URGENCY_TONES, tone
from .answer import Door, buttons, reach, step
from .case import delivery_of, times
from .door import log, reader, see, sent_or_404, staff_of

SHOWN = (State.WAITING, State.ACCEPTED, State.STARTED)


@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Waiting for us, oldest first. The list names nobody."""
    staff = staff_of(request)
    answer = permissions.may_list_inbox(staff)
    see(answer)
    state = request.GET.get("state", "")
    state = state if state in SHOWN else ""
    page = queries.inbox(staff, state, after=request.GET.get("after", ""))
    log(staff, answer, "inbox", count=len(page.rows))
    today = clock.today()
    tabs = [("", _("Waiting for us")), *((one.value, one.label) for one in SHOWN)]
    context = {
        "rows": [
            {
                "one": one,
                "service": one.service.text_in("name", reader()),
                "state": State(one.state).label,
                "tone": tone(one.state),
                "urgency": one.get_urgency_display(),
                "urgency_tone": URGENCY_TONES[one.urgency],
                "late": queries.is_late(one, today),
                "days": queries.days_silent(one, today),
            }
            for one in page.rows
        ],
        "tabs": [
            {"label": label, "url": f"?state={value}", "current": value == state} for value, label in tabs
        ],
        "lists": sorted(
            {(one.service_id, one.service.text_in("name", reader())) for one in page.rows}, key=str
        )
        if state == State.WAITING
        else [],
        "next": "?" + urlencode({"state": state, "after": page.after}) if page.after else "",
    }
    return render(request, "referrals/inbox.html", context)


def _open(staff: Staff, key: UUID) -> tuple[Referral, Answer]:
    one = sent_or_404(key)
    answer = permissions.may_read_as_provider(staff, one)
    see(answer)
    return one, answer


@login_required
def referral(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the person agreed to share, and what can be answered. Opening it says that it was seen."""
    staff = staff_of(request)
    one, allowed = _open(staff, pk)
    log(staff, allowed, "referral_as_provider", one.client_id)
    if one.state == State.SENT:
        one = actions.mark_seen(referral=one, by=staff, at=clock.now())
    door = _door(staff, one)
    context = {
        "one": one,
        "service": one.service.text_in("name", reader()),
        "state": State(one.state).label,
        "tone": tone(one.state),
        "phone": reach(one),
        "buttons": buttons(one, door),
        "times": times(one),
        "delivery": delivery_of(one),
        "place": queries.place_on_list(one),
    }
    return render(request, "referrals/as_provider.html", context)


def _door(staff: Staff, one: Referral) -> Door:
    return Door(Actor.staff(staff.pk), "provider", (one.pk,), "design/staff.html")


@login_required
def answer(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """One step."""
    staff = staff_of(request)
    one, _allowed = _open(staff, pk)
    return step(request, one, verb, _door(staff, one))


@login_required
def waiting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The waiting list of a service in its order, by reference."""
    staff = staff_of(request)
    service = Service.objects.filter(pk=pk).first()
    if service is None:
        raise Http404
    permission = permissions.may_see_list(staff, service.body_id)
    see(permission)
    page = queries.waiting_list(service.pk, after=request.GET.get("after", ""))
    log(staff, permission, "waiting_list", count=len(page.rows))
    context = {
        "service": service.text_in("name", reader()),
        "rule": LIST_RULE,
        "rows": page.rows,
        "next": "?" + urlencode({"after": page.after}) if page.after else "",
    }
    return render(request, "referrals/waiting.html", context)
