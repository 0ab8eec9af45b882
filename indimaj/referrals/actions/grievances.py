"""What went wrong at work goes to whom the person chose, with a clock."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from indimaj.clients.models import Client
from indimaj.directory.models import Body
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind

from .. import clocks
from ..enums import OPEN_GRIEVANCES
from ..models import Grievance
from ..permissions import may_answer_grievance, may_send_grievance, may_withdraw_grievance
from ..transitions import grievance_after
from .locking import Stale, note, staff_of

_COLUMN = {"receive": "received_at", "take_in_hand": "in_hand_at"}


@transaction.atomic
def send_grievance(
    *,
    client: Client,
    wrong: str,
    words: str,
    recipient: str,
    body: Body,
    by: Actor,
    at: datetime,
    submission: UUID | None = None,
) -> Grievance:
    """Send it, in the person's words and to whom they chose. No paper is asked for, and no employer's name."""
    submission = submission or uuid4()
    staff = staff_of(by)
    if staff:
        ensure(may_send_grievance(staff, client))
    if there := Grievance.objects.filter(submission=submission).first():
        return there
    made = Grievance.objects.create(
        client=client,
        wrong=wrong,
        words=words,
        recipient=recipient,
        body=body,
        sent_by=staff,
        sent_at=at,
        due_on=clocks.due("grievance_answer", timezone.localdate(at)),
        submission=submission,
    )
    note("grievance_sent", client, by, at, grievance=str(made.pk), to=body.code)
    return made


@transaction.atomic
def move_grievance(
    *, grievance: Grievance, verb: str, by: Actor, at: datetime, text: str = "", version: int | None = None
) -> Grievance:
    """Received, in hand, settled, ended without a settlement by its body; withdrawn by the person."""
    current = Grievance.objects.select_for_update(of=("self",)).select_related("client").get(pk=grievance.pk)
    if version is not None and current.version != version:
        raise Stale
    if staff := staff_of(by):
        may = may_withdraw_grievance if verb == "withdraw" else may_answer_grievance
        ensure(may(staff, current))
    elif by.kind == ActorKind.PERSON and (verb != "withdraw" or by.id != str(current.client_id)):
        raise Grievance.DoesNotExist
    current.state = grievance_after(current.state, verb)
    if column := _COLUMN.get(verb):
        setattr(current, column, at)
    current.is_open = current.state in OPEN_GRIEVANCES
    if not current.is_open:
        current.ended_at, current.outcome_text = at, text
    current.version += 1
    current.save()
    note(f"grievance_{verb}", current.client, by, at, grievance=str(current.pk))
    return current
