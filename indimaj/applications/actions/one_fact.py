"""The person hands one fact of their file out as a proof: the fact, for a purpose, and no way back to the file."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from indimaj.directory.enums import Purpose
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.letters.enums import LetterKind
from indimaj.letters.models import Verification
from indimaj.proofs.actions import Issued, issue_proof
from indimaj.proofs.enums import Fact, ProofPurpose, Value

from ..enums import EvidenceState
from ..models import Application
from .locking import hold

IDENTITY_DOCUMENTS = ("passport", "national_identity_document", "consular_card", "refugee_document")
# The first age of each group, oldest first.
GROUPS = ((60, Value.FROM_60), (25, Value.FROM_25_TO_59), (18, Value.FROM_18_TO_24), (0, Value.UNDER_18))


class NotSo(ValueError):
    """The file does not show this fact today."""


def facts_to_hand(application: Application, today: date) -> dict[Fact, Value]:
    """The facts of the short list that this file shows today; an age group only when the whole interval is in it."""
    found: dict[Fact, Value] = {}
    if application.evidence.filter(kind__in=IDENTITY_DOCUMENTS, state=EvidenceState.ACCEPTED).exists():
        found[Fact.IDENTITY_CONFIRMED] = Value.YES
    receipts = Verification.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=today),
        letter__subject=application.pk,
        letter__kind=LetterKind.RECEIPT,
    )
    if receipts.exists():
        found[Fact.VALID_RECEIPT] = Value.YES
    person = application.applicant
    if person and person.birth_from and person.birth_to:
        oldest, youngest = _group(person.birth_from, today), _group(person.birth_to, today)
        if oldest == youngest:
            found[Fact.AGE_GROUP] = oldest
    return found


def _group(born: date, today: date) -> Value:
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return next(group for first, group in GROUPS if age >= first)


@transaction.atomic
def hand_out_fact(*, application: Application, fact: Fact, purpose: ProofPurpose, at: datetime) -> Issued:
    """Make the proof of one fact for its person. Raises NotSo. The line here names no proof, only which fact."""
    file = hold(application.pk)
    value = facts_to_hand(file, at.date()).get(fact)
    if value is None:
        raise NotSo
    ledger.record(
        compartment=Compartment.STATUS,
        subject=file.pk,
        verb="fact_handed_out",
        by=Actor.person(file.pk),
        purpose=Purpose.OWN_FILE,
        detail={"fact": str(fact), "for": str(purpose)},
        at=at,
    )
    return issue_proof(fact=fact, value=value, purpose=purpose, at=at)
