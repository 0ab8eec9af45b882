"""A participant and what is done for them; the attendance of the group; the sheet on paper."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indimaj.ledger.actors import Actor
from indimaj.letters.http import pdf_response
from indimaj.ports import clock

from .. import actions, queries, words
from ..enums import EnrolmentState, Presence
from ..forms import AttendanceForm, LeaveForm, RefuseForm, ResultForm
from ..models import Enrolment
from ..permissions import may_change_enrolment, may_run_course
from ..transitions import possible
from .door import MOVED, course_or_404, day_of, log, moved_on, participant_or_404, see, staff_of

FORMS: dict[str, Any] = {"leave": LeaveForm, "refuse": RefuseForm, "complete": ResultForm}


@login_required
@require_safe
def participant(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One participant: where they stand, and what can be done."""
    staff = staff_of(request)
    one = participant_or_404(staff, pk)
    log(staff, see(may_change_enrolment(staff, one)), "participant", one.client_id or one.course_id)
    return _shown(request, one)


def _shown(request: HttpRequest, one: Enrolment, bad: tuple[str, Any] | None = None) -> HttpResponse:
    seen = {"version": one.version}
    forms = {verb: made(initial=seen) for verb, made in FORMS.items() if possible(one.state, verb)}
    if bad:
        forms[bad[0]] = bad[1]
    context = {
        "one": one,
        "name": one.called,
        "state": EnrolmentState(one.state).label,
        "tone": words.TONES[EnrolmentState(one.state)],
        "forms": forms,
        "may_place": possible(one.state, "place"),
        "may_attest": one.state == EnrolmentState.COMPLETED and one.client_id is not None,
        "seen": seen,
        "position": queries.position(one) if one.state == EnrolmentState.WAITING else 0,
    }
    return render(request, "programmes/participant.html", context, status=422 if bad else 200)


@login_required
@require_POST
def step(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Leave, refuse or complete, with what was typed."""
    staff = staff_of(request)
    one = participant_or_404(staff, pk)
    if verb not in FORMS:
        raise Http404
    form = FORMS[verb](request.POST)
    if not form.is_valid():
        return _shown(request, one, (verb, form))
    run = {"leave": actions.leave, "refuse": actions.refuse, "complete": actions.record_result}[verb]
    try:
        run(enrolment=one, by=Actor.staff(staff.pk), at=clock.now(), **form.cleaned_data)  # type: ignore[operator]
    except MOVED:
        return moved_on(request)
    return redirect("programmes:run", one.course_id)


@login_required
@require_POST
def place(request: HttpRequest, pk: UUID) -> HttpResponse:
    """After the talk, onto the list."""
    staff = staff_of(request)
    one = participant_or_404(staff, pk)
    try:
        actions.place(enrolment=one, by=Actor.staff(staff.pk), at=clock.now())
    except MOVED:
        return moved_on(request)
    return redirect("programmes:run", one.course_id)


@login_required
@require_POST
def attest(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The attestation as PDF, made the first time that it is asked for."""
    staff = staff_of(request)
    one = participant_or_404(staff, pk)
    try:
        letter = actions.issue_attestation(enrolment=one, by=Actor.staff(staff.pk), at=clock.now())
    except MOVED:
        return moved_on(request)
    log(staff, see(may_change_enrolment(staff, one)), "letter", one.client_id)
    return pdf_response(letter)


@login_required
def attendance(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is there today, or on the day of a sheet typed in later: the whole group in one post."""
    staff = staff_of(request)
    course = course_or_404(staff, pk)
    purpose = see(may_run_course(staff, course))
    today = clock.today()
    on = day_of(request.POST.get("on", "") or request.GET.get("on", ""), min(today, course.ends_on))
    meeting, people = queries.sheet(course, on)
    data = request.POST if request.method == "POST" else None
    first = {"version": meeting.version if meeting else 0, "typed_late": bool(meeting and meeting.typed_late)}
    form = AttendanceForm(data, people=people, initial=first)
    wrong = ""
    if data is not None and form.is_valid():
        rest = data.get("rest", "")
        try:
            actions.save_attendance(
                course=course,
                held_on=on,
                marks=form.marks(rest if rest in Presence.values else ""),
                by=Actor.staff(staff.pk),
                at=clock.now(),
                version=form.cleaned_data["version"],
                typed_late=form.cleaned_data["typed_late"],
            )
        except actions.Stale:
            return moved_on(request)
        except actions.NotADay:
            wrong = _("The course does not meet on this day, or the day has not come.")
        else:
            return redirect("programmes:run", pk)
    if data is None:
        log(staff, purpose, "attendance", course.pk, count=len(people))
    context = {
        "course": course,
        "name": course.programme.name_in(words.reader()),
        "form": form,
        "on": on,
        "meeting": meeting,
        "wrong": wrong,
        "is_late": on < today,
        "first": course.starts_on.isoformat(),
        "last": min(today, course.ends_on).isoformat(),
    }
    status = 422 if wrong or form.errors else 200
    return render(request, "programmes/attendance.html", context, status=status)


@login_required
@require_safe
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The sheet to print: names and empty boxes for six days, typed in later."""
    staff = staff_of(request)
    course = course_or_404(staff, pk)
    people = [one for one in queries.participants(course) if one.state == EnrolmentState.ENROLLED]
    log(staff, see(may_run_course(staff, course)), "attendance_sheet", course.pk, count=len(people))
    context = {
        "course": course,
        "name": course.programme.name_in(words.reader()),
        "when": words.when(course),
        "people": list(words.names(people).values()),
        "days": range(6),
        "spare": range(4),
    }
    return render(request, "programmes/sheet.html", context)
