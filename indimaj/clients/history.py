"""What happened on a person's page, and who read it: bodies and purposes, never names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from indimaj.directory.enums import Purpose, Role
from indimaj.directory.models import Post
from indimaj.ledger.enums import ActorKind, Compartment
from indimaj.ledger.models import Entry, Read

from .words import reading, verb

MOST_SHOWN = 40


@dataclass(frozen=True)
class Line:
    """One line: what was done or read, when, by which body (or the person, or the platform), and why.

    `code` is that of the ledger, for whoever says it in other words.
    """

    title: str
    at: datetime
    by: str
    text: str = ""
    code: str = ""


def acts(subject: UUID, limit: int = MOST_SHOWN) -> list[Line]:
    """The latest acts, newest first."""
    found = Entry.objects.filter(compartment=Compartment.SERVICE, subject=subject).order_by("-number")[:limit]
    return _lines(list(found), verb, "verb")


def readings(subject: UUID, limit: int = MOST_SHOWN) -> list[Line]:
    """The latest readings by anybody but the person, newest first."""
    found = Read.objects.filter(compartment=Compartment.SERVICE, subject=subject).exclude(actor=str(subject))
    return _lines(list(found.order_by("-id")[:limit]), reading, "what")


def _lines(found: Sequence[Any], say: Any, column: str) -> list[Line]:
    bodies = _bodies(found)
    lines = [
        Line(
            say(getattr(one, column)),
            one.at,
            _by(one, bodies),
            str(Purpose(one.purpose).label) if one.purpose in Purpose.values else "",
            getattr(one, column),
        )
        for one in found
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _by(line: Any, bodies: dict[tuple[str, str], str]) -> str:
    if line.actor_kind == ActorKind.PERSON:
        return _("The person") if line.actor == str(line.subject) else _("The parent or guardian")
    if line.actor_kind == ActorKind.SYSTEM:
        return str(ActorKind.SYSTEM.label)
    return bodies.get((line.actor, line.purpose)) or bodies.get((line.actor, "")) or _("A member of staff")


def _bodies(lines: Sequence[Any]) -> dict[tuple[str, str], str]:
    """For each member of staff and purpose, the body for which they act; their role where they have none."""
    actors = {UUID(line.actor) for line in lines if line.actor_kind == ActorKind.STAFF}
    found: dict[tuple[str, str], str] = {}
    if not actors:
        return found
    for post in Post.objects.filter(staff__in=actors).select_related("body"):
        word = str(post.body) if post.body else str(Role(post.role).label)
        found[str(post.staff_id), post.purpose] = word
        found.setdefault((str(post.staff_id), ""), word)
    return found
