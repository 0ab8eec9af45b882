"""An officer examines: facts are confirmed one by one, what is missing is asked for once and whole."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from indimaj import law
from indimaj.directory.models import Staff
from indimaj.directory.permissions import NotAllowed, Refused, ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind, Compartment

from .. import permissions
from ..enums import FactState, State
from ..models import Application, CompletionRequest, Evidence, FactValue
from ..reasons import ONE_REQUEST_ONLY
from ..transitions import after
from . import letters, rows
from .locking import hold
from .moves import move

# Facts that the file tells by itself: nobody confirms them by hand.
DERIVED = ("filed_on", "first_outcome")


class NeedsReason(ValueError):
    """A second request for documents says why (practice 8)."""


class NothingAsked(ValueError):
    """A request for documents asks for something."""


@transaction.atomic
def confirm_fact(
    *,
    application: Application,
    fact: str,
    value: Any,
    evidence: Evidence | None = None,
    by: Staff,
    version: int | None,
    at: datetime,
    valid_until: date | None = None,
) -> Application:
    """Establish a fact, from a piece of evidence where there is one. Raises law.FactError or Stale."""
    if value is None:
        raise law.FactError(fact, "wrong_type", None)
    return _establish(application, fact, value, FactState.CONFIRMED, evidence, by, version, at, valid_until)


@transaction.atomic
def set_aside_fact(
    *, application: Application, fact: str, by: Staff, version: int | None, at: datetime
) -> Application:
    """Take a confirmation back: the fact is unknown again, which is not the same as "no"."""
    return _establish(application, fact, None, FactState.SET_ASIDE, None, by, version, at, None)


@transaction.atomic
def request_completion(
    *,
    application: Application,
    asked: Sequence[dict[str, Any]],
    reason: str = "",
    by: Staff,
    version: int | None,
    at: datetime,
) -> CompletionRequest:
    """Send the one complete, dated list of what is missing: [{fact, evidence: [kinds]}].

    From the second request on `reason` is a coded text of the pack (practice 8). Raises NothingAsked,
    NeedsReason or Stale.
    """
    file = hold(application.pk, version)
    allowed = ensure(permissions.may_request_completion(by, file))
    number = file.completion_requests.count() + 1
    limit = rows.pack().campaigns[file.campaign].settings["completion_requests"]["limit"]
    if limit is not None and number > limit:
        raise NotAllowed(Refused("one_request_only", ONE_REQUEST_ONLY))
    if number > 1 and not is_second_reason(reason):
        raise NeedsReason
    request = CompletionRequest(
        application=file,
        number=number,
        asked=_asked(asked),
        reason=reason if number > 1 else "",
        sent_at=at,
        sent_by=by,
    )
    request.letter = letters.completion(request, file, file.office, at=at).id
    request.save(force_insert=True)
    _advance(file, "request_completion")
    letters.tell(file, at=at)
    _line(file, "request_completion", by, allowed.purpose, at, number=number, pieces=len(request.asked))
    return request


@transaction.atomic
def answer_completion(*, application: Application, by: Actor, at: datetime) -> Application:
    """The person, or the counter for them, says that everything that could be brought is there."""
    file = hold(application.pk)
    purpose = _answer_purpose(file, by)
    file.completion_requests.filter(answered_at=None).update(answered_at=at)
    _advance(file, "answer_completion")
    ledger.record(
        compartment=Compartment.STATUS,
        subject=file.id,
        verb="answer_completion",
        by=by,
        purpose=purpose,
        at=at,
    )
    return file


@transaction.atomic
def mark_examined(*, application: Application, by: Staff, version: int | None, at: datetime) -> Application:
    """Say that the file is ready for the commission."""
    file = hold(application.pk, version)
    allowed = ensure(permissions.may_mark_examined(by, file))
    _advance(file, "mark_examined")
    _line(file, "mark_examined", by, allowed.purpose, at)
    return file


@transaction.atomic
def reopen(*, application: Application, by: Staff, version: int | None, at: datetime) -> Application:
    """Take a file that is ready for the commission back to examination."""
    file = hold(application.pk, version)
    allowed = ensure(permissions.may_reopen(by, file))
    _advance(file, "reopen_examination")
    _line(file, "reopen_examination", by, allowed.purpose, at)
    return file


@transaction.atomic
def assign(
    *, application: Application, to: Staff, by: Staff, version: int | None, at: datetime
) -> Application:
    """Give a file to an examining officer."""
    file = hold(application.pk, version)
    allowed = ensure(permissions.may_assign(by, file, to))
    file.assigned_to = to
    file.version += 1
    file.save(update_fields=["assigned_to", "version"])
    _line(file, "assign", by, allowed.purpose, at, to=str(to.pk))
    return file


def _establish(
    application: Application,
    fact: str,
    value: Any,
    state: FactState,
    evidence: Evidence | None,
    by: Staff,
    version: int | None,
    at: datetime,
    valid_until: date | None,
) -> Application:
    policy = rows.pack()
    if fact not in policy.facts or fact in DERIVED:
        raise law.FactError(fact, "unknown_fact", value)
    sealed = policy.facts[fact].sealed
    rows.checked({fact: value})
    file = hold(application.pk, version)
    allowed = ensure(permissions.may_confirm_fact(by, file, sealed=sealed))
    if evidence is not None and evidence.application_id != file.pk:
        raise Evidence.DoesNotExist
    (row,) = rows.facts(file, {fact: value}, state=state, at=at, evidence=evidence, by=by)
    row.valid_until = valid_until
    FactValue.objects.bulk_create([row])
    page = {name: known for name, known in file.facts.items() if name != fact}
    if state == FactState.CONFIRMED:
        page[fact] = value
    file.facts = page
    file.version += 1
    if file.state == State.REGISTERED and not sealed:
        file.state = after(file.state, "begin_examination")
    file.save(update_fields=["facts", "version", "state"])
    if sealed:
        _line(file, "separate_review", by, allowed.purpose, at)
    else:
        piece = {"evidence": str(evidence.pk)} if evidence else {}
        _line(file, f"fact_{state}", by, allowed.purpose, at, fact=fact, **piece)
    return file


def is_second_reason(code: str) -> bool:
    """Whether a code is one of the reasons for asking a second time."""
    text = rows.pack().texts.get(code)
    return text is not None and text["kind"] == "second_request_reason"


def _asked(asked: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each fact once, with the proofs chosen and the substitutes that the pack accepts."""
    policy = rows.pack()
    lines = {}
    for wanted in asked:
        spec = policy.facts[wanted["fact"]]
        kinds = [kind for kind in wanted.get("evidence") or spec.evidence if kind in policy.evidence]
        lines[spec.name] = {"fact": spec.name, "evidence": kinds, "substitutes": list(spec.substitutes)}
    if not lines:
        raise NothingAsked
    return list(lines.values())


def _answer_purpose(file: Application, by: Actor) -> str:
    if by.kind == ActorKind.STAFF:
        return ensure(permissions.may_receive(Staff.objects.get(pk=by.id), file)).purpose
    return ensure(permissions.may_add_as(by, file)).purpose


def _advance(file: Application, verb: str) -> None:
    move(file, verb)
    file.save(update_fields=["state", "is_open", "first_outcome", "version"])


def _line(file: Application, verb: str, by: Staff, purpose: str, at: datetime, **detail: Any) -> None:
    ledger.record(
        compartment=Compartment.STATUS,
        subject=file.id,
        verb=verb,
        by=Actor.staff(by.pk),
        purpose=purpose,
        detail=detail,
        at=at,
    )
