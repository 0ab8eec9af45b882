"""What one act changes in a row, in memory: the single and the set form both go through here, so they leave the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from indimaj.clients.models import Client
from indimaj.directory.models import Body, Staff
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind, Compartment
from indimaj.services.models import Service

from ..enums import BACK_STATES, OPEN_STATES, UNANSWERED, NeedState, Result, State, Turn
from ..models import Delivery, Need, Referral
from ..transitions import after

_COLUMN = {"see": "seen_at", "accept": "accepted_at", "start": "started_at"}


@dataclass(frozen=True)
class Shared:
    """What the service learns, and nothing else."""

    words: str = ""
    language: str = ""
    interpreter: bool = False


@dataclass(frozen=True)
class Answer:
    """What goes with a verb."""

    reason: str = ""
    text: str = ""
    result: str = ""
    appointment_at: datetime | None = None


NOTHING = Answer()


class NotDelivered(Exception):
    """A referral that ends with a card, a certificate or keys is not done before they are handed over."""


def line(verb: str, client: Client, by: Actor, at: datetime, **detail: Any) -> Line:
    """One line on the person's chain."""
    purpose = detail.pop("purpose", "own_page" if by.kind == ActorKind.PERSON else "support")
    return Line(Compartment.SERVICE, client.pk, verb, by, at, purpose, detail)


def referral(
    need: Need,
    service: Service,
    shared: Shared,
    at: datetime,
    *,
    sent_by: Staff | None,
    sent_for: Body | None,
    previous: Referral | None = None,
    delivery_kind: str = "",
    submission: UUID | None = None,
) -> Referral:
    """A referral as it is sent."""
    assert service.body_id is not None, "may_be_sent has asked"
    made = Referral(
        client=need.client,
        need=need,
        service=service,
        body_id=service.body_id,
        sent_for=sent_for,
        sent_by=sent_by,
        previous=previous,
        urgency=need.urgency,
        shared_words=shared.words,
        language=shared.language,
        interpreter=shared.interpreter,
        delivery_kind=delivery_kind,
        sent_at=at,
    )
    if submission:
        made.submission = submission
    return made


def move(one: Referral, verb: str, at: datetime, answer: Answer = NOTHING) -> None:
    """Take a referral a step on. Raises WrongState or NotDelivered."""
    if verb == "finish" and one.delivery_kind and one.delivered_at is None:
        raise NotDelivered
    one.state = after(one.state, verb)
    one.is_open = one.state in OPEN_STATES
    if column := _COLUMN.get(verb):
        setattr(one, column, at)
    if verb == "put_on_list" and one.waiting_at is None:
        # Whoever was accepted and comes back to the list keeps the place that they had.
        one.waiting_at = at
    if verb in ("accept", "put_on_list", "refuse") and one.seen_at is None:
        one.seen_at = at
    if verb == "accept":
        one.appointment_at = answer.appointment_at
    if verb == "refuse":
        one.reason, one.reason_text = answer.reason, answer.text
    if verb == "finish":
        one.result = answer.result
    if not one.is_open:
        one.ended_at = at
    one.turn = turn_of(one)
    one.version += 1


def remind(one: Referral, at: datetime) -> None:
    """Ask again a service that is silent."""
    one.reminded_at = at
    one.turn = turn_of(one)
    one.version += 1


def turn_of(one: Referral) -> Turn:
    """Whether the caseworker must look at a referral, and how soon."""
    if one.state in BACK_STATES:
        return Turn.BACK
    if one.state not in OPEN_STATES:
        return Turn.NONE
    return Turn.SILENT if one.state in UNANSWERED and one.reminded_at else Turn.UNDER_WAY


def handled(one: Referral) -> None:
    """What came back has been dealt with."""
    one.turn = Turn.NONE
    one.version += 1


def close_need(need: Need, state: NeedState, at: datetime, reason: str = "") -> None:
    """A need is met, or given up for a reason."""
    need.state, need.closed_at, need.drop_reason = state, at, reason


def meets_need(one: Referral) -> bool:
    """Whether the end of a referral meets its need."""
    return one.state == State.DONE and one.result == Result.MET


def delivery(one: Referral, owner_name: str) -> Delivery:
    """The thing that a referral ends with, before it is made ready."""
    return Delivery(referral=one, kind=one.delivery_kind, owner_name=owner_name)
