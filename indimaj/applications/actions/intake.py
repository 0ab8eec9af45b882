"""A file comes in: online as a draft that is submitted, or at the counter in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.people import codes
from indimaj.people.answers import PersonAnswers

from .. import permissions
from ..enums import FactState, IntakeChannel, State
from ..models import ApplicantKey, Application, Evidence, FactValue
from ..transitions import after
from . import letters, phone, rows
from .access import (
    BadPin,
    TooManyTries,
    WrongCode,
    change_pin,
    open_with_code,
    pin_digest,
    replace_code,
)
from .evidence import discarded_when_refused, prepare
from .locking import Stale, hold
from .refusals import refuse_registration

__all__ = [
    "BadPin",
    "NotReady",
    "Piece",
    "Stale",
    "TooManyTries",
    "WrongCode",
    "change_pin",
    "correct_identity",
    "open_with_code",
    "refuse_registration",
    "register_at_counter",
    "replace_code",
    "save_answers",
    "start_draft",
    "submit",
    "withdraw",
]

COMPARTMENT = Compartment.STATUS
OWN_FILE = "own_file"


class NotReady(Exception):
    """The file cannot be registered; `missing` is "name", "date_in_the_future" or "number_used"."""

    def __init__(self, missing: str) -> None:
        super().__init__(missing)
        self.missing = missing


@dataclass(frozen=True)
class Piece:
    """One piece handed over at the counter: seen or uploaded, or stated as impossible to obtain."""

    kind: str
    upload: File | None = None
    impossible: bool = False
    note: str = ""


@transaction.atomic
def start_draft(
    *, campaign: str, office: Office, language: str, pin: str, at: datetime
) -> tuple[Application, str]:
    """Open a draft; returns it with its access code, which is shown once. Raises BadPin."""
    rows.pack().campaigns[campaign]
    code = codes.new_code()
    draft = Application.objects.create(
        reference=_free_reference(campaign),
        campaign=campaign,
        office=office,
        channel=IntakeChannel.ONLINE,
        language=language,
        created_at=at,
        code_digest=codes.digest(code),
        pin_digest=pin_digest(pin),
    )
    _line(draft, "draft_started", Actor.person(draft.id), OWN_FILE, at)
    return draft, code


@transaction.atomic
def save_answers(
    *, application: Application, person: PersonAnswers | None, declared: Mapping[str, Any], at: datetime
) -> Application:
    """Keep answers of the person: given values replace, None takes back, the rest stays.

    Raises law.FactError for a value that the law cannot read.
    """
    file = hold(application.pk)
    ensure(permissions.may_add(file))
    stated = dict(declared)
    if person is not None and person.has_a_name:
        _write_person(file, person)
    if person is not None:
        stated = {**person.facts(), **stated}
    _state(file, stated, at)
    _save(file, "applicant", "declared")
    _line(file, "answers_saved", Actor.person(file.id), OWN_FILE, at, facts=sorted(stated))
    return file


@transaction.atomic
def submit(*, application: Application, submission: UUID, by: Actor, at: datetime) -> Application:
    """Register a draft. The second of two identical submissions gets the file of the first. Raises NotReady."""
    file = hold(application.pk)
    if file.state != State.DRAFT and file.submitted_at is not None:
        return file
    state = after(file.state, "submit")
    if file.applicant is None or not file.applicant.name:
        raise NotReady("name")
    file.submission = submission
    number = _next_order_number(file.office_id)
    rows.register(file, state=state, filed_on=timezone.localdate(at), submitted_at=at, order_number=number)
    _save(file, *_REGISTERED)
    letters.receipt(file, file.office, incomplete=not file.evidence.exists(), at=at)
    letters.tell(file, at=at)
    _line(file, "submit", by, OWN_FILE, at, order_number=file.order_number)
    return file


def register_at_counter(
    *,
    office: Office,
    by: Staff,
    person: PersonAnswers,
    declared: Mapping[str, Any],
    language: str,
    evidence: Sequence[Piece],
    submission: UUID,
    at: datetime,
    campaign: str | None = None,
    pin: str = "",
    paper_number: str | None = None,
    filed_on: date | None = None,
) -> tuple[Application, str]:
    """Register a whole deposit; returns the file and its access code, to be printed once.

    A submission that is already there returns its file and no code: a code is never shown twice. A paper
    receipt typed in later carries its own number and true date. What the officer's phone sent for this submission
    comes into the file. Raises NotReady, law.FactError, BadPin or uploads.UploadRefused; then nothing is kept but
    what the phone sent.
    """
    if already := Application.objects.filter(submission=submission).first():
        ensure(permissions.may_open(by, already))
        return already, ""
    ensure(permissions.may_register(by, office))
    kept_pin = pin_digest(pin) if pin else ""
    pieces: list[Evidence] = []
    try:
        with discarded_when_refused(pieces):
            for one in evidence:
                pieces.append(
                    prepare(one.kind, one.upload, at=at, by=by, impossible=one.impossible, note=one.note)
                )
            with transaction.atomic():
                return _deposit(
                    office, by, person, dict(declared), language, pieces, submission, at,
                    campaign or current_campaign(filed_on or timezone.localdate(at)), kept_pin, paper_number,
                    filed_on,
                )  # fmt: skip
    except IntegrityError:
        if already := Application.objects.filter(submission=submission).first():
            return already, ""
        if paper_number and Application.objects.filter(office=office, paper_number=paper_number).exists():
            raise NotReady("number_used") from None
        raise


def current_campaign(day: date) -> str:
    """The campaign that is open on a day, else the last one that was."""
    policy = rows.pack()
    begun = [one for one in policy.campaigns.values() if one.opens <= day]
    last = max(begun, key=lambda one: one.opens, default=next(iter(policy.campaigns.values())))
    return policy.campaign_for(day) or last.code


@transaction.atomic
def correct_identity(
    *,
    application: Application,
    person: PersonAnswers,
    by: Actor | Staff,
    at: datetime,
    version: int | None = None,
) -> Application:
    """Correct a name, a birth date or a contact: free, and never held against the person (practice 19)."""
    file = hold(application.pk, version)
    if isinstance(by, Staff):
        purpose = ensure(permissions.may_correct_identity(by, file)).purpose
        actor = Actor.staff(by.pk)
    else:
        purpose, actor = ensure(permissions.may_add(file)).purpose, by
    if not person.has_a_name:
        raise NotReady("name")
    _write_person(file, person)
    changed = {fact: value for fact, value in person.facts().items() if file.declared.get(fact) != value}
    _state(file, changed, at)
    _save(file, "applicant", "declared", "restricted")
    _line(file, "identity_corrected", actor, purpose, at, facts=sorted(changed))
    return file


@transaction.atomic
def withdraw(*, application: Application, by: Actor, at: datetime) -> Application:
    """The person takes their application back."""
    file = hold(application.pk)
    file.state, file.is_open = after(file.state, "withdraw"), False
    _save(file, "state", "is_open")
    letters.tell(file, at=at)
    _line(file, "withdraw", by, OWN_FILE, at)
    return file


_REGISTERED = (
    "state", "is_open", "order_number", "submitted_at", "filed_on", "due_on", "category", "restricted", "submission",
)  # fmt: skip


def _deposit(
    office: Office,
    by: Staff,
    person: PersonAnswers,
    declared: dict[str, Any],
    language: str,
    pieces: list[Evidence],
    submission: UUID,
    at: datetime,
    campaign: str,
    kept_pin: str,
    paper_number: str | None,
    filed_on: date | None,
) -> tuple[Application, str]:
    allowed = ensure(permissions.may_register(by, office))
    today = timezone.localdate(at)
    if not person.has_a_name:
        raise NotReady("name")
    if filed_on is not None and filed_on > today:
        raise NotReady("date_in_the_future")
    code = codes.new_code()
    file = Application(
        reference=_free_reference(campaign),
        campaign=campaign,
        office=office,
        channel=IntakeChannel.PAPER if paper_number else IntakeChannel.COUNTER,
        language=language,
        created_at=at,
        registered_by=by,
        paper_number=paper_number or None,
        code_digest=codes.digest(code),
        pin_digest=kept_pin,
        submission=submission,
    )
    file.declared = rows.checked({**person.facts(), **declared})
    file.applicant = rows.applicant(person)
    file.applicant.save(force_insert=True)
    ApplicantKey.objects.bulk_create(rows.keys(file.applicant))
    state = after(State.DRAFT, "register")
    submitted_at = at if filed_on in (None, today) else noon(filed_on)
    number = _next_order_number(office.pk)
    rows.register(
        file, state=state, filed_on=filed_on or today, submitted_at=submitted_at, order_number=number
    )
    file.save(force_insert=True)
    FactValue.objects.bulk_create(rows.facts(file, file.declared, state=FactState.DECLARED, at=at))
    sent, phones = phone.hand_over(submission, by, at)
    seen = {piece.kind for piece in sent}
    pieces = [*(piece for piece in pieces if piece.path or piece.kind not in seen), *sent]
    for piece in pieces:
        piece.application = file
    Evidence.objects.bulk_create(pieces)
    letters.receipt(file, office, incomplete=not pieces, at=at)
    letters.tell(file, at=at)
    detail = {"order_number": file.order_number, "channel": str(file.channel), "pieces": len(pieces)}
    _line(file, "register", Actor.staff(by.pk), allowed.purpose, at, **detail, **phones)
    return file, code


def noon(day: date) -> datetime:
    """The middle of a day here: when a paper receipt is taken to have been handed over."""
    return datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone())


def _next_order_number(office: str) -> int:
    Office.objects.filter(pk=office).update(next_order_number=F("next_order_number") + 1)
    return Office.objects.values_list("next_order_number", flat=True).get(pk=office) - 1


def _free_reference(campaign: str) -> str:
    """A reference that no file has; 35 random bits meet one in use now and then."""
    while Application.objects.filter(reference=(reference := codes.new_reference(campaign))).exists():
        pass
    return reference


def _write_person(file: Application, person: PersonAnswers) -> None:
    if file.applicant is None:
        file.applicant = rows.applicant(person)
        file.applicant.save(force_insert=True)
    else:
        for column, value in person.columns().items():
            setattr(file.applicant, column, value)
        file.applicant.save()
        ApplicantKey.objects.filter(applicant=file.applicant).delete()
    ApplicantKey.objects.bulk_create(rows.keys(file.applicant))
    if file.filed_on and rows.may_be_a_child(file.applicant.birth_to, file.filed_on):
        file.restricted = True


def _state(file: Application, stated: Mapping[str, Any], at: datetime) -> None:
    """Append what is stated, and write the page of it."""
    rows.checked(stated)
    added = rows.facts(file, stated, state=FactState.DECLARED, at=at)
    FactValue.objects.bulk_create(added)
    page = dict(file.declared)
    for fact, value in stated.items():
        if value is None:
            page.pop(fact, None)
        else:
            page[fact] = value
    file.declared = page


def _save(file: Application, *columns: str) -> None:
    file.version += 1
    file.save(update_fields=[*columns, "version"])


def _line(file: Application, verb: str, by: Actor, purpose: str, at: datetime, **detail: Any) -> None:
    ledger.record(
        compartment=COMPARTMENT, subject=file.id, verb=verb, by=by, purpose=purpose, detail=detail, at=at
    )
