"""What a service answers: the same steps for somebody of its body and for the link without an account."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from indimaj.ledger.actors import Actor
from indimaj.people.enums import ContactMark
from indimaj.ports import clock

from .. import actions, forms
from ..models import AnswerLink, Referral
from ..permissions import PROVIDER_VERBS
from ..transitions import WrongState, possible
from ..words import BUTTONS
from .door import form_page, moved_on

FORMS: dict[str, type[forms.Versioned]] = {
    "accept": forms.AcceptForm,
    "put_on_list": forms.PlainForm,
    "start": forms.PlainForm,
    "finish": forms.FinishForm,
    "refuse": forms.RefuseForm,
}
DELIVERY_FORMS: dict[str, type[django_forms.Form]] = {
    "prepare": forms.PrepareForm,
    "hand_over": forms.HandOverForm,
    "miss": forms.MissForm,
}


@dataclass(frozen=True)
class Door:
    """Through which door somebody answers: who acts, and the addresses on their side."""

    by: Actor
    route: str
    args: tuple[Any, ...]
    frame: str
    link: AnswerLink | None = None

    @property
    def page(self) -> str:
        """The page of the referral."""
        return reverse(f"referrals:{self.route}", args=self.args)

    def step(self, verb: str) -> str:
        """The address of a step."""
        return reverse(f"referrals:{self.route}_step", args=[*self.args, verb])


def buttons(one: Referral, door: Door) -> list[dict[str, Any]]:
    """What can be answered now."""
    verbs = [verb for verb in PROVIDER_VERBS if verb in FORMS and possible(one.state, verb)]
    if one.delivery_kind and one.delivered_at is None:
        verbs = [verb for verb in verbs if verb != "finish"] + _delivery_verbs(one)
    return [
        {"label": BUTTONS[verb], "url": door.step(verb), "kind": "main" if place == 0 else "plain"}
        for place, verb in enumerate(verbs)
    ]


def _delivery_verbs(one: Referral) -> list[str]:
    if one.state not in ("accepted", "started"):
        return []
    found = getattr(one, "delivery", None)
    return ["hand_over", "miss"] if found and found.prepared_at else ["prepare"]


def first_name(one: Referral) -> str:
    """As little of a name as calls somebody in: the first given name, else the reference."""
    given = (one.client.given_names or one.client.name_said).split()
    return given[0] if given else one.client.reference


def reach(one: Referral) -> str:
    """How to reach the person: a phone that they did not close."""
    client = one.client
    return "" if client.phone_mark == ContactMark.DO_NOT_USE else client.phone


def step(request: HttpRequest, one: Referral, verb: str, door: Door) -> HttpResponse:
    """One step on a page of its own, sent by post."""
    if verb in DELIVERY_FORMS:
        return _deliver(request, one, verb, door)
    if verb not in FORMS:
        raise Http404
    if not possible(one.state, verb):
        return moved_on(request) if request.method == "POST" else redirect(door.page)
    form = FORMS[verb](request.POST or None, initial={"version": one.version})
    if not form.is_valid():
        return _ask(request, form, verb, door)
    try:
        actions.answer_referral(
            referral=one,
            verb=verb,
            answer=_answer(form.cleaned_data),
            by=door.by,
            at=clock.now(),
            version=form.cleaned_data["version"],
            link=door.link,
        )
    except (actions.Stale, WrongState, actions.NotDelivered):
        return moved_on(request)
    return redirect(door.page)


def _deliver(request: HttpRequest, one: Referral, verb: str, door: Door) -> HttpResponse:
    form = DELIVERY_FORMS[verb](request.POST or None)
    if not form.is_valid():
        return _ask(request, form, verb, door)
    data = form.cleaned_data
    given: dict[str, Any] = {"referral": one, "by": door.by, "at": clock.now(), "link": door.link}
    try:
        if verb == "prepare":
            actions.prepare_delivery(owner_name=data["owner_name"], **given)
        elif verb == "hand_over":
            actions.hand_over_delivery(to=data["to"], **given)
        else:
            actions.miss_delivery(reason=data["reason"], **given)
    except (actions.Stale, WrongState):
        return moved_on(request)
    return redirect(door.page)


def _ask(request: HttpRequest, form: django_forms.Form, verb: str, door: Door) -> HttpResponse:
    return form_page(
        request,
        form,
        title=BUTTONS[verb],
        submit=BUTTONS[verb],
        back=door.page,
        frame=door.frame,
        neutral=door.link is not None,
    )


def _answer(data: dict[str, Any]) -> actions.Answer:
    return actions.Answer(
        reason=data.get("reason", ""),
        text=data.get("text", ""),
        result=data.get("result", ""),
        appointment_at=_appointment(data.get("day", ""), data.get("hour")),
    )


def _appointment(day: str, hour: Any) -> datetime | None:
    """The moment of an appointment in Morocco; at nine where only the day is known."""
    if not day:
        return None
    at = datetime.combine(date.fromisoformat(day), hour or datetime.min.time().replace(hour=9))
    return timezone.make_aware(at)
