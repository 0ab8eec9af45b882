"""A step of a child's path is reached."""

from datetime import date, datetime

from django.db import transaction

from indimaj.clients.models import Client
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor

from ..models import ChildStep, Referral
from ..permissions import may_record_step
from .locking import note, staff_of


@transaction.atomic
def record_step(*, client: Client, step: str, reached_on: date, by: Actor, at: datetime) -> ChildStep:
    """Write down that a step is reached, where the child lives now. Said twice, it is one step."""
    if staff := staff_of(by):
        ensure(may_record_step(staff, client))
    return reach(client, step, reached_on, at, by)


def reach(
    client: Client, step: str, reached_on: date, at: datetime, by: Actor, referral: Referral | None = None
) -> ChildStep:
    """The step with its line, in the caller's transaction."""
    made, is_new = ChildStep.objects.get_or_create(
        client=client,
        step=step,
        place=client.place,
        defaults={
            "reached_on": reached_on,
            "referral": referral,
            "recorded_at": at,
            "recorded_by": staff_of(by),
        },
    )
    if is_new:
        note("child_step_reached", client, by, at, step=str(step))
    return made
