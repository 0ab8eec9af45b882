"""Reads of the room. Each takes the viewer; a page of keys first, decorated after (DESIGN 5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q
from django.utils import timezone

from indimaj import law
from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.permissions import NotAllowed, Refused
from indimaj.directory.queries import holds
from indimaj.ports import clock

from .actions import rows
from .enums import FactState
from .models import Application, Evidence, PhonePairing, PhonePaper
from .permissions import may_list, may_open, may_see_health
from .querysets import ApplicationQuerySet

PAGE = 25
COUNT_LIMIT = 10_000
COLUMNS = (
    "id",
    "reference",
    "state",
    "is_open",
    "submitted_at",
    "filed_on",
    "due_on",
    "order_number",
    "applicant__given_names",
    "applicant__family_name",
    "applicant__name_arabic",
    "applicant__name_said",
    "office__name_ar",
    "office__name_fr",
    "office__name_en",
    "office_id",
)
SCOPES = ("mine", "office")


@dataclass(frozen=True)
class QueueFilter:
    """What the queue shows: whose files, in which state, overdue ones alone, of which office."""

    scope: str = "mine"
    state: str = ""
    overdue: bool = False
    office: str = ""


@dataclass(frozen=True)
class QueueRow:
    """One line of the queue."""

    id: UUID
    reference: str
    name: str
    office: str
    state: str
    filed_on: date
    due_on: date | None
    order_number: int | None
    days: int
    overdue: bool


@dataclass(frozen=True)
class QueuePage:
    """Some lines in order, and the cursors of the pages beside it."""

    rows: list[QueueRow]
    older: str
    newer: str


def application_for(staff: Staff, reference: str) -> Application:
    """The file with a reference, if this person may open it; raises Application.DoesNotExist otherwise."""
    found = Application.objects.select_related("applicant", "office", "assigned_to").get(reference=reference)
    if not may_open(staff, found):
        raise Application.DoesNotExist
    return found


def default_scope(staff: Staff) -> str:
    """An examining officer begins with their own files; everybody else with the office's."""
    return "mine" if holds(staff, Role.EXAMINER) else "office"


def filtered(staff: Staff, wanted: QueueFilter, today: date) -> ApplicationQuerySet:
    """The files that a filter leaves; open ones unless a state is named."""
    answer = may_list(staff)
    if isinstance(answer, Refused):
        raise NotAllowed(answer)
    found = Application.objects.visible_to(staff)
    if wanted.scope == "mine":
        found = found.filter(assigned_to=staff)
    if wanted.office:
        found = found.filter(office_id=wanted.office)
    found = found.in_state(wanted.state) if wanted.state else found.open()
    return found.overdue(today, overdue_before(today)) if wanted.overdue else found


def overdue_before(today: date) -> datetime:
    """The moment before which a file must have been lodged to be overdue today, by the shortest term there is."""
    terms = [one.settings["opinion_due_months"] for one in rows.pack().campaigns.values()]
    return datetime.combine(
        rows.months_after(today, -int(min(terms))), time.max, tzinfo=timezone.get_default_timezone()
    )


def queue(
    staff: Staff, wanted: QueueFilter, *, after: str = "", before: str = "", language: str, today: date
) -> QueuePage:
    """One page, oldest first. `after` and `before` are cursors of another page."""
    found = filtered(staff, wanted, today)
    backwards = bool(before) and not after
    if cursor := read_cursor(before if backwards else after):
        found = found.filter(_beyond(*cursor, backwards=backwards))
    order = ("-submitted_at", "-id") if backwards else ("submitted_at", "id")
    taken = list(found.order_by(*order).values(*COLUMNS)[: PAGE + 1])
    more = len(taken) > PAGE
    taken = taken[:PAGE]
    if backwards:
        taken.reverse()
    is_first = not more if backwards else not after
    is_last = False if backwards else not more
    return QueuePage(
        rows=[_line(row, language, today) for row in taken],
        older="" if is_first or not taken else write_cursor(taken[0]),
        newer="" if is_last or not taken else write_cursor(taken[-1]),
    )


def _beyond(submitted_at: datetime, identifier: UUID, *, backwards: bool) -> Q:
    """The rows on one side of a cursor, written so that the index is read as one range."""
    if backwards:
        return Q(submitted_at__lte=submitted_at) & (Q(submitted_at__lt=submitted_at) | Q(id__lt=identifier))
    return Q(submitted_at__gte=submitted_at) & (Q(submitted_at__gt=submitted_at) | Q(id__gt=identifier))


def write_cursor(row: Mapping[str, Any]) -> str:
    """Where a row stands in the order, as a word for an address."""
    return f"{row['submitted_at'].timestamp():.6f}~{row['id'].hex}"


def read_cursor(text: str) -> tuple[datetime, UUID] | None:
    """A cursor read back; None when it is none."""
    moment, _, identifier = text.partition("~")
    try:
        return datetime.fromtimestamp(float(moment), tz=timezone.get_default_timezone()), UUID(identifier)
    except (ValueError, OverflowError, OSError):
        return None


def count_up_to(found: ApplicationQuerySet, limit: int = COUNT_LIMIT) -> int:
    """How many there are, or limit + 1 when there are more: a count that never reads the whole table."""
    return found.order_by()[: limit + 1].count()


def _line(row: Mapping[str, Any], language: str, today: date) -> QueueRow:
    written = f"{row['applicant__given_names']} {row['applicant__family_name']}".strip()
    filed_on = row["filed_on"]
    return QueueRow(
        id=row["id"],
        reference=row["reference"],
        name=written or row["applicant__name_arabic"] or row["applicant__name_said"],
        office=row[f"office__name_{language if language in ('fr', 'en') else 'ar'}"],
        state=row["state"],
        filed_on=filed_on,
        due_on=row["due_on"],
        order_number=row["order_number"],
        days=(today - filed_on).days,
        overdue=row["is_open"] and row["due_on"] is not None and row["due_on"] < today,
    )


def lines_of(found: Iterable[Mapping[str, Any]], language: str, today: date) -> list[QueueRow]:
    """Rows of `values(*COLUMNS)` as lines of a list."""
    return [_line(row, language, today) for row in found]


def health_claims(application: Application) -> dict[str, Any]:
    """Sealed facts as the law may use them: what the reviewer found, else a plain "no" of the person.

    A person who says that the condition does not apply needs no proof of it; a "yes" waits for the reviewer.
    """
    sealed = {name for name, spec in rows.pack().facts.items() if spec.sealed}
    return {
        fact: value
        for fact, value in application.declared.items()
        if fact in sealed and fact not in application.facts and value is False
    }


def assessment(application: Application, on: date | None = None, *, declared: bool = False) -> law.Assessment:
    """The rule on this file: on its confirmed facts, or on what the person states."""
    known = {**application.declared} if declared else {**health_claims(application), **application.facts}
    return rows.assess(known, application, on=on or clock.today())


def evidence_of(staff: Staff, application: Application) -> list[Evidence]:
    """The pieces that this person may know of: sealed ones are the medical reviewer's alone."""
    pieces = application.evidence.select_related("examined_by").order_by("received_at", "id")
    if not may_see_health(staff, application):
        pieces = pieces.filter(sealed=False)
    return list(pieces)


def confirmations(application: Application) -> dict[str, Any]:
    """The latest row of each fact that stands confirmed, with its piece and its officer."""
    found = application.fact_values.exclude(state=FactState.DECLARED).select_related(
        "evidence", "confirmed_by"
    )
    latest = {row.fact: row for row in found.order_by("id")}
    return {fact: row for fact, row in latest.items() if row.state == FactState.CONFIRMED}


def phone_of(digest: str) -> PhonePairing | None:
    """The pairing that a token opens."""
    return PhonePairing.objects.filter(digest=digest).first()


def phone_beside(staff: Staff, submission: UUID) -> PhonePairing | None:
    """The pairing that this officer made last for a deposit."""
    made = PhonePairing.objects.filter(by=staff, submission=submission).select_related("office")
    return made.order_by("-made_at").first()


def papers_beside(staff: Staff, submission: UUID) -> list[PhonePaper]:
    """What this officer's phones sent for a deposit that is not registered yet."""
    found = PhonePaper.objects.filter(pairing__by=staff, pairing__submission=submission)
    return list(found.order_by("received_at", "pk"))


@dataclass(frozen=True)
class Unfinished:
    """Papers of a deposit that was interrupted."""

    submission: UUID
    papers: int
    since: datetime


UNFINISHED_SHOWN = 5


def unfinished(staff: Staff) -> list[Unfinished]:
    """The deposits of this officer that were interrupted after papers had arrived, the latest first."""
    found = PhonePaper.objects.filter(pairing__by=staff).values("pairing__submission")
    counted = found.annotate(papers=Count("pk"), since=Min("received_at")).order_by("-since")
    return [
        Unfinished(one["pairing__submission"], one["papers"], one["since"])
        for one in counted[:UNFINISHED_SHOWN]
    ]
