"""A livelihood: a plan, training, money in instalments, a start, and the question at 6, 12 and 24 months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client
from indimaj.clients.queries import has_consent
from indimaj.directory.models import Body
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor

from ..enums import FOLLOW_UPS, Feeds, LivelihoodState, StopReason
from ..models import Enrolment, FollowUp, Instalment, Livelihood
from ..permissions import may_begin_livelihood, may_follow_livelihood
from ..survival import due_on
from ..transitions import livelihood_after
from .errors import ConsentMissing, NotADay, ReasonMissing
from .who import hold_livelihood, line, purpose_of


@dataclass(frozen=True)
class Part:
    """One instalment as agreed."""

    kind: str
    amount: Decimal
    due_on: date


@transaction.atomic
def begin_livelihood(
    *, client: Client, body: Body, plan: str, by: Actor, at: datetime, submission: UUID | None = None
) -> Livelihood:
    """Write the person's plan down; the same submission twice is one plan."""
    submission = submission or uuid4()
    purpose = purpose_of(by, may_begin_livelihood, body)
    if there := Livelihood.objects.filter(submission=submission).first():
        return there
    made = Livelihood.objects.create(
        client=client, body=body, plan=plan.strip(), planned_at=at, submission=submission
    )
    said = line("livelihood_planned", client.pk, by, at, purpose, livelihood=str(made.pk))
    ledger.record_many([said])
    return made


@transaction.atomic
def train(
    *,
    livelihood: Livelihood,
    by: Actor,
    at: datetime,
    course: Enrolment | None = None,
    version: int | None = None,
) -> Livelihood:
    """The person learns what the plan needs."""
    current = hold_livelihood(livelihood, version)
    current.training = course
    return _moved(current, "train", by, at)


@transaction.atomic
def fund(
    *,
    livelihood: Livelihood,
    parts: Sequence[Part],
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Livelihood:
    """Grant the money, in instalments with their days."""
    if not parts:
        raise ReasonMissing
    current = hold_livelihood(livelihood, version)
    moved = _moved(current, "fund", by, at, parts=len(parts))
    Instalment.objects.bulk_create(
        [
            Instalment(livelihood=current, number=n, kind=part.kind, amount=part.amount, due_on=part.due_on)
            for n, part in enumerate(parts, 1)
        ]
    )
    return moved


@transaction.atomic
def pay_instalment(*, instalment: Instalment, paid_on: date, by: Actor, at: datetime) -> Instalment:
    """The money was paid out on a day; paid twice is paid once."""
    current = hold_livelihood(instalment.livelihood)
    purpose = purpose_of(by, may_follow_livelihood, current)
    held = Instalment.objects.get(pk=instalment.pk, livelihood=current)
    if held.paid_on is not None:
        return held
    if paid_on > timezone.localdate(at):
        raise NotADay
    held.paid_on = paid_on
    held.save(update_fields=["paid_on"])
    said = line("instalment_paid", current.client_id, by, at, purpose, number=held.number)
    ledger.record_many([said])
    return held


@transaction.atomic
def start_livelihood(
    *, livelihood: Livelihood, started_on: date, by: Actor, at: datetime, version: int | None = None
) -> Livelihood:
    """It begins: the months of the follow-up count from this day."""
    if started_on > timezone.localdate(at):
        raise NotADay
    current = hold_livelihood(livelihood, version)
    current.started_on = started_on
    return _moved(current, "start", by, at)


@transaction.atomic
def stop_livelihood(
    *,
    livelihood: Livelihood,
    reason: StopReason | str,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Livelihood:
    """It stops, for a coded reason. The question at 6, 12 and 24 months is asked all the same."""
    if reason not in StopReason.values:
        raise ReasonMissing
    current = hold_livelihood(livelihood, version)
    current.stop_reason, current.stopped_on = str(reason), timezone.localdate(at)
    return _moved(current, "stop", by, at)


@transaction.atomic
def record_follow_up(
    *,
    livelihood: Livelihood,
    month: int,
    answer: Feeds | str,
    by: Actor,
    at: datetime,
    asked_on: date | None = None,
    reason: StopReason | str = "",
) -> FollowUp:
    """What the person answered. Nobody is asked who has not agreed to it; a "not reached" may be answered later."""
    current = hold_livelihood(livelihood)
    purpose = purpose_of(by, may_follow_livelihood, current)
    check_follow_up(current, month, answer, timezone.localdate(at))
    if answer != Feeds.NOT_REACHED and not has_consent(
        current.client, ConsentPurpose.FOLLOW_UP, current.body
    ):
        raise ConsentMissing
    there = FollowUp.objects.filter(livelihood=current, month=month).first()
    if there is not None and there.answer != Feeds.NOT_REACHED:
        return there
    made = there or FollowUp(livelihood=current, month=month)
    made.asked_on, made.answer = asked_on or timezone.localdate(at), str(answer)
    made.reason = str(reason) if answer in (Feeds.NO, Feeds.PARTLY) else ""
    made.save()
    said = line("livelihood_asked", current.client_id, by, at, purpose, month=month, answer=str(answer))
    ledger.record_many([said])
    return made


def forget(client: Client, at: datetime) -> None:
    """Empty what names an erased person: the plan in their own words. Counts by side and country stand."""
    client.livelihoods.update(plan="")


def check_follow_up(livelihood: Livelihood, month: int, answer: str, today: date) -> None:
    """Whether the question may be asked on a day: raises NotADay, ReasonMissing."""
    if month not in FOLLOW_UPS or answer not in Feeds.values:
        raise ReasonMissing
    if livelihood.started_on is None or due_on(livelihood.started_on, month) > today:
        raise NotADay


def _moved(current: Livelihood, verb: str, by: Actor, at: datetime, **detail: int) -> Livelihood:
    purpose = purpose_of(by, may_follow_livelihood, current)
    current.state = LivelihoodState(livelihood_after(current.state, verb))
    current.version += 1
    current.save()
    said = line(
        f"livelihood_{verb}", current.client_id, by, at, purpose, livelihood=str(current.pk), **detail
    )
    ledger.record_many([said])
    return current
