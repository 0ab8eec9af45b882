"""The attendance of a meeting, for the whole group at once."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor

from ..enums import TOOK_PART, Presence
from ..models import Attendance, Course, Enrolment, Meeting
from ..permissions import may_run_course
from .errors import NotADay, Stale
from .who import about, hold_course, line, purpose_of, staff_of


@transaction.atomic
def save_attendance(
    *,
    course: Course,
    held_on: date,
    marks: Mapping[UUID, str],
    by: Actor,
    at: datetime,
    version: int | None = None,
    typed_late: bool = False,
) -> Meeting:
    """Keep who was there on a day: `marks` is a presence by participant, and a sheet may be typed in days later.

    Marks of people who are not of the course are left out. The same marks twice change nothing. Raises NotADay, and
    Stale when somebody else has kept the sheet since `version` (0 for a sheet that nobody had kept).
    """
    current = hold_course(course.pk)
    purpose = purpose_of(by, may_run_course, current)
    if not current.starts_on <= held_on <= min(current.ends_on, timezone.localdate(at)):
        raise NotADay
    people = {
        one.pk: one
        for one in current.enrolments.filter(state__in=TOOK_PART).only("id", "client_id", "course_id")
    }
    wanted = {pk: value for pk, value in marks.items() if pk in people and value in Presence.values}
    meeting = Meeting.objects.filter(course=current, held_on=held_on).first()
    known = dict(meeting.attendances.values_list("enrolment_id", "presence")) if meeting else {}
    changed = {pk: value for pk, value in wanted.items() if known.get(pk) != value}
    if meeting is not None and not changed:
        return meeting
    if version is not None and version != (meeting.version if meeting else 0):
        raise Stale
    meeting = meeting or Meeting(course=current, held_on=held_on, typed_late=typed_late)
    meeting.saved_at, meeting.saved_by, meeting.version = at, staff_of(by), meeting.version + 1
    meeting.save()
    Attendance.objects.bulk_create(
        [Attendance(meeting=meeting, enrolment_id=pk, presence=value) for pk, value in changed.items()],
        update_conflicts=True,
        unique_fields=["meeting", "enrolment"],
        update_fields=["presence"],
    )
    ledger.record_many(
        [
            line("attendance_saved", current.pk, by, at, purpose, on=held_on.isoformat(), count=len(changed)),
            *(_said(people[pk], held_on, value, by, at, purpose) for pk, value in changed.items()
              if people[pk].client_id),
        ]
    )  # fmt: skip
    return meeting


def _said(one: Enrolment, on: date, presence: str, by: Actor, at: datetime, purpose: str) -> ledger.Line:
    return line(
        "attendance_kept",
        about(one),
        by,
        at,
        purpose,
        course=str(one.course_id),
        on=on.isoformat(),
        presence=presence,
    )
