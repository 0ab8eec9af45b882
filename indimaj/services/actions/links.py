"""Links by which owners keep their entry without an account, and the chase of entries that are due for a check."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from indimaj.directory.models import Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind
from indimaj.ports import mail

from ..models import OwnerLink, Service
from ..permissions import may_chase_services, may_edit_service
from . import rows

LINK_DAYS = 30
CHASE_AGAIN_DAYS = 30
MOST_NOT_SENT = 5


class Made(NamedTuple):
    """A link as it was made: its token is shown or sent once, and kept nowhere."""

    link: OwnerLink
    token: str

    @property
    def address(self) -> str:
        """The address to hand over, in the language of the entry."""
        with override(self.link.service.original):
            return f"{settings.PUBLIC_ADDRESS}{reverse('services:entry', args=[self.token])}"


def digest(token: str) -> str:
    """The keyed digest under which a token is kept."""
    return hmac.new(settings.CODE_KEY.encode(), f"services:{token}".encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def make_owner_link(*, service: Service, by: Actor, at: datetime, sent_to: str = "") -> Made:
    """A new link for the owner of an entry; those before it end."""
    current = Service.objects.select_for_update().get(pk=service.pk)
    staff = Staff.objects.get(pk=by.id) if by.kind == ActorKind.STAFF else None
    if staff and not may_chase_services(staff):
        ensure(may_edit_service(staff, current))
    current.owner_links.filter(withdrawn_at=None).update(withdrawn_at=at)
    token = secrets.token_urlsafe(24)
    link = OwnerLink.objects.create(
        service=current,
        digest=digest(token),
        made_at=at,
        expires_at=at + timedelta(days=LINK_DAYS),
        made_by=staff,
        sent_to=sent_to,
    )
    ledger.record_many([rows.line("owner_link_made", current, by, at, "service", link=str(link.pk))])
    return Made(link, token)


@transaction.atomic
def withdraw_owner_link(*, link: OwnerLink, by: Actor, at: datetime) -> OwnerLink:
    """End a link at once."""
    current = OwnerLink.objects.select_for_update().select_related("service").get(pk=link.pk)
    if by.kind == ActorKind.STAFF:
        staff = Staff.objects.get(pk=by.id)
        if not may_chase_services(staff):
            ensure(may_edit_service(staff, current.service))
    if current.withdrawn_at is None:
        current.withdrawn_at = at
        current.save(update_fields=["withdrawn_at"])
        ledger.record_many(
            [rows.line("owner_link_ended", current.service, by, at, "service", link=str(current.pk))]
        )
    return current


def chase_stale(*, at: datetime, by: Actor, limit: int = 200) -> int:
    """Ask the owners of entries that are due, longest first; returns how many were asked.

    Each is asked on its own and again after a month. One without an address is on the list of the staff page. Raises
    mail.NotSent when several in a row do not go out: the server is at fault then, not an address.
    """
    again = at - timedelta(days=CHASE_AGAIN_DAYS)
    due = Service.objects.due(timezone.localdate(at)).exclude(email="", organization__email="")
    due = due.filter(Q(chased_at=None) | Q(chased_at__lt=again))
    asked = not_sent = 0
    for service in list(due.select_related("organization")[:limit]):
        done = _chase(service, by, at)
        asked, not_sent = asked + done, 0 if done else not_sent + 1
        if not_sent == MOST_NOT_SENT:
            raise mail.NotSent(f"{asked} owners were asked, then {not_sent} messages in a row did not go out")
    return asked


def _chase(service: Service, by: Actor, at: datetime) -> int:
    address = service.email or (service.organization.email if service.organization else "")
    with transaction.atomic():
        made = make_owner_link(service=service, by=by, at=at, sent_to=address)
        Service.objects.filter(pk=service.pk).update(chased_at=at)
    with override(service.original):
        title = gettext("New message")
        text = gettext("Please confirm or correct your entry: %(address)s") % {"address": made.address}
    try:
        mail.send(address=address, subject=title, text=text, name=str(made.link.pk))
    except mail.NotSent:
        # The link waits on the staff page; the next run tries again.
        Service.objects.filter(pk=service.pk).update(chased_at=None)
        return 0
    return 1
