"""Who acts, the row held for one change, and the line of the ledger."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from indimaj.directory.models import Staff
from indimaj.directory.permissions import Answer, ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind, Compartment

from ..models import Round

SETUP = "setup"
# Whoever answers is known to the ledger by the way that they came, and by nothing else.
OPEN_VOICE = Actor.system("consultation_open")
INVITED_VOICE = Actor.system("consultation_invited")


class Stale(Exception):
    """Somebody else changed this meanwhile: nothing was overwritten."""


def staff_of(by: Actor) -> Staff | None:
    """The member of staff who acts; None for the platform."""
    return Staff.objects.get(pk=by.id) if by.kind == ActorKind.STAFF else None


def purpose_of(by: Actor, may: Callable[..., Answer], *things: Any) -> str:
    """Ask the permission of whoever acts: staff by their post, the installation by none."""
    staff = staff_of(by)
    return ensure(may(staff, *things)).purpose if staff else SETUP


def hold(one: Round, version: int | None = None) -> Round:
    """The round, locked; raises Stale when it is not at `version` any more."""
    found = Round.objects.select_for_update(of=("self",)).select_related("body", "owed")
    current = found.get(pk=one.pk)
    if version is not None and current.version != version:
        raise Stale
    return current


def line(verb: str, one: Round, by: Actor, at: datetime, purpose: str, **detail: Any) -> Line:
    """A line on the round's own chain."""
    return Line(Compartment.HOUSE, one.pk, verb, by, at, purpose, detail)


def note(verb: str, one: Round, by: Actor, at: datetime, purpose: str, **detail: Any) -> None:
    """The line of an act, in its transaction."""
    ledger.record(
        compartment=Compartment.HOUSE,
        subject=one.pk,
        verb=verb,
        by=by,
        purpose=purpose,
        detail=detail,
        at=at,
    )
