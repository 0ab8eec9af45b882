"""Reads of the room."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from indimaj.clients.enums import Community
from indimaj.clients.models import Client
from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Place, Staff
from indimaj.directory.queries import bodies_of
from indimaj.services.models import Service

from .coverage import PROVINCES
from .enums import THEME_OF, TOOK_PART, EnrolmentState, Presence
from .models import Attendance, Course, Enrolment, Livelihood, Meeting
from .rules import in_order

PAGE, PUBLIC_PAGE = 25, 10


@dataclass(frozen=True)
class Page:
    """Some rows in order, and the cursor of the page after them."""

    rows: list[Any]
    after: str


def find(*, kind: str, taught: str, place: str, on: date, after: str = "") -> Page:
    """Courses that take applications, the soonest first."""
    found = Course.objects.open_on(on).select_related("programme__body", "place")
    if kind:
        found = found.filter(kind=kind)
    if taught:
        found = found.filter(taught=taught)
    if place:
        path = Place.objects.filter(code=place).values_list("path", flat=True).first()
        found = found.filter(place__path__startswith=path) if path else found.none()
    if cursor := _read(after):
        day, key = cursor
        found = found.filter(Q(starts_on__gte=day) & (Q(starts_on__gt=day) | Q(id__gt=key)))
    return _page(list(found.order_by("starts_on", "id")[: PUBLIC_PAGE + 1]), "starts_on", PUBLIC_PAGE)


def mine(staff: Staff, after: str = "") -> Page:
    """One's own courses, the latest first."""
    found = Course.objects.visible_to(staff).select_related("programme__body", "place")
    if cursor := _read(after):
        day, key = cursor
        found = found.filter(Q(starts_on__lte=day) & (Q(starts_on__lt=day) | Q(id__lt=key)))
    return _page(list(found.order_by("-starts_on", "-id")[: PAGE + 1]), "starts_on")


def _page(rows: list[Any], column: str, size: int = PAGE) -> Page:
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{getattr(last, column).isoformat()}~{last.pk.hex}" if last else "")


def _read(text: str) -> tuple[date, UUID] | None:
    day, _sign, key = text.partition("~")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        return None


def course_of(staff: Staff, pk: UUID) -> Course | None:
    """One of one's own courses."""
    return (
        Course.objects.visible_to(staff)
        .select_related("programme__body", "place", "body")
        .filter(pk=pk)
        .first()
    )


def public_course(pk: UUID) -> Course | None:
    """A course as anybody sees it."""
    return Course.objects.select_related("programme__body", "place").filter(pk=pk).first()


def where_to_ask(course: Course) -> Service | None:
    """The entry of the directory where the body of a course is asked: that of the course's theme before others."""
    found = Service.objects.open().filter(body=course.body_id).select_related("place").defer("source")
    theme = THEME_OF[course.kind]
    return min(found.order_by("id")[:20], key=lambda one: one.theme != theme, default=None)


def bodies_run(staff: Staff) -> list[Body]:
    """The bodies for which this coordinator runs programmes."""
    return list(Body.objects.filter(code__in=bodies_of(staff, Role.COORDINATOR)).order_by("code"))


def participants(course: Course) -> list[Enrolment]:
    """Everybody of a course, in order of application."""
    return list(course.enrolments.select_related("client").order_by("applied_at", "id"))


def line_of(course: Course, people: list[Enrolment]) -> list[Enrolment]:
    """The waiting list in the order in which its rule admits."""
    return in_order(
        [one for one in people if one.state == EnrolmentState.WAITING],
        taken=Counter(one.community for one in people if one.state == EnrolmentState.ENROLLED),
        capacity=course.capacity,
        host_share=course.programme.host_share_sought,
    )


def came(course: Course) -> dict[str, int]:
    """How many took part from each side."""
    found = course.enrolments.filter(state__in=TOOK_PART).order_by()
    counted = dict(found.values_list("community").annotate(number=Count("id")))
    return {str(side): counted.get(side, 0) for side in Community}


def position(enrolment: Enrolment) -> int:
    """The place of somebody in the waiting list, 1 for the next; 0 for whoever does not wait."""
    return positions([enrolment]).get(enrolment.pk, 0)


def positions(mine: Sequence[Enrolment]) -> dict[UUID, int]:
    """The place of each of these in the line of its course, asked once for all; who does not wait has none."""
    courses = {one.course_id: one.course for one in mine if one.state == EnrolmentState.WAITING}
    if not courses:
        return {}
    states = [EnrolmentState.WAITING, EnrolmentState.ENROLLED]
    lines: dict[UUID, list[Enrolment]] = {key: [] for key in courses}
    for one in Enrolment.objects.filter(course__in=courses, state__in=states).order_by("applied_at", "id"):
        lines[one.course_id].append(one)
    return {
        one.pk: number
        for key, course in courses.items()
        for number, one in enumerate(line_of(course, lines[key]), 1)
    }


def attended(course: Course) -> dict[UUID, tuple[int, int]]:
    """By participant: meetings at which they were present, and those that were kept of them."""
    counted = (
        Attendance.objects.filter(meeting__course=course)
        .order_by()
        .values_list("enrolment_id")
        .annotate(there=Count("id", filter=Q(presence=Presence.PRESENT)), kept=Count("id"))
    )
    return {pk: (there, kept) for pk, there, kept in counted}


def meetings(course: Course) -> list[Meeting]:
    """The meetings of a course, the latest first, with how many were there."""
    there = Count("attendances", filter=Q(attendances__presence=Presence.PRESENT))
    return list(course.meetings.annotate(there=there, kept=Count("attendances")).order_by("-held_on")[:60])


def sheet(course: Course, on: date) -> tuple[Meeting | None, list[tuple[Enrolment, str]]]:
    """The sheet of a day: each participant and what was kept of them."""
    meeting = Meeting.objects.filter(course=course, held_on=on).first()
    known = dict(meeting.attendances.values_list("enrolment_id", "presence")) if meeting else {}
    people = (one for one in participants(course) if one.state in TOOK_PART)
    shown = [one for one in people if one.state == EnrolmentState.ENROLLED or one.pk in known]
    return meeting, [(one, known.get(one.pk, "")) for one in shown]


def participant_of(staff: Staff, pk: UUID) -> Enrolment | None:
    """A participant of one's own courses."""
    found = Enrolment.objects.visible_to(staff).select_related(
        "client", "course__programme", "course__body", "letter"
    )
    return found.filter(pk=pk).first()


def client_by_reference(reference: str) -> Client | None:
    """The person whose reference was given by themself; whoever was erased is not found."""
    return Client.objects.filter(reference=reference.strip().upper(), erased_at=None).first()


def livelihoods(staff: Staff, after: str = "") -> Page:
    """The livelihoods that one's own bodies follow, the latest first."""
    found = Livelihood.objects.visible_to(staff).select_related("client", "body")
    moment, _sign, key = after.partition("~")
    try:
        found = (
            found.filter(Q(planned_at__lte=moment) & (Q(planned_at__lt=moment) | Q(id__lt=UUID(key))))
            if after
            else found
        )
    except ValueError:
        return Page([], "")
    return _page(list(found.order_by("-planned_at", "-id")[: PAGE + 1]), "planned_at")


def livelihood_of(staff: Staff, pk: UUID) -> Livelihood | None:
    """A livelihood that one's own body follows."""
    found = Livelihood.objects.visible_to(staff).select_related(
        "client", "body", "training__course__programme"
    )
    return found.filter(pk=pk).first()


def answers() -> list[tuple[date, dict[int, str]]]:
    """The start and the answers by month of every livelihood that has started."""
    found: QuerySet[Livelihood] = Livelihood.objects.exclude(started_on=None).prefetch_related("follow_ups")
    return [
        (one.started_on, {each.month: each.answer for each in one.follow_ups.all()})
        for one in found.only("id", "started_on")
        if one.started_on
    ]


def of_person(client: Client) -> list[Enrolment]:
    """A person's courses, the latest first."""
    found = client.enrolments.select_related("course__programme__body", "course__place", "letter")
    return list(found.order_by("-applied_at")[:50])


def provinces_to_choose() -> list[tuple[str, str]]:
    """Provinces and prefectures by name."""
    found = Place.objects.filter(level__in=[str(one) for one in PROVINCES])
    return sorted(((place.code, str(place)) for place in found), key=lambda one: one[1])
