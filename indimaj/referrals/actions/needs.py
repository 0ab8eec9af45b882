"""A need is written down, met or given up."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from indimaj.clients.models import Client
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor

from ..enums import NeedState, Turn
from ..models import Need, Referral
from ..permissions import may_close_need, may_record_need
from . import rows
from .following import follow
from .locking import Stale, note, staff_of


@transaction.atomic
def record_need(
    *,
    client: Client,
    theme: str,
    urgency: int,
    words: str,
    by: Actor,
    at: datetime,
    step: str = "",
    submission: UUID | None = None,
) -> Need:
    """Write down a need, in the person's words. The same submission twice is one need."""
    submission = submission or uuid4()
    staff = staff_of(by)
    if staff:
        ensure(may_record_need(staff, client))
    if there := Need.objects.filter(submission=submission).first():
        return there
    need = Need.objects.create(
        client=client,
        theme=theme,
        urgency=urgency,
        words=words,
        step=step,
        recorded_at=at,
        recorded_by=staff,
        submission=submission,
    )
    note("need_recorded", client, by, at, need=str(need.pk), theme=theme)
    return need


@transaction.atomic
def close_need(*, need: Need, by: Actor, at: datetime, reason: str = "") -> Need:
    """Say that a need is met or, with a reason, given up. What came back for it needs no more looking at."""
    current = Need.objects.select_for_update(of=("self",)).select_related("client").get(pk=need.pk)
    if current.state != NeedState.OPEN:
        raise Stale
    if staff := staff_of(by):
        ensure(may_close_need(staff, current))
    rows.close_need(current, NeedState.DROPPED if reason else NeedState.MET, at, reason)
    current.save()
    for back in Referral.objects.select_for_update().filter(need=current, turn=Turn.BACK):
        rows.handled(back)
        back.save()
    note("need_closed", current.client, by, at, need=str(current.pk), state=str(current.state), reason=reason)
    follow([current.client_id])
    return current


@transaction.atomic
def empty_words(*, client: Client) -> None:
    """Empty what an erased person said; the caller's erasure writes the line. Counts stay."""
    client.needs.update(words="")
    client.referrals.update(shared_words="", language="", reason_text="")
    client.grievances.update(words="", outcome_text="")
    client.access_refusals.update(words="", client=None)
