"""The only writer of the room: a proof is issued, and redeemed once. It never learns for whom."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.people import codes

from .enums import Fact, ProofPurpose, Value
from .models import Proof

DAYS = 30
# Where a fact comes from, in one word: never an office, which would tell where the person lives.
ISSUER = "house"


class ProofRefused(Exception):
    """The token opens nothing; `code` says why: unknown, used, expired or purpose."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Issued:
    """The token, told once, and its last day."""

    token: str
    expires_on: date


@dataclass(frozen=True)
class Handed:
    """What a proof said."""

    fact: Fact
    value: Value
    purpose: ProofPurpose
    issued_on: date


@transaction.atomic
def issue_proof(*, fact: Fact, value: Value, purpose: ProofPurpose, at: datetime) -> Issued:
    """Make a proof and tell its token this one time. The caller has checked that the fact is so."""
    token, today = codes.new_code(), at.date()
    proof = Proof.objects.create(
        token_digest=codes.digest(token),
        fact=Fact(fact),
        value=Value(value),
        purpose=ProofPurpose(purpose),
        issued_on=today,
        expires_on=today + timedelta(days=DAYS),
        issuer=ISSUER,
    )
    _line("proof_issued", proof, at)
    return Issued(token, proof.expires_on)


@transaction.atomic
def redeem(*, token: str, purpose: ProofPurpose, at: datetime) -> Handed:
    """What the proof says, once. Raises ProofRefused; a wrong purpose does not use it up."""
    found = Proof.objects.select_for_update().filter(token_digest=codes.digest(token)).first()
    if found is None:
        raise ProofRefused("unknown")
    if found.used_on is not None:
        raise ProofRefused("used")
    if found.expires_on < at.date():
        raise ProofRefused("expired")
    if found.purpose != purpose:
        raise ProofRefused("purpose")
    handed = Handed(Fact(found.fact), Value(found.value), ProofPurpose(found.purpose), found.issued_on)
    found.used_on, found.value = at.date(), ""
    found.save(update_fields=["used_on", "value"])
    _line("proof_used", found, at)
    return handed


def _line(verb: str, proof: Proof, at: datetime) -> None:
    """The proof's own chain, in the house's compartment: no person, no side, and the day without its hour."""
    ledger.record(
        compartment=Compartment.HOUSE,
        subject=proof.pk,
        verb=verb,
        by=Actor.system("proofs"),
        detail={"fact": proof.fact, "purpose": proof.purpose},
        at=datetime.combine(at.date(), time(), tzinfo=at.tzinfo),
    )
