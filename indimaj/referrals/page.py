"""What the person sees of this room on their own page, what they can do there, and what they take along."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indimaj.clients import blocks
from indimaj.clients.models import Client
from indimaj.clients.page import Act, Link, Row, Section
from indimaj.design.wording import instant_text
from indimaj.directory.models import Staff
from indimaj.ledger.actors import Actor
from indimaj.ports import clock
from indimaj.services import words as services

from . import actions, permissions, queries
from .enums import NeedState, State, Turn
from .models import Grievance, Need, Referral
from .transitions import WrongState, possible
from .words import GRIEVANCE_TONES, LIST_RULE, NEED_TONES, VERBS, tone

SHOWN = 20


def section(client: Client) -> Section:
    """Where I was sent, where it stands, and my place on a list; the order of the list is said beside it."""
    rows = [_row(one) for one in queries.for_person(client)[:SHOWN]]
    rows += [_need(one) for one in queries.needs_of(client) if one.state == NeedState.OPEN]
    rows += [_grievance(one) for one in client.grievances.select_related("body").order_by("-sent_at")[:SHOWN]]
    return Section(
        title=_("My needs and the services that I was sent to"),
        rows=rows,
        actions=[Link(_("I was not received somewhere"), reverse("referrals:report"))],
        empty=_("Nothing is written down here."),
    )


def _row(one: Referral) -> Row:
    said = [one.need.get_theme_display(), one.body.name_in(_reader())]
    if one.state == State.WAITING:
        ahead = one.ahead  # type: ignore[attr-defined]
        said.append(_("Your place on the waiting list: %(place)s.") % {"place": ahead + 1})
        said.append(str(LIST_RULE))
    said += [text for text in (one.get_reason_display(), one.get_result_display()) if text]
    received = one.state in (State.ACCEPTED, State.STARTED)
    context = {
        "said": said,
        "appointment": _appointment(one),
        "to_go": services.to_go(one.service) if received else [],
    }
    withdraw = Act(_("I do not want it any more"), "withdraw", str(one.pk))
    return Row(
        title=one.service.text_in("name", _reader()),
        text=render_to_string("referrals/_received.html", context),
        at=one.sent_at,
        state=str(State(one.state).label),
        tone=tone(one.state),
        url=reverse("services:service", args=[one.service_id]),
        acts=[withdraw] if possible(one.state, "withdraw") else [],
    )


def _appointment(one: Referral) -> str:
    """The appointment of somebody whom a service receives; one that has passed says so."""
    if one.appointment_at is None or one.state != State.ACCEPTED:
        return ""
    when = {"when": instant_text(one.appointment_at)}
    if one.appointment_at >= clock.now():
        return _("Appointment: %(when)s") % when
    return _("The appointment was on %(when)s. If you could not go, ask the service for another day.") % when


def _reader() -> str:
    return (get_language() or "ar")[:2]


def _need(one: Need) -> Row:
    return Row(
        title=one.get_theme_display(),
        text=one.words,
        at=one.recorded_at,
        state=one.get_state_display(),
        tone=NEED_TONES[one.state],
        acts=[Act(_("I do not need it any more"), "drop", str(one.pk))],
    )


def _grievance(one: Grievance) -> Row:
    return Row(
        title=one.get_wrong_display(),
        text=str(one.body),
        at=one.sent_at,
        state=one.get_state_display(),
        tone=GRIEVANCE_TONES[one.state],
        acts=[Act(_("Withdraw my grievance"), "withdraw_grievance", str(one.pk), "warning")]
        if one.is_open
        else [],
    )


def act(client: Client, verb: str, key: str, at: datetime) -> None:
    """What the person does on their own page. Raises Http404 for what is not theirs, or not possible any more."""
    by = client.actor()
    try:
        one = UUID(key)
        if verb == "withdraw":
            actions.withdraw_referral(referral=client.referrals.get(pk=one), by=by, at=at)
        elif verb == "drop":
            actions.close_need(need=client.needs.get(pk=one), reason="not_wanted", by=by, at=at)
        elif verb == "withdraw_grievance":
            found = client.grievances.get(pk=one)
            actions.move_grievance(grievance=found, verb="withdraw", by=by, at=at)
        else:
            raise Http404
    except (ValueError, Need.DoesNotExist, Referral.DoesNotExist, Grievance.DoesNotExist) as error:
        raise Http404 from error
    except (WrongState, actions.Stale) as error:
        raise Http404 from error


def held(client: Client) -> list[dict[str, Any]]:
    """Everything that the room holds of a person, for the download."""
    hidden = ("id", "submission", "version", "client_id", "recorded_by_id", "sent_by_id", "answered_by_id")
    kept: list[dict[str, Any]] = []
    for name, found in (
        ("need", client.needs.values()),
        ("referral", client.referrals.values()),
        ("grievance", client.grievances.values()),
        ("access_refusal", client.access_refusals.values()),
        ("child_step", client.child_steps.values()),
    ):
        kept += [
            {"what": name, **{key: value for key, value in row.items() if key not in hidden}} for row in found
        ]
    return kept


def block(client: Client, staff: Staff) -> Section | None:
    """The part of the caseworker's page of a person."""
    if not permissions.may_record_need(staff, client):
        return None
    found = Referral.objects.filter(client=client, turn__lt=Turn.NONE).select_related("service", "need")
    rows = [
        Row(
            title=one.service.text_in("name", _reader()),
            text=str(one.need.get_theme_display()),
            at=one.sent_at,
            state=str(State(one.state).label),
            tone=tone(one.state),
            url=reverse("referrals:case", args=[one.pk]),
        )
        for one in found.order_by("turn", "sent_at")[:SHOWN]
    ]
    return Section(
        title=_("Needs and referrals"),
        rows=rows,
        actions=[Link(_("Needs and referrals"), reverse("referrals:person", args=[client.reference]))],
        empty=_("No referral waits here."),
    )


def forget(client: Client, at: datetime) -> None:
    """Empty what names an erased person or was said by them; what is open ends. Counts stay."""
    by = Actor.system("erasure")
    for one in client.referrals.filter(is_open=True):
        actions.withdraw_referral(referral=one, by=by, at=at)
    for grievance in client.grievances.filter(is_open=True):
        actions.move_grievance(grievance=grievance, verb="withdraw", by=by, at=at)
    actions.empty_words(client=client)


def hang() -> None:
    """Hang the room's parts onto the person's page."""
    blocks.register(block)
    blocks.on_erasure(forget)
    blocks.on_support(actions.follow)
    blocks.name_verbs(VERBS)
