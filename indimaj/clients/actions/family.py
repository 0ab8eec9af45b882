"""Whose parent or guardian somebody is: who opens a child's page with their own code."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from indimaj.directory.models import Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor

from ..models import Client
from ..permissions import may_end_guardian, may_name_guardian
from .lines import Stale, hold, line


@transaction.atomic
def name_guardian(
    *, child: Client, guardian: Client, by: Staff, at: datetime, version: int | None = None
) -> Client:
    """From now on the guardian opens the child's page from their own; named again, nothing changes.

    Raises NotAllowed for whoever is no child or may be none, and Stale when the child's page changed meanwhile.
    """
    if child.guardian_id == guardian.pk:
        return child
    # Both rows, in one order whoever is whose, so that two people at once do not wait for each other.
    held = {one: hold(one) for one in sorted((child.pk, guardian.pk))}
    current = held[child.pk]
    if current.guardian_id is not None or (version is not None and current.version != version):
        raise Stale
    ensure(may_name_guardian(by, current, held[guardian.pk], timezone.localdate(at)))
    _set(current, guardian)
    line("guardian_named", current, Actor.staff(by.pk), at, guardian=str(guardian.pk))
    line("child_named", held[guardian.pk], Actor.staff(by.pk), at, child=str(child.pk))
    return current


@transaction.atomic
def end_guardian(*, child: Client, by: Staff, at: datetime) -> Client:
    """The guardian opens the child's page no more, at once; a second time changes nothing."""
    current = hold(child.pk)
    ensure(may_end_guardian(by, current))
    guardian = current.guardian
    if guardian is None:
        return current
    _end(current, guardian, Actor.staff(by.pk), at)
    return current


def end_all(client: Client, by: Actor, at: datetime) -> None:
    """Somebody who is erased has no children and no guardian any more; in the transaction of the erasure."""
    for child in client.children.select_for_update():
        _end(child, client, by, at)
    if client.guardian is not None:
        _end(client, client.guardian, by, at)


def _end(child: Client, guardian: Client, by: Actor, at: datetime) -> None:
    _set(child, None)
    line("guardian_ended", child, by, at, guardian=str(guardian.pk))
    line("child_ended", guardian, by, at, child=str(child.pk))


def _set(child: Client, guardian: Client | None) -> None:
    child.guardian = guardian
    child.version += 1
    child.save(update_fields=["guardian", "version"])
