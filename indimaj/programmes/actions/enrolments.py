"""People apply, wait, are admitted and leave. Every change of a course's participants waits for the course's lock."""

from collections import Counter
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from indimaj.clients.actions import give_consent
from indimaj.clients.enums import Community, ConsentPurpose
from indimaj.clients.models import Client
from indimaj.ledger import actions as ledger
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ports import tables

from ..enums import OPEN_STATES, EnrolmentState, LeaveReason, RefusalReason
from ..models import Course, Enrolment
from ..permissions import may_run_course
from ..rules import in_order
from ..transitions import after
from .errors import CourseClosed, ReasonMissing
from .who import about, hold_course, hold_enrolment, line, purpose_of


def new_enrolment(
    *,
    course: Course,
    client: Client | None,
    at: datetime,
    first_name: str = "",
    community: str = "",
    country: str = "",
    level_before: str = "",
    submission: UUID | None = None,
) -> Enrolment:
    """The row of a participant who applies, not yet written. Of a person the course copies the side and a country."""
    if client is not None:
        first_name, community = "", client.community
        country = (client.nationalities or [""])[0]
    return Enrolment(
        course=course,
        client=client,
        first_name=first_name.strip(),
        community=community or Community.HOST,
        country=country,
        state=EnrolmentState.APPLIED,
        applied_at=at,
        level_before=level_before,
        submission=submission or uuid4(),
    )


@transaction.atomic
def apply(
    *,
    course: Course,
    client: Client,
    by: Actor,
    at: datetime,
    submission: UUID | None = None,
    level: str = "",
) -> Enrolment:
    """The person asks for a place. Where the body talks with people first, the application waits for that."""
    current = hold_course(course.pk)
    purpose = purpose_of(by, may_run_course, current, client.pk)
    if there := _there(current, client, submission):
        return there
    _takes(current, at)
    made = new_enrolment(course=current, client=client, at=at, level_before=level, submission=submission)
    made.save()
    lines = [line("course_applied", about(made), by, at, purpose, course=str(current.pk))]
    if not current.programme.talks_first:
        made.state = after(made.state, "place")
        made.save(update_fields=["state"])
    ledger.record_many([*lines, *_fill(current, by, at, purpose)])
    made.refresh_from_db(fields=["state", "admitted_at", "version"])
    return made


@transaction.atomic
def enrol(
    *,
    course: Course,
    by: Actor,
    at: datetime,
    client: Client | None = None,
    first_name: str = "",
    community: str = "",
    country: str = "",
    level_before: str = "",
    may_ask_later: bool = False,
    submission: UUID | None = None,
) -> Enrolment:
    """Put somebody down, then admit from the list by its rule: who waited before goes first, and the rest wait.

    A guest is put down by first name alone. The same submission, or the same person, twice is one participant.
    """
    current = hold_course(course.pk)
    purpose = purpose_of(by, may_run_course, current)
    if there := _there(current, client, submission):
        return there
    _takes(current, at)
    made = new_enrolment(
        course=current,
        client=client,
        at=at,
        first_name=first_name,
        community=community,
        country=country,
        level_before=level_before,
        submission=submission,
    )
    made.state = after(made.state, "place")
    made.save()
    if client is not None and may_ask_later:
        # The coordinator heard the yes; the line of this enrolment says who it was said to.
        heard = Actor.system("programmes")
        give_consent(client=client, purpose=ConsentPurpose.FOLLOW_UP, body=current.body, by=heard, at=at)
    said = line(
        "course_put_down", about(made), by, at, purpose, course=str(current.pk), may_ask_later=may_ask_later
    )
    ledger.record_many([said, *_fill(current, by, at, purpose)])
    made.refresh_from_db(fields=["state", "admitted_at", "version"])
    return made


@transaction.atomic
def place(*, enrolment: Enrolment, by: Actor, at: datetime, version: int | None = None) -> Enrolment:
    """After the talk: onto the waiting list, in the place that the day of application gives; admitted if there is room."""
    current = hold_enrolment(enrolment, version)
    purpose = purpose_of(by, may_run_course, current.course)
    _move(current, "place")
    said = line("course_placed", about(current), by, at, purpose, course=str(current.course_id))
    ledger.record_many([said, *_fill(current.course, by, at, purpose)])
    current.refresh_from_db(fields=["state", "admitted_at", "version"])
    return current


@transaction.atomic
def place_all(*, course: Course, by: Actor, at: datetime) -> int:
    """The set form: everybody who applied goes onto the list, then the list is admitted as far as there is room."""
    current = hold_course(course.pk)
    purpose = purpose_of(by, may_run_course, current)
    waiting = list(current.enrolments.filter(state=EnrolmentState.APPLIED).order_by("applied_at", "id"))
    for one in waiting:
        one.state, one.version = after(one.state, "place"), one.version + 1
    tables.update(waiting, "state", "version")
    said = [line("course_placed", about(one), by, at, purpose, course=str(current.pk)) for one in waiting]
    ledger.record_many([*said, *_fill(current, by, at, purpose)])
    return len(waiting)


@transaction.atomic
def refuse(
    *, enrolment: Enrolment, reason: RefusalReason | str, by: Actor, at: datetime, version: int | None = None
) -> Enrolment:
    """Not admitted, for a coded reason."""
    if reason not in RefusalReason.values:
        raise ReasonMissing
    current = hold_enrolment(enrolment, version)
    purpose = purpose_of(by, may_run_course, current.course)
    current.refusal_reason, current.ended_at = str(reason), at
    _move(current, "refuse")
    return _gone(current, "course_refused", by, at, purpose)


@transaction.atomic
def leave(
    *, enrolment: Enrolment, reason: LeaveReason | str, by: Actor, at: datetime, version: int | None = None
) -> Enrolment:
    """Somebody leaves, or gives up waiting; their place goes to the next in line at once."""
    if reason not in LeaveReason.values:
        raise ReasonMissing
    current = hold_enrolment(enrolment, version)
    purpose = purpose_of(by, may_run_course, current.course, current.client_id)
    current.leave_reason, current.ended_at = str(reason), at
    _move(current, "leave")
    return _gone(current, "course_left", by, at, purpose)


def _gone(current: Enrolment, verb: str, by: Actor, at: datetime, purpose: str) -> Enrolment:
    said = line(verb, about(current), by, at, purpose, course=str(current.course_id))
    ledger.record_many([said, *_fill(current.course, by, at, purpose)])
    return current


def _move(current: Enrolment, verb: str) -> None:
    current.state = after(current.state, verb)
    current.version += 1
    current.save()


def _there(course: Course, client: Client | None, submission: UUID | None) -> Enrolment | None:
    if submission and (found := course.enrolments.filter(submission=submission).first()):
        return found
    if client is None:
        return None
    return course.enrolments.filter(client=client, state__in=OPEN_STATES).first()


def _takes(course: Course, at: datetime) -> None:
    if not course.is_open or course.ends_on < timezone.localdate(at):
        raise CourseClosed


def _fill(course: Course, by: Actor, at: datetime, purpose: str) -> list[Line]:
    """Admit from the list as far as there is room and count again; the lines of whoever was admitted."""
    live = course.enrolments.filter(state__in=[EnrolmentState.WAITING, EnrolmentState.ENROLLED])
    rows = list(live.order_by("applied_at", "id"))
    inside = [one for one in rows if one.state == EnrolmentState.ENROLLED]
    done = course.enrolments.filter(state=EnrolmentState.COMPLETED).count()
    waiting = [one for one in rows if one.state == EnrolmentState.WAITING]
    room = course.capacity - len(inside) - done
    ended = course.ends_on < timezone.localdate(at)
    admitted = [] if ended else admit(course, waiting, inside, max(room, 0), at)
    tables.update(admitted, "state", "admitted_at", "version")
    course.taken = len(inside) + done + len(admitted)
    course.waiting = len(waiting) - len(admitted)
    course.version += 1
    course.save(update_fields=["taken", "waiting", "version"])
    return [line("course_admitted", about(one), by, at, purpose, course=str(course.pk)) for one in admitted]


def admit(
    course: Course, waiting: list[Enrolment], inside: list[Enrolment], room: int, at: datetime
) -> list[Enrolment]:
    """Those of the list who get the places that are free; their rows are changed, not yet written."""
    ordered = in_order(
        waiting,
        taken=Counter(one.community for one in inside),
        capacity=course.capacity,
        host_share=course.programme.host_share_sought,
    )
    for one in ordered[:room]:
        one.state, one.admitted_at, one.version = after(one.state, "admit"), at, one.version + 1
    return ordered[:room]
