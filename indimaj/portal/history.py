"""Who opened a file, when and for what purpose: roles, never names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Purpose, Role
from indimaj.directory.models import Post
from indimaj.ledger.enums import ActorKind, Compartment
from indimaj.ledger.models import Entry, Read

from .grouping import Group, grouped

MOST_READ = 400


@dataclass(frozen=True)
class Visit:
    """One line: somebody in a role read the file or worked on it."""

    at: datetime
    role: str
    purpose: str
    worked: bool


def readers(subject: UUID) -> list[Group]:
    """The latest readings of a file and acts on it by staff, newest first; those of one role, aim and day are one."""
    chosen = {"compartment": Compartment.STATUS, "subject": subject, "actor_kind": ActorKind.STAFF}
    reads = list(Read.objects.filter(**chosen).order_by("-id")[:MOST_READ])
    acts = list(Entry.objects.filter(**chosen).order_by("-number")[:MOST_READ])
    posts = _posts([*reads, *acts])
    lines = [_line(line, posts, worked=False) for line in reads]
    lines += [_line(line, posts, worked=True) for line in acts]
    newest = sorted(lines, key=lambda line: line.at, reverse=True)
    return grouped(newest, lambda line: (line.role, line.purpose, line.worked))


def _posts(lines: Sequence[Any]) -> dict[str, dict[str, str]]:
    """For each member of staff, the role of each purpose."""
    ids = [UUID(actor) for actor in {line.actor for line in lines}]
    found: dict[str, dict[str, str]] = {}
    for staff, purpose, role in Post.objects.filter(staff__in=ids).values_list("staff", "purpose", "role"):
        found.setdefault(str(staff), {})[purpose] = role
    return found


def _line(line: Any, posts: dict[str, dict[str, str]], *, worked: bool) -> Visit:
    roles = posts.get(line.actor, {})
    role = roles.get(line.purpose) or next(iter(roles.values()), "")
    return Visit(line.at, str(_label(Role, role)), str(_label(Purpose, line.purpose)), worked)


def _label(choices: Any, code: str) -> str | Promise:
    return choices(code).label if code in choices.values else _("A member of staff")
