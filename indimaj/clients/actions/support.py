"""Who helps the person: a contact written down, the hand-over, the end."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor

from .. import blocks
from ..models import Client, Note, Support
from ..permissions import may_end_support, may_hand_over, may_note
from .lines import Stale, line, staff_of


@transaction.atomic
def add_note(*, support: Support, text: str, by: Actor, at: datetime, submission: UUID | None = None) -> Note:
    """Write down a contact with the person; the same submission twice is one note."""
    submission = submission or uuid4()
    current = _held(support)
    staff = staff_of(by)
    if staff:
        ensure(may_note(staff, current))
    if there := Note.objects.filter(submission=submission).first():
        return there
    if not current.is_open:
        raise Stale
    note = Note.objects.create(
        client_id=current.client_id, support=current, text=text, at=at, by=staff, submission=submission
    )
    current.contact_at = max(current.contact_at, at)
    current.save(update_fields=["contact_at"])
    line("contact_noted", current.client, by, at, body=current.body_id)
    return note


@transaction.atomic
def hand_over(
    *,
    support: Support,
    by: Actor,
    at: datetime,
    to_caseworker: Staff | None = None,
    to_body: Body | None = None,
    note: str = "",
) -> Support:
    """End one support and begin the next, which takes the notes along.

    Inside the body, to a colleague; to another body only with the person's consent that names it. Whoever handed
    over does not see the person any more, unless they work for the new body. Raises Stale when it had ended.
    """
    current = _held(support)
    target = to_body or current.body
    if staff := staff_of(by):
        ensure(may_hand_over(staff, current, target, to_caseworker))
    if not current.is_open:
        raise Stale
    _close(current, at)
    there = Support.objects.select_for_update().filter(client=current.client, body=target, is_open=True)
    begun = there.first()
    if begun is None:
        begun = Support.objects.create(
            client=current.client,
            body=target,
            caseworker=to_caseworker,
            since=at,
            contact_at=current.contact_at,
            handed_over_from=current,
            note=note,
        )
    elif note:
        begun.note = f"{begun.note}\n{note}".strip()
        begun.save(update_fields=["note"])
    Note.objects.filter(support=current).update(support=begun)
    line("handed_over", current.client, by, at, body=current.body_id, to=target.code)
    line("support_begun", current.client, by, at, body=target.code)
    blocks.support_changed([current.client_id])
    return begun


@transaction.atomic
def end_support(*, support: Support, by: Actor, at: datetime, note: str = "") -> Support:
    """The body does not help the person any more; a second time changes nothing."""
    current = _held(support)
    if not current.is_open:
        return current
    if staff := staff_of(by):
        ensure(may_end_support(staff, current))
    current.note = f"{current.note}\n{note}".strip()
    _close(current, at)
    line("support_ended", current.client, by, at, body=current.body_id)
    blocks.support_changed([current.client_id])
    return current


def _held(support: Support) -> Support:
    return Support.objects.select_for_update(of=("self",)).select_related("client", "body").get(pk=support.pk)


def _close(support: Support, at: datetime) -> None:
    support.is_open, support.until = False, at
    support.save(update_fields=["is_open", "until", "note"])


def close_all(client: Client, at: datetime) -> None:
    """End every support of somebody who is erased, with nothing of its notes."""
    client.supports.filter(is_open=True).update(is_open=False, until=at)
    client.supports.update(note="")
