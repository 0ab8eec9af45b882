"""What an action of this room sends out: a receipt, a slip, a list, a neutral message."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from indimaj.directory.models import Office
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letters
from indimaj.letters.enums import Channel, LetterKind
from indimaj.letters.models import Letter
from indimaj.letters.tasks import send_messages
from indimaj.people.answers import usable

from ..models import Application, CompletionRequest, RegistrationRefusal
from . import rows


def office_names(office: Office) -> dict[str, str]:
    """The name of an office in each language."""
    return {"ar": office.name_ar, "fr": office.name_fr, "en": office.name_en}


def receipt_data(application: Application, office: Office, *, incomplete: bool) -> dict[str, Any]:
    """The facts of a receipt. No access code, and no criterion that rests on health (practice 11)."""
    policy = rows.pack()
    assert application.applicant
    assert application.filed_on
    assert application.due_on
    return {
        "policy": settings.POLICY,
        "campaign": application.campaign,
        "reference": application.reference,
        "order_number": application.order_number,
        "filed_on": application.filed_on.isoformat(),
        "due_on": application.due_on.isoformat(),
        "name": application.applicant.name,
        "office": office_names(office),
        "category": application.category,
        "valid_until": None,
        "rights": sourced_rights(policy.texts),
        "incomplete": incomplete,
    }


def sourced_rights(texts: Any) -> list[str]:
    """The rights meanwhile that a text gives: the others are not printed (practice 12)."""
    return [
        code
        for code, text in texts.items()
        if text["kind"] == "right_meanwhile" and text.get("sourced", True) and text.get("source")
    ]


def receipt(application: Application, office: Office, *, incomplete: bool, at: datetime) -> Letter:
    """Issue the receipt."""
    return letters.issue(
        compartment=Compartment.STATUS,
        subject=application.id,
        kind=LetterKind.RECEIPT,
        language=application.language,
        data=receipt_data(application, office, incomplete=incomplete),
        at=at,
    )


def slip(refusal: RegistrationRefusal, *, at: datetime) -> Letter:
    """Issue the dated slip of a visit that ended without a file."""
    return letters.issue(
        compartment=Compartment.STATUS,
        subject=refusal.id,
        kind=LetterKind.REGISTRATION_REFUSAL,
        language=refusal.language,
        data={
            "policy": settings.POLICY,
            "number": refusal.number,
            "on": at.date().isoformat(),
            "name": refusal.name_said,
            "office": office_names(refusal.office),
            "ground": refusal.ground,
            "note": refusal.note,
            "officer": refusal.by.name,
        },
        at=at,
    )


def reason_text(code: str, language: str) -> str:
    """The words of a coded reason, in the language of the letter."""
    return str(rows.pack().texts[code]["text"][language]) if code else ""


def completion(
    request: CompletionRequest, application: Application, office: Office, *, at: datetime
) -> Letter:
    """Issue the complete, dated list of what is missing."""
    assert application.applicant
    return letters.issue(
        compartment=Compartment.STATUS,
        subject=application.id,
        kind=LetterKind.COMPLETION_REQUEST,
        language=application.language,
        data={
            "policy": settings.POLICY,
            "number": request.number,
            "on": at.date().isoformat(),
            "reference": application.reference,
            "name": application.applicant.name,
            "office": office_names(office),
            "asked": request.asked,
            "reason": reason_text(request.reason, application.language),
        },
        at=at,
    )


def tell(application: Application, *, at: datetime) -> None:
    """A neutral message to the person, where they left a contact that may be used (practice 20)."""
    person = application.applicant
    if person is None:
        return
    if usable(person.email, person.email_mark):
        channel, address = Channel.EMAIL, person.email
    elif usable(person.phone, person.phone_mark):
        channel, address = Channel.SMS, person.phone
    else:
        return
    letters.notify(
        compartment=Compartment.STATUS,
        subject=application.id,
        channel=channel,
        address=address,
        language=application.language,
        at=at,
    )
    transaction.on_commit(lambda: send_messages.enqueue())
