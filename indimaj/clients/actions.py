"""The only writer of the room: registering a person, consent, support and its hand-over."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import override

from indimaj.directory.models import Body, Place, Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind, Compartment
from indimaj.people import codes
from indimaj.people.answers import PersonAnswers

from .enums import Community, ConsentPurpose
from .models import Client, Consent, Support
from .permissions import may_open_client, may_register_client

# What a reference begins with on this side; the status side begins with the year of a campaign.
PREFIX = "IND"


@transaction.atomic
def register_client(
    *,
    person: PersonAnswers,
    by: Actor,
    at: datetime,
    body: Body | None = None,
    community: Community = Community.MIGRANT,
    place: Place | None = None,
    language: str = "ar",
    pin: str = "",
    code: str = "",
    submission: UUID | None = None,
) -> tuple[Client, str]:
    """Make a person's page, in the support of a body when one is given; returns it and the code, printed once.

    The same submission twice gives the same person, and an empty code the second time.
    """
    submission = submission or uuid4()
    if there := Client.objects.filter(submission=submission).first():
        return there, ""
    staff = Staff.objects.get(pk=by.id) if by.kind == ActorKind.STAFF else None
    if staff and body:
        ensure(may_register_client(staff, body))
    code = code or codes.new_code()
    client = Client.objects.create(
        **person.columns(),
        reference=codes.new_reference(PREFIX),
        community=community,
        language=language,
        place=place,
        registered_by=staff,
        registered_at=at,
        code_digest=codes.digest(code),
        pin_digest=make_password(pin) if pin else "",
        submission=submission,
    )
    if body:
        Support.objects.create(client=client, body=body, caseworker=staff, since=at)
    line("registered", client, by, at, body=body.code if body else "")
    return client, code


@transaction.atomic
def give_consent(
    *,
    client: Client,
    purpose: ConsentPurpose,
    by: Actor,
    at: datetime,
    body: Body | None = None,
    words: str = "",
) -> Consent:
    """Record the person's yes, in the words that they read in their language."""
    staff = Staff.objects.get(pk=by.id) if by.kind == ActorKind.STAFF else None
    if staff:
        ensure(may_open_client(staff, client))
    with override(client.language):
        words = words or str(ConsentPurpose(purpose).label)
    consent = Consent.objects.create(
        client=client,
        purpose=purpose,
        body=body,
        words=words,
        language=client.language,
        given_at=at,
        given_before=staff,
    )
    line("consent_given", client, by, at, consent=str(consent.pk), to=str(purpose))
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: Actor, at: datetime) -> Consent:
    """Take a yes back: at once, for what has not been done yet."""
    current = Consent.objects.select_for_update().get(pk=consent.pk)
    if current.withdrawn_at is None:
        current.withdrawn_at = at
        current.save(update_fields=["withdrawn_at"])
        line("consent_withdrawn", current.client, by, at, consent=str(current.pk), to=current.purpose)
    return current


def line(verb: str, client: Client, by: Actor, at: datetime, **detail: Any) -> None:
    """One line on this person's chain, on the service side; for every room that acts for the person."""
    ledger.record(
        compartment=Compartment.SERVICE,
        subject=client.pk,
        verb=verb,
        by=by,
        purpose=detail.pop("purpose", "own_page" if by.kind == ActorKind.PERSON else "support"),
        detail=detail,
        at=at,
    )
