"""Events are called into being, corrected, made public; their programme, participants and accounts are written."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from indimaj.directory.models import Body, Place
from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words

from ..enums import Category, Claim, EventKind, Part, SessionKind
from ..models import Account, Document, Event, Participation, Session
from ..permissions import may_write_event
from .errors import KeyTaken
from .who import hold_event, only, purpose_of, put, write

CHANGEABLE = ("title", "kind", "starts_on", "ends_on", "place", "venue", "objectives", "continues")


@transaction.atomic
def make_event(
    *,
    key: str,
    title: Words,
    kind: EventKind | str,
    starts_on: date,
    ends_on: date,
    by: Actor,
    at: datetime,
    place: Place | None = None,
    venue: str = "",
    objectives: Sequence[Words] = (),
    continues: Event | None = None,
    is_public: bool = False,
    is_invented: bool = False,
    submission: UUID | None = None,
) -> Event:
    """Call an event into being; the same submission twice is one event. Raises KeyTaken."""
    purpose = purpose_of(by, may_write_event)
    submission = submission or uuid4()
    if there := Event.objects.filter(submission=submission).first():
        return there
    if Event.objects.filter(key=key).exists():
        raise KeyTaken(key)
    made = Event.objects.create(
        key=key,
        title=title,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        place=place,
        venue=venue,
        objectives=list(objectives),
        continues=continues,
        is_public=is_public,
        is_invented=is_invented,
        made_at=at,
        submission=submission,
    )
    write("event_made", made.pk, by, at, purpose, key=key, public=is_public)
    return made


@transaction.atomic
def change_event(
    *, event: Event, by: Actor, at: datetime, version: int | None = None, **changes: Any
) -> Event:
    """Correct what is said of an event. Raises Stale; TypeError for what is none of CHANGEABLE."""
    only(CHANGEABLE, changes)
    current = hold_event(event, version)
    purpose = purpose_of(by, may_write_event, current)
    if changed := put(current, changes):
        write("event_changed", current.pk, by, at, purpose, changed=changed)
    return current


@transaction.atomic
def show_event(
    *, event: Event, by: Actor, at: datetime, is_public: bool = True, version: int | None = None
) -> Event:
    """Show an event to everybody, or take it back."""
    current = hold_event(event, version)
    purpose = purpose_of(by, may_write_event, current)
    if put(current, {"is_public": is_public}):
        write("event_shown" if is_public else "event_hidden", current.pk, by, at, purpose)
    return current


@transaction.atomic
def add_session(
    *,
    event: Event,
    title: Words,
    kind: SessionKind | str,
    by: Actor,
    at: datetime,
    day: date | None = None,
    languages: Sequence[str] = (),
    themes: Sequence[str] = (),
    source: str = "",
    source_url: str = "",
    submission: UUID | None = None,
) -> Session:
    """Add a part at the end of the programme."""
    current = hold_event(event)
    purpose = purpose_of(by, may_write_event, current)
    submission = submission or uuid4()
    if there := Session.objects.filter(submission=submission).first():
        return there
    made = Session.objects.create(
        event=current,
        order=current.sessions.count() + 1,
        day=day,
        kind=kind,
        title=title,
        languages=list(languages),
        themes=list(themes),
        source=source,
        source_url=source_url,
        submission=submission,
    )
    write("session_added", current.pk, by, at, purpose, session=str(made.pk))
    return made


@transaction.atomic
def add_participation(
    *,
    event: Event,
    category: Category | str,
    role: Part | str,
    by: Actor,
    at: datetime,
    body: Body | None = None,
    institution: str = "",
    country: str = "",
    head_count: int | None = None,
    is_at_least: bool = False,
    source: str = "",
    source_url: str = "",
    submission: UUID | None = None,
) -> Participation:
    """Put down who was there: an institution, a category from a country, or a head-count alone."""
    current = hold_event(event)
    purpose = purpose_of(by, may_write_event, current)
    submission = submission or uuid4()
    if there := Participation.objects.filter(submission=submission).first():
        return there
    made = Participation.objects.create(
        event=current,
        body=body,
        institution="" if body else institution,
        category=category,
        role=role,
        country=country,
        head_count=head_count,
        is_at_least=is_at_least,
        source=source,
        source_url=source_url,
        submission=submission,
    )
    write("participation_added", current.pk, by, at, purpose, participation=str(made.pk))
    return made


@transaction.atomic
def add_account(
    *,
    event: Event,
    claim: Claim | str,
    says: Words,
    source: str,
    by: Actor,
    at: datetime,
    source_url: str = "",
    document: Document | None = None,
    submission: UUID | None = None,
) -> Account:
    """Keep what one source says on one point; another source's account of it stays beside."""
    current = hold_event(event)
    purpose = purpose_of(by, may_write_event, current)
    submission = submission or uuid4()
    if there := Account.objects.filter(submission=submission).first():
        return there
    made = Account.objects.create(
        event=current,
        claim=claim,
        says=says,
        source=source,
        source_url=source_url,
        document=document,
        written_at=at,
        submission=submission,
    )
    write("account_added", current.pk, by, at, purpose, claim=str(claim), source=source)
    return made
