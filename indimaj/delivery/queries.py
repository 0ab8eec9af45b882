"""Reads of the room. Lists go by keyset along the order of an index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Subquery

from indimaj.commitments.models import Commitment
from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Place, Staff
from indimaj.directory.queries import bodies_of, serves

from .models import Action, AnswerLink, Assignment, Milestone, Partner
from .querysets import OneByOne, one_of
from .translations import KINDS, Kind

PAGE = 25
CHUNK = 1000


@dataclass(frozen=True)
class Listed:
    """One page of a list, and the cursor of the next."""

    rows: list[Any]
    after: str = ""


def page(
    found: QuerySet[Any], keys: Sequence[str], after: str, size: int = PAGE, *, newest: bool = False
) -> Listed:
    """One page along some columns that end in a key of the row; the newest first where that is asked."""
    cursor = _read(after, keys, found)
    if cursor:
        found = found.filter(_beyond(keys, cursor, "lt" if newest else "gt"))
    taken = list(found.order_by(*_order(keys, newest))[: size + 1])
    more, taken = len(taken) > size, taken[:size]
    return Listed(taken, _write(taken[-1], keys) if more else "")


def ahead(
    found: QuerySet[Any], keys: Sequence[str], after: str, number: int, *, newest: bool = False
) -> Sequence[Any] | None:
    """The keys of the row that comes so many rows later in a list; None where it ends before."""
    cursor = _read(after, keys, found)
    if cursor:
        found = found.filter(_beyond(keys, cursor, "lt" if newest else "gt"))
    rows = found.order_by(*_order(keys, newest)).values_list(*keys)
    return next(iter(rows[number : number + 1]), None)


def _order(keys: Sequence[str], newest: bool) -> list[str]:
    return [f"-{key}" if newest else key for key in keys]


def _beyond(keys: Sequence[str], cursor: Sequence[Any], side: str) -> Q:
    """What lies on one side of a row ("gt", "lt"); the first column alone bounds the walk of the index."""
    there = Q(**{f"{keys[-1]}__{side}": cursor[-1]})
    for key, value in zip(reversed(keys[:-1]), reversed(cursor[:-1]), strict=True):
        there = Q(**{f"{key}__{side}": value}) | (Q(**{key: value}) & there)
    return Q(**{f"{keys[0]}__{side}e": cursor[0]}) & there


def _write(row: Any, keys: Sequence[str]) -> str:
    values = (getattr(row, f"{key}_id", None) or getattr(row, key) for key in keys)
    return "~".join(value.isoformat() if isinstance(value, date) else str(value) for value in values)


def _read(text: str, keys: Sequence[str], found: QuerySet[Any]) -> list[Any] | None:
    """The cursor of an address, each part as its column takes it; None for what is no cursor."""
    parts = text.split("~")
    if len(parts) != len(keys) or "\x00" in text or len(text) > 200:
        return None
    try:
        return [_value(found.model._meta.get_field(key), part) for key, part in zip(keys, parts, strict=True)]
    except ValueError:
        return None


def _value(field: Any, part: str) -> Any:
    kind = field.target_field.get_internal_type() if field.is_relation else field.get_internal_type()
    if kind == "DateField":
        return date.fromisoformat(part)
    if kind in ("BigAutoField", "PositiveSmallIntegerField"):
        return int(part)
    return UUID(part) if kind == "UUIDField" else part


@dataclass(frozen=True)
class Wanted:
    """What a list of actions is narrowed to."""

    theme: str = ""
    place: str = ""
    body: str = ""


def actions(wanted: Wanted, after: str = "", size: int = PAGE) -> Listed:
    """Actions, the latest day first."""
    if wanted.body:
        return actions_of(wanted.body, after, size)
    found = Action.objects.select_related("body", "place")
    if wanted.theme:
        found = found.filter(theme=wanted.theme)
    if wanted.place:
        found = found.filter(place=wanted.place)
    return page(found, ("listed_on", "id"), after, size, newest=True)


def actions_of(body: str, after: str = "", size: int = PAGE) -> Listed:
    """The actions that a body leads or supports, the latest day first."""
    found = Partner.objects.filter(body=body).select_related("action__body", "action__place")
    listed = page(found, ("listed_on", "action"), after, size, newest=True)
    return Listed([partner.action for partner in listed.rows], listed.after)


def every_action() -> Iterator[list[Action]]:
    """All actions, the latest day first, so many at a time."""
    after = ""
    while True:
        listed = actions(Wanted(), after, CHUNK)
        if listed.rows:
            yield listed.rows
        after = listed.after
        if not after:
            return


def action(key: str) -> Action | None:
    """One action with its bodies and what it answers."""
    found = Action.objects.select_related("body", "place", "funder_body").filter(key=key)
    return found.first()


def partners(of: Action) -> list[Body]:
    """The bodies in support."""
    rows = of.partners.filter(is_lead=False).select_related("body").order_by("body")
    return [partner.body for partner in rows]


def link_of(digest: str) -> AnswerLink | None:
    """The link of a token's digest, with what it opens."""
    found = AnswerLink.objects.select_related("assignment__commitment", "assignment__body")
    return found.filter(digest=digest).first()


def asked_of(body: str, after: str = "", size: int = PAGE) -> Listed:
    """What a body is asked, by the day of its answer."""
    found = Assignment.objects.answering().held().filter(body=body).select_related("commitment")
    return page(found.prefetch_related("responses"), ("answer_due_on", "id"), after, size)


def to_answer(staff: Staff, after: str = "") -> Listed:
    """What waits for an answer of the bodies for which somebody is the focal point, the first due first."""
    found = Assignment.objects.of_bodies_of(staff).held().answering().unanswered(OneByOne)
    return page(found.select_related("commitment", "body"), ("answer_due_on", "id"), after)


def answered(staff: Staff, limit: int = PAGE) -> list[Assignment]:
    """What was answered and is still asked, the latest day first."""
    found = Assignment.objects.of_bodies_of(staff).held().answering().answered()
    return list(found.select_related("commitment", "body").order_by("-answer_due_on", "-id")[:limit])


def own_actions(staff: Staff, limit: int = PAGE) -> list[Action]:
    """The actions of the bodies for which somebody is the focal point, the latest day first."""
    bodies = bodies_of(staff, Role.FOCAL_POINT)
    if not bodies:
        return []
    found = Partner.objects.filter(one_of(bodies)).select_related("action__body", "action__place")
    rows = found.order_by("-listed_on", "-action")[:limit]
    return [partner.action for partner in rows]


def own_overdue(staff: Staff, on: date, limit: int = PAGE) -> list[Milestone]:
    """Steps of one's own body whose day has passed, the longest first."""
    bodies = bodies_of(staff, Role.FOCAL_POINT)
    if not bodies:
        return []
    led = Partner.objects.filter(one_of(bodies), is_lead=True).values("action")
    found = Milestone.objects.overdue(on).filter(action__in=led)
    return list(found.select_related("action").order_by("due_on", "id")[:limit])


def to_translate(kind: Kind, staff: Staff, after: str = "") -> Listed:
    """Texts of a kind that lack a language: all of them for the ministry, else those of one's own bodies."""
    found = _lacking(kind, staff).select_related(*kind.related)
    return page(found, kind.order, after, newest=kind.newest)


def kinds_to_translate(staff: Staff) -> list[Kind]:
    """The kinds of which somebody finds a text to translate, in one question: the first of each list is looked for."""
    lists = {kind.key: _lacking(kind, staff).order_by(*_order(kind.order, kind.newest)) for kind in KINDS}
    firsts = {key: Subquery(rows.values("pk")[:1]) for key, rows in lists.items()}
    reader: Any = Staff.objects.filter(pk=staff.pk)
    found = reader.values(**firsts).get()
    return [kind for kind in KINDS if found[kind.key] is not None]


def _lacking(kind: Kind, staff: Staff) -> QuerySet[Any]:
    """What waits is a queue that somebody empties: one's own part of it is found along it, and none is sorted."""
    found = kind.model._default_manager.filter(to_translate=True)
    if serves(staff, Role.POLICY_OFFICER):
        return found
    bodies = bodies_of(staff, Role.FOCAL_POINT)
    return found.filter(kind.own(bodies)) if kind.own and bodies else found.none()


def bodies_named(text: str) -> list[Body]:
    """The institutions with just this code or name, in any of the three languages; no more than two."""
    exact = Q(code__iexact=text) | Q(name_ar=text) | Q(name_fr__iexact=text) | Q(name_en__iexact=text)
    return list(Body.objects.filter(exact)[:2])


def steered(after: str = "") -> Listed:
    """Commitments in the order of the public list, for the ministry's desk."""
    return page(Commitment.objects.standing(), ("rank", "id"), after)


def titles_of(keys: Sequence[UUID]) -> dict[UUID, list[Commitment]]:
    """The commitments that each of some actions answers."""
    through = Action.commitments.through.objects.filter(action__in=list(keys), commitment__withdrawn_at=None)
    found: dict[UUID, list[Commitment]] = {}
    for pair in through.select_related("commitment").order_by(F("commitment__rank")):
        found.setdefault(pair.action_id, []).append(pair.commitment)
    return found


def places() -> list[tuple[str, str]]:
    """The whole country, then its regions, each with what is in it."""
    found = list(Place.objects.order_by("path"))
    names = {place.path: str(place) for place in found}
    return [(place.code, str(place)) for place in sorted(found, key=lambda one: _in_order(one.path, names))]


def _in_order(path: str, names: dict[str, str]) -> list[str]:
    """The names of a place and of what holds it, from the country down."""
    parts = path.strip("/").split("/")
    return [names.get("/".join(parts[: depth + 1]) + "/", "") for depth in range(len(parts))]
