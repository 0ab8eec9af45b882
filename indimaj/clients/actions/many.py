"""Registration in its set form: imports and the demo. It leaves the rows that the single actions leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from indimaj.directory.models import Body, Place, Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.people import codes
from indimaj.people.answers import PersonAnswers
from indimaj.people.search import keys_of
from indimaj.ports import tables

from ..enums import Community, ConsentPurpose
from ..models import Client, ClientKey, Consent, Note, Support
from ..permissions import may_register_client
from ..words import consent_words
from .register import PREFIX


@dataclass(frozen=True)
class LoadRow:
    """One person with their support, the yeses of the first day, and contacts written down (text, when, submission)."""

    person: PersonAnswers
    staff: Staff
    body: Body
    at: datetime
    submission: UUID
    community: Community = Community.MIGRANT
    place: Place | None = None
    language: str = "ar"
    code: str = ""
    pin: str = ""
    consents: Sequence[ConsentPurpose] = field(default=())
    notes: Sequence[tuple[str, datetime, UUID]] = field(default=())


@dataclass
class _Made:
    clients: list[Client] = field(default_factory=list)
    keys: list[ClientKey] = field(default_factory=list)
    supports: list[Support] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    lines: list[ledger.Line] = field(default_factory=list)


@transaction.atomic
def register_many(rows: Sequence[LoadRow]) -> list[Client]:
    """Register people who are not there yet, by their submissions; one ledger line for each act."""
    there = set(
        Client.objects.filter(submission__in=[row.submission for row in rows]).values_list(
            "submission", flat=True
        )
    )
    said: dict[tuple[str, str], str] = {}
    made = _Made()
    for staff, body in {(row.staff, row.body) for row in rows}:
        ensure(may_register_client(staff, body))
    for row in rows:
        if row.submission not in there:
            _build(row, made, said)
    for built in (made.clients, made.keys, made.supports, made.consents, made.notes):
        tables.insert(built)
    ledger.record_many(made.lines)
    return made.clients


def _build(row: LoadRow, made: _Made, said: dict[tuple[str, str], str]) -> None:
    client = Client(
        **row.person.columns(),
        reference=codes.new_reference(PREFIX),
        community=row.community,
        language=row.language,
        place=row.place,
        registered_by=row.staff,
        registered_at=row.at,
        code_digest=codes.digest(row.code or codes.new_code()),
        pin_digest=make_password(row.pin) if row.pin else "",
        submission=row.submission,
    )
    last = max((at for _text, at, _submission in row.notes), default=row.at)
    support = Support(
        client=client, body=row.body, caseworker=row.staff, since=row.at, contact_at=max(last, row.at)
    )
    made.clients.append(client)
    made.keys += keys_of(client, ClientKey, "client_id")
    made.supports.append(support)
    made.lines.append(_line("registered", client, row, row.at, body=row.body.code))
    made.lines += _consents(client, row, made, said)
    for text, at, submission in row.notes:
        made.notes.append(
            Note(client=client, support=support, text=text, at=at, by=row.staff, submission=submission)
        )
        made.lines.append(_line("contact_noted", client, row, at, body=row.body.code))


def _consents(
    client: Client, row: LoadRow, made: _Made, said: dict[tuple[str, str], str]
) -> Iterator[ledger.Line]:
    for purpose in row.consents:
        key = (str(purpose), row.language)
        if key not in said:
            said[key] = consent_words(*key)
        consent = Consent(
            client=client,
            purpose=purpose,
            words=said[key],
            language=row.language,
            given_at=row.at,
            given_before=row.staff,
        )
        made.consents.append(consent)
        yield _line("consent_given", client, row, row.at, consent=str(consent.pk), to=str(purpose))


def _line(verb: str, client: Client, row: LoadRow, at: datetime, **detail: Any) -> ledger.Line:
    return ledger.Line(Compartment.SERVICE, client.pk, verb, Actor.staff(row.staff.pk), at, "support", detail)
