"""Call, open and close a sitting; each leaves its paper: agenda, then minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from indimaj.applications.actions import advance
from indimaj.applications.models import Application
from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import NotAllowed, Refused, ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letters
from indimaj.letters.enums import LetterKind

from .. import papers
from ..enums import SittingState
from ..models import AgendaItem, Sitting, SittingMember
from ..permissions import may_call_sitting, may_open_sitting, may_record_opinion


@dataclass(frozen=True)
class Member:
    """Somebody who sits: size and members of a commission are data (practice 9)."""

    name: str
    institution: str
    chairs: bool = False
    for_security: bool = False
    staff: Staff | None = None


@transaction.atomic
def call_sitting(
    *,
    office: Office,
    campaign: str,
    held_on: date,
    members: Sequence[Member],
    applications: Sequence[UUID],
    by: Staff,
    submission: UUID | None = None,
    at: datetime,
) -> Sitting:
    """Plan a sitting and put files on its agenda, in the order given.

    The second of two identical submissions of one secretary gets the sitting of the first.
    Raises NotAllowed; applications.transitions.WrongState when a file is no longer ready for the commission.
    """
    allowed = ensure(may_call_sitting(by, office))
    Office.objects.select_for_update().get(pk=office.pk)
    if submission and (already := Sitting.objects.filter(submission=submission, called_by=by).first()):
        return already
    same = Sitting.objects.filter(office=office, campaign=campaign)
    number = (same.aggregate(last=Max("number"))["last"] or 0) + 1
    sitting = Sitting.objects.create(
        office=office, campaign=campaign, number=number, held_on=held_on, called_by=by, submission=submission
    )
    SittingMember.objects.bulk_create(SittingMember(sitting=sitting, **vars(member)) for member in members)
    chosen = Application.objects.select_for_update().filter(
        pk__in=applications, office=office, campaign=campaign
    )
    by_id = {application.pk: application for application in chosen}
    for position, identifier in enumerate((one for one in applications if one in by_id), start=1):
        application = advance(
            application=by_id[identifier],
            verb="put_on_agenda",
            by=Actor.staff(by.pk),
            purpose=allowed.purpose,
            detail={"sitting": str(sitting.pk), "position": position},
            at=at,
        )
        AgendaItem.objects.create(sitting=sitting, application=application, position=position)
    _record(sitting, "sitting_called", by, allowed.purpose, at, {"files": len(by_id)})
    return sitting


@transaction.atomic
def open_sitting(*, sitting: Sitting, by: Staff, at: datetime) -> Sitting:
    """Begin the session: from now on its members see the files, security members included (practice 10)."""
    current = Sitting.objects.select_for_update().get(pk=sitting.pk)
    allowed = ensure(may_open_sitting(by, current))
    current.state = SittingState.OPEN
    current.version += 1
    current.save(update_fields=["state", "version"])
    _issue(current, LetterKind.AGENDA, by, at)
    _record(current, "sitting_opened", by, allowed.purpose, at, {})
    return current


@transaction.atomic
def close_sitting(*, sitting: Sitting, by: Staff, at: datetime) -> Sitting:
    """End the session once every file has an opinion or is adjourned, and issue the minutes."""
    current = Sitting.objects.select_for_update().get(pk=sitting.pk)
    allowed = ensure(may_record_opinion(by, current))
    if current.items.filter(adjourned=False, opinion__isnull=True).exists():
        words = _("Some files have neither an opinion nor an adjournment.")
        raise NotAllowed(Refused("files_left", words))
    current.state, current.closed_at = SittingState.CLOSED, at
    current.version += 1
    current.save(update_fields=["state", "closed_at", "version"])
    _issue(current, LetterKind.MINUTES, by, at)
    _record(current, "sitting_closed", by, allowed.purpose, at, {})
    return current


def _issue(sitting: Sitting, kind: LetterKind, by: Staff, at: datetime) -> None:
    data = papers.agenda(sitting) if kind == LetterKind.AGENDA else papers.minutes(sitting)
    letters.issue(
        compartment=Compartment.STATUS,
        subject=sitting.pk,
        kind=kind,
        language=paper_language(by),
        data=data,
        at=at,
    )


def paper_language(by: Staff) -> str:
    """The language of the office's own paper: the secretary's."""
    return by.language if by.language in {"ar", "fr", "en"} else "ar"


def _record(
    sitting: Sitting, verb: str, by: Staff, purpose: str, at: datetime, detail: dict[str, object]
) -> None:
    ledger.record(
        compartment=Compartment.STATUS,
        subject=sitting.pk,
        verb=verb,
        by=Actor.staff(by.pk),
        purpose=purpose,
        detail={"number": sitting.number, **detail},
        at=at,
    )
