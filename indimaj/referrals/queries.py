"""Reads of the room. Lists go by keyset along the order of an index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, cast
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from indimaj.clients.models import Client
from indimaj.directory.cells import Table, hide_small
from indimaj.directory.models import Place, Staff
from indimaj.services import queries as services
from indimaj.services.queries import Result, Wanted

from . import clocks, path
from .enums import UNANSWERED, AccessState, State, Turn
from .models import AccessRefusal, AnswerLink, ChildStep, Followed, Grievance, Need, Referral

PAGE = 25
COUNT_LIMIT = 1000
NEXT_BEST = 3
SHOWN = ("service", "body", "client", "need")


@dataclass(frozen=True)
class Listed:
    """One page of a list, and the cursor of the next."""

    rows: list[Any]
    after: str = ""


def _page(found: QuerySet[Any], keys: Sequence[str], after: str, size: int = PAGE) -> Listed:
    """One page along some columns that end in the id."""
    if cursor := _read(after, len(keys)):
        found = found.filter(_beyond(keys, cursor))
    taken = list(found.order_by(*keys)[: size + 1])
    more, taken = len(taken) > size, taken[:size]
    return Listed(taken, _write(taken[-1], keys) if more else "")


def _beyond(keys: Sequence[str], cursor: Sequence[Any]) -> Q:
    """What lies beyond a row; the first column alone bounds the walk of the index."""
    beyond = Q(**{f"{keys[-1]}__gt": cursor[-1]})
    for key, value in zip(reversed(keys[:-1]), reversed(cursor[:-1]), strict=True):
        beyond = Q(**{f"{key}__gt": value}) | (Q(**{key: value}) & beyond)
    return Q(**{f"{keys[0]}__gte": cursor[0]}) & beyond


def _write(row: Any, keys: Sequence[str]) -> str:
    values = (getattr(row, key) for key in keys)
    return "~".join(value.isoformat() if isinstance(value, date) else str(value) for value in values)


def _read(text: str, length: int) -> list[Any] | None:
    parts = text.split("~")
    if len(parts) != length:
        return None
    try:
        return [_value(part) for part in parts[:-1]] + [UUID(parts[-1])]
    except ValueError:
        return None


def _value(part: str) -> int | date | datetime:
    if part.isascii() and part.isdigit() and len(part) < 3:
        return int(part)
    if len(part) == 10:
        return date.fromisoformat(part)
    moment = parse_datetime(part)
    if moment is None or moment.tzinfo is None:
        raise ValueError(part)
    return moment


def count_up_to(found: QuerySet[Any], limit: int = COUNT_LIMIT) -> int:
    """How many there are; counting ends one beyond the limit."""
    return found.order_by()[: limit + 1].count()


def queue(staff: Staff, scope: str, *, after: str = "") -> Listed:
    """The referrals of the people whom I help (or my body): what came back, what is silent, then the oldest."""
    if scope == "mine":
        found = Referral.objects.mine(staff).to_look_at().select_related(*SHOWN)
        return _page(found, ("turn", "sent_at", "id"), after)
    page = _page(Followed.objects.of_bodies_of(staff), ("turn", "sent_at", "referral_id"), after)
    keys = [row.referral_id for row in page.rows]
    # The index gives the order; who may see whom is asked of the rows themselves.
    shown = Referral.objects.visible_to(staff).select_related(*SHOWN).in_bulk(keys)
    return Listed([shown[key] for key in keys if key in shown], page.after)


def turns(staff: Staff, scope: str) -> dict[int, int]:
    """How many came back and how many are silent."""
    found: QuerySet[Any] = (
        Referral.objects.mine(staff) if scope == "mine" else Followed.objects.of_bodies_of(staff)
    )
    return {turn: count_up_to(found.filter(turn=turn)) for turn in (Turn.BACK, Turn.SILENT)}


def inbox(staff: Staff, state: str = "", *, after: str = "") -> Listed:
    """What was sent to my body: what waits for an answer, or what is in one state; the oldest first."""
    found = Referral.objects.sent_to_bodies_of(staff).select_related(*SHOWN)
    found = found.filter(state=state, is_open=True) if state else found.unanswered()
    return _page(found, ("sent_at", "id"), after)


def waiting_list(service_id: UUID, *, after: str = "") -> Listed:
    """The waiting list of a service in its order, for its own body."""
    found = Referral.objects.on_list(service_id).agreed().select_related("client")
    return _page(found, ("urgency", "waiting_at", "id"), after, 100)


def with_place_on_list(found: QuerySet[Referral]) -> QuerySet[Referral]:
    """Referrals with `ahead`: how many stand before on the waiting list. Nobody else's name comes along."""
    ahead = Referral.objects.filter(service=OuterRef("service"), state=State.WAITING).filter(
        Q(urgency__lt=OuterRef("urgency"))
        | Q(urgency=OuterRef("urgency"), waiting_at__lt=OuterRef("waiting_at"))
        | Q(urgency=OuterRef("urgency"), waiting_at=OuterRef("waiting_at"), id__lt=OuterRef("id"))
    )
    counted = ahead.order_by().values("service").annotate(number=Count("pk")).values("number")
    return found.annotate(ahead=Coalesce(Subquery(counted), 0))


def place_on_list(referral: Referral) -> int | None:
    """The person's place on the waiting list; None when they are on none."""
    if referral.state != State.WAITING:
        return None
    row = cast(Any, with_place_on_list(Referral.objects.filter(pk=referral.pk)).get())
    return int(row.ahead) + 1


def for_person(client: Client) -> list[Referral]:
    """A person's referrals, the newest first, each with its place on a list."""
    found = client.referrals.select_related(*SHOWN, "service__place", "delivery").order_by("-sent_at", "-id")
    return list(with_place_on_list(found))


def needs_of(client: Client) -> list[Need]:
    """A person's needs: the open ones first, by urgency."""
    return list(client.needs.order_by(F("closed_at").asc(nulls_first=True), "urgency", "recorded_at"))


def answer_due(referral: Referral) -> date | None:
    """The day by which the service should have answered; None when it has."""
    if referral.state not in UNANSWERED:
        return None
    return clocks.due("answer_reminder", timezone.localdate(referral.sent_at))


def is_late(referral: Referral, today: date) -> bool:
    """Whether a service is silent beyond its day."""
    due = answer_due(referral)
    return due is not None and due < today


def choices_for(need: Need, today: date, language: str) -> list[Result]:
    """Services for a need where the person lives, those of the region and the country after them."""
    place = need.client.place_id or ""
    page = services.find(Wanted(need.theme, place=place), today=today, language=language)
    found = [*page.results, *page.wide]
    if not found and place:
        found = services.find(Wanted(need.theme), today=today, language=language).results
    return found


def of_need(referral: Referral) -> list[Referral]:
    """Every referral for the same need, never more than it has services."""
    return list(Referral.objects.filter(need=referral.need_id).select_related("service", "body"))


def next_best(referral: Referral, today: date, among: Sequence[Referral]) -> list[Result]:
    """Where to go after a refusal or a silence, without the services that already answered for this need."""
    tried = {one.service_id for one in among}
    client = referral.client
    found = services.next_best(
        referral.service,
        place=client.place,
        language=client.language,
        limit=NEXT_BEST + len(tried),
        today=today,
    )
    return [one for one in found if one.service.pk not in tried and one.service.body_id][:NEXT_BEST]


def link_of(digest: str) -> AnswerLink | None:
    """The link of a token's digest, with its referral."""
    found = AnswerLink.objects.select_related(
        "referral__client", "referral__need", "referral__service", "referral__body", "referral__sent_for"
    )
    return found.filter(digest=digest).first()


def chain(referral: Referral, among: Sequence[Referral]) -> list[Referral]:
    """What came before, the nearest first: each refusal that led here."""
    by_key = {one.pk: one for one in among}
    before: list[Referral] = []
    key = referral.previous_id
    while key in by_key and len(before) < len(by_key):
        before.append(by_key[key])
        key = by_key[key].previous_id
    return before


def access_to_answer(staff: Staff, *, after: str = "") -> Listed:
    """Refusals of access that my body must answer, the first due first."""
    found = AccessRefusal.objects.to_answer_by(staff).waiting().select_related("place", "service")
    return _page(found, ("due_on", "id"), after)


def access_late(today: date, *, after: str = "") -> Listed:
    """Refusals of access that nobody answered when it was due; without what was written."""
    found = AccessRefusal.objects.late(today).select_related("place", "answerer").defer("words")
    return _page(found, ("due_on", "id"), after)


def access_counts(since: date | None = None) -> Table:
    """Refusals of access by province and theme, small cells hidden."""
    found = AccessRefusal.objects.all()
    if since:
        midnight = datetime.combine(since, time.min, tzinfo=timezone.get_default_timezone())
        found = found.filter(recorded_at__gte=midnight)
    rows = found.values_list("place", "theme").annotate(number=Count("pk")).order_by("place", "theme")
    counted = {(place, theme): number for place, theme, number in rows}
    places = dict.fromkeys(place for place, _theme in counted)
    themes = dict.fromkeys(theme for _place, theme in counted)
    return hide_small(
        {(place, theme): counted.get((place, theme), 0) for place in places for theme in themes}
    )


def access_answered() -> tuple[int, int]:
    """How many refusals of access were answered, and how many wait beyond their day are counted by `late`."""
    states = dict(AccessRefusal.objects.values_list("state").annotate(number=Count("pk")))
    return states.get(AccessState.ANSWERED, 0), states.get(AccessState.WAITING, 0)


def grievances(staff: Staff, *, after: str = "") -> Listed:
    """Work grievances that were sent to my body and are open, the first due first."""
    found = Grievance.objects.sent_to_bodies_of(staff).filter(is_open=True).select_related("client", "body")
    return _page(found, ("due_on", "id"), after)


def path_of(client: Client, today: date) -> list[path.PathStep]:
    """A child's path as it stands; of a step reached twice, where it was reached last."""
    rows = ChildStep.objects.filter(client=client).order_by("recorded_at", "pk")
    reached = {row.step: path.Reached(row.reached_on, row.place_id) for row in rows}
    return path.path(client.birth_from, client.birth_to, reached, client.place_id, today)


def places(codes: Sequence[Any]) -> dict[str, Place]:
    """Places by code."""
    return Place.objects.in_bulk(list(codes))


def days_silent(referral: Referral, today: date) -> int:
    """How long a referral waits for an answer: days of the calendar here, as the dates beside it are read."""
    return max((today - timezone.localdate(referral.sent_at)).days, 0)
