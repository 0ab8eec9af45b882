"""A person is sent to a service, and silence has its day."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext, override

from indimaj.clients.actions import give_consent
from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client
from indimaj.clients.queries import has_consent, support_of
from indimaj.clients.words import consent_words
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.ports import mail
from indimaj.services.models import Service

from .. import clocks
from ..enums import Turn
from ..models import Need, Referral
from ..permissions import may_be_sent, may_send_referral
from . import rows
from .locking import hold, keep, staff_of
from .rows import Shared


@transaction.atomic
def send_referral(
    *,
    need: Need,
    service: Service,
    shared: Shared,
    by: Actor,
    at: datetime,
    delivery_kind: str = "",
    submission: UUID | None = None,
) -> Referral:
    """Send a person to a service, with what they agreed to share.

    What came back for the same need leads here: the new referral names the last of them. A second press, or the same
    service while it has not answered, gives the referral that is there. Raises NotAllowed without the person's yes.
    """
    submission = submission or uuid4()
    current = Need.objects.select_for_update(of=("self",)).select_related("client").get(pk=need.pk)
    staff = staff_of(by)
    there = Referral.objects.filter(need=current, service=service, is_open=True).first()
    there = there or Referral.objects.filter(submission=submission, need=current).first()
    ensure(may_send_referral(staff, current, service) if staff else may_be_sent(current, service))
    if there:
        return there
    back = list(
        Referral.objects.select_for_update(of=("self",))
        .filter(need=current, turn=Turn.BACK, next=None)
        .order_by("-sent_at", "-id")
    )
    for one in back:
        rows.handled(one)
        one.save()
    support = support_of(staff, current.client) if staff else None
    made = rows.referral(
        current,
        service,
        shared,
        at,
        sent_by=staff,
        sent_for=support.body if support else None,
        previous=back[0] if back else None,
        delivery_kind=delivery_kind,
        submission=submission,
    )
    keep(made, "referral_sent", by, at, to=made.body_id)
    return made


def words_of_consent(client: Client, service: Service) -> str:
    """What the person reads before they say yes to this service, in their language."""
    return consent_words(ConsentPurpose.REFERRAL, client.language, service.body)


@transaction.atomic
def send_with_yes(
    *,
    need: Need,
    service: Service,
    shared: Shared,
    says_yes: bool,
    by: Actor,
    at: datetime,
    delivery_kind: str = "",
    submission: UUID | None = None,
) -> Referral:
    """Write down the yes that the person has just said to this one body, and send."""
    if says_yes and not has_consent(need.client, ConsentPurpose.REFERRAL, service.body_id):
        give_consent(client=need.client, purpose=ConsentPurpose.REFERRAL, body=service.body, by=by, at=at)
    return send_referral(
        need=need,
        service=service,
        shared=shared,
        by=by,
        at=at,
        delivery_kind=delivery_kind,
        submission=submission,
    )


def remind_and_expire(*, at: datetime, by: Actor, limit: int = 1000) -> tuple[int, int]:
    """Ask again the services that are silent, and end what stayed silent too long; returns how many of each."""
    unanswered = Referral.objects.unanswered().order_by("sent_at", "id")
    over = list(unanswered.filter(sent_at__lt=at - timedelta(days=clocks.days("answer_expiry")))[:limit])
    expired = sum(_expire(one, by, at) for one in over)
    silent = unanswered.filter(
        sent_at__lt=at - timedelta(days=clocks.days("answer_reminder")), reminded_at=None
    )
    return sum(_remind(one, by, at) for one in list(silent[:limit])), expired


@transaction.atomic
def _expire(one: Referral, by: Actor, at: datetime) -> int:
    current = hold(one)
    if current.version != one.version:
        return 0
    rows.move(current, "expire", at)
    keep(current, "referral_expired", by, at)
    return 1


def _remind(one: Referral, by: Actor, at: datetime) -> int:
    with transaction.atomic():
        current = hold(one)
        if current.version != one.version:
            return 0
        rows.remind(current, at)
        keep(current, "referral_reminded", by, at)
    if current.service.email:
        _write_to(current)
    return 1


def _write_to(one: Referral) -> None:
    """A message that says that there is something, never what: a mailbox has many readers."""
    with override(one.service.original):
        title = gettext("New message")
        text = gettext("You have a new message. Open your page.")
    try:
        mail.send(address=one.service.email, subject=title, text=text, name=f"referral-{one.pk}")
    except mail.NotSent:
        # The referral is marked silent all the same: the caseworker sees it and calls.
        return
