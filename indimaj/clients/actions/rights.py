"""What the person may ask: an answer to an objection, erasure; and the fact that they bring across the wall."""

import secrets
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from indimaj.directory.models import Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.letters import actions as letters
from indimaj.people import codes
from indimaj.people.answers import PersonAnswers
from indimaj.proofs import actions as proofs
from indimaj.proofs.enums import ProofPurpose

from .. import blocks
from ..enums import ErasureGround, ErasureState, ObjectionState
from ..models import Client, ErasureRequest, HandedFact, Objection
from ..permissions import may_answer_objection, may_decide_erasure
from .family import end_all
from .lines import Stale, hold, line
from .support import close_all

# What stands where a name was. No language, no person.
NO_NAME = "—"
# What stays of an erased person, so that counts hold: nothing by which anybody is found.
COUNTED = ("sex", "nationalities", "nationality_status")


@transaction.atomic
def object_to(*, client: Client, text: str, at: datetime, submission: UUID | None = None) -> Objection:
    """The person disagrees; the same submission twice is one objection."""
    submission = submission or uuid4()
    if there := Objection.objects.filter(submission=submission, client=client).first():
        return there
    objection = Objection.objects.create(client=client, text=text, made_at=at, submission=submission)
    line("objected", client, client.actor(), at, objection=str(objection.pk))
    return objection


@transaction.atomic
def answer_objection(*, objection: Objection, answer: str, by: Staff, at: datetime) -> Objection:
    """Answer the person. Raises Stale when somebody has answered meanwhile."""
    current = Objection.objects.select_for_update().get(pk=objection.pk)
    if current.state != ObjectionState.OPEN:
        raise Stale
    ensure(may_answer_objection(by, current, at))
    current.state, current.answer = ObjectionState.ANSWERED, answer
    current.answered_at, current.answered_by = at, by
    current.save()
    line("objection_answered", current.client, Actor.staff(by.pk), at, objection=str(current.pk))
    return current


@transaction.atomic
def ask_erasure(*, client: Client, at: datetime) -> ErasureRequest:
    """Ask that what is held be erased; while one request is open, it is that one."""
    hold(client.pk)
    if there := ErasureRequest.objects.filter(client=client, state=ErasureState.ASKED).first():
        return there
    request = ErasureRequest.objects.create(client=client, asked_at=at)
    line("erasure_asked", client, client.actor(), at)
    return request


@transaction.atomic
def take_back_erasure(*, client: Client, at: datetime) -> None:
    """The person changed their mind: the request goes, the line in the ledger stays."""
    hold(client.pk)
    gone, _ = ErasureRequest.objects.filter(client=client, state=ErasureState.ASKED).delete()
    if gone:
        line("erasure_taken_back", client, client.actor(), at)


@transaction.atomic
def decide_erasure(
    *, request: ErasureRequest, by: Staff, at: datetime, ground: ErasureGround | str = ""
) -> ErasureRequest:
    """Erase, or keep for a coded ground that the law gives. Raises Stale when it was decided meanwhile."""
    current = ErasureRequest.objects.select_for_update().get(pk=request.pk)
    if current.state != ErasureState.ASKED:
        raise Stale
    allowed = ensure(may_decide_erasure(by, current))
    client = hold(current.client_id)
    current.state = ErasureState.KEPT if ground else ErasureState.ERASED
    current.ground = ErasureGround(ground) if ground else ""
    current.decided_at, current.decided_by = at, by
    current.save()
    if ground:
        line("erasure_refused", client, Actor.staff(by.pk), at, ground=str(ground), purpose=allowed.purpose)
    else:
        end_all(client, Actor.staff(by.pk), at)
        _erase(client, at)
        line("erased", client, Actor.staff(by.pk), at, purpose=allowed.purpose)
        blocks.support_changed([client.pk])
    return current


def _erase(client: Client, at: datetime) -> None:
    """Empty what names the person, here and in the rooms above. Rows and counts stay, and open no page any more."""
    kept = {name: getattr(client, name) for name in COUNTED}
    for name, value in (PersonAnswers(name_said=NO_NAME).columns() | kept).items():
        setattr(client, name, value)
    client.place = None
    client.code_digest, client.pin_digest = codes.digest(secrets.token_hex()), ""
    client.erased_at = at
    client.version += 1
    client.save()
    client.keys.all().delete()
    client.notes.all().delete()
    client.handed_facts.all().delete()
    client.objections.update(text="", answer="")
    client.consents.filter(withdrawn_at=None).update(withdrawn_at=at)
    close_all(client, at)
    letters.forget(client.pk)
    blocks.forget(client, at)


@transaction.atomic
def hand_fact(*, client: Client, token: str, purpose: ProofPurpose, at: datetime) -> HandedFact:
    """Take the fact of a proof that the person brings. Raises proofs.ProofRefused; the token is kept nowhere."""
    handed = proofs.redeem(token=token, purpose=purpose, at=at)
    fact = HandedFact.objects.create(
        client=client, fact=handed.fact, value=handed.value, purpose=handed.purpose, handed_on=at.date()
    )
    line("fact_handed", client, client.actor(), at, fact=str(handed.fact), to=str(handed.purpose))
    return fact
