"""A yes to one purpose, given and taken back."""

from datetime import datetime

from django.db import transaction

from indimaj.directory.models import Body
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor

from ..enums import ConsentPurpose
from ..models import Client, Consent
from ..permissions import may_open_client
from ..words import consent_words
from .lines import hold, line, staff_of


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
    """Record the person's yes, in the words that they read in their language. A yes that stands stays one."""
    staff = staff_of(by)
    if staff:
        ensure(may_open_client(staff, client))
    hold(client.pk)
    standing = Consent.objects.filter(client=client, purpose=purpose, body=body, withdrawn_at=None).first()
    if standing:
        return standing
    consent = Consent.objects.create(
        client=client,
        purpose=purpose,
        body=body,
        words=words or consent_words(purpose, client.language, body),
        language=client.language,
        given_at=at,
        given_before=staff,
    )
    line("consent_given", client, by, at, consent=str(consent.pk), to=str(purpose))
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: Actor, at: datetime) -> Consent:
    """Take a yes back: at once, for what has not been done yet."""
    current = Consent.objects.select_for_update(of=("self",)).select_related("client").get(pk=consent.pk)
    if staff := staff_of(by):
        ensure(may_open_client(staff, current.client))
    if current.withdrawn_at is None:
        current.withdrawn_at = at
        current.save(update_fields=["withdrawn_at"])
        line("consent_withdrawn", current.client, by, at, consent=str(current.pk), to=current.purpose)
    return current
