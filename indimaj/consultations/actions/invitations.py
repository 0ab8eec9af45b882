"""Links by which those who are invited answer without an account."""

import hashlib
import hmac
import secrets
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from indimaj.ledger.actors import Actor

from ..models import Invitation, Round
from ..permissions import may_invite
from .who import hold, note, purpose_of, staff_of


class Made(NamedTuple):
    """A link as it was made: its token is shown once and kept nowhere; none when the form came twice."""

    invitation: Invitation
    token: str

    def address(self, language: str) -> str:
        """What to send to the participant, in the language that they read."""
        with override(language):
            return f"{settings.PUBLIC_ADDRESS}{reverse('consultations:invited', args=[self.token])}"


def digest(token: str) -> str:
    """The keyed digest under which a token is kept."""
    return hmac.new(settings.CODE_KEY.encode(), f"consultations:{token}".encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def invite(
    *, one: Round, kind: str, name: str, by: Actor, at: datetime, submission: UUID | None = None
) -> Made:
    """A link for one participant. The same submission twice makes one, whose token was shown the first time."""
    current = hold(one)
    purpose = purpose_of(by, may_invite, current)
    submission = submission or uuid4()
    if there := Invitation.objects.filter(submission=submission).first():
        return Made(there, "")
    token = secrets.token_urlsafe(24)
    made = Invitation.objects.create(
        round=current,
        kind=kind,
        name=name,
        digest=digest(token),
        made_on=timezone.localdate(at),
        made_by=staff_of(by),
        submission=submission,
    )
    note("participant_invited", current, by, at, purpose, invitation=str(made.pk), kind=str(kind))
    return Made(made, token)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Actor, at: datetime) -> Invitation:
    """End a link; what was answered by it stays. Twice is once."""
    current = hold(invitation.round)
    purpose = purpose_of(by, may_invite, current)
    held = current.invitations.select_for_update().get(pk=invitation.pk)
    if held.withdrawn_on is None:
        held.withdrawn_on = timezone.localdate(at)
        held.save(update_fields=["withdrawn_on"])
        note("invitation_withdrawn", current, by, at, purpose, invitation=str(held.pk))
    return held
