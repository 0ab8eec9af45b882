"""The caseworker's own queue, and a person's needs and referrals."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.queries import children_of, has_consent
from indimaj.directory.models import Staff
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, forms, permissions, queries
from ..enums import NeedState, State, Step, Turn
from ..models import Need, Referral
from ..words import NEED_TONES, URGENCY_TONES, tone
from .door import client_or_404, form_page, log, moved_on, reader, see, staff_of

SCOPES = ("mine", "body")


@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """My referrals: what came back, what is silent, then the oldest."""
    staff = staff_of(request)
    answer = permissions.may_list_referrals(staff)
    see(answer)
    scope = request.GET.get("scope", "mine")
    scope = scope if scope in SCOPES else "mine"
    page = queries.queue(staff, scope, after=request.GET.get("after", ""))
    log(staff, answer, "referrals", count=len(page.rows))
    counts = queries.turns(staff, scope)
    context = {
        "rows": [_line(one) for one in page.rows],
        "scope": scope,
        "tabs": [
            {"label": _("My referrals"), "url": "?scope=mine", "current": scope == "mine"},
            {"label": _("Of my association"), "url": "?scope=body", "current": scope == "body"},
        ],
        "back_count": counts[Turn.BACK],
        "silent_count": counts[Turn.SILENT],
        "next": "?" + urlencode({"scope": scope, "after": page.after}) if page.after else "",
    }
    return render(request, "referrals/queue.html", context)


def _line(one: Referral) -> dict[str, Any]:
    late = queries.is_late(one, clock.today())
    return {
        "one": one,
        "service": one.service.text_in("name", reader()),
        "state": State(one.state).label,
        "tone": tone(one.state),
        "late": late,
        "back": one.turn == Turn.BACK,
        "days": queries.days_silent(one, clock.today()),
        "need": one.need.get_theme_display(),
    }


@login_required
def person(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that a person needs, was sent to and waits for; it stays with them when they are handed over."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    log(staff, permissions.may_record_need(staff, client), "referrals_of_person", client.pk)
    today = clock.today()
    needs = queries.needs_of(client)
    by_need: dict[UUID, list[dict[str, Any]]] = {}
    for one in queries.for_person(client):
        row = _line(one) | {"place": one.ahead + 1 if one.state == State.WAITING else None}  # type: ignore[attr-defined]
        by_need.setdefault(one.need_id, []).append(row)
    context = {
        "client": client,
        "needs": [
            {
                "need": need,
                "state": need.get_state_display(),
                "tone": NEED_TONES[need.state],
                "urgency": need.get_urgency_display(),
                "urgency_tone": URGENCY_TONES[need.urgency],
                "is_open": need.state == NeedState.OPEN,
                "referrals": by_need.get(need.pk, []),
            }
            for need in needs
        ],
        "grievances": list(client.grievances.select_related("body").order_by("-sent_at")[:20]),
        "refusals": list(client.access_refusals.select_related("place").order_by("-recorded_at")[:20]),
        "children": children_of(client).visible_to(staff),
        "today": today,
    }
    return render(request, "referrals/person.html", context)


@login_required
def record(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down a need; `?step=` comes from a child's path."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    see(permissions.may_record_need(staff, client))
    step = request.GET.get("step", "")
    step = step if step in Step.values else ""
    initial = {"theme": forms.STEP_THEMES[Step(step)], "words": Step(step).label} if step else {}
    form = forms.NeedForm(request.POST or None, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        need = actions.record_need(
            client=client,
            theme=data["theme"],
            urgency=int(data["urgency"]),
            words=data["words"],
            step=step,
            by=Actor.staff(staff.pk),
            at=clock.now(),
            submission=data["submission"],
        )
        return redirect("referrals:choose", need.pk)
    return form_page(
        request,
        form,
        title=_("What does the person need?"),
        submit=_("Write down and find a service"),
        back=reverse("referrals:person", args=[reference]),
        client=client,
    )


def _need_or_404(staff: Staff, key: UUID) -> Need:
    known = Need.objects.select_related("client__place").prefetch_related("client__supports")
    need = get_object_or_404(known, pk=key, client__erased_at=None)
    see(permissions.may_record_need(staff, need.client))
    return need


@login_required
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A need is met, or given up for a reason."""
    staff = staff_of(request)
    need = _need_or_404(staff, pk)
    if need.state != NeedState.OPEN:
        return moved_on(request)
    form = forms.CloseForm(request.POST or None)
    back = reverse("referrals:person", args=[need.client.reference])
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.close_need(
                need=need,
                reason="" if reason == "met" else reason,
                by=Actor.staff(staff.pk),
                at=clock.now(),
            )
        except actions.Stale:
            return moved_on(request)
        return redirect(back)
    return form_page(
        request, form, title=_("Close the need"), submit=_("Close the need"), back=back, client=need.client
    )


@login_required
def choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Services that fit a need, each with its reasons."""
    staff = staff_of(request)
    need = _need_or_404(staff, pk)
    log(staff, permissions.may_record_need(staff, need.client), "services_for_need", need.client_id)
    found = queries.choices_for(need, clock.today(), reader())
    context = {
        "need": need,
        "client": need.client,
        "found": [(one, one.service.text_in("name", reader())) for one in found],
    }
    return render(request, "referrals/choose.html", context)


@login_required
def send(request: HttpRequest, pk: UUID, service: UUID) -> HttpResponse:
    """What the service learns, the person's yes, and send."""
    staff = staff_of(request)
    need = _need_or_404(staff, pk)
    found = queries.services.service_page(service)
    if found is None or found.body_id is None or need.state != NeedState.OPEN:
        raise Http404
    stands = has_consent(need.client, ConsentPurpose.REFERRAL, found.body_id)
    initial = {"words": need.words, "language": need.client.spoken_language}
    form = forms.SendForm(request.POST or None, initial=initial, theme=need.theme, consent_stands=stands)
    if form.is_valid():
        data = form.cleaned_data
        made = actions.send_with_yes(
            need=need,
            service=found,
            shared=actions.Shared(data["words"], data["language"], data["interpreter"]),
            delivery_kind=data.get("delivery_kind", "").replace("none", ""),
            says_yes=data.get("agreed", False),
            by=Actor.staff(staff.pk),
            at=clock.now(),
            submission=data["submission"],
        )
        return redirect("referrals:case", made.pk)
    return form_page(
        request,
        form,
        title=_("Send to this service"),
        submit=_("Send"),
        back=reverse("referrals:choose", args=[pk]),
        client=need.client,
        lead=found.text_in("name", reader()),
        notice="" if stands else permissions.NO_CONSENT.reason,
        words="" if stands else actions.words_of_consent(need.client, found),
    )
