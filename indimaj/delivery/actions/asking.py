"""Bodies are asked to answer, need not any more, are written to by link, and traces are looked for."""

import hashlib
import hmac
import secrets
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from indimaj.commitments.models import Commitment
from indimaj.directory.models import Body
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words

from .. import clocks
from ..enums import ANSWERING
from ..models import AnswerLink, Assignment, Contact, TraceSearch
from ..permissions import (
    may_assign,
    may_end_assignment,
    may_keep_contact,
    may_make_link,
    may_record_search,
)
from ..translations import lacking
from .writing import NotFitting, Stale, note, staff_of


class Made(NamedTuple):
    """A link as it was made: its token is shown or sent once, and kept nowhere."""

    link: AnswerLink
    token: str

    def address(self, language: str) -> str:
        """The address to hand to the body."""
        with override(language):
            return f"{settings.PUBLIC_ADDRESS}{reverse('delivery:by_link', args=[self.token])}"


def digest(token: str) -> str:
    """The keyed digest under which a token is kept."""
    return hmac.new(settings.CODE_KEY.encode(), f"delivery:{token}".encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def assign(
    *,
    commitment: Commitment,
    body: Body,
    role: str,
    level: str,
    by: Actor,
    at: datetime,
    held_from: date | None = None,
    due_on: date | None = None,
    source_url: str = "",
    is_invented: bool = False,
    submission: UUID | None = None,
) -> Assignment:
    """Ask a body to answer for a commitment. Raises NotFitting where it is asked already."""
    submission = submission or uuid4()
    staff = staff_of(by)
    if staff:
        ensure(may_assign(staff))
    if there := Assignment.objects.filter(submission=submission).first():
        return there
    Commitment.objects.select_for_update().get(pk=commitment.pk)
    if Assignment.objects.held().filter(commitment=commitment, body=body).exists():
        raise NotFitting("asked_already", "body")
    since = held_from or timezone.localdate(at)
    owes = role in ANSWERING
    made = Assignment.objects.create(
        commitment=commitment,
        body=body,
        role=role,
        level=level,
        held_from=since,
        answer_due_on=(due_on or clocks.due("answer", since)) if owes else None,
        source_url=source_url,
        is_invented=is_invented,
        made_at=at,
        made_by=staff,
        submission=submission,
    )
    note("body_assigned", commitment.pk, by, at, assignment=str(made.pk), body=body.pk, role=str(role))
    return made


@transaction.atomic
def end_assignment(*, assignment: Assignment, by: Actor, at: datetime) -> Assignment:
    """The body need not answer any more; its links end. Raises Stale when it has ended already."""
    current = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if current.held_until is not None:
        raise Stale
    if staff := staff_of(by):
        ensure(may_end_assignment(staff, current))
    current.held_until = max(timezone.localdate(at), current.held_from)
    current.save(update_fields=["held_until"])
    current.links.filter(withdrawn_at=None, used_at=None).update(withdrawn_at=at)
    note("assignment_ended", current.commitment_id, by, at, assignment=str(current.pk), body=current.body_id)
    return current


@transaction.atomic
def keep_contact(*, body: Body, email: str, language: str, by: Actor, at: datetime) -> Contact:
    """Where a body without an account is written to."""
    staff = staff_of(by)
    if staff:
        ensure(may_keep_contact(staff))
    values = {"email": email, "language": language, "kept_at": at, "kept_by": staff}
    kept, _new = Contact.objects.update_or_create(body=body, defaults=values)
    note("contact_kept", UUID(int=0), by, at, body=body.pk)
    return kept


@transaction.atomic
def make_answer_link(*, assignment: Assignment, by: Actor, at: datetime) -> Made:
    """A new link by which a body answers once; those before it end."""
    current = Assignment.objects.select_for_update().get(pk=assignment.pk)
    staff = staff_of(by)
    if staff:
        ensure(may_make_link(staff, current))
    current.links.filter(withdrawn_at=None, used_at=None).update(withdrawn_at=at)
    token = secrets.token_urlsafe(24)
    link = AnswerLink.objects.create(
        assignment=current,
        digest=digest(token),
        made_at=at,
        made_by=staff,
        expires_at=at + timedelta(days=int(clocks.terms()["answer_link"]["days"])),
    )
    note("answer_link_made", current.commitment_id, by, at, assignment=str(current.pk), link=str(link.pk))
    return Made(link, token)


@transaction.atomic
def record_search(
    *,
    commitment: Commitment,
    looked_in: Words,
    looked_for: Words,
    on: date,
    by: Actor,
    at: datetime,
    is_invented: bool = False,
    submission: UUID | None = None,
) -> TraceSearch:
    """Record that a trace of a commitment was looked for and not found: a finding with its search, not a status."""
    submission = submission or uuid4()
    staff = staff_of(by)
    if staff:
        ensure(may_record_search(staff))
    if there := TraceSearch.objects.filter(submission=submission).first():
        return there
    if on > timezone.localdate(at):
        raise NotFitting("in_future", "on")
    found = TraceSearch.objects.create(
        commitment=commitment,
        looked_in=looked_in,
        looked_for=looked_for,
        to_translate=lacking(looked_in, looked_for),
        on=on,
        is_invented=is_invented,
        made_at=at,
        made_by=staff,
        submission=submission,
    )
    note("no_trace_found", commitment.pk, by, at, search=str(found.pk), on=on.isoformat())
    return found
