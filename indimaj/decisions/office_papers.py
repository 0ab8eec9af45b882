"""What the office's own papers of a day hold, as plain data (practice 24). No address, no phone, no condition."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from indimaj.applications.enums import EvidenceState, State
from indimaj.applications.models import Application, RegistrationRefusal
from indimaj.design.wording import local
from indimaj.directory.models import Office
from indimaj.letters.enums import LetterKind

from .enums import Outcome
from .models import Decision, Notice, Opinion
from .papers import name_of, names

KINDS = (LetterKind.ORDER_REGISTER, LetterKind.DAILY_SITUATION, LetterKind.DISPATCH_SLIP)
SPACE = UUID("7b1f4c92-0d35-4f0e-9a55-2f6f5a0f6d11")
WAITING = (
    State.REGISTERED, State.EXAMINATION, State.AWAITING_DOCUMENTS, State.EXAMINED, State.ON_AGENDA,
    State.OPINION_GIVEN,
)  # fmt: skip


def subject_of(office: Office) -> UUID:
    """The opaque id under which the papers and the lines of an office are kept."""
    return uuid5(SPACE, office.code)


def data_of(kind: str, office: Office, day: date) -> dict[str, Any]:
    """The content of a paper of an office about one day."""
    writer = {
        LetterKind.ORDER_REGISTER: _order_register,
        LetterKind.DAILY_SITUATION: _daily_situation,
        LetterKind.DISPATCH_SLIP: _dispatch_slip,
    }[LetterKind(kind)]
    return {"office": names(office), "on": day.isoformat(), **writer(office, day)}


def _order_register(office: Office, day: date) -> dict[str, Any]:
    here = Application.objects.filter(office=office, filed_on=day, order_number__isnull=False)
    counted = here.annotate(papers=Count("evidence", filter=~Q(evidence__state=EvidenceState.IMPOSSIBLE)))
    rows = [
        {
            "number": file.order_number,
            "at": f"{local(file.submitted_at):%H:%M}" if file.submitted_at else "",
            "reference": file.reference,
            "name": _shown_name(file),
            "papers": file.papers,
        }
        for file in counted.select_related("applicant").order_by("order_number")
    ]
    return {"rows": rows}


def _daily_situation(office: Office, day: date) -> dict[str, Any]:
    files = Application.objects.filter(office=office, filed_on__lte=day)
    decided = Decision.objects.filter(application__office=office, decided_on__lte=day)
    told = Notice.objects.filter(decision__application__office=office, on__lte=day)
    refused = RegistrationRefusal.objects.filter(office=office, at__lt=_end_of(day))
    flows = [
        _flow("registered", files, filed_on=day),
        _flow("not_registered", refused, at__gte=_start_of(day)),
        _flow(
            "opinions", Opinion.objects.filter(application__office=office, given_on__lte=day), given_on=day
        ),
        _flow("favourable", decided.filter(outcome=Outcome.FAVOURABLE), decided_on=day),
        _flow("unfavourable", decided.filter(outcome=Outcome.UNFAVOURABLE), decided_on=day),
        _flow("told", told.values("decision").distinct(), on=day),
    ]
    now = Application.objects.filter(office=office, is_open=True, state__in=WAITING)
    states = dict(now.values_list("state").annotate(count=Count("pk")))
    waiting = [{"code": str(state), "count": states.get(state, 0)} for state in WAITING]
    late = now.exclude(state=State.OPINION_GIVEN).filter(due_on__lt=day).count()
    return {"flows": flows, "waiting": [*waiting, {"code": "overdue", "count": late}]}


def _dispatch_slip(office: Office, day: date) -> dict[str, Any]:
    made = Decision.objects.filter(
        application__office=office, decided_on=day, outcome=Outcome.FAVOURABLE
    ).select_related("application__applicant")
    rows = [
        {"position": position, "reference": one.application.reference, "name": _shown_name(one.application)}
        for position, one in enumerate(made.order_by("application__order_number", "pk"), start=1)
    ]
    return {"rows": rows}


def _flow(code: str, rows: QuerySet[Any, Any], **on_the_day: Any) -> dict[str, Any]:
    return {"code": code, "day": rows.filter(**on_the_day).count(), "all": rows.count()}


def _shown_name(file: Application) -> str:
    """The name; none of somebody who may be a child: they are in no list (practice 14)."""
    return "" if file.restricted else name_of(file)


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())


def _end_of(day: date) -> datetime:
    return datetime.combine(
        date.fromordinal(day.toordinal() + 1), time(), tzinfo=timezone.get_default_timezone()
    )
