"""Counting sources of the status side: files, opinions, decisions, notices, people turned away at the counter.

No column says or implies the ground of a file: illness is among the grounds (practice 11).
"""

from datetime import datetime

from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext_lazy as _

from indimaj.applications.enums import IntakeChannel, State
from indimaj.applications.models import Application, CompletionRequest, RegistrationRefusal
from indimaj.decisions.enums import NoticeChannel, Outcome
from indimaj.decisions.models import Decision, Notice, Opinion
from indimaj.ledger.enums import Compartment
from indimaj.people.enums import Sex

from .declaring import Column, Source, code, days, moment, moment_of, where, yes_no

PLACES = (_("Province or prefecture"), _("Region"))
STATUS = Compartment.STATUS


def person(path: str) -> dict[str, Column]:
    """Sex and first nationality, as they stand: they may be put right."""
    several = f"{path}nationalities"
    return {
        "sex": code(f"{path}sex", _("Sex"), Sex, current=True),
        "nationality": Column(
            _("Nationality"),
            "code",
            lambda _cut: KeyTextTransform(0, several),
            broken_down=True,
            current=True,
            filtered=False,
        ),
    }


def first(model: type[Opinion] | type[Decision], column: str) -> Column:
    """The moment of a file's first opinion or decision."""

    def read(_cut: datetime) -> Combinable:
        rows = model.objects.filter(application=OuterRef("pk")).order_by(column)
        return Subquery(rows.values(column)[:1])

    label = _("First opinion") if model is Opinion else _("First decision")
    return moment_of(read, label)


def told(written: bool) -> Column:
    """The moment at which the first notice of a decision was recorded, any or in writing."""

    def read(_cut: datetime) -> Combinable:
        rows = Notice.objects.filter(decision=OuterRef("pk"))
        if written:
            rows = rows.exclude(channel=NoticeChannel.ORAL)
        return Subquery(rows.order_by("recorded_at").values("recorded_at")[:1])

    return moment_of(read, _("Told in writing") if written else _("Told"))


def reasoned(done_on: str) -> dict[str, Column]:
    """What an opinion and a decision share."""
    return {
        "outcome": code("outcome", _("Outcome"), Outcome),
        "departs": yes_no(lambda _cut: Q(departs=True), _("Departs from what the platform proposed")),
        "days": days(done_on, "application__filed_on", _("Days since the file was lodged")),
        **where("application__office__place", PLACES),
        **person("application__applicant__"),
    }


SOURCES = {
    "applications": Source(
        _("Applications lodged"),
        STATUS,
        lambda: Application.objects.filter(submitted_at__isnull=False),
        ("submitted_at", "created_at"),
        {
            "filed_on": moment("filed_on", _("Day of the deposit"), is_date=True),
            "due_on": moment("due_on", _("Last day for the opinion"), is_date=True),
            "opinion_at": first(Opinion, "given_at"),
            "decided_at": first(Decision, "decided_at"),
            "channel": code("channel", _("How it was lodged"), IntakeChannel),
            "withdrawn": yes_no(
                lambda _cut: Q(state=State.WITHDRAWN), _("Withdrawn by the person"), current=True
            ),
            **where("office__place", PLACES),
            **person("applicant__"),
        },
    ),
    "opinions": Source(
        _("Opinions given by the commissions"),
        STATUS,
        lambda: Opinion.objects.all(),
        ("given_at",),
        {"given_on": moment("given_on", _("Day of the opinion"), is_date=True), **reasoned("given_on")},
    ),
    "decisions": Source(
        _("Decisions taken"),
        STATUS,
        lambda: Decision.objects.all(),
        ("decided_at",),
        {
            "decided_on": moment("decided_on", _("Day of the decision"), is_date=True),
            "told_at": told(written=False),
            "told_in_writing_at": told(written=True),
            **reasoned("decided_on"),
        },
    ),
    "notices": Source(
        _("Notices given"),
        STATUS,
        lambda: Notice.objects.all(),
        ("recorded_at",),
        {
            "on": moment("on", _("Day of the notice"), is_date=True),
            "channel": code("channel", _("How the person was told"), NoticeChannel),
            "outcome": code("decision__outcome", _("Outcome"), Outcome),
            "days": days("on", "decision__decided_on", _("Days since the decision"), known_at="recorded_at"),
            **where("decision__application__office__place", PLACES),
        },
    ),
    "counter_refusals": Source(
        _("People turned away at the counter with a slip"),
        STATUS,
        lambda: RegistrationRefusal.objects.all(),
        ("at",),
        {"at": moment("at", _("Moment of the refusal")), **where("office__place", PLACES)},
    ),
    "completion_requests": Source(
        _("Requests for missing documents"),
        STATUS,
        lambda: CompletionRequest.objects.all(),
        ("sent_at",),
        {
            "sent_at": moment("sent_at", _("Moment of the request")),
            "again": yes_no(lambda _cut: Q(number__gt=1), _("Second request or later")),
            "answered": yes_no(
                lambda cut: Case(When(answered_at__lt=cut, then=Value(True)), default=Value(False)),
                _("Answered"),
            ),
            "days": days("answered_at", "sent_at", _("Days until the answer")),
            **where("application__office__place", PLACES),
        },
    ),
}
