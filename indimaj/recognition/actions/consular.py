"""One question about one document to one consulate: only at the person's own wish, after a warning (practice 17)."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from indimaj.clients.actions import give_consent, line, withdraw_consent
from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client
from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letters
from indimaj.letters.enums import LetterKind

from .. import catalogue
from ..enums import ConsularAnswer, ConsularKind, ConsularState
from ..models import ConsularRequest, Document, NeverConsulate
from ..permissions import may_answer_consular, may_change_consular, may_open_consular, may_prepare_consular
from ..transitions import WrongState, consular_after
from .requests import in_three
from .who import Stale, staff_or_self

OPEN = (ConsularState.PREPARED, ConsularState.SENT, ConsularState.OPENED)
ASKED = (ConsularState.SENT, ConsularState.OPENED)
# A confirmation is answered yes, no or cannot say; something that is asked for is ready, or is not.
ANSWERS: dict[str, tuple[ConsularAnswer, ...]] = {
    ConsularKind.CONFIRM: (ConsularAnswer.GENUINE, ConsularAnswer.NOT_OURS, ConsularAnswer.CANNOT_SAY),
    ConsularKind.PASSPORT: (ConsularAnswer.READY, ConsularAnswer.CANNOT_SAY),
    ConsularKind.BIRTH: (ConsularAnswer.READY, ConsularAnswer.NOT_OURS, ConsularAnswer.CANNOT_SAY),
    ConsularKind.ATTESTATION: (ConsularAnswer.READY, ConsularAnswer.NOT_OURS, ConsularAnswer.CANNOT_SAY),
}


class NotConfirmed(ValueError):
    """The warning was not confirmed as read: nothing leaves."""


class NothingToShow(ValueError):
    """A document to confirm must be there; what is asked for is named in the person's own words."""


def warning_of(request: ConsularRequest, language: str) -> str:
    """What the person reads before anything leaves, in one language."""
    with override(language):
        return gettext(
            "%(body)s will see this document, or the words written here, and nothing else: not why it is asked, not "
            "where you live. It will still know that you are in Morocco. If the authorities of that country may harm "
            "you or your family, say no. Saying no costs you nothing here."
        ) % {"body": request.body.name_in(language)}


@transaction.atomic
def prepare(
    *,
    client: Client,
    body: Body,
    kind: ConsularKind | str,
    by: Actor,
    at: datetime,
    document: Document | None = None,
    shown: str = "",
    submission: UUID | None = None,
) -> ConsularRequest:
    """Prepare a question. Nothing leaves before the person has read the warning and confirmed it."""
    submission = submission or uuid4()
    Client.objects.select_for_update().get(pk=client.pk)
    current = Client.objects.select_related("never_consulate").get(pk=client.pk)
    staff = staff_or_self(by, current)
    ensure(may_prepare_consular(staff, current, kind, body))
    if there := ConsularRequest.objects.filter(submission=submission, client=current).first():
        return there
    if document is not None and document.client_id != current.pk:
        raise NothingToShow
    if (kind == ConsularKind.CONFIRM and document is None) or (document is None and not shown.strip()):
        raise NothingToShow
    request = ConsularRequest.objects.create(
        client=current,
        body=body,
        kind=ConsularKind(kind),
        document=document,
        shown=shown.strip(),
        prepared_at=at,
        prepared_by=staff,
        submission=submission,
    )
    line("consular_prepared", current, by, at, request=str(request.pk), body=body.code)
    return request


@transaction.atomic
def confirm(
    *, request: ConsularRequest, read: bool, by: Actor, at: datetime, version: int | None = None
) -> ConsularRequest:
    """The person has read the warning in their language and says yes: the question leaves. Raises NotConfirmed."""
    current = _hold(request, version)
    staff = staff_or_self(by, current.client)
    consular_after(current.state, "confirm")
    ensure(may_change_consular(staff, current, "confirm"))
    if not read:
        raise NotConfirmed
    current.warning = warning_of(current, current.client.language)
    current.consent = give_consent(
        client=current.client,
        purpose=ConsentPurpose.CONSULATE,
        by=by,
        at=at,
        body=current.body,
        words=current.warning,
    )
    current.sent_at = at
    current.due_on = timezone.localdate(at) + timedelta(days=catalogue.days("consulate"))
    return _moved(current, "confirm", by, at, "consular_sent")


@transaction.atomic
def take_back(
    *, request: ConsularRequest, by: Actor, at: datetime, version: int | None = None
) -> ConsularRequest:
    """The person takes the question back: the consulate does not see it from now on."""
    current = _hold(request, version)
    staff = staff_or_self(by, current.client)
    consular_after(current.state, "withdraw")
    ensure(may_change_consular(staff, current, "withdraw"))
    return _closed(current, "withdraw", by, at, "consular_taken_back")


@transaction.atomic
def never_ask(*, client: Client, by: Actor, at: datetime) -> None:
    """No consulate is asked about this person from now on; what had left is taken back. No verb undoes it."""
    current = Client.objects.select_for_update().get(pk=client.pk)
    staff = staff_or_self(by, current)
    if NeverConsulate.objects.filter(client=current).exists():
        return
    if staff:
        ensure(may_prepare_consular(staff, current))
    for request in ConsularRequest.objects.filter(client=current, state__in=OPEN):
        _closed(_hold(request), "withdraw", by, at, "consular_taken_back")
    NeverConsulate.objects.create(client=current, set_at=at)
    line("consulate_never", current, by, at)


@transaction.atomic
def mark_opened(*, request: ConsularRequest, by: Staff, at: datetime) -> ConsularRequest:
    """The consulate has looked at the document; a second time changes nothing."""
    current = _hold(request)
    if current.state == ConsularState.SENT:
        ensure(may_open_consular(by, current))
        current.opened_at = at
        _moved(current, "open", Actor.staff(by.pk), at, "consular_opened")
    return current


@transaction.atomic
def answer(
    *,
    request: ConsularRequest,
    said: ConsularAnswer | str,
    by: Staff,
    at: datetime,
    note: str = "",
    version: int | None = None,
) -> ConsularRequest:
    """The consulate answers. Raises WrongState when it was answered or taken back meanwhile."""
    current = _hold(request, version)
    consular_after(current.state, "answer")
    ensure(may_answer_consular(by, current))
    if said not in ANSWERS[current.kind]:
        raise KeyError(said)
    current.answer, current.answer_note = ConsularAnswer(said), note.strip()
    return _closed(current, "answer", Actor.staff(by.pk), at, "consular_answered")


@transaction.atomic
def print_slip(
    *, request: ConsularRequest, by: Actor, at: datetime, version: int | None = None
) -> ConsularRequest:
    """After the days are over without an answer: the dated slip. Raises WrongState before that day, or without the yes."""
    current = _hold(request, version)
    staff = staff_or_self(by, current.client)
    consular_after(current.state, "fall_silent")
    ensure(may_change_consular(staff, current, "fall_silent"))
    assert current.sent_at is not None
    assert current.due_on is not None
    if current.due_on >= timezone.localdate(at) or current.consent is None or current.consent.withdrawn_at:
        raise WrongState(current.state, "fall_silent")
    current.letter = letters.issue(
        compartment=Compartment.SERVICE,
        subject=current.client_id,
        kind=LetterKind.CONSULATE_SILENCE,
        language=current.client.language,
        data={
            "name": current.client.name,
            "body": {code: current.body.name_in(code) for code in ("ar", "fr", "en")},
            "kind": in_three(ConsularKind, current.kind),
            "sent_on": timezone.localdate(current.sent_at).isoformat(),
            "due_on": current.due_on.isoformat(),
            "on": timezone.localdate(at).isoformat(),
        },
        at=at,
    )
    return _closed(current, "fall_silent", by, at, "consular_silent")


def _hold(request: ConsularRequest, version: int | None = None) -> ConsularRequest:
    Client.objects.select_for_update().get(pk=request.client_id)
    current = (
        ConsularRequest.objects.select_for_update(of=("self",))
        .select_related("client__never_consulate", "body", "consent")
        .get(pk=request.pk)
    )
    if version is not None and current.version != version:
        raise Stale
    return current


def _closed(current: ConsularRequest, verb: str, by: Actor, at: datetime, said: str) -> ConsularRequest:
    """Close the question, and with it the yes that was given for it."""
    current.closed_at = at
    _moved(current, verb, by, at, said)
    consent = current.consent
    shared = ConsularRequest.objects.filter(consent=consent, state__in=OPEN).exclude(pk=current.pk)
    if consent and consent.withdrawn_at is None and not shared.exists():
        withdraw_consent(consent=consent, by=Actor.system("consular"), at=at)
    return current


def _moved(current: ConsularRequest, verb: str, by: Actor, at: datetime, said: str) -> ConsularRequest:
    current.state = consular_after(current.state, verb)
    current.is_open = current.state in ASKED
    current.version += 1
    current.save()
    purpose = {"purpose": "consular"} if verb in ("open", "answer") else {}
    line(said, current.client, by, at, request=str(current.pk), body=current.body_id, **purpose)
    return current
