"""A referral goes on: the service answers, the person withdraws, what came back is laid to rest."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from indimaj.directory.models import Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind

from ..enums import NeedState, State
from ..models import AnswerLink, Need, Referral
from ..permissions import (
    LINK,
    may_answer,
    may_answer_by_link,
    may_send_on,
    may_withdraw_referral,
)
from . import rows
from .children import reach
from .locking import hold, keep, note, staff_of
from .rows import NOTHING, Answer

BY_LINK = Actor.system("answer_link")


@transaction.atomic
def answer_referral(
    *,
    referral: Referral,
    verb: str,
    by: Actor,
    at: datetime,
    answer: Answer = NOTHING,
    version: int | None = None,
    link: AnswerLink | None = None,
) -> Referral:
    """What a service says: seen, accepted, on the list, started, done with a result, refused with a reason.

    By somebody of its body, or by the link of this referral. Raises Stale, WrongState, NotDelivered or NotAllowed.
    """
    current = hold(referral, version)
    purpose = "service"
    if link is not None:
        link.referral = current
        purpose = ensure(may_answer_by_link(link, at)).purpose or LINK
    elif staff := staff_of(by):
        ensure(may_answer(staff, current, verb))
    rows.move(current, verb, at, answer)
    detail = {"reason": str(answer.reason), "result": str(answer.result)}
    told = {name: value for name, value in detail.items() if value}
    keep(current, f"referral_{verb}", by, at, purpose=purpose, **told)
    if rows.meets_need(current):
        _meet(current, by, at)
    return current


@transaction.atomic
def mark_seen(*, referral: Referral, by: Staff, at: datetime) -> Referral:
    """Somebody of the service has opened it; a second time changes nothing."""
    current = hold(referral)
    if current.state == State.SENT:
        purpose = ensure(may_answer(by, current, "see")).purpose
        rows.move(current, "see", at)
        # Whoever helps still waits for the same answer: their lists stay as they are.
        current.save(update_fields=["state", "seen_at", "version"])
        actor = Actor.staff(by.pk)
        note("referral_see", current.client, actor, at, referral=str(current.pk), purpose=purpose)
    return current


def _meet(referral: Referral, by: Actor, at: datetime) -> None:
    """The need is met, and the step of a child's path that it stood for is reached."""
    need = (
        Need.objects.select_for_update(of=("self",)).select_related("client__place").get(pk=referral.need_id)
    )
    if need.state == NeedState.OPEN:
        rows.close_need(need, NeedState.MET, at)
        need.save()
    if need.step:
        reach(need.client, need.step, timezone.localdate(at), at, by, referral)


@transaction.atomic
def withdraw_referral(*, referral: Referral, by: Actor, at: datetime, version: int | None = None) -> Referral:
    """The person does not want it any more; links end with it."""
    current = hold(referral, version)
    if staff := staff_of(by):
        ensure(may_withdraw_referral(staff, current))
    elif by.kind == ActorKind.PERSON and by.id != str(current.client_id):
        raise Referral.DoesNotExist
    rows.move(current, "withdraw", at)
    current.links.filter(withdrawn_at=None).update(withdrawn_at=at)
    keep(current, "referral_withdrawn", by, at)
    return current


@transaction.atomic
def let_rest(*, referral: Referral, by: Actor, at: datetime) -> Referral:
    """What came back is not sent on: somebody has looked at it, and the need stays open."""
    current = hold(referral)
    if staff := staff_of(by):
        ensure(may_send_on(staff, current))
    rows.handled(current)
    keep(current, "referral_laid_to_rest", by, at)
    return current
