"""Somebody was not received: it is written down, goes to the body that must answer, and is answered."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from indimaj.clients.models import Client
from indimaj.directory.models import Place
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.services.models import Service

from .. import clocks
from ..answerers import answerer
from ..enums import AccessState
from ..models import AccessRefusal
from ..permissions import may_answer_access, may_report_access
from .locking import Stale, note, staff_of

PUBLIC = Actor.system("public_form")


@transaction.atomic
def report_access(
    *,
    theme: str,
    place: Place,
    barrier: str,
    by: Actor,
    at: datetime,
    words: str = "",
    client: Client | None = None,
    service: Service | None = None,
    happened_on: date | None = None,
    submission: UUID | None = None,
) -> AccessRefusal:
    """Write down that somebody was not received; nobody need say who. The same submission twice is one."""
    submission = submission or uuid4()
    staff = staff_of(by)
    if staff and client:
        ensure(may_report_access(staff, client))
    if there := AccessRefusal.objects.filter(submission=submission).first():
        return there
    made = AccessRefusal.objects.create(
        client=client,
        theme=theme,
        place=place,
        barrier=barrier,
        words=words,
        service=service,
        happened_on=happened_on,
        recorded_at=at,
        recorded_by=staff,
        answerer=answerer(theme, place, but=service.body_id if service else None),
        due_on=clocks.due("access_answer", timezone.localdate(at)),
        submission=submission,
    )
    if client:
        note("access_refused", client, by, at, refusal=str(made.pk), barrier=str(barrier))
    else:
        _line("access_refused", made, by, at, "own_page")
    return made


@transaction.atomic
def answer_access(
    *, refusal: AccessRefusal, answer: str, text: str, by: Actor, at: datetime
) -> AccessRefusal:
    """The body that must answer says what it did."""
    current = AccessRefusal.objects.select_for_update().get(pk=refusal.pk)
    if current.state != AccessState.WAITING:
        raise Stale
    staff = staff_of(by)
    if staff:
        ensure(may_answer_access(staff, current))
    current.state, current.answer, current.answer_text = AccessState.ANSWERED, answer, text
    current.answered_at, current.answered_by = at, staff
    current.save()
    _line("access_answered", current, by, at, "service")
    return current


def _line(verb: str, refusal: AccessRefusal, by: Actor, at: datetime, purpose: str) -> None:
    ledger.record(
        compartment=Compartment.SERVICE,
        subject=refusal.client_id or refusal.pk,
        verb=verb,
        by=by,
        purpose=purpose,
        detail={"refusal": str(refusal.pk)},
        at=at,
    )
