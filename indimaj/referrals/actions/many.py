"""The set form: many needs with their referrals and what became of them. It leaves what the single acts leave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from indimaj.clients.models import Client
from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ports import tables
from indimaj.services.models import Service

from ..enums import DeliveryState, HandedTo, NeedState, Turn
from ..models import Delivery, Need, Referral
from ..permissions import may_be_sent
from . import rows
from .following import follow
from .rows import NOTHING, Answer, Shared


@dataclass(frozen=True)
class Moved:
    """One step of a referral: a verb of the machine, `remind`, `prepare` or `hand_over`."""

    verb: str
    at: datetime
    by: Actor
    answer: Answer = NOTHING
    owner_name: str = ""


@dataclass(frozen=True)
class Sent:
    """One referral with its steps; `first` of a need writes the need down too."""

    client: Client
    theme: str
    urgency: int
    words: str
    needed_at: datetime
    service: Service
    shared: Shared
    sent_at: datetime
    by: Staff
    body: Body
    delivery_kind: str = ""
    steps: Sequence[Moved] = field(default=())
    then: "Sent | None" = None


@transaction.atomic
def send_many(sent: Iterable[Sent]) -> list[Referral]:
    """Needs, referrals and their steps in one go; `then` is the referral that a refusal led to.

    Nobody is sent without the consent that the single form asks for.
    """
    made = _Rows()
    for one in sent:
        need = _need(one, made)
        _refer(one, need, None, made)
    tables.insert(made.needs)
    tables.insert(made.referrals)
    tables.insert(made.deliveries)
    ledger.record_many(sorted(made.lines, key=lambda line: line.at))
    follow({referral.client_id for referral in made.referrals})
    return made.referrals


@dataclass
class _Rows:
    needs: list[Need] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def _need(one: Sent, made: _Rows) -> Need:
    need = Need(
        client=one.client,
        theme=one.theme,
        urgency=one.urgency,
        words=one.words,
        recorded_at=one.needed_at,
        recorded_by=one.by,
    )
    made.needs.append(need)
    by = Actor.staff(one.by.pk)
    made.lines.append(
        rows.line("need_recorded", one.client, by, one.needed_at, need=str(need.pk), theme=one.theme)
    )
    return need


def _refer(one: Sent, need: Need, previous: Referral | None, made: _Rows) -> None:
    ensure(may_be_sent(need, one.service))
    if previous and previous.turn == Turn.BACK:
        rows.handled(previous)
    referral = rows.referral(
        need,
        one.service,
        one.shared,
        one.sent_at,
        sent_by=one.by,
        sent_for=one.body,
        previous=previous,
        delivery_kind=one.delivery_kind,
    )
    made.referrals.append(referral)
    by, key = Actor.staff(one.by.pk), str(referral.pk)
    made.lines.append(
        rows.line("referral_sent", one.client, by, one.sent_at, referral=key, to=referral.body_id)
    )
    for step in one.steps:
        _step(step, referral, made)
    if one.then:
        _refer(one.then, need, referral, made)


def _step(step: Moved, referral: Referral, made: _Rows) -> None:
    client, key = referral.client, str(referral.pk)
    if step.verb == "remind":
        rows.remind(referral, step.at)
        made.lines.append(rows.line("referral_reminded", client, step.by, step.at, referral=key))
    elif step.verb == "prepare":
        delivery = rows.delivery(referral, step.owner_name)
        delivery.state, delivery.prepared_at = DeliveryState.PREPARED, step.at
        made.deliveries.append(delivery)
        made.lines.append(rows.line("delivery_prepared", client, step.by, step.at, referral=key))
    elif step.verb == "hand_over":
        delivery = made.deliveries[-1]
        delivery.state, delivery.handed_at = DeliveryState.HANDED, step.at
        delivery.handed_to = HandedTo.PERSON
        referral.delivered_at = step.at
        referral.version += 1
        made.lines.append(
            rows.line("delivery_handed_over", client, step.by, step.at, referral=key, to="person")
        )
    else:
        _move(step, referral, made)


def _move(step: Moved, referral: Referral, made: _Rows) -> None:
    client, key = referral.client, str(referral.pk)
    rows.move(referral, step.verb, step.at, step.answer)
    if step.verb == "expire":
        made.lines.append(rows.line("referral_expired", client, step.by, step.at, referral=key))
        return
    if step.verb == "withdraw":
        made.lines.append(rows.line("referral_withdrawn", client, step.by, step.at, referral=key))
        return
    told = {"reason": str(step.answer.reason), "result": str(step.answer.result)}
    told = {name: value for name, value in told.items() if value}
    verb = f"referral_{step.verb}"
    made.lines.append(rows.line(verb, client, step.by, step.at, referral=key, purpose="service", **told))
    if rows.meets_need(referral):
        rows.close_need(referral.need, NeedState.MET, step.at)
