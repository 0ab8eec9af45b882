from datetime import UTC, datetime, timedelta

import pytest

from indimaj.ledger.models import Entry
from indimaj.proofs.actions import DAYS, ProofRefused, issue_proof, redeem
from indimaj.proofs.enums import Fact, ProofPurpose, Value
from indimaj.proofs.models import Proof

NOON = datetime(2014, 3, 3, 12, 34, 56, tzinfo=UTC)
SCHOOL = ProofPurpose.ENROLMENT


def proof() -> str:
    return issue_proof(fact=Fact.AGE_GROUP, value=Value.FROM_18_TO_24, purpose=SCHOOL, at=NOON).token


@pytest.mark.django_db
def test_a_proof_opens_once_and_says_then_that_it_was_used() -> None:
    token = proof()
    handed = redeem(token=token.lower().replace("-", " "), purpose=SCHOOL, at=NOON)
    assert (handed.fact, handed.value) == (Fact.AGE_GROUP, Value.FROM_18_TO_24)
    with pytest.raises(ProofRefused, match="used"):
        redeem(token=token, purpose=SCHOOL, at=NOON)


@pytest.mark.django_db
def test_a_proof_for_another_purpose_is_refused_and_stays_unused() -> None:
    token = proof()
    with pytest.raises(ProofRefused, match="purpose"):
        redeem(token=token, purpose=ProofPurpose.PROJECT, at=NOON)
    assert redeem(token=token, purpose=SCHOOL, at=NOON).value == Value.FROM_18_TO_24


@pytest.mark.django_db
def test_a_proof_ends_after_its_days_and_an_invented_token_opens_nothing() -> None:
    token = proof()
    with pytest.raises(ProofRefused, match="expired"):
        redeem(token=token, purpose=SCHOOL, at=NOON + timedelta(days=DAYS + 1))
    with pytest.raises(ProofRefused, match="unknown"):
        redeem(token="AAAA-AAAA-AAAA-AAAA", purpose=SCHOOL, at=NOON)


@pytest.mark.django_db
def test_the_room_keeps_no_token_and_no_hour_and_empties_the_value_once_it_is_used() -> None:
    token = proof()
    kept = Proof.objects.get()
    assert token not in str(vars(kept))
    assert {Entry.objects.get().at.hour, Entry.objects.get().at.minute} == {0}
    redeem(token=token, purpose=SCHOOL, at=NOON)
    assert Proof.objects.get().value == ""
