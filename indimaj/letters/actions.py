"""Issue letters, make their PDFs once, put messages into the outbox and send them."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext, override

from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.ports import mail, sms, storage, tables

from . import render
from .compose import compose
from .enums import Channel, LetterKind, MessageState
from .models import Letter, Message, Verification

VERIFIED_KINDS = {LetterKind.RECEIPT, LetterKind.ATTESTATION}
MOST_ATTEMPTS = 5


def issue(
    *,
    compartment: Compartment,
    subject: UUID,
    kind: LetterKind,
    language: str,
    data: dict[str, Any],
    at: datetime,
    valid_until: date | None = None,
) -> Letter:
    """Freeze a letter. The caller's transaction holds the act that the letter speaks of, and its ledger line."""
    return issue_many([Draft(compartment, subject, kind, language, data, at, valid_until)])[0]


@dataclass(frozen=True)
class Draft:
    """A letter to be issued in a set."""

    compartment: Compartment
    subject: UUID
    kind: LetterKind
    language: str
    data: dict[str, Any]
    at: datetime
    valid_until: date | None = None


def issue_many(drafts: Sequence[Draft]) -> list[Letter]:
    """Freeze many letters, each as `issue` does."""
    issued = [_frozen(draft) for draft in drafts]
    tables.insert(issued)
    checks = [
        Verification(
            token=secrets.token_urlsafe(16),
            letter=letter,
            issued_on=draft.at.date(),
            valid_until=draft.valid_until,
        )
        for draft, letter in zip(drafts, issued, strict=True)
        if draft.kind in VERIFIED_KINDS
    ]
    tables.insert(checks)
    return issued


def _frozen(draft: Draft) -> Letter:
    frozen = {"facts": draft.data, "content": compose(draft.kind, draft.data, draft.language)}
    return Letter(
        compartment=draft.compartment,
        subject=draft.subject,
        kind=draft.kind,
        language=draft.language,
        template_version=render.TEMPLATE_VERSION,
        data=frozen,
        digest=_digest(frozen),
        made_at=draft.at,
    )


def pdf(letter: Letter, *, at: datetime) -> bytes:
    """The letter's PDF: made on first opening, then kept and returned as it was made."""
    if letter.pdf_path:
        return storage.read(letter.pdf_path)
    verification = Verification.objects.filter(letter=letter).first()
    data = render.pdf(letter, token=verification.token if verification else None)
    with transaction.atomic():
        current = Letter.objects.select_for_update().get(pk=letter.pk)
        if current.pdf_path:
            return storage.read(current.pdf_path)
        stored = storage.keep(data, prefix="letters")
        current.pdf_path, current.pdf_digest, current.pdf_at = stored.path, stored.digest, at
        current.save(update_fields=["pdf_path", "pdf_digest", "pdf_at"])
    letter.refresh_from_db()
    return data


def forget(subject: UUID) -> int:
    """Empty the letters and messages of somebody who is erased; a check still says genuine, and of which day.

    The caller's transaction holds the erasure and its ledger line. Returns how many letters there were.
    """
    kept = Letter.objects.filter(subject=subject)
    paths = list(kept.exclude(pdf_path="").values_list("pdf_path", flat=True))
    count = kept.update(data={}, pdf_path="", pdf_digest="", pdf_at=None)
    Message.objects.filter(subject=subject).update(address="")
    for path in paths:
        transaction.on_commit(partial(storage.discard, path))
    return count


def notify(
    *, compartment: Compartment, subject: UUID, channel: Channel, address: str, language: str, at: datetime
) -> Message:
    """Put the neutral message into the outbox: no sender, name, reference or outcome (practice 20)."""
    return Message.objects.create(
        compartment=compartment,
        subject=subject,
        channel=channel,
        address=address,
        language=language,
        text=neutral_text(language),
        created_at=at,
    )


def announce(
    *,
    compartment: Compartment,
    subject: UUID,
    address: str,
    language: str,
    title: str,
    text: str,
    at: datetime,
) -> Message:
    """Put an e-mail to an institution into the outbox. Never to a person: theirs is `notify`, which says nothing."""
    return Message.objects.create(
        compartment=compartment,
        subject=subject,
        channel=Channel.EMAIL,
        address=address,
        language=language,
        title=title,
        text=text,
        created_at=at,
    )


def neutral_text(language: str) -> str:
    """The one text that every message to a person carries."""
    with override(language):
        return gettext("You have a new message. Open your page or come to the office.")


def send_waiting(*, at: datetime, limit: int = 200) -> int:
    """Send messages that wait, oldest first; returns how many went out.

    Each is sent and marked on its own, so that a kill in between repeats at most one, under the same name.
    """
    waiting = Message.objects.filter(state=MessageState.WAITING).order_by("created_at", "id")
    sent = 0
    for identifier in list(waiting.values_list("id", flat=True)[:limit]):
        with transaction.atomic():
            message = Message.objects.select_for_update().get(pk=identifier)
            if message.state == MessageState.WAITING:
                sent += _send(message, at=at)
    return sent


def _send(message: Message, *, at: datetime) -> int:
    message.attempts += 1
    try:
        if message.channel == Channel.EMAIL:
            with override(message.language):
                title = message.title or gettext("New message")
            mail.send(address=message.address, subject=title, text=message.text, name=str(message.id))
        else:
            sms.send(address=message.address, text=message.text, name=str(message.id))
    except mail.NotSent as error:
        message.error = str(error)
        if message.attempts >= MOST_ATTEMPTS:
            message.state = MessageState.FAILED
    else:
        message.state, message.sent_at, message.error = MessageState.SENT, at, ""
        ledger.record(
            compartment=Compartment(message.compartment),
            subject=message.subject,
            verb="message_sent",
            by=Actor.system("outbox"),
            detail={"message": str(message.id), "channel": message.channel},
            at=at,
        )
    message.save(update_fields=["state", "attempts", "error", "sent_at"])
    return int(message.state == MessageState.SENT)


def _digest(frozen: dict[str, Any]) -> str:
    canonical = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
