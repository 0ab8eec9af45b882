"""The commission speaks: each member, dissent included, then the joint reasoned opinion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from indimaj import policies
from indimaj.applications.actions import advance
from indimaj.applications.actions.locking import hold
from indimaj.applications.queries import assessment
from indimaj.directory.models import Staff
from indimaj.directory.permissions import Allowed, Answer, NotAllowed, Refused, ensure
from indimaj.law import Assessment
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

from ..enums import Outcome
from ..models import AgendaItem, MemberOpinion, Opinion, Sitting
from ..permissions import ALREADY_DONE, may_record_opinion


@dataclass(frozen=True)
class Verdict:
    """What is held on a file. `grounds`: [{code, facts, legal_text, signatory}], for an unfavourable outcome only."""

    outcome: str
    signed_by: str
    departure_code: str = ""
    departure_reason: str = ""
    grounds: Sequence[Mapping[str, str]] = field(default_factory=tuple)


def leads_to(departure_code: str, outcome: str) -> bool:
    """Whether the pack has this reason for departing from the proposal towards this outcome."""
    text = policies.load(settings.POLICY).texts.get(departure_code, {})
    return text.get("kind") == "departure_reason" and outcome in text["towards"]


def reasoned(verdict: Verdict, found: Assessment, facts: dict[str, Any]) -> dict[str, Any]:
    """The fields that an opinion and a decision share, with findings and parameters as they stand.

    Raises NotAllowed when the outcome departs from the proposal without a coded reason, or a code is not in the pack.
    """
    texts = policies.load(settings.POLICY).texts
    departs = verdict.outcome != found.proposal
    if departs and not (leads_to(verdict.departure_code, verdict.outcome) and verdict.departure_reason):
        raise NotAllowed(
            Refused("departure_needs_reason", _("You depart from what the rule proposes: choose the reason."))
        )
    grounds = [texts.get(ground["code"], {}).get("kind") for ground in verdict.grounds]
    if any(kind != "ground_outside_criteria" for kind in grounds):
        raise NotAllowed(Refused("unknown_ground", _("Choose a ground from the list.")))
    if verdict.grounds and verdict.outcome != Outcome.UNFAVOURABLE:
        raise NotAllowed(
            Refused("ground_without_refusal", _("A ground goes with an unfavourable outcome only."))
        )
    return {
        "outcome": verdict.outcome,
        "proposal": found.proposal,
        "departs": departs,
        "departure_code": verdict.departure_code if departs else "",
        "departure_reason": verdict.departure_reason if departs else "",
        "grounds": [dict(ground) for ground in verdict.grounds],
        "facts": facts,
        "assessment": found.as_dict(),
        "signed_by": verdict.signed_by,
    }


@transaction.atomic
def record_voices(
    *, item: AgendaItem, voices: Mapping[int, tuple[str, str]], by: Staff, at: datetime
) -> list[MemberOpinion]:
    """What members said, as {member id: (stance, reason)}; entering it again corrects it while in session."""
    sitting = Sitting.objects.select_for_update().get(pk=item.sitting_id)
    allowed = ensure(may_record_opinion(by, sitting))
    ensure(_still_open(item))
    seats = {member.pk: member for member in sitting.members.all()}
    recorded = []
    for seat, (stance, reason) in voices.items():
        voice, _created = MemberOpinion.objects.update_or_create(
            item=item,
            member=seats[seat],
            defaults={"stance": stance, "reason": reason, "recorded_at": at, "recorded_by": by},
        )
        recorded.append(voice)
    ledger.record(
        compartment=Compartment.STATUS,
        subject=item.application_id,
        verb="member_opinions_recorded",
        by=Actor.staff(by.pk),
        purpose=allowed.purpose,
        detail={"sitting": str(sitting.pk), "members": len(recorded)},
        at=at,
    )
    return recorded


@transaction.atomic
def give_opinion(*, item: AgendaItem, verdict: Verdict, by: Staff, at: datetime) -> Opinion:
    """The joint reasoned opinion on a file, from the findings on the day of the sitting.

    Raises NotAllowed: no session, an opinion is there already, or a departure without its reason.
    """
    sitting = Sitting.objects.select_for_update().get(pk=item.sitting_id)
    allowed = ensure(may_record_opinion(by, sitting))
    ensure(_still_open(item))
    application = hold(item.application_id)
    found = assessment(application, on=sitting.held_on)
    opinion = Opinion.objects.create(
        application=application,
        item=item,
        given_at=at,
        given_on=sitting.held_on,
        recorded_by=by,
        **reasoned(verdict, found, application.facts),
    )
    advance(
        application=application,
        verb="give_opinion",
        by=Actor.staff(by.pk),
        purpose=allowed.purpose,
        detail={"opinion": str(opinion.pk), "outcome": opinion.outcome, "departs": opinion.departs},
        at=at,
    )
    return opinion


@transaction.atomic
def speak(
    *, item: AgendaItem, voices: Mapping[int, tuple[str, str]], verdict: Verdict, by: Staff, at: datetime
) -> Opinion:
    """What each member holds and the joint opinion, both or none: nobody's voices stand under another's opinion."""
    record_voices(item=item, voices=voices, by=by, at=at)
    return give_opinion(item=item, verdict=verdict, by=by, at=at)


@transaction.atomic
def adjourn(*, item: AgendaItem, by: Staff, at: datetime) -> AgendaItem:
    """Leave a file for a later sitting: it is ready for the commission again."""
    sitting = Sitting.objects.select_for_update().get(pk=item.sitting_id)
    allowed = ensure(may_record_opinion(by, sitting))
    ensure(_still_open(item))
    advance(
        application=hold(item.application_id),
        verb="adjourn",
        by=Actor.staff(by.pk),
        purpose=allowed.purpose,
        detail={"sitting": str(sitting.pk)},
        at=at,
    )
    item.adjourned = True
    item.save(update_fields=["adjourned"])
    return item


def _still_open(item: AgendaItem) -> Answer:
    current = AgendaItem.objects.get(pk=item.pk)
    if current.adjourned or Opinion.objects.filter(item=current).exists():
        return ALREADY_DONE
    return Allowed()
