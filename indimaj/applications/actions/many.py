"""The set form: files loaded and moved in chunks, resumable, each thing once in a run, one line per act.

Rows are built by the same functions as in the single form; a test shows that both leave equal rows. A load
sends nobody a message: the people have had theirs, or are invented.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from indimaj.directory.enums import Purpose
from indimaj.directory.models import Office
from indimaj.ledger import actions as ledger
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letter_actions
from indimaj.letters.enums import LetterKind
from indimaj.people import codes
from indimaj.people.answers import PersonAnswers
from indimaj.ports import tables

from ..enums import EvidenceState, FactState, IntakeChannel, State
from ..models import ApplicantKey, Application, Done, Evidence, FactValue
from . import letters, rows
from .access import pin_digest
from .evidence import detail_of, is_health
from .intake import OWN_FILE
from .moves import move

CHUNK = 500
HEALTH = str(Purpose.HEALTH)


@dataclass(frozen=True)
class LoadPiece:
    """One piece of a loaded file. The paper stays where it is: no bytes are loaded."""

    kind: str
    state: str = EvidenceState.RECEIVED


@dataclass(frozen=True)
class LoadRow:
    """One file as it was registered and, with `examined_by`, examined: `thing` names it in its run."""

    thing: str
    office: str
    campaign: str
    person: PersonAnswers
    filed_at: datetime
    declared: Mapping[str, Any] = field(default_factory=dict)
    language: str = "ar"
    registered_by: UUID | None = None
    pieces: Sequence[LoadPiece] = ()
    paper_number: str | None = None
    assigned_to: UUID | None = None
    confirmed: Mapping[str, Any] = field(default_factory=dict)
    examined_by: UUID | None = None
    reviewed_by: UUID | None = None
    examined_at: datetime | None = None
    is_examined: bool = False
    code: str = ""
    pin: str = ""

    @property
    def filed_on(self) -> date:
        """The day of filing here."""
        return timezone.localdate(self.filed_at)


@dataclass(frozen=True)
class MoveRow:
    """One file to be taken from its state to the next."""

    application: UUID
    verb: str
    by: Actor
    purpose: str
    at: datetime
    detail: Mapping[str, Any] = field(default_factory=dict)


def load_many(
    load: Iterable[LoadRow],
    *,
    run_id: str,
    by: Actor,
    purpose: str = "registration",
    examination: str = "examination",
    receipts: bool = True,
) -> int:
    """Load files in the order given; what the run already holds is passed over. Returns how many were written.

    `by` acts where a row names nobody. Rows of one office and campaign are numbered in their order.
    """
    written = 0
    for chunk in _chunks(load):
        with transaction.atomic():
            written += _load_chunk(chunk, run_id, by, purpose, examination, receipts)
    return written


def advance_many(moves: Iterable[MoveRow], *, run_id: str) -> int:
    """Move many files, each by its verb; raises WrongState for one that cannot. Returns how many moved."""
    moved = 0
    for chunk in _chunks(moves):
        with transaction.atomic():
            moved += _advance_chunk(chunk, run_id)
    return moved


def _chunks(things: Iterable[Any]) -> Iterator[list[Any]]:
    pending = iter(things)
    while chunk := list(islice(pending, CHUNK)):
        yield chunk


def _done(run_id: str, things: list[str]) -> set[str]:
    return set(Done.objects.filter(run=run_id, thing__in=things).values_list("thing", flat=True))


class _Chunk:
    """Everything that one transaction writes."""

    def __init__(self) -> None:
        self.files: list[Application] = []
        self.keys: list[ApplicantKey] = []
        self.pieces: list[Evidence] = []
        self.facts: list[FactValue] = []
        self.lines: list[Line] = []
        self.letters: list[letter_actions.Draft] = []


def _load_chunk(
    chunk: list[LoadRow], run_id: str, by: Actor, purpose: str, examination: str, receipts: bool
) -> int:
    already = _done(run_id, [row.thing for row in chunk])
    fresh = [row for row in chunk if row.thing not in already]
    if not fresh:
        return 0
    offices = _offices(fresh)
    references = iter(_references(fresh))
    out = _Chunk()
    for row in fresh:
        office = offices[row.office]
        file = _file(row, office, next(references))
        office.next_order_number += 1
        _registered(out, file, row, by, purpose)
        if receipts:
            out.letters.append(_receipt(file, row, office))
        if row.examined_by is not None:
            _examined(out, file, row, examination)
    _write(out)
    tables.insert(
        [
            Done(run=run_id, thing=row.thing, application=file)
            for row, file in zip(fresh, out.files, strict=True)
        ]
    )
    return len(fresh)


def _offices(fresh: list[LoadRow]) -> dict[str, Office]:
    """The offices of a chunk, their next numbers taken for it."""
    wanted = Counter(row.office for row in fresh)
    held = Office.objects.select_for_update().filter(code__in=wanted).order_by("code")
    offices = {office.code: office for office in held}
    for code, count in sorted(wanted.items()):
        Office.objects.filter(code=code).update(next_order_number=F("next_order_number") + count)
    return offices


def _references(fresh: list[LoadRow]) -> list[str]:
    """Free references, in the order of the rows."""
    made = [codes.new_reference(row.campaign) for row in fresh]
    while taken := _taken(made):
        made = [
            codes.new_reference(row.campaign) if reference in taken else reference
            for row, reference in zip(fresh, made, strict=True)
        ]
    return made


def _taken(references: list[str]) -> set[str]:
    """Those that a file has, or that came out twice."""
    known = Application.objects.filter(reference__in=references).values_list("reference", flat=True)
    twice = {reference for reference, count in Counter(references).items() if count > 1}
    return set(known) | twice


def _file(row: LoadRow, office: Office, reference: str) -> Application:
    file = Application(
        reference=reference,
        campaign=row.campaign,
        office=office,
        channel=IntakeChannel.PAPER if row.paper_number else _channel(row),
        language=row.language,
        created_at=row.filed_at,
        registered_by_id=row.registered_by,
        paper_number=row.paper_number,
        code_digest=codes.digest(row.code or codes.new_code()),
        pin_digest=pin_digest(row.pin) if row.pin else "",
    )
    file.applicant = rows.applicant(row.person)
    file.declared = rows.checked({**row.person.facts(), **row.declared})
    rows.register(
        file,
        state=State.REGISTERED,
        filed_on=row.filed_on,
        submitted_at=row.filed_at,
        order_number=office.next_order_number,
    )
    return file


def _channel(row: LoadRow) -> IntakeChannel:
    return IntakeChannel.COUNTER if row.registered_by else IntakeChannel.ONLINE


def _registered(out: _Chunk, file: Application, row: LoadRow, by: Actor, purpose: str) -> None:
    assert file.applicant
    kinds = rows.pack().evidence
    pieces = [
        Evidence(
            application=file,
            kind=piece.kind,
            state=piece.state,
            sealed=is_health(kinds[piece.kind]),
            received_at=row.filed_at,
            received_by_id=row.registered_by,
        )
        for piece in row.pieces
    ]
    out.files.append(file)
    out.keys += rows.keys(file.applicant)
    out.pieces += pieces
    out.facts += rows.facts(file, file.declared, state=FactState.DECLARED, at=row.filed_at)
    detail = {"order_number": file.order_number, "channel": str(file.channel), "pieces": len(pieces)}
    if row.registered_by:
        _line(out, file, "register", Actor.staff(row.registered_by), purpose, row.filed_at, detail)
    elif file.channel == IntakeChannel.ONLINE:
        detail = {"order_number": file.order_number}
        _line(out, file, "submit", Actor.person(file.id), OWN_FILE, row.filed_at, detail)
    else:
        _line(out, file, "register", by, purpose, row.filed_at, detail)


def _examined(out: _Chunk, file: Application, row: LoadRow, purpose: str) -> None:
    """What the examining officer did: the file taken, its pieces judged, its facts confirmed, its end said."""
    assert row.examined_by
    at = row.examined_at or row.filed_at
    officer = Actor.staff(row.examined_by)
    if row.assigned_to:
        file.assigned_to_id = row.assigned_to
        _act(out, file, "assign", officer, purpose, at, {"to": str(row.assigned_to)})
    begun = _judged(out, file, row, purpose, at)
    file.facts = rows.checked(row.confirmed)
    begun = _confirmed(out, file, row, purpose, at) or begun
    if begun or row.is_examined:
        _turn(file, "begin_examination")
    if row.is_examined:
        _turn(file, "mark_examined")
        _act(out, file, "mark_examined", officer, purpose, at, {})


def _judged(out: _Chunk, file: Application, row: LoadRow, purpose: str, at: datetime) -> bool:
    """The lines of the pieces that were judged; whether any of them began the examination."""
    begun = False
    for piece in out.pieces[len(out.pieces) - len(row.pieces) :]:
        if piece.state not in (EvidenceState.ACCEPTED, EvidenceState.REJECTED):
            continue
        by = _who(row, sealed=piece.sealed)
        piece.examined_at, piece.examined_by_id = at, by
        detail = {**detail_of(piece), "reason": piece.reason}
        why = HEALTH if piece.sealed else purpose
        _act(out, file, f"evidence_{piece.state}", Actor.staff(by), why, at, detail)
        begun = begun or not piece.sealed
    return begun


def _confirmed(out: _Chunk, file: Application, row: LoadRow, purpose: str, at: datetime) -> bool:
    """The rows and lines of the facts that were confirmed; whether any of them began the examination."""
    begun = False
    for fact, value in file.facts.items():
        sealed = rows.pack().facts[fact].sealed
        by = _who(row, sealed=sealed)
        (confirmed,) = rows.facts(file, {fact: value}, state=FactState.CONFIRMED, at=at)
        confirmed.confirmed_by_id = by
        out.facts.append(confirmed)
        if sealed:
            _act(out, file, "separate_review", Actor.staff(by), HEALTH, at, {})
        else:
            _act(out, file, "fact_confirmed", Actor.staff(by), purpose, at, {"fact": fact})
        begun = begun or not sealed
    return begun


def _who(row: LoadRow, *, sealed: bool) -> UUID:
    """Whose hand it was: what is under seal is the medical reviewer's."""
    by = row.reviewed_by if sealed else row.examined_by
    if by is None:
        raise ValueError(f"{row.thing}: nobody is named for what is under seal")
    return by


def _turn(file: Application, verb: str) -> None:
    """The state that a verb leads to; the version is counted with the act's line."""
    version = file.version
    move(file, verb)
    file.version = version


def _act(
    out: _Chunk, file: Application, verb: str, by: Actor, purpose: str, at: datetime, detail: dict[str, Any]
) -> None:
    file.version += 1
    _line(out, file, verb, by, purpose, at, detail)


def _line(
    out: _Chunk, file: Application, verb: str, by: Actor, purpose: str, at: datetime, detail: dict[str, Any]
) -> None:
    out.lines.append(Line(Compartment.STATUS, file.id, verb, by, at, purpose, detail))


def _receipt(file: Application, row: LoadRow, office: Office) -> letter_actions.Draft:
    return letter_actions.Draft(
        compartment=Compartment.STATUS,
        subject=file.id,
        kind=LetterKind.RECEIPT,
        language=file.language,
        data=letters.receipt_data(file, office, incomplete=not row.pieces),
        at=row.filed_at,
    )


def _write(out: _Chunk) -> None:
    people = [file.applicant for file in out.files if file.applicant]
    tables.insert(people)
    tables.insert(out.keys)
    tables.insert(out.files)
    tables.insert(out.pieces)
    tables.insert(out.facts)
    letter_actions.issue_many(out.letters)
    ledger.record_many(out.lines)


def _advance_chunk(chunk: list[MoveRow], run_id: str) -> int:
    things = {f"{row.verb}:{row.application.hex}": row for row in chunk}
    already = _done(run_id, list(things))
    fresh = {thing: row for thing, row in things.items() if thing not in already}
    held = Application.objects.select_for_update().in_bulk([row.application for row in fresh.values()])
    lines = []
    for row in fresh.values():
        move(held[row.application], row.verb)
        lines.append(
            Line(Compartment.STATUS, row.application, row.verb, row.by, row.at, row.purpose, dict(row.detail))
        )
    tables.update(list(held.values()), "state", "is_open", "first_outcome", "version")
    ledger.record_many(lines)
    tables.insert(
        [Done(run=run_id, thing=thing, application_id=row.application) for thing, row in fresh.items()]
    )
    return len(fresh)
