"""What somebody says to a statement, by a link or openly; it may change until the round closes."""

import hashlib
import hmac
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from indimaj.directory.permissions import ensure

from ..enums import Channel
from ..models import Invitation, Round, Statement, Voice, Vote
from ..permissions import CONSULTATION, may_vote_by_link, may_vote_openly
from . import rows
from .who import INVITED_VOICE, OPEN_VOICE, hold, note


def browser_digest(round_id: UUID, token: str) -> str:
    """Under which a browser's cookie is kept: of this round alone, so that two rounds cannot be laid side by side."""
    said = f"consultations:{round_id}:{token}".encode()
    return hmac.new(settings.CODE_KEY.encode(), said, hashlib.sha256).hexdigest()


@transaction.atomic
def vote_openly(
    *, statement: Statement, browser: str, choice: str, reason: str = "", language: str = "", at: datetime
) -> Vote:
    """Answer as anybody may; `browser` is the digest of the cookie. The same answer twice changes nothing."""
    current = hold(statement.round)
    ensure(may_vote_openly(current, timezone.localdate(at)))
    voice, _new = Voice.objects.get_or_create(
        round=current, browser=browser, defaults={"channel": Channel.OPEN}
    )
    return _keep(current, voice, statement, rows.Said(choice, reason, language), at)


@transaction.atomic
def vote_by_link(
    *,
    statement: Statement,
    invitation: Invitation,
    choice: str,
    reason: str = "",
    language: str = "",
    at: datetime,
) -> Vote:
    """Answer by an invitation. The same answer twice changes nothing."""
    current = hold(statement.round)
    held = Invitation.objects.select_for_update().get(pk=invitation.pk, round=current)
    held.round = current
    ensure(may_vote_by_link(held, timezone.localdate(at)))
    voice = Voice.objects.filter(invitation=held).first()
    if voice is None:
        voice = rows.invited_voice(held)
        voice.save(force_insert=True)
        held.has_answered = True
        held.save(update_fields=["has_answered"])
    return _keep(current, voice, statement, rows.Said(choice, reason, language), at)


def _keep(one: Round, voice: Voice, statement: Statement, said: rows.Said, at: datetime) -> Vote:
    found = Vote.objects.filter(voice=voice, statement=statement).first()
    if found and (found.choice, found.reason) == (said.choice, said.reason):
        return found
    vote = found or Vote(voice=voice, statement=statement)
    rows.fill(vote, said, timezone.localdate(at))
    vote.save()
    by = INVITED_VOICE if voice.channel == Channel.INVITED else OPEN_VOICE
    verb = "vote_changed" if found else "vote_given"
    note(verb, one, by, at, CONSULTATION, statement=str(statement.pk))
    return vote
