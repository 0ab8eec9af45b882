"""A person is registered, and what is known of them is corrected."""

from dataclasses import fields
from datetime import datetime
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction

from indimaj.directory.models import Body, Place
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.people import codes
from indimaj.people.answers import PersonAnswers, answers_of
from indimaj.people.search import keys_of

from ..enums import Community
from ..models import Client, ClientKey, Support
from ..permissions import may_correct_client, may_register_client
from .lines import hold, line, staff_of

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
    staff = staff_of(by)
    if staff and body:
        ensure(may_register_client(staff, body))
    if there := Client.objects.filter(submission=submission).first():
        return there, ""
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
    ClientKey.objects.bulk_create(keys_of(client, ClientKey, "client_id"))
    if body:
        Support.objects.create(client=client, body=body, caseworker=staff, since=at, contact_at=at)
    line("registered", client, by, at, body=body.code if body else "")
    return client, code


@transaction.atomic
def correct_client(
    *, client: Client, person: PersonAnswers, by: Actor, at: datetime, version: int | None = None
) -> Client:
    """Correct names, birth or contacts: free, by the person or a caseworker; the ledger names the fields only."""
    current = hold(client.pk, version)
    if staff := staff_of(by):
        ensure(may_correct_client(staff, current))
    before = answers_of(current)
    changed = [
        each.name for each in fields(person) if getattr(before, each.name) != getattr(person, each.name)
    ]
    if not changed:
        return current
    for name, value in person.columns().items():
        setattr(current, name, value)
    current.version += 1
    current.save()
    ClientKey.objects.filter(client=current).delete()
    ClientKey.objects.bulk_create(keys_of(current, ClientKey, "client_id"))
    line("corrected", current, by, at, fields=changed)
    return current
