"""Links by which a service answers one referral without an account."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor

from .. import clocks
from ..models import AnswerLink, Referral
from ..permissions import may_make_link
from .locking import hold, note, staff_of


class Made(NamedTuple):
    """A link as it was made: its token is shown once, and kept nowhere."""

    link: AnswerLink
    token: str

    @property
    def address(self) -> str:
        """The address to hand to the service."""
        with override(self.link.referral.service.original):
            return f"{settings.PUBLIC_ADDRESS}{reverse('referrals:by_link', args=[self.token])}"


def digest(token: str) -> str:
    """The keyed digest under which a token is kept."""
    return hmac.new(settings.CODE_KEY.encode(), f"referrals:{token}".encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def make_answer_link(*, referral: Referral, by: Actor, at: datetime) -> Made:
    """A new link for the service of a referral; those before it end."""
    current = hold(referral)
    staff = staff_of(by)
    if staff:
        ensure(may_make_link(staff, current))
    current.links.filter(withdrawn_at=None).update(withdrawn_at=at)
    token = secrets.token_urlsafe(24)
    link = AnswerLink.objects.create(
        referral=current,
        digest=digest(token),
        made_at=at,
        made_by=staff,
        expires_at=at + timedelta(days=clocks.days("answer_link")),
    )
    note("answer_link_made", current.client, by, at, referral=str(current.pk))
    return Made(link, token)
