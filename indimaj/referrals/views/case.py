"""One referral as the caseworker follows it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, permissions, queries
from ..enums import State, Turn
from ..models import Delivery, Referral
from ..transitions import WrongState
from ..words import DELIVERY_TONES, LIST_RULE, tone
from .door import log, moved_on, reader, referral_or_404, see, staff_of


@login_required
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where it stands, what was said, what came before, and where to go next."""
    staff = staff_of(request)
    one = referral_or_404(pk)
    log(staff, permissions.may_open_referral(staff, one), "referral", one.client_id)
    among = queries.of_need(one)
    return render(
        request,
        "referrals/case.html",
        context_of(one, among)
        | {
            "may_withdraw": bool(permissions.may_withdraw_referral(staff, one)),
            "may_link": bool(permissions.may_make_link(staff, one)),
            "next_best": [
                (found, found.service.text_in("name", reader()))
                for found in queries.next_best(one, clock.today(), among)
            ]
            if one.turn == Turn.BACK
            else [],
        },
    )


def context_of(one: Referral, among: list[Referral]) -> dict[str, Any]:
    """What the caseworker's page shows of a referral."""
    return {
        "one": one,
        "client": one.client,
        "service": one.service.text_in("name", reader()),
        "state": State(one.state).label,
        "tone": tone(one.state),
        "late": queries.is_late(one, clock.today()),
        "due": queries.answer_due(one),
        "is_back": one.turn == Turn.BACK,
        "place": queries.place_on_list(one),
        "rule": LIST_RULE,
        "times": times(one),
        "delivery": delivery_of(one),
        "chain": [(before, before.service.text_in("name", reader())) for before in queries.chain(one, among)],
    }


def times(one: Referral) -> list[dict[str, Any]]:
    """Each step with its time, the newest first."""
    ends = State(one.state).label
    steps = [
        (one.sent_at, _("Sent to the service")),
        (one.seen_at, _("Seen")),
        (one.reminded_at, _("The service was asked again")),
        (one.waiting_at, _("On the waiting list")),
        (one.accepted_at, _("Accepted by the service")),
        (one.started_at, _("Started")),
        (one.ended_at, ends),
    ]
    made = [{"title": title, "at": at, "by": "", "text": ""} for at, title in steps if at]
    return sorted(made, key=lambda step: step["at"], reverse=True)


def delivery_of(one: Referral) -> dict[str, Any] | None:
    """The card, certificate or keys, and where they are; nothing where a referral ends without."""
    if not one.delivery_kind:
        return None
    found: Delivery | None = getattr(one, "delivery", None)
    state = found.state if found else "preparing"
    return {
        "kind": one.get_delivery_kind_display(),
        "state": found.get_state_display() if found else _("Not ready yet"),
        "tone": DELIVERY_TONES[state],
        "owner": found.owner_name if found else "",
        "prepared_at": found.prepared_at if found else None,
        "handed_at": found.handed_at if found else None,
        "to": found.get_handed_to_display() if found and found.handed_to else "",
        "reason": found.get_missed_reason_display() if found and found.missed_reason else "",
    }


@login_required
@require_POST
def send_on(request: HttpRequest, pk: UUID, service: UUID) -> HttpResponse:
    """One press: the same words go to the next service; without the person's yes for it, their yes is asked first."""
    staff = staff_of(request)
    one = referral_or_404(pk)
    found = queries.services.service_page(service)
    answer = permissions.may_send_on(staff, one)
    if found is None or found.body_id is None:
        return redirect("referrals:choose", one.need_id)
    if not answer:
        see(permissions.may_open_referral(staff, one))
        return moved_on(request)
    if not permissions.may_send_referral(staff, one.need, found):
        return redirect("referrals:send", one.need_id, found.pk)
    made = actions.send_referral(
        need=one.need,
        service=found,
        shared=actions.Shared(one.shared_words, one.language, one.interpreter),
        delivery_kind=one.delivery_kind,
        by=Actor.staff(staff.pk),
        at=clock.now(),
    )
    return redirect("referrals:case", made.pk)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The person does not want it any more."""
    staff = staff_of(request)
    one = referral_or_404(pk)
    see(permissions.may_open_referral(staff, one))
    if not permissions.may_withdraw_referral(staff, one):
        return moved_on(request)
    try:
        actions.withdraw_referral(referral=one, by=Actor.staff(staff.pk), at=clock.now())
    except WrongState:
        return moved_on(request)
    return redirect("referrals:case", pk)


@login_required
@require_POST
def rest(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What came back is not sent on."""
    staff = staff_of(request)
    one = referral_or_404(pk)
    see(permissions.may_open_referral(staff, one))
    if not permissions.may_send_on(staff, one):
        return moved_on(request)
    actions.let_rest(referral=one, by=Actor.staff(staff.pk), at=clock.now())
    return redirect("referrals:person", one.client.reference)


@login_required
@require_POST
def link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A link for a service without an account: shown once."""
    staff = staff_of(request)
    one = referral_or_404(pk)
    see(permissions.may_open_referral(staff, one))
    if not permissions.may_make_link(staff, one):
        return moved_on(request)
    made = actions.make_answer_link(referral=one, by=Actor.staff(staff.pk), at=clock.now())
    context = {"one": one, "address": made.address, "expires": made.link.expires_at}
    return render(request, "referrals/link_made.html", context)
