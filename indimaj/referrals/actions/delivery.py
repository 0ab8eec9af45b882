"""The card, certificate or keys: prepared, handed over to somebody, or missed for a reason and tried again."""

from datetime import datetime

from django.db import transaction

from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor

from ..enums import DeliveryState, State
from ..models import AnswerLink, Delivery, Referral
from ..permissions import may_answer_by_link, may_deliver
from ..transitions import WrongState
from . import rows
from .locking import Stale, hold, note, staff_of

DELIVERABLE = (State.ACCEPTED, State.STARTED)


@transaction.atomic
def prepare_delivery(
    *, referral: Referral, owner_name: str, by: Actor, at: datetime, link: AnswerLink | None = None
) -> Delivery:
    """It is ready, and this person answers for it by name."""
    current, delivery = _held(referral, by, at, link, owner_name)
    delivery.owner_name = owner_name
    delivery.state, delivery.prepared_at = DeliveryState.PREPARED, at
    delivery.save()
    note("delivery_prepared", current.client, by, at, referral=str(current.pk))
    return delivery


@transaction.atomic
def hand_over_delivery(
    *, referral: Referral, to: str, by: Actor, at: datetime, link: AnswerLink | None = None
) -> Delivery:
    """It is in somebody's hand. Only now can the referral be done."""
    current, delivery = _held(referral, by, at, link)
    if delivery.prepared_at is None:
        raise WrongState(delivery.state, "hand_over")
    delivery.state, delivery.handed_at, delivery.handed_to = DeliveryState.HANDED, at, to
    delivery.save()
    current.delivered_at = at
    current.version += 1
    current.save()
    note("delivery_handed_over", current.client, by, at, referral=str(current.pk), to=str(to))
    return delivery


@transaction.atomic
def miss_delivery(
    *, referral: Referral, reason: str, by: Actor, at: datetime, link: AnswerLink | None = None
) -> Delivery:
    """It could not be handed over; the reason is told to the caseworker, and it is tried again."""
    current, delivery = _held(referral, by, at, link)
    if delivery.prepared_at is None:
        raise WrongState(delivery.state, "miss")
    delivery.state, delivery.missed_at, delivery.missed_reason = DeliveryState.MISSED, at, reason
    delivery.save()
    note("delivery_missed", current.client, by, at, referral=str(current.pk), reason=str(reason))
    return delivery


def _held(
    referral: Referral, by: Actor, at: datetime, link: AnswerLink | None, owner_name: str = ""
) -> tuple[Referral, Delivery]:
    current = hold(referral)
    if link is not None:
        link.referral = current
        ensure(may_answer_by_link(link, at))
    elif staff := staff_of(by):
        ensure(may_deliver(staff, current))
    if current.state not in DELIVERABLE or not current.delivery_kind:
        raise WrongState(current.state, "deliver")
    delivery = Delivery.objects.select_for_update().filter(referral=current).first()
    delivery = delivery or rows.delivery(current, owner_name)
    if delivery.state == DeliveryState.HANDED:
        raise Stale
    return current, delivery
