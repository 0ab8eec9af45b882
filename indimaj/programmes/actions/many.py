"""The set form: whole courses and livelihoods with what became of them. It leaves what the single acts leave."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from indimaj.clients.models import Client
from indimaj.directory.models import Body, Place, Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ports import tables

from ..enums import EnrolmentState, Feeds
from ..models import Attendance, Course, Enrolment, FollowUp, Instalment, Livelihood, Meeting, Programme
from ..permissions import may_begin_livelihood, may_open_course
from ..transitions import after, livelihood_after
from .courses import Hours, new_course
from .enrolments import admit, new_enrolment
from .livelihoods import Part, check_follow_up
from .results import complete
from .who import about, line


@dataclass(frozen=True)
class Joins:
    """Somebody put down for a course, and what becomes of them: they leave, complete, or are still there."""

    at: datetime
    client: Client | None = None
    first_name: str = ""
    community: str = ""
    country: str = ""
    level_before: str = ""
    leaves: tuple[datetime, str] | None = None
    level_reached: str = ""
    has_certificate: bool = False


@dataclass(frozen=True)
class Sheet:
    """The attendance of a day: a presence by the number of the participant in `joins`."""

    held_on: date
    saved_at: datetime
    marks: dict[int, str]
    typed_late: bool = False


@dataclass(frozen=True)
class History:
    """One course from its opening; `results_at` is when whoever is still there completes it."""

    programme: Programme
    place: Place
    starts_on: date
    ends_on: date
    capacity: int
    by: Staff
    at: datetime
    submission: UUID
    level: str = ""
    schedules: Sequence[Hours] = ()
    rhythm: str = ""
    where: str = ""
    joins: Sequence[Joins] = field(default=())
    sheets: Sequence[Sheet] = field(default=())
    results_at: datetime | None = None


@dataclass
class _Rows:
    courses: list[Course] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    attendances: list[Attendance] = field(default_factory=list)
    livelihoods: list[Livelihood] = field(default_factory=list)
    instalments: list[Instalment] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


@transaction.atomic
def run_many(histories: Sequence[History]) -> list[Course]:
    """Courses that are not there yet, by their submissions, each with its whole history."""
    there = set(
        Course.objects.filter(submission__in=[one.submission for one in histories]).values_list(
            "submission", flat=True
        )
    )
    rows = _Rows()
    for history in histories:
        if history.submission not in there:
            _run(history, rows)
    _write(rows)
    return rows.courses


def _run(history: History, rows: _Rows) -> None:
    purpose = ensure(may_open_course(history.by, history.programme.body)).purpose
    by = Actor.staff(history.by.pk)
    course = new_course(
        programme=history.programme,
        place=history.place,
        starts_on=history.starts_on,
        ends_on=history.ends_on,
        capacity=history.capacity,
        at=history.at,
        level=history.level,
        schedules=history.schedules,
        rhythm=history.rhythm,
        where=history.where,
        submission=history.submission,
    )
    course.opened_by = history.by
    rows.courses.append(course)
    rows.lines.append(line("course_opened", course.pk, by, history.at, purpose, body=course.body_id))
    people = _join(history, course, by, purpose, rows)
    _sheets(history, course, people, by, purpose, rows)
    if history.results_at is not None:
        for row, joined in people:
            if row.state == EnrolmentState.ENROLLED:
                complete(row, joined.level_reached, joined.has_certificate, history.results_at)
                said = {"course": str(course.pk), "level": row.level_reached}
                rows.lines.append(
                    line("course_completed", about(row), by, history.results_at, purpose, **said)
                )
    rows.enrolments += [row for row, _joined in people]


def _join(
    history: History, course: Course, by: Actor, purpose: str, rows: _Rows
) -> list[tuple[Enrolment, Joins]]:
    """Everybody comes and leaves in the order of time; the list is admitted after each."""
    people: list[tuple[Enrolment, Joins]] = []
    events: list[tuple[datetime, int, bool]] = []
    for number, joins in enumerate(history.joins):
        row = new_enrolment(
            course=course,
            client=joins.client,
            at=joins.at,
            first_name=joins.first_name,
            community=joins.community,
            country=joins.country,
            level_before=joins.level_before,
        )
        people.append((row, joins))
        events.append((joins.at, number, False))
        if joins.leaves:
            events.append((joins.leaves[0], number, True))
    inside: list[Enrolment] = []
    waiting: list[Enrolment] = []
    for at, number, leaves in sorted(events):
        row, joins = people[number]
        if leaves:
            assert joins.leaves is not None
            row.leave_reason, row.ended_at = joins.leaves[1], at
            row.state, row.version = after(row.state, "leave"), row.version + 1
            (inside if row in inside else waiting).remove(row)
            rows.lines.append(line("course_left", about(row), by, at, purpose, course=str(course.pk)))
        else:
            row.state = after(row.state, "place")
            waiting.append(row)
            said = {"course": str(course.pk), "may_ask_later": False}
            rows.lines.append(line("course_put_down", about(row), by, at, purpose, **said))
        taken = admit(course, waiting, inside, max(course.capacity - len(inside), 0), at)
        waiting = [one for one in waiting if one not in taken]
        inside += taken
        rows.lines += [
            line("course_admitted", about(one), by, at, purpose, course=str(course.pk)) for one in taken
        ]
        course.taken, course.waiting, course.version = len(inside), len(waiting), course.version + 1
    return people


def _sheets(
    history: History,
    course: Course,
    people: list[tuple[Enrolment, Joins]],
    by: Actor,
    purpose: str,
    rows: _Rows,
) -> None:
    for sheet in history.sheets:
        marked = [
            (people[number][0], presence)
            for number, presence in sheet.marks.items()
            if people[number][0].admitted_at is not None
        ]
        meeting = Meeting(
            course=course,
            held_on=sheet.held_on,
            saved_at=sheet.saved_at,
            saved_by=history.by,
            typed_late=sheet.typed_late,
            version=1,
        )
        rows.meetings.append(meeting)
        rows.attendances += [
            Attendance(meeting=meeting, enrolment=row, presence=presence) for row, presence in marked
        ]
        on = sheet.held_on.isoformat()
        kept = {"on": on, "count": len(marked)}
        rows.lines.append(line("attendance_saved", course.pk, by, sheet.saved_at, purpose, **kept))
        for row, presence in marked:
            if row.client_id:
                said = {"course": str(course.pk), "on": on, "presence": presence}
                rows.lines.append(line("attendance_kept", about(row), by, sheet.saved_at, purpose, **said))


@dataclass(frozen=True)
class Followed:
    """A livelihood from its plan: (verb, at) steps, instalments with the day paid, answers by month.

    `started_on` is for one taken over from paper, which began before its steps were typed in.
    """

    client: Client
    body: Body
    plan: str
    by: Staff
    at: datetime
    submission: UUID
    steps: Sequence[tuple[str, datetime]] = field(default=())
    parts: Sequence[tuple[Part, date | None]] = field(default=())
    stop_reason: str = ""
    answers: Sequence[tuple[int, date, str, str]] = field(default=())
    started_on: date | None = None


@transaction.atomic
def follow_many(followed: Sequence[Followed], today: date) -> list[Livelihood]:
    """Livelihoods that are not there yet, by their submissions."""
    there = set(
        Livelihood.objects.filter(submission__in=[one.submission for one in followed]).values_list(
            "submission", flat=True
        )
    )
    rows = _Rows()
    for one in followed:
        if one.submission not in there:
            _follow(one, rows, today)
    _write(rows)
    return rows.livelihoods


def _follow(one: Followed, rows: _Rows, today: date) -> None:
    purpose = ensure(may_begin_livelihood(one.by, one.body)).purpose
    by, person = Actor.staff(one.by.pk), one.client.pk
    made = Livelihood(
        client=one.client, body=one.body, plan=one.plan, planned_at=one.at, submission=one.submission
    )
    rows.livelihoods.append(made)
    key = {"livelihood": str(made.pk)}
    rows.lines.append(line("livelihood_planned", person, by, one.at, purpose, **key))
    for verb, at in one.steps:
        made.state, made.version = livelihood_after(made.state, verb), made.version + 1
        if verb == "start":
            made.started_on = one.started_on or at.date()
        if verb == "stop":
            made.stopped_on, made.stop_reason = at.date(), one.stop_reason
        more = {"parts": len(one.parts)} if verb == "fund" else {}
        rows.lines.append(line(f"livelihood_{verb}", person, by, at, purpose, **key, **more))
    for number, (part, paid_on) in enumerate(one.parts, 1):
        rows.instalments.append(
            Instalment(
                livelihood=made,
                number=number,
                kind=part.kind,
                amount=part.amount,
                due_on=part.due_on,
                paid_on=paid_on,
            )
        )
        if paid_on:
            at = one.at.replace(year=paid_on.year, month=paid_on.month, day=paid_on.day)
            rows.lines.append(line("instalment_paid", person, by, at, purpose, number=number))
    for month, asked_on, answer, reason in one.answers:
        check_follow_up(made, month, answer, today)
        why = reason if answer in (Feeds.NO, Feeds.PARTLY) else ""
        rows.follow_ups.append(
            FollowUp(livelihood=made, month=month, asked_on=asked_on, answer=answer, reason=why)
        )
        at = max(one.at.replace(year=asked_on.year, month=asked_on.month, day=asked_on.day), one.at)
        rows.lines.append(line("livelihood_asked", person, by, at, purpose, month=month, answer=answer))


def _write(rows: _Rows) -> None:
    for built in (
        rows.courses,
        rows.enrolments,
        rows.meetings,
        rows.attendances,
        rows.livelihoods,
        rows.instalments,
        rows.follow_ups,
    ):
        tables.insert(built)
    ledger.record_many(sorted(rows.lines, key=lambda one: one.at))
