"""What the data-protection officer reads: who did or read what, never the files themselves."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from indimaj.ledger.enums import ActorKind, Stream
from indimaj.ledger.models import Entry, Read

from .enums import Purpose
from .models import Staff


@dataclass(frozen=True)
class LedgerRow:
    """One line, as a person reads it."""

    id: int
    at: datetime
    who: str
    what: str
    purpose: str
    file: UUID | None


def lines(side: str, stream: str, *, file: UUID | None, before: int | None, limit: int) -> list[LedgerRow]:
    """The newest lines of one side, or of one file, before a line; `limit` of them at most."""
    chosen = {
        "compartment": side,
        **({"subject": file} if file else {}),
        **({"id__lt": before} if before else {}),
    }
    what = "verb" if stream == Stream.ACTS else "what"
    model = Entry if stream == Stream.ACTS else Read
    rows = list(
        model.objects.filter(**chosen)
        .order_by("-id")
        .values_list("id", "at", "actor_kind", "actor", what, "purpose", "subject")[:limit]
    )
    names = _names({actor for _id, _at, kind, actor, *_rest in rows if kind == ActorKind.STAFF})
    return [
        LedgerRow(line, at, _who(kind, actor, names), code, _purpose(purpose), subject)
        for line, at, kind, actor, code, purpose, subject in rows
    ]


def _names(ids: set[str]) -> dict[str, str]:
    return {str(staff.pk): staff.username for staff in Staff.objects.filter(pk__in=ids).only("username")}


def _who(kind: str, actor: str, names: dict[str, str]) -> str:
    if kind == ActorKind.STAFF:
        return names.get(actor, actor)
    return str(ActorKind(kind).label)


def _purpose(code: str) -> str:
    return str(Purpose(code).label) if code in Purpose.values else code
