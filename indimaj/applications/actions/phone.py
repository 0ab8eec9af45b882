"""Papers photographed at the counter with the office phone: paired by a square code for one deposit (practice 23).

The deposit is not registered yet: what the phone sends waits beside it, under the submission of the form, and comes
into the file in the transaction that registers it. An interrupted deposit loses none of it for some days.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.urls import reverse

from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.ports import storage
from indimaj.ports.uploads import UploadRefused

from .. import permissions
from ..models import Evidence, PhonePairing, PhonePaper
from . import rows
from .evidence import discarded_when_refused, is_health, prepare

# Nobody has signed in on the phone: who paired it stands in the line of the pairing.
PHONE = Actor.system("office_phone")
KEPT = timedelta(days=3)
SWEPT_AT_ONCE = 100


@dataclass(frozen=True)
class Made:
    """A pairing as it was made: its token is in the square code, and kept nowhere."""

    pairing: PhonePairing
    token: str


def digest(token: str) -> str:
    """The keyed digest under which a token is kept."""
    return hmac.new(
        settings.CODE_KEY.encode(), f"applications:phone:{token}".encode(), hashlib.sha256
    ).hexdigest()


def address(token: str) -> str:
    """What the square code holds, in the language of the page."""
    return f"{settings.PUBLIC_ADDRESS}{reverse('applications:phone', args=[token])}"


@transaction.atomic
def pair(*, submission: UUID, office: Office, by: Staff, at: datetime) -> Made:
    """Pair a phone with the deposit that this officer types; one that was paired before is let go."""
    allowed = ensure(permissions.may_pair_phone(by, office))
    Staff.objects.select_for_update(of=("self",)).get(pk=by.pk)
    for before in PhonePairing.objects.select_for_update().filter(by=by, closed_at__isnull=True):
        _close(before, Actor.staff(by.pk), allowed.purpose, at)
    token = secrets.token_urlsafe(32)
    made = PhonePairing.objects.create(
        digest=digest(token), submission=submission, office=office, by=by, made_at=at, used_at=at
    )
    _line(made, "phone_paired", Actor.staff(by.pk), allowed.purpose, at, office=office.code)
    sweep(at)
    return Made(made, token)


def receive(*, pairing: PhonePairing, kind: str, upload: File | None, sent: UUID, at: datetime) -> PhonePaper:
    """Take one paper from the phone; the same one sent twice is there once.

    Raises NotAllowed when the phone was let go or has sent enough, UploadRefused for what no counter takes.
    """
    if already := PhonePaper.objects.filter(pairing=pairing, sent=sent).first():
        return already
    ensure(permissions.may_send_by_phone(pairing, pairing.papers.count(), at))
    about = rows.pack().evidence.get(kind)
    if about is None or is_health(about):
        raise UploadRefused("unknown_kind")
    if upload is None:
        raise UploadRefused("empty")
    piece = prepare(kind, upload, at=at, by=None)
    try:
        with discarded_when_refused([piece]):
            return _keep(pairing, piece, sent, at)
    except IntegrityError:
        if already := PhonePaper.objects.filter(pairing=pairing, sent=sent).first():
            return already
        raise


@transaction.atomic
def _keep(pairing: PhonePairing, piece: Evidence, sent: UUID, at: datetime) -> PhonePaper:
    held = PhonePairing.objects.select_for_update().get(pk=pairing.pk)
    allowed = ensure(permissions.may_send_by_phone(held, held.papers.count(), at))
    paper = PhonePaper(pairing=held, sent=sent, received_at=at)
    for column in ("id", "kind", "content_type", "size", "digest", "path"):
        setattr(paper, column, getattr(piece, column))
    paper.save(force_insert=True)
    held.used_at = at
    held.save(update_fields=["used_at"])
    _line(held, "phone_paper_received", PHONE, allowed.purpose, at, evidence=str(paper.pk), kind=paper.kind)
    return paper


@transaction.atomic
def take_away(*, paper: PhonePaper, by: Staff, at: datetime) -> None:
    """Take a blurred paper away before the deposit: its bytes go too."""
    held = (
        PhonePairing.objects.select_for_update(of=("self",)).select_related("office").get(pk=paper.pairing_id)
    )
    allowed = ensure(permissions.may_see_phone(by, held))
    if not PhonePaper.objects.filter(pk=paper.pk).delete()[0]:
        return
    transaction.on_commit(partial(storage.discard, paper.path))
    detail = {"evidence": str(paper.pk), "kind": paper.kind}
    _line(held, "phone_paper_removed", Actor.staff(by.pk), allowed.purpose, at, **detail)


@transaction.atomic
def let_go(*, pairing: PhonePairing, by: Staff, at: datetime) -> None:
    """Close the pairing: the code adds nothing any more. What has arrived stays beside the deposit."""
    held = PhonePairing.objects.select_for_update(of=("self",)).select_related("office").get(pk=pairing.pk)
    allowed = ensure(permissions.may_see_phone(by, held))
    if held.closed_at is None:
        _close(held, Actor.staff(by.pk), allowed.purpose, at)


def hand_over(submission: UUID, by: Staff, at: datetime) -> tuple[list[Evidence], dict[str, Any]]:
    """What this officer's phones sent for a deposit, as pieces of the file, and what the line of the file says of it.

    Inside the transaction that registers the deposit: a paper is in the file or still beside it, and a phone that
    sends at this moment is refused.
    """
    found = (
        PhonePairing.objects.select_for_update()
        .filter(by=by, submission=submission)
        .order_by("made_at", "pk")
    )
    pairings = list(found)
    for pairing in pairings:
        if pairing.closed_at is None:
            _close(pairing, Actor.staff(by.pk), "registration", at)
    papers = (
        list(PhonePaper.objects.filter(pairing__in=pairings).order_by("received_at", "pk"))
        if pairings
        else []
    )
    PhonePaper.objects.filter(pk__in=[paper.pk for paper in papers]).delete()
    pieces = [
        Evidence(received_by=by, **{name: getattr(paper, name) for name in ("id", *_SHARED)})
        for paper in papers
    ]
    return pieces, {"phones": [str(pairing.pk) for pairing in pairings]} if papers else {}


_SHARED = ("kind", "content_type", "size", "digest", "path", "received_at")


@transaction.atomic
def sweep(at: datetime) -> int:
    """Discard papers of deposits that nobody went on with; returns how many."""
    old = PhonePaper.objects.select_for_update(skip_locked=True, of=("self",)).select_related("pairing")
    papers = list(old.filter(received_at__lt=at - KEPT).order_by("received_at")[:SWEPT_AT_ONCE])
    PhonePaper.objects.filter(pk__in=[paper.pk for paper in papers]).delete()
    for paper in papers:
        transaction.on_commit(partial(storage.discard, paper.path))
        _line(paper.pairing, "phone_paper_discarded", PHONE, "", at, evidence=str(paper.pk))
    return len(papers)


def _close(pairing: PhonePairing, by: Actor, purpose: str, at: datetime) -> None:
    pairing.closed_at = at
    pairing.save(update_fields=["closed_at"])
    _line(pairing, "phone_closed", by, purpose, at, papers=pairing.papers.count())


def _line(pairing: PhonePairing, verb: str, by: Actor, purpose: str, at: datetime, **detail: Any) -> None:
    ledger.record(
        compartment=Compartment.STATUS,
        subject=pairing.pk,
        verb=verb,
        by=by,
        purpose=purpose,
        detail=detail,
        at=at,
    )
