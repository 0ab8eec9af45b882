"""A visit that ends without a file."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

from .. import permissions
from ..models import RegistrationRefusal
from . import letters, rows


@transaction.atomic
def refuse_registration(
    *,
    office: Office,
    by: Staff,
    name_said: str,
    ground: str,
    note: str = "",
    language: str,
    submission: UUID | None = None,
    at: datetime,
) -> RegistrationRefusal:
    """Record that a visit ended without a file, with its coded ground; the person gets a dated slip.

    The second of two identical submissions of one officer gets the slip of the first.
    """
    allowed = ensure(permissions.may_register(by, office))
    if rows.pack().texts[ground]["kind"] != "refusal_to_register":
        raise KeyError(ground)
    office = Office.objects.select_for_update().get(pk=office.pk)
    if submission and (already := RegistrationRefusal.objects.filter(submission=submission, by=by).first()):
        return already
    last = RegistrationRefusal.objects.filter(office=office).aggregate(last=Max("number"))["last"] or 0
    refusal = RegistrationRefusal(
        office=office,
        number=last + 1,
        name_said=name_said.strip(),
        ground=ground,
        note=note,
        language=language,
        at=at,
        by=by,
        submission=submission,
    )
    refusal.letter = letters.slip(refusal, at=at).id
    refusal.save(force_insert=True)
    ledger.record(
        compartment=Compartment.STATUS,
        subject=refusal.id,
        verb="registration_refused",
        by=Actor.staff(by.pk),
        purpose=allowed.purpose,
        detail={"ground": ground, "office": office.code, "number": refusal.number},
        at=at,
    )
    return refusal
