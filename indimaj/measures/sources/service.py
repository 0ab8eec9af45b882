"""Counting sources of the service side: people helped, referrals, refusals of access, courses, livelihoods, recognition."""

from datetime import datetime, timedelta

from django.db.models import Case, Exists, ExpressionWrapper, F, OuterRef, Q, Value, When
from django.db.models import DateTimeField as Instant
from django.db.models.expressions import Combinable
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from indimaj.clients.enums import Community
from indimaj.clients.models import Client
from indimaj.directory.enums import Theme
from indimaj.ledger.enums import Compartment
from indimaj.people.enums import Sex
from indimaj.programmes.enums import TOOK_PART, Feeds, LeaveReason, ProgrammeKind, Rung, Taught
from indimaj.programmes.models import Course, Enrolment, FollowUp, Livelihood
from indimaj.recognition.enums import ConsularAnswer, RequestState, VacancyState
from indimaj.recognition.models import ConsularRequest, RecognitionRequest, Vacancy
from indimaj.referrals.enums import AccessAnswer, Barrier, GrievanceState, Reason, Result, Step, Wrong
from indimaj.referrals.models import AccessRefusal, ChildStep, Grievance, Referral
from indimaj.services.enums import Permit, Status
from indimaj.services.models import Service

from .declaring import (
    Column,
    Condition,
    Read,
    Source,
    WholeDays,
    code,
    days,
    known_then,
    moment,
    moment_of,
    where,
    yes_no,
)

PLACES = (_("Province or prefecture"), _("Region"))
SERVICE = Compartment.SERVICE
COURSE_WITHIN = timedelta(days=90)


def later(path: str, by: timedelta) -> Read:
    """A moment so long after another."""
    return lambda _cut: ExpressionWrapper(F(path) + by, output_field=Instant())


def known(path: str) -> Condition:
    """Whether a moment had come at the cut-off."""
    return lambda cut: Case(When(Q(**{f"{path}__lt": cut}), then=Value(True)), default=Value(False))


def in_course_in_time(cut: datetime) -> Combinable:
    """Whether a person was admitted to a language course within ninety days of being registered."""
    return Exists(
        Enrolment.objects.filter(
            client=OuterRef("pk"),
            course__kind=ProgrammeKind.LANGUAGE,
            admitted_at__lt=ExpressionWrapper(
                OuterRef("registered_at") + COURSE_WITHIN, output_field=Instant()
            ),
        ).filter(admitted_at__lt=cut)
    )


def took_part(community: str) -> Condition:
    """Whether people of a side took part in a course."""
    return lambda _cut: Exists(
        Enrolment.objects.filter(course=OuterRef("pk"), community=community, state__in=TOOK_PART)
    )


def answered_in_time(cut: datetime) -> Combinable:
    """Whether the body answered on the last day of its term or before."""
    early_enough = GreaterThanOrEqual(WholeDays(F("due_on"), F("answered_at")), 0)
    return Case(When(Q(answered_at__lt=cut) & Q(early_enough), then=Value(True)), default=Value(False))


_PEOPLE = {
    "community": code("community", _("Side"), Community),
    "sex": code("sex", _("Sex"), Sex, current=True),
    **where("place", PLACES, current=True),
}
_REFERRALS = {
    "sent_at": moment("sent_at", _("Sent")),
    "ended_at": moment("ended_at", _("Ended")),
    "accepted_at": moment("accepted_at", _("Accepted by the service")),
    "theme": code("service__theme", _("Theme"), Theme),
    "reason": known_then("reason", "ended_at", _("Reason of the refusal"), Reason),
    "result": known_then("result", "ended_at", _("Result"), Result),
    "seen": yes_no(known("seen_at"), _("Answered or seen by the service")),
    "interpreter": yes_no(lambda _cut: Q(interpreter=True), _("An interpreter was asked for")),
    "days": days("ended_at", "sent_at", _("Days until the end")),
    "days_to_accept": days("accepted_at", "sent_at", _("Days until the service accepts")),
    **where("service__place", PLACES, current=True),
}
_ACCESS = {
    "recorded_at": moment("recorded_at", _("Recorded")),
    "answered_at": moment("answered_at", _("Answered")),
    "due_on": moment("due_on", _("Last day for the answer"), is_date=True),
    "theme": code("theme", _("Theme"), Theme),
    "barrier": code("barrier", _("What stood in the way"), Barrier),
    "answer": known_then("answer", "answered_at", _("Answer"), AccessAnswer),
    "answered": yes_no(known("answered_at"), _("Answered")),
    "in_time": yes_no(answered_in_time, _("Answered before the last day")),
    "days": days("answered_at", "recorded_at", _("Days until the answer")),
    **where("place", PLACES),
}
_ENROLMENTS = {
    "applied_at": moment("applied_at", _("Applied")),
    "admitted_at": moment("admitted_at", _("Admitted")),
    "ended_at": moment("ended_at", _("Ended")),
    "community": code("community", _("Side"), Community),
    "kind": code("course__kind", _("Kind"), ProgrammeKind),
    "taught": code("course__taught", _("Language taught"), Taught),
    "level": known_then("level_reached", "ended_at", _("Level reached"), Rung),
    "leave_reason": known_then("leave_reason", "ended_at", _("Reason for leaving"), LeaveReason),
    "completed": yes_no(lambda cut: Q(state="completed", ended_at__lt=cut), _("Completed")),
    "days_to_place": days("admitted_at", "applied_at", _("Days until a place")),
    **where("course__place", PLACES),
}

SOURCES = {
    "people": Source(
        _("People registered on the service side"), SERVICE, lambda: Client.objects.all(), ("registered_at",),
        {
            "registered_at": moment("registered_at", _("Registered")),
            "ninety_days_at": moment_of(later("registered_at", COURSE_WITHIN), _("Ninety days after being registered")),
            "in_course_in_time": yes_no(
                in_course_in_time, _("Admitted to a language course within ninety days")
            ),
            **_PEOPLE,
        },
    ),
    "referrals": Source(
        _("Referrals to services"), SERVICE, lambda: Referral.objects.all(), ("sent_at",), _REFERRALS
    ),
    "access_refusals": Source(
        _("Refusals of access recorded"), SERVICE, lambda: AccessRefusal.objects.all(), ("recorded_at",), _ACCESS
    ),
    "grievances": Source(
        _("Work grievances"), SERVICE, lambda: Grievance.objects.all(), ("sent_at",),
        {
            "sent_at": moment("sent_at", _("Sent")),
            "ended_at": moment("ended_at", _("Ended")),
            "wrong": code("wrong", _("What went wrong"), Wrong),
            "state": known_then("state", "ended_at", _("Outcome"), GrievanceState),
            "days": days("ended_at", "sent_at", _("Days until the end")),
        },
    ),
    "child_steps": Source(
        _("Steps of children’s paths that were reached"), SERVICE, lambda: ChildStep.objects.all(), ("recorded_at",),
        {
            "reached_on": moment("reached_on", _("Reached"), is_date=True),
            "step": code("step", _("Step"), Step),
            **where("place", PLACES),
        },
    ),
    "enrolments": Source(
        _("Places in courses and activities asked for"), SERVICE, lambda: Enrolment.objects.all(),
        ("applied_at",), _ENROLMENTS,
    ),
    "courses": Source(
        _("Courses and activities"), SERVICE, lambda: Course.objects.all(), ("opened_at",),
        {
            "starts_on": moment("starts_on", _("First day"), is_date=True),
            "ends_on": moment("ends_on", _("Last day"), is_date=True),
            "kind": code("kind", _("Kind"), ProgrammeKind),
            "hosts": yes_no(took_part(Community.HOST), _("People from here took part"), current=True),
            "migrants": yes_no(took_part(Community.MIGRANT), _("People from elsewhere took part"), current=True),
            "body": code("body", _("Body"), by=False, distinct=True),
            **where("place", PLACES),
        },
        of_people=False,
    ),
    "services": Source(
        _("Services in the directory"), SERVICE, lambda: Service.objects.all(), ("created_at",),
        {
            "status": code("status", _("State"), Status),
            "theme": code("theme", _("Theme"), Theme),
            "without_permit": code("without_permit", _("Residence permit"), Permit),
            "interpreter": yes_no(lambda _cut: ~Q(interpretation_services=""), _("Interpreting is offered")),
            "body": code("body", _("Body"), by=False, distinct=True),
            **where("place", PLACES),
        },
        of_people=False, current=True,
    ),
    "livelihoods": Source(
        _("Livelihoods"), SERVICE, lambda: Livelihood.objects.all(), ("planned_at",),
        {
            "planned_at": moment("planned_at", _("Plan written")),
            "started_on": moment("started_on", _("Started"), is_date=True),
            "stopped_on": moment("stopped_on", _("Stopped"), is_date=True),
        },
    ),
    "follow_ups": Source(
        _("Answers about livelihoods some time after their start"), SERVICE, lambda: FollowUp.objects.all(), (),
        {
            "asked_on": moment("asked_on", _("Asked"), is_date=True),
            "month": Column(_("Months after the start"), "number", lambda _cut: F("month")),
            "answer": code("answer", _("Does it still feed the person?"), Feeds),
        },
    ),
    "recognitions": Source(
        _("Requests for recognition"), SERVICE,
        lambda: RecognitionRequest.objects.filter(sent_at__isnull=False), ("sent_at",),
        {
            "sent_at": moment("sent_at", _("Sent")),
            "decided_at": moment("decided_at", _("Decided")),
            "due_on": moment("due_on", _("Last day for the decision"), is_date=True),
            "state": known_then("state", "decided_at", _("Outcome"), RequestState),
            "days": days("decided_at", "sent_at", _("Days until the decision")),
        },
    ),
    "consular_requests": Source(
        _("Questions to consulates at the person’s own wish"), SERVICE,
        lambda: ConsularRequest.objects.filter(sent_at__isnull=False), ("sent_at",),
        {
            "sent_at": moment("sent_at", _("Sent")),
            "due_on": moment("due_on", _("Last day for the answer"), is_date=True),
            "answer": known_then("answer", "closed_at", _("Answer"), ConsularAnswer),
            "answered": yes_no(lambda cut: Q(closed_at__lt=cut) & ~Q(answer=""), _("Answered")),
            "days": days("closed_at", "sent_at", _("Days until the end")),
        },
    ),
    "vacancies": Source(
        _("Vacancies offered by employers"), SERVICE, lambda: Vacancy.objects.all(), ("posted_at",),
        {
            "posted_at": moment("posted_at", _("Offered")),
            "state": code("state", _("State"), VacancyState, current=True),
            "without_paper": yes_no(lambda _cut: Q(document_rule=""), _("Asks for no residence document")),
            "employer": code("body", _("Employer"), by=False, distinct=True),
            **where("place", PLACES),
        },
        of_people=False,
    ),
}  # fmt: skip
