"""The coordinator's desk: my courses, a course with its people, something new."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indimaj.clients.enums import MARKS_OF_SOMEBODY, Community
from indimaj.clients.words import LANGUAGES
from indimaj.directory.models import Place, Staff
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, queries, words
from ..enums import TOOK_PART, EnrolmentState
from ..forms import CourseForm, EnrolForm, ProgrammeForm
from ..models import Course, Enrolment, Programme
from ..permissions import may_list_courses, may_make_programme, may_open_course, may_run_course
from .door import course_or_404, log, moved_on, see, staff_of


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The courses of one's own bodies, the latest first."""
    staff = staff_of(request)
    see(may_list_courses(staff))
    page = queries.mine(staff, request.GET.get("after", ""))
    rows = [
        {
            "course": one,
            "name": one.programme.name_in(words.reader()),
            "state": _course_state(one),
        }
        for one in page.rows
    ]
    context = {
        "rows": rows,
        "older": f"?after={page.after}" if page.after else "",
        "bodies": queries.bodies_run(staff),
    }
    return render(request, "programmes/mine.html", context)


def _course_state(course: Course) -> tuple[str, str]:
    today = clock.today()
    if course.ends_on < today:
        return _("Ended"), "grey"
    if not course.is_open:
        return _("Takes no more people"), "amber"
    return (_("Runs"), "green") if course.starts_on <= today else (_("Takes people"), "blue")


@login_required
def programme(request: HttpRequest, body: str) -> HttpResponse:
    """Something new that a body offers."""
    staff = staff_of(request)
    of = next((one for one in queries.bodies_run(staff) if one.code == body), None)
    if of is None:
        raise Http404
    see(may_make_programme(staff, of))
    form = ProgrammeForm(request.POST or None, initial={"submission": uuid4()})
    if request.method == "POST" and form.is_valid():
        made = actions.make_programme(body=of, by=Actor.staff(staff.pk), at=clock.now(), **form.cleaned_data)
        return redirect(f"{reverse('programmes:new_course', args=[of.code])}?programme={made.pk}")
    context = {"form": form, "body": of}
    return render(request, "programmes/programme.html", context, status=422 if form.errors else 200)


@login_required
def new_course(request: HttpRequest, body: str) -> HttpResponse:
    """Open a course of one of the body's programmes."""
    staff = staff_of(request)
    of = next((one for one in queries.bodies_run(staff) if one.code == body), None)
    if of is None:
        raise Http404
    see(may_open_course(staff, of))
    programmes = list(Programme.objects.filter(body=of).select_related("body").order_by("-made_at")[:100])
    places = queries.provinces_to_choose()
    first = {"submission": uuid4(), "place": of.place_id, "programme": request.GET.get("programme", "")}
    form = CourseForm(request.POST or None, programmes=programmes, places=places, initial=first)
    if request.method == "POST" and form.is_valid():
        made = actions.open_course(
            programme=form.known[form.cleaned_data["programme"]],
            place=Place.objects.get(code=form.cleaned_data["place"]),
            by=Actor.staff(staff.pk),
            at=clock.now(),
            **form.course(),
        )
        return redirect("programmes:run", made.pk)
    context = {"form": form, "body": of, "programmes": programmes}
    return render(request, "programmes/new_course.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A course: who takes part, who waits, the meetings, the mix that it has got."""
    staff = staff_of(request)
    course = course_or_404(staff, pk)
    return _run(request, staff, course)


def _run(request: HttpRequest, staff: Staff, course: Course, form: EnrolForm | None = None) -> HttpResponse:
    people = queries.participants(course)
    log(staff, see(may_run_course(staff, course)), "course", course.pk, count=len(people))
    attended = queries.attended(course)
    called = words.names(one for one in people if one.state in TOOK_PART)
    inside = [_person(one, attended) | {"name": called[one.pk]} for one in people if one.state in TOOK_PART]
    line = [(n, _person(one, attended)) for n, one in enumerate(queries.line_of(course, people), 1)]
    context = {
        "course": course,
        "name": course.programme.name_in(words.reader()),
        "state": _course_state(course),
        "inside": inside,
        "line": line,
        "applied": [_person(one, attended) for one in people if one.state == EnrolmentState.APPLIED],
        "refused": [_person(one, attended) for one in people if one.state == EnrolmentState.NOT_ADMITTED],
        "mix": _mix(course, people),
        "meetings": queries.meetings(course),
        "form": form or EnrolForm(initial={"submission": uuid4()}),
        "today": clock.today(),
        "rule": words.rule(course),
        "when": words.when(course),
        "seen": {"version": course.version},
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "programmes/run.html", context, status=status)


def _person(one: Enrolment, attended: dict[UUID, tuple[int, int]]) -> dict[str, Any]:
    """Of a person the course sees a name, a language, whose the phone is, and attendance; never a need."""
    there, kept = attended.get(one.pk, (0, 0))
    client = one.client
    return {
        "one": one,
        "name": one.called,
        "language": dict(LANGUAGES).get(client.language, "") if client else "",
        "mark": MARKS_OF_SOMEBODY.get(client.phone_mark, "") if client and client.phone else "",
        "side": Community(one.community).label,
        "state": EnrolmentState(one.state).label,
        "tone": words.TONES[EnrolmentState(one.state)],
        "there": there,
        "kept": kept,
        "level": one.level_reached or one.level_before,
    }


def _mix(course: Course, people: list[Enrolment]) -> dict[str, Any]:
    """The mix sought and the mix that the course has got."""
    inside = [one for one in people if one.state in TOOK_PART]
    host = sum(one.community == Community.HOST for one in inside)
    sought = course.programme.host_share_sought
    return {
        "sought": None if sought is None else sought / 100,
        "got": host / len(inside) if inside else None,
        "host": host,
        "migrant": len(inside) - host,
    }


@login_required
@require_POST
def enrol(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put somebody down: admitted when there is room and nobody waits before, else on the list."""
    staff = staff_of(request)
    course = course_or_404(staff, pk)
    form = EnrolForm(request.POST)
    if not form.is_valid():
        return _run(request, staff, course, form)
    data = form.cleaned_data
    client = queries.client_by_reference(data["reference"]) if data["reference"] else None
    if data["reference"] and client is None:
        form.add_error("reference", _("Nobody has this reference. Read it again with the person."))
        return _run(request, staff, course, form)
    try:
        actions.enrol(
            course=course,
            client=client,
            first_name=data["first_name"],
            community=data["community"],
            level_before=data["level_before"],
            may_ask_later=data["may_ask_later"],
            submission=data["submission"],
            by=Actor.staff(staff.pk),
            at=clock.now(),
        )
    except actions.CourseClosed:
        return moved_on(request)
    return redirect("programmes:run", pk)


@login_required
@require_POST
def place_all(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everybody who applied goes onto the list, as their day of application says."""
    staff = staff_of(request)
    course = course_or_404(staff, pk)
    actions.place_all(course=course, by=Actor.staff(staff.pk), at=clock.now())
    return redirect("programmes:run", pk)


@login_required
@require_POST
def switch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take no more applications, or take them again."""
    staff = staff_of(request)
    course = course_or_404(staff, pk)
    verb = actions.close_course if course.is_open else actions.reopen_course
    version = request.POST.get("version", "")
    try:
        verb(
            course=course,
            by=Actor.staff(staff.pk),
            at=clock.now(),
            version=int(version) if version.isdecimal() and len(version) < 10 else -1,
        )
    except actions.Stale:
        return moved_on(request)
    return redirect("programmes:run", pk)
