"""The room's part of a person's own page, and of the caseworker's page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from indimaj.clients.models import Client
from indimaj.clients.page import Act, Link, Row, Section
from indimaj.clients.permissions import may_open_client
from indimaj.design.wording import isolated, number_text
from indimaj.directory.models import Staff
from indimaj.ports import clock

from . import actions, queries, words
from .enums import EnrolmentState, LeaveReason
from .models import Course, Enrolment
from .transitions import WrongState, possible

OFFERED = 5


def section(client: Client) -> Section | None:
    """My courses, my place in the line, and the courses near me that take people."""
    mine = queries.of_person(client)
    places = queries.positions(mine)
    rows = [_row(one, places.get(one.pk, 0)) for one in mine]
    if client.place_id:
        asked = {one.course_id for one in mine if possible(one.state, "leave")}
        near = queries.find(kind="", taught="", place=client.place_id, on=clock.today())
        offered = [course for course in near.rows if course.pk not in asked][:OFFERED]
        rows += [_offer(course) for course in offered]
    return Section(
        _("Courses and activities"),
        rows,
        actions=[Link(_("Find a course or an activity"), reverse("programmes:find"))],
        empty=_("No course so far."),
    )


def act(client: Client, verb: str, key: str, at: datetime) -> None:
    """Apply for a course, or give a place back."""
    by = client.actor()
    try:
        pk = UUID(key)
    except ValueError:
        raise Http404 from None
    if verb == "apply" and (course := Course.objects.filter(pk=pk).first()):
        try:
            actions.apply(course=course, client=client, by=by, at=at)
        except actions.CourseClosed:
            raise Http404 from None
        return
    if verb == "leave" and (mine := Enrolment.objects.filter(pk=pk, client=client).first()):
        try:
            actions.leave(enrolment=mine, reason=LeaveReason.NOT_SAID, by=by, at=at)
        except WrongState:
            return
        return
    raise Http404


def held(client: Client) -> dict[str, Any]:
    """Everything that the room holds about a person."""
    return {
        "enrolments": list(
            client.enrolments.order_by("applied_at").values(
                "course__programme__name_fr", "course__body__name_fr", "course__starts_on", "state", "applied_at",
                "admitted_at", "ended_at", "leave_reason", "refusal_reason", "level_before", "level_reached",
                "has_certificate",
            )
        ),
        "attendance": list(
            client.enrolments.exclude(attendances=None).values(
                "course__programme__name_fr", "attendances__meeting__held_on", "attendances__presence"
            )
        ),
        "livelihoods": [
            {
                "plan": one.plan, "state": one.state, "planned_at": one.planned_at, "started_on": one.started_on,
                "stopped_on": one.stopped_on, "stop_reason": one.stop_reason,
                "instalments": list(one.instalments.values("number", "kind", "amount", "due_on", "paid_on")),
                "follow_ups": list(one.follow_ups.values("month", "asked_on", "answer", "reason")),
            }
            for one in client.livelihoods.order_by("planned_at")
        ],
    }  # fmt: skip


def block(client: Client, staff: Staff) -> Section | None:
    """For the caseworker who helps the person: which courses, and where they stand."""
    if not may_open_client(staff, client):
        return None
    mine = queries.of_person(client)
    places = queries.positions(mine)
    rows = [_row(one, places.get(one.pk, 0), own=False) for one in mine]
    near = [Link(_("Find a course or an activity"), reverse("programmes:find"))]
    return Section(_("Courses and activities"), rows, actions=near, empty=_("No course so far."))


def _row(one: Enrolment, place: int, *, own: bool = True) -> Row:
    course = one.course
    text = _apart(course.programme.body.name_in(words.reader()), words.where(course), words.when(course))
    if one.state == EnrolmentState.WAITING:
        text = _("Number %(number)s in the line") % {"number": number_text(place)}
    elif one.level_reached:
        text = _("Level reached: %(level)s") % {"level": one.level_reached}
    label = {
        EnrolmentState.WAITING: _("Leave the line"),
        EnrolmentState.APPLIED: _("Take my request back"),
    }.get(EnrolmentState(one.state), _("Give my place back"))
    leave = Act(label, "leave", str(one.pk))
    return Row(
        title=course.programme.name_in(words.reader()),
        text=text,
        at=course.starts_on,
        state=str(EnrolmentState(one.state).label),
        tone=words.TONES[EnrolmentState(one.state)],
        url=reverse("programmes:course", args=[course.pk]),
        acts=[leave] if own and possible(one.state, "leave") else [],
    )


def _apart(*parts: str) -> str:
    """What is known, each part in its own direction."""
    return " · ".join(isolated(part) for part in parts if part)


def _offer(course: Course) -> Row:
    label = _("Apply: a place is free") if course.free else _("Apply: join the waiting list")
    return Row(
        title=course.programme.name_in(words.reader()),
        text=_apart(words.where(course), course.level, words.when(course)),
        at=course.starts_on,
        state=_("Takes people"),
        tone="blue",
        url=reverse("programmes:course", args=[course.pk]),
        acts=[Act(label, "apply", str(course.pk))],
    )
