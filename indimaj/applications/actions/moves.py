"""Takes a file from one state to the next: what the commission and the authority call as well."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

from ..enums import State
from ..models import Application
from ..querysets import is_open
from ..transitions import after
from . import letters
from .locking import hold

FIRST_OUTCOMES = {State.DECIDED_FAVOURABLE: "favourable", State.DECIDED_UNFAVOURABLE: "unfavourable"}


@transaction.atomic
def advance(
    *,
    application: Application,
    verb: str,
    by: Actor,
    purpose: str,
    detail: dict[str, Any] | None = None,
    at: datetime,
    version: int | None = None,
    tell: bool = False,
) -> Application:
    """Change the state by a verb of TRANSITIONS, with its line in the ledger. The caller has asked may_<verb>.

    `tell` sends the person the neutral message. Raises WrongState or Stale.
    """
    file = hold(application.pk, version)
    move(file, verb)
    file.save(update_fields=["state", "is_open", "first_outcome", "version"])
    if tell:
        letters.tell(file, at=at)
    ledger.record(
        compartment=Compartment.STATUS,
        subject=file.id,
        verb=verb,
        by=by,
        purpose=purpose,
        detail=detail or {},
        at=at,
    )
    return file


def move(file: Application, verb: str) -> None:
    """What a verb changes on the row; saved by the caller. The first decision stays what it was."""
    file.state = after(file.state, verb)
    file.is_open = is_open(file.state)
    file.version += 1
    if file.first_outcome == "none":
        file.first_outcome = FIRST_OUTCOMES.get(State(file.state), "none")


def write_moves(files: Iterable[Application], *, acts: int) -> None:
    """Write what `move` changed, `acts` times on each of these rows: one query for each state that they reached."""
    reached: dict[tuple[str, bool, str], list[UUID]] = defaultdict(list)
    for file in files:
        reached[file.state, file.is_open, file.first_outcome].append(file.pk)
    for (state, open_now, first_outcome), keys in reached.items():
        Application.objects.filter(pk__in=keys).update(
            state=state, is_open=open_now, first_outcome=first_outcome, version=F("version") + acts
        )
