"""A programme is offered, its courses open and close."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from indimaj.directory.models import Body, Place
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor

from ..enums import ProgrammeKind
from ..models import Course, Programme
from ..permissions import may_make_programme, may_open_course, may_run_course
from ..rules import term_of
from .who import hold_course, line, purpose_of, staff_of

Hours = dict[str, str]
"""A line of days and hours as a service keeps it: `byday`, `opens_at`, `closes_at`, `description`."""


@transaction.atomic
def make_programme(
    *,
    body: Body,
    kind: ProgrammeKind | str,
    name_ar: str,
    name_fr: str,
    name_en: str,
    by: Actor,
    at: datetime,
    taught: str = "",
    leads_to: str = "",
    host_share_sought: int | None = None,
    talks_first: bool = False,
    submission: UUID | None = None,
) -> Programme:
    """Offer something; the same submission twice is one programme."""
    submission = submission or uuid4()
    purpose = purpose_of(by, may_make_programme, body)
    if there := Programme.objects.filter(submission=submission).first():
        return there
    made = Programme.objects.create(
        body=body,
        kind=kind,
        taught=taught if kind == ProgrammeKind.LANGUAGE else "",
        leads_to=leads_to if kind == ProgrammeKind.TRAINING else "",
        name_ar=name_ar,
        name_fr=name_fr,
        name_en=name_en,
        host_share_sought=host_share_sought,
        talks_first=talks_first,
        made_at=at,
        submission=submission,
    )
    ledger.record_many([line("programme_made", made.pk, by, at, purpose, body=body.code)])
    return made


def new_course(
    *,
    programme: Programme,
    place: Place,
    starts_on: date,
    ends_on: date,
    capacity: int,
    at: datetime,
    level: str = "",
    schedules: Sequence[Hours] = (),
    rhythm: str = "",
    where: str = "",
    submission: UUID | None = None,
) -> Course:
    """The row of a course, not yet written."""
    return Course(
        programme=programme,
        body_id=programme.body_id,
        kind=programme.kind,
        taught=programme.taught,
        level=level,
        place=place,
        where=where,
        schedules=list(schedules),
        rhythm=rhythm,
        term=term_of(starts_on),
        starts_on=starts_on,
        ends_on=ends_on,
        capacity=capacity,
        opened_at=at,
        submission=submission or uuid4(),
    )


@transaction.atomic
def open_course(
    *,
    programme: Programme,
    place: Place,
    starts_on: date,
    ends_on: date,
    capacity: int,
    by: Actor,
    at: datetime,
    level: str = "",
    schedules: Sequence[Hours] = (),
    rhythm: str = "",
    where: str = "",
    submission: UUID | None = None,
) -> Course:
    """Open a course for applications; the same submission twice is one course."""
    purpose = purpose_of(by, may_open_course, programme.body)
    if there := Course.objects.filter(submission=submission or uuid4()).first():
        return there
    course = new_course(
        programme=programme,
        place=place,
        starts_on=starts_on,
        ends_on=ends_on,
        capacity=capacity,
        at=at,
        level=level,
        schedules=schedules,
        rhythm=rhythm,
        where=where,
        submission=submission,
    )
    course.opened_by = staff_of(by)
    course.save()
    ledger.record_many([line("course_opened", course.pk, by, at, purpose, body=course.body_id)])
    return course


def close_course(*, course: Course, by: Actor, at: datetime, version: int | None = None) -> Course:
    """Take no more applications; who waits keeps their place in line."""
    return _switch(course, by, at, version, to=False)


def reopen_course(*, course: Course, by: Actor, at: datetime, version: int | None = None) -> Course:
    """Take applications again."""
    return _switch(course, by, at, version, to=True)


@transaction.atomic
def _switch(course: Course, by: Actor, at: datetime, version: int | None, *, to: bool) -> Course:
    current = hold_course(course.pk, version)
    purpose = purpose_of(by, may_run_course, current)
    if current.is_open == to:
        return current
    current.is_open = to
    current.version += 1
    current.save(update_fields=["is_open", "version"])
    verb = "course_reopened" if to else "course_closed"
    ledger.record_many([line(verb, current.pk, by, at, purpose)])
    return current
