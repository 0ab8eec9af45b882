"""A request for recognition: prepared, sent, examined, decided once by one body."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from indimaj.clients.actions import give_consent, line
from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client
from indimaj.clients.queries import has_consent
from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letters
from indimaj.letters.enums import LetterKind

from .. import catalogue
from ..enums import WAITING_STATES, Reason, RequestState
from ..models import Asset, RecognitionRequest
from ..permissions import may_change_request, may_draft_request, may_examine_request
from ..transitions import after
from .who import Stale, staff_or_self

OUTCOMES = {
    "recognise": RequestState.RECOGNISED,
    "recognise_in_part": RequestState.PARTIAL,
    "refuse": RequestState.REFUSED,
}


class ReasonMissing(ValueError):
    """A decision in part or a refusal has a coded reason; in part, it says what would complete it."""


class ConsentMissing(ValueError):
    """The person has not said yes to this body."""


def hold(request: RecognitionRequest, version: int | None = None) -> RecognitionRequest:
    """The row, locked; raises Stale when it is not at `version` any more."""
    current = (
        RecognitionRequest.objects.select_for_update(of=("self",))
        .select_related("client", "asset", "body")
        .get(pk=request.pk)
    )
    if version is not None and current.version != version:
        raise Stale
    return current


@transaction.atomic
def draft(
    *, asset: Asset, body: Body, by: Actor, at: datetime, submission: UUID | None = None
) -> RecognitionRequest:
    """Prepare a request to a body; the same submission twice is one request."""
    submission = submission or uuid4()
    client: Client = asset.client
    staff = staff_or_self(by, client)
    if staff:
        ensure(may_draft_request(staff, client))
    if there := RecognitionRequest.objects.filter(submission=submission, client=client).first():
        return there
    request = RecognitionRequest.objects.create(
        client=client, asset=asset, body=body, drafted_at=at, drafted_by=staff, submission=submission
    )
    line("recognition_drafted", client, by, at, request=str(request.pk), body=body.code)
    return request


@transaction.atomic
def send(
    *,
    request: RecognitionRequest,
    by: Actor,
    at: datetime,
    says_yes: bool = False,
    version: int | None = None,
) -> RecognitionRequest:
    """Send it; the body's clock begins. Raises ConsentMissing unless the person says yes to this body, now or before."""
    current = _by_the_person("send", request, by, version)
    if says_yes:
        give_consent(client=current.client, purpose=ConsentPurpose.REFERRAL, by=by, at=at, body=current.body)
    elif not has_consent(current.client, ConsentPurpose.REFERRAL, current.body):
        raise ConsentMissing
    current.sent_at = at
    current.due_on = timezone.localdate(at) + timedelta(days=catalogue.days("recognition"))
    return _moved(current, "send", by, at, "recognition_sent")


@transaction.atomic
def withdraw(
    *, request: RecognitionRequest, by: Actor, at: datetime, version: int | None = None
) -> RecognitionRequest:
    """The person takes it back: the body does not see it any more."""
    current = _by_the_person("withdraw", request, by, version)
    return _moved(current, "withdraw", by, at, "recognition_withdrawn")


@transaction.atomic
def bring_document(
    *, request: RecognitionRequest, by: Actor, at: datetime, version: int | None = None
) -> RecognitionRequest:
    """What was asked for is there. The days of waiting do not count against the body."""
    current = _by_the_person("bring_document", request, by, version)
    if current.asked_at and current.due_on:
        current.due_on += timezone.localdate(at) - timezone.localdate(current.asked_at)
    current.asked_at = None
    return _moved(current, "bring_document", by, at, "recognition_document_brought")


@transaction.atomic
def mark_seen(*, request: RecognitionRequest, by: Staff, at: datetime) -> RecognitionRequest:
    """The body has begun to examine it; a second time changes nothing."""
    current = hold(request)
    if current.state != RequestState.SENT:
        return current
    ensure(may_examine_request(by, current, "see"))
    current.seen_at = at
    return _moved(current, "see", Actor.staff(by.pk), at, "recognition_seen")


@transaction.atomic
def ask_document(
    *, request: RecognitionRequest, asked: str, by: Staff, at: datetime, version: int | None = None
) -> RecognitionRequest:
    """Ask the person for a document, in plain words."""
    current = hold(request, version)
    after(current.state, "ask_document")
    ensure(may_examine_request(by, current, "ask_document"))
    if not asked.strip():
        raise ReasonMissing
    current.asked, current.asked_at = asked.strip(), at
    return _moved(current, "ask_document", Actor.staff(by.pk), at, "recognition_document_asked")


@transaction.atomic
def decide(
    *,
    request: RecognitionRequest,
    verb: str,
    by: Staff,
    at: datetime,
    reason: Reason | str = "",
    words: str = "",
    completes: str = "",
    version: int | None = None,
) -> RecognitionRequest:
    """The one decision, with its letter in the person's language.

    Raises ReasonMissing, WrongState when it was decided meanwhile, Stale when it is not at `version`.
    """
    if verb not in OUTCOMES:
        raise KeyError(verb)
    current = hold(request, version)
    after(current.state, verb)
    ensure(may_examine_request(by, current, verb))
    if (verb != "recognise" and not reason) or (verb == "recognise_in_part" and not completes.strip()):
        raise ReasonMissing
    current.reason = Reason(reason) if verb != "recognise" else ""
    current.words, current.completes = words.strip(), completes.strip() if verb != "recognise" else ""
    current.decided_at, current.decided_by = at, by
    current.state = OUTCOMES[verb]
    current.letter = letters.issue(
        compartment=Compartment.SERVICE,
        subject=current.client_id,
        kind=LetterKind.RECOGNITION_DECISION,
        language=current.client.language,
        data=letter_of(current, by),
        at=at,
    )
    return _saved(current, Actor.staff(by.pk), at, f"recognition_{current.state}")


def letter_of(request: RecognitionRequest, by: Staff) -> dict[str, Any]:
    """The facts of the letter of decision."""
    body = request.body
    assert request.sent_at is not None
    assert request.decided_at is not None
    return {
        "name": request.client.name,
        "body": {code: body.name_in(code) for code in ("ar", "fr", "en")},
        "subject": request.asset.words,
        "outcome": in_three(RequestState, request.state),
        "reason": in_three(Reason, request.reason) if request.reason else None,
        "words": request.words,
        "completes": request.completes,
        "sent_on": timezone.localdate(request.sent_at).isoformat(),
        "on": timezone.localdate(request.decided_at).isoformat(),
        "signed_by": by.name,
    }


def in_three(choices: Any, value: str) -> dict[str, str]:
    """A label in each of the three languages."""
    said = {}
    for code in ("ar", "fr", "en"):
        with override(code):
            said[code] = str(choices(value).label)
    return said


def _by_the_person(
    verb: str, request: RecognitionRequest, by: Actor, version: int | None
) -> RecognitionRequest:
    current = hold(request, version)
    staff = staff_or_self(by, current.client)
    after(current.state, verb)
    if staff:
        ensure(may_change_request(staff, current, verb))
    return current


def _moved(current: RecognitionRequest, verb: str, by: Actor, at: datetime, said: str) -> RecognitionRequest:
    current.state = after(current.state, verb)
    return _saved(current, by, at, said)


def _saved(current: RecognitionRequest, by: Actor, at: datetime, said: str) -> RecognitionRequest:
    current.is_open = current.state in WAITING_STATES
    current.version += 1
    current.save()
    purpose = {"purpose": "recognition"} if said in BODY_VERBS else {}
    line(said, current.client, by, at, request=str(current.pk), body=current.body_id, **purpose)
    return current


BODY_VERBS = {
    "recognition_seen",
    "recognition_document_asked",
    "recognition_recognised",
    "recognition_partial",
    "recognition_refused",
}
