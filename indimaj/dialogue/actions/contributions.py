"""What was said and written: in the room, in the minutes, and in threads that stay open after the event."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Staff
from indimaj.directory.queries import bodies_of, holds
from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words

from ..enums import ContributionKind
from ..models import Contribution, Event, Participation, Passage, Session
from ..permissions import may_contribute
from .errors import WrongThread
from .who import hold_event, purpose_of, staff_of, write


@transaction.atomic
def contribute(
    *,
    event: Event,
    text: Words,
    kind: ContributionKind | str,
    said_on: date,
    by: Actor,
    at: datetime,
    session: Session | None = None,
    participation: Participation | None = None,
    body: Body | None = None,
    institution: str = "",
    passage: Passage | None = None,
    answers: Contribution | None = None,
    source_url: str = "",
    submission: UUID | None = None,
) -> Contribution:
    """Add to an event's dialogue, whether it is over or not; the same submission twice is one contribution.

    A focal point speaks in writing, for its own body only, whatever `body` says. A reply to a reply joins its thread.
    """
    current = hold_event(event)
    purpose = purpose_of(by, may_contribute, current)
    submission = submission or uuid4()
    if there := Contribution.objects.filter(submission=submission).first():
        return there
    _belongs(current, session, participation, answers)
    staff = staff_of(by)
    if staff is not None and not holds(staff, Role.POLICY_OFFICER):
        body, institution, kind = _own_body(staff, body), "", ContributionKind.WRITTEN
    made = Contribution.objects.create(
        event=current,
        session=session,
        participation=participation,
        body=body,
        institution="" if body else institution,
        kind=kind,
        text=text,
        passage=passage,
        answers=answers and (answers.answers or answers),
        said_on=said_on,
        source_url=source_url,
        written_at=at,
        written_by=staff,
        submission=submission,
    )
    reply = str(made.answers_id) if made.answers_id else ""
    write(
        "contributed", current.pk, by, at, purpose, contribution=str(made.pk), kind=str(kind), answers=reply
    )
    return made


def _belongs(
    event: Event,
    session: Session | None,
    participation: Participation | None,
    answers: Contribution | None,
) -> None:
    for part in (session, participation, answers):
        if part is not None and part.event_id != event.pk:
            raise WrongThread


def _own_body(staff: Staff, wanted: Body | None) -> Body | None:
    """The body for which a focal point speaks: the one asked for when it is theirs, else their first."""
    own = sorted(bodies_of(staff, Role.FOCAL_POINT))
    code = wanted.code if wanted is not None and wanted.code in own else next(iter(own), None)
    return Body.objects.filter(code=code).first()
