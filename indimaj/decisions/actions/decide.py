"""The authority decides on an opinion; then the person is told, and the two dates run (practice 1, 3)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from indimaj.applications.actions import advance, tell
from indimaj.applications.actions.locking import hold
from indimaj.applications.models import Application
from indimaj.applications.queries import assessment
from indimaj.directory.models import Staff
from indimaj.directory.permissions import NotAllowed, Refused, ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letters
from indimaj.letters.enums import LetterKind

from .. import papers
from ..enums import NoticeChannel, Outcome
from ..models import Decision, Notice
from ..permissions import may_decide, may_give_notice
from .opinions import Verdict, reasoned


@transaction.atomic
def decide(*, application: Application, verdict: Verdict, by: Staff, version: int, at: datetime) -> Decision:
    """Decide on a file and issue its letter.

    An unfavourable file is referred to the national commission by itself (practice 4). Raises NotAllowed, or
    applications.actions.Stale when the file changed since `version`.
    """
    current = hold(application.pk, version)
    allowed = ensure(may_decide(by, current))
    opinion = current.opinions.latest("given_at")
    found = assessment(current, on=at.date())
    decision = Decision.objects.create(
        application=current,
        opinion=opinion,
        decided_at=at,
        decided_on=at.date(),
        decided_by=by,
        **reasoned(verdict, found, current.facts),
    )
    favourable = decision.outcome == Outcome.FAVOURABLE
    current.first_outcome = decision.outcome
    current.save(update_fields=["first_outcome"])
    advance(
        application=current,
        verb="decide_favourable" if favourable else "decide_unfavourable",
        by=Actor.staff(by.pk),
        purpose=allowed.purpose,
        detail={
            "decision": str(decision.pk),
            "departs": decision.departs,
            "follows_opinion": opinion.outcome == decision.outcome,
        },
        at=at,
    )
    letter = letters.issue(
        compartment=Compartment.STATUS,
        subject=current.pk,
        kind=LetterKind.FAVOURABLE if favourable else LetterKind.UNFAVOURABLE,
        language=current.language,
        data=papers.decision(decision),
        at=at,
    )
    decision.letter = letter.pk
    decision.save(update_fields=["letter"])
    if not favourable:
        _line(
            current,
            "referred_to_national_commission",
            by,
            allowed.purpose,
            at,
            {"decision": str(decision.pk)},
        )
    tell(current, at=at)
    return decision


@transaction.atomic
def give_notice(
    *,
    decision: Decision,
    channel: str,
    on: date,
    by: Staff,
    at: datetime,
    signed: str = "",
    witness: str = "",
    note: str = "",
) -> Notice:
    """Record when, how and by whom the person was told. A text message is never notice (practice 3).

    The same notice sent twice is one.
    """
    current = Decision.objects.select_for_update().get(pk=decision.pk)
    allowed = ensure(may_give_notice(by, current))
    check_notice(current, channel, on, at)
    if same := current.notices.filter(channel=channel, on=on).first():
        return same
    notice = Notice.objects.create(
        decision=current,
        channel=channel,
        on=on,
        language=current.application.language,
        given_by=by,
        signed=signed,
        witness=witness,
        note=note,
        recorded_at=at,
    )
    detail = {"notice": notice.pk, "channel": channel, "on": on.isoformat()}
    _line(current.application, "notice_given", by, allowed.purpose, at, detail)
    return notice


def check_notice(decision: Decision, channel: str, on: date, at: datetime) -> None:
    """Raise NotAllowed for a channel that is none, or a day on which nobody can have been told."""
    if on < decision.decided_on or on > at.date():
        words = _("The day of notice lies between the day of the decision and today.")
        raise NotAllowed(Refused("impossible_day", words))
    if channel not in NoticeChannel.values:
        raise NotAllowed(Refused("unknown_channel", _("Choose how the person was told.")))


def _line(
    application: Application, verb: str, by: Staff, purpose: str, at: datetime, detail: dict[str, object]
) -> None:
    ledger.record(
        compartment=Compartment.STATUS,
        subject=application.pk,
        verb=verb,
        by=Actor.staff(by.pk),
        purpose=purpose,
        detail=detail,
        at=at,
    )
