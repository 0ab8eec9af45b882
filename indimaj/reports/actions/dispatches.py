"""A frozen edition goes out to counterparts; they open it by a link, and their reply enters the dialogue."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from indimaj.design.wording import day_text
from indimaj.dialogue import actions as dialogue
from indimaj.dialogue.enums import ContributionKind
from indimaj.dialogue.models import Contribution
from indimaj.directory.models import Body
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letters
from indimaj.texts.words import original

from ..models import Counterpart, Dispatch, Edition
from ..permissions import LINK, may_dispatch, may_keep_counterparts, may_open_by_link, may_reply_by_link
from .errors import NoDialogue, NoWords, Stale
from .who import hold_dispatch, hold_edition, purpose_of, staff_of, write

BY_LINK = Actor.system("report_link")


def digest(token: str) -> str:
    """The keyed digest under which a token is kept."""
    return hmac.new(settings.CODE_KEY.encode(), f"reports:{token}".encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def keep_counterpart(
    *,
    body: Body,
    address: str,
    language: str,
    by: Actor,
    at: datetime,
    is_active: bool = True,
    version: int | None = None,
) -> Counterpart:
    """Put an institution on the list of counterparts, or correct where it is written to."""
    purpose = purpose_of(by, may_keep_counterparts)
    there = Counterpart.objects.select_for_update().filter(body=body).first()
    if version is not None and (there is None or there.version != version):
        raise Stale
    made = there or Counterpart(body=body)
    made.address, made.language, made.is_active = address, language, is_active
    made.kept_at, made.kept_by = at, staff_of(by)
    made.version += 1 if there else 0
    made.save()
    subject = Edition.objects.values_list("pk", flat=True).order_by("number").first()
    if subject:
        write("counterpart_kept", subject, by, at, purpose, body=body.code)
    return made


@transaction.atomic
def dispatch_edition(
    *, edition: Edition, bodies: Sequence[Body], reply_due_on: date, by: Actor, at: datetime
) -> list[Dispatch]:
    """Send an edition to counterparts of the list; who has it already is passed over."""
    current = hold_edition(edition)
    purpose = purpose_of(by, may_dispatch, current)
    if current.event_id is None:
        raise NoDialogue
    known = (
        Counterpart.objects.filter(body__in=bodies, is_active=True).select_related("body").order_by("body")
    )
    sent = set(current.dispatches.values_list("body_id", flat=True))
    made = [_sent(current, one, reply_due_on, by, at) for one in known if one.body_id not in sent]
    if made:
        write("edition_dispatched", current.pk, by, at, purpose, count=len(made))
    return made


def _sent(edition: Edition, to: Counterpart, reply_due_on: date, by: Actor, at: datetime) -> Dispatch:
    token = secrets.token_urlsafe(24)
    made = Dispatch.objects.create(
        edition=edition,
        body=to.body,
        address=to.address,
        language=to.language,
        digest=digest(token),
        dispatched_at=at,
        dispatched_by=staff_of(by),
        reply_due_on=reply_due_on,
    )
    with override(to.language):
        link = f"{settings.PUBLIC_ADDRESS}{reverse('reports:by_link', args=[token])}"
        number, day = edition.number, day_text(reply_due_on)
        title = _("Report on the integration policy, edition %(number)s") % {"number": number}
        text = _(
            "Edition %(number)s of the follow-up report on the integration policy is out. Read it, and reply for your "
            "institution, here:\n\n%(link)s\n\nThe first opening of this link is written down as its receipt. Nothing else "
            "about you is followed. A reply is asked for by %(day)s; it enters the public dialogue."
        ) % {"number": number, "link": link, "day": day}
    made.message = letters.announce(
        compartment=Compartment.HOUSE,
        subject=edition.pk,
        address=to.address,
        language=to.language,
        title=title,
        text=text,
        at=at,
    )
    made.save(update_fields=["message"])
    return made


@transaction.atomic
def receive(*, dispatch: Dispatch, at: datetime) -> Dispatch:
    """The link was opened for the first time: the edition has been received."""
    current = hold_dispatch(dispatch)
    purpose = ensure(may_open_by_link(current, at)).purpose
    if current.received_at is None:
        current.received_at = at
        current.save(update_fields=["received_at"])
        write("edition_received", current.edition_id, BY_LINK, at, purpose, dispatch=str(current.pk))
    return current


@transaction.atomic
def reply(*, dispatch: Dispatch, text: str, language: str, at: datetime) -> Contribution:
    """The institution's reply, as a written contribution to the edition's dialogue; the second post is the first."""
    current = hold_dispatch(dispatch)
    if current.reply is not None:
        return current.reply
    ensure(may_reply_by_link(current, at))
    if not text.strip():
        raise NoWords
    event = current.edition.event
    assert event is not None
    made = dialogue.contribute(
        event=event,
        text=original(language, text.strip()),
        kind=ContributionKind.WRITTEN,
        said_on=at.date(),
        by=BY_LINK,
        at=at,
        body=current.body,
        submission=current.pk,
    )
    current.reply, current.replied_at = made, at
    current.received_at = current.received_at or at
    current.save(update_fields=["reply", "replied_at", "received_at"])
    write("edition_replied", current.edition_id, BY_LINK, at, LINK, dispatch=str(current.pk))
    return made
