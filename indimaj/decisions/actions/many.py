"""The set form of sittings, decisions and notices: in chunks, resumable, each thing once in a run.

Rows come from the functions of the single form, and the same questions are asked of the same people; a test shows
that both leave equal rows. A load sends nobody a message.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, prefetch_related_objects

from indimaj.applications.actions.moves import move, write_moves
from indimaj.applications.models import Application, Done
from indimaj.applications.queries import assessment
from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import ensure
from indimaj.law import Assessment
from indimaj.ledger import actions as ledger
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letters
from indimaj.letters.enums import LetterKind
from indimaj.ports import tables

from .. import papers
from ..enums import Outcome, SittingState
from ..models import AgendaItem, Decision, MemberOpinion, Notice, Opinion, Sitting, SittingMember
from ..permissions import may_call_sitting, may_decide, may_give_notice
from .decide import check_notice
from .opinions import reasoned
from .rows import DecisionRow, ItemRow, NoticeRow, SittingRow
from .sittings import paper_language

__all__ = [
    "DecisionRow",
    "ItemRow",
    "NoticeRow",
    "SittingRow",
    "decide_many",
    "give_notice_many",
    "hold_sittings_many",
]

CHUNK = 500
BATCH = 2000


class People:
    """Staff by id, each asked for once in a run: their posts stay with them."""

    def __init__(self) -> None:
        self._known: dict[UUID, Staff] = {}

    def get(self, key: UUID) -> Staff:
        """The member of staff with an id."""
        if key not in self._known:
            self._known[key] = Staff.objects.get(pk=key)
        return self._known[key]


@dataclass
class _Out:
    """Everything that one transaction of sittings writes."""

    sittings: list[Sitting] = field(default_factory=list)
    members: list[SittingMember] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)
    voices: list[MemberOpinion] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)
    papers: list[letters.Draft] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def hold_sittings_many(rows: Iterable[SittingRow], *, run_id: str) -> int:
    """Record sittings with their opinions; what the run already holds is passed over. Returns how many were written."""
    people, written = People(), 0
    for chunk in _chunks(rows, weight=lambda row: len(row.items) or 1):
        with transaction.atomic():
            written += _hold_chunk(chunk, run_id, people)
    return written


def decide_many(rows: Iterable[DecisionRow], *, run_id: str) -> int:
    """Decide on many files and issue their letters. Returns how many were decided."""
    people, written = People(), 0
    for chunk in _chunks(rows):
        with transaction.atomic():
            written += _decide_chunk(chunk, run_id, people)
    return written


def give_notice_many(rows: Iterable[NoticeRow], *, run_id: str) -> int:
    """Record how many people were told. Returns how many notices were written."""
    people, written = People(), 0
    for chunk in _chunks(rows):
        with transaction.atomic():
            written += _notice_chunk(chunk, run_id, people)
    return written


def _chunks(rows: Iterable[Any], weight: Any = lambda row: 1) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    heavy = 0
    for row in rows:
        chunk.append(row)
        heavy += weight(row)
        if heavy >= CHUNK:
            yield chunk
            chunk, heavy = [], 0
    if chunk:
        yield chunk


def _fresh(rows: Mapping[str, Any], run_id: str) -> dict[str, Any]:
    known = set(Done.objects.filter(run=run_id, thing__in=rows).values_list("thing", flat=True))
    return {thing: row for thing, row in rows.items() if thing not in known}


def _held(keys: Iterable[UUID]) -> dict[UUID, Application]:
    """The files, locked, with their people; those of one office share it."""
    held = Application.objects.select_for_update(of=("self",)).select_related("applicant").in_bulk(list(keys))
    codes = {file.office_id for file in held.values()}
    offices = Office.objects.select_related("body", "place").in_bulk(list(codes))
    for file in held.values():
        file.office = offices[file.office_id]
    return held


def _hold_chunk(chunk: list[SittingRow], run_id: str, people: People) -> int:
    fresh = _fresh({f"sitting:{row.thing}": row for row in chunk}, run_id)
    if not fresh:
        return 0
    files = _held(item.application for row in fresh.values() for item in row.items)
    numbers = _numbers(fresh.values())
    out = _Out()
    for row in fresh.values():
        key = (row.office, row.campaign)
        numbers[key] += 1
        _hold(out, row, files, numbers[key], people)
    _write(out, files)
    tables.insert(
        [
            Done(run=run_id, thing=thing, application_id=row.items[0].application)
            for thing, row in fresh.items()
        ]
    )
    return len(fresh)


def _numbers(rows: Iterable[SittingRow]) -> dict[tuple[str, str], int]:
    """The last number of each office's sittings in a campaign; the offices are held meanwhile."""
    keys = {(row.office, row.campaign) for row in rows}
    codes = {office for office, _campaign in keys}
    list(Office.objects.select_for_update().filter(code__in=codes).order_by("code"))
    last = Sitting.objects.filter(office__in=codes).values("office", "campaign").annotate(last=Max("number"))
    return dict.fromkeys(keys, 0) | {(one["office"], one["campaign"]): one["last"] for one in last}


def _hold(out: _Out, row: SittingRow, files: Mapping[UUID, Application], number: int, people: People) -> None:
    by, office = people.get(row.by), files[row.items[0].application].office
    purpose = ensure(may_call_sitting(by, office)).purpose
    sitting = Sitting(office=office, campaign=row.campaign, number=number, held_on=row.held_on, called_by=by)
    out.sittings.append(sitting)
    seats = [SittingMember(sitting=sitting, **vars(member)) for member in row.members]
    out.members += seats
    items = _called(out, sitting, row, files, by, purpose)
    if row.opened_at:
        sitting.state, sitting.version = SittingState.OPEN, 1
        found = [assessment(item.application, on=row.held_on) for item in items]
        proposed = zip(items, [one.proposal for one in found], strict=True)
        _paper(out, sitting, LetterKind.AGENDA, papers.agenda_of(sitting, seats, proposed), by, row.opened_at)
        _sitting_line(out, sitting, "sitting_opened", by, purpose, row.opened_at)
        spoken = [
            _spoken(out, sitting, item, said, one, seats, by, purpose, row.opened_at)
            for item, said, one in zip(items, row.items, found, strict=True)
        ]
        if row.closed_at:
            sitting.state, sitting.closed_at, sitting.version = SittingState.CLOSED, row.closed_at, 2
            held = [(item, *each) for item, each in zip(items, spoken, strict=True)]
            data = papers.minutes_of(sitting, seats, held)
            _paper(out, sitting, LetterKind.MINUTES, data, by, row.closed_at)
            _sitting_line(out, sitting, "sitting_closed", by, purpose, row.closed_at)


def _called(
    out: _Out,
    sitting: Sitting,
    row: SittingRow,
    files: Mapping[UUID, Application],
    by: Staff,
    purpose: str,
) -> list[AgendaItem]:
    items = []
    for position, said in enumerate(row.items, start=1):
        file = files[said.application]
        move(file, "put_on_agenda")
        detail = {"sitting": str(sitting.pk), "position": position}
        _file_line(out.lines, file.pk, "put_on_agenda", by, purpose, row.called_at, detail)
        items.append(AgendaItem(sitting=sitting, application=file, position=position))
    out.items += items
    _sitting_line(out, sitting, "sitting_called", by, purpose, row.called_at, files=len(items))
    return items


def _spoken(
    out: _Out,
    sitting: Sitting,
    item: AgendaItem,
    said: ItemRow,
    found: Assessment,
    seats: Sequence[SittingMember],
    by: Staff,
    purpose: str,
    at: datetime,
) -> tuple[Opinion | None, list[MemberOpinion]]:
    """What the members and the commission held on one file."""
    voices = [
        MemberOpinion(item=item, member=seat, stance=stance, reason=reason, recorded_at=at, recorded_by=by)
        for seat, (stance, reason) in zip(seats, said.voices, strict=False)
    ]
    out.voices += voices
    file = item.application
    if voices:
        detail: dict[str, object] = {"sitting": str(sitting.pk), "members": len(voices)}
        _file_line(out.lines, file.pk, "member_opinions_recorded", by, purpose, at, detail)
    if said.verdict is None:
        return None, voices
    opinion = Opinion(
        application=file,
        item=item,
        given_at=at,
        given_on=sitting.held_on,
        recorded_by=by,
        **reasoned(said.verdict, found, file.facts),
    )
    out.opinions.append(opinion)
    move(file, "give_opinion")
    detail = {"opinion": str(opinion.pk), "outcome": opinion.outcome, "departs": opinion.departs}
    _file_line(out.lines, file.pk, "give_opinion", by, purpose, at, detail)
    return opinion, voices


def _paper(
    out: _Out, sitting: Sitting, kind: LetterKind, data: dict[str, Any], by: Staff, at: datetime
) -> None:
    language = paper_language(by)
    out.papers.append(letters.Draft(Compartment.STATUS, sitting.pk, kind, language, data, at))


def _write(out: _Out, files: Mapping[UUID, Application]) -> None:
    Sitting.objects.bulk_create(out.sittings, batch_size=BATCH)
    SittingMember.objects.bulk_create(out.members, batch_size=BATCH)
    AgendaItem.objects.bulk_create(out.items, batch_size=BATCH)
    tables.insert(out.voices)
    tables.insert(out.opinions)
    heard = {opinion.application_id for opinion in out.opinions}
    write_moves([file for key, file in files.items() if key in heard], acts=2)
    write_moves([file for key, file in files.items() if key not in heard], acts=1)
    letters.issue_many(out.papers)
    ledger.record_many(out.lines)


def _decide_chunk(chunk: list[DecisionRow], run_id: str, people: People) -> int:
    fresh = _fresh({f"decide:{row.application.hex}": row for row in chunk}, run_id)
    if not fresh:
        return 0
    files = _held(row.application for row in fresh.values())
    opinions = {
        opinion.application_id: opinion
        for opinion in Opinion.objects.filter(application__in=files).order_by("given_at")
    }
    lines: list[Line] = []
    decisions = [
        _decision(row, files[row.application], opinions.get(row.application), people, lines)
        for row in fresh.values()
    ]
    prefetch_related_objects(decisions, "notices")
    drafts = [_decision_letter(decision) for decision in decisions]
    for decision, letter in zip(decisions, letters.issue_many(drafts), strict=True):
        decision.letter = letter.pk
    tables.insert(decisions)
    write_moves(files.values(), acts=1)
    ledger.record_many(lines)
    tables.insert(
        [Done(run=run_id, thing=thing, application_id=row.application) for thing, row in fresh.items()]
    )
    return len(fresh)


def _decision(
    row: DecisionRow, file: Application, opinion: Opinion | None, people: People, lines: list[Line]
) -> Decision:
    by = people.get(row.by)
    purpose = ensure(may_decide(by, file, opinion)).purpose
    assert opinion is not None
    found = assessment(file, on=row.at.date())
    decision = Decision(
        application=file,
        opinion=opinion,
        decided_at=row.at,
        decided_on=row.at.date(),
        decided_by=by,
        **reasoned(row.verdict, found, file.facts),
    )
    favourable = decision.outcome == Outcome.FAVOURABLE
    verb = "decide_favourable" if favourable else "decide_unfavourable"
    move(file, verb)
    detail: dict[str, object] = {
        "decision": str(decision.pk),
        "departs": decision.departs,
        "follows_opinion": opinion.outcome == decision.outcome,
    }
    _file_line(lines, file.pk, verb, by, purpose, row.at, detail)
    if not favourable:
        referred: dict[str, object] = {"decision": str(decision.pk)}
        _file_line(lines, file.pk, "referred_to_national_commission", by, purpose, row.at, referred)
    return decision


def _decision_letter(decision: Decision) -> letters.Draft:
    favourable = decision.outcome == Outcome.FAVOURABLE
    return letters.Draft(
        Compartment.STATUS,
        decision.application_id,
        LetterKind.FAVOURABLE if favourable else LetterKind.UNFAVOURABLE,
        decision.application.language,
        papers.decision(decision),
        decision.decided_at,
    )


def _notice_chunk(chunk: list[NoticeRow], run_id: str, people: People) -> int:
    fresh = _fresh({f"notice:{row.application.hex}:{row.channel}": row for row in chunk}, run_id)
    if not fresh:
        return 0
    made = Decision.objects.select_related("application").defer("facts", "assessment")
    decisions = {
        one.application_id: one
        for one in made.filter(application__in=[row.application for row in fresh.values()])
    }
    notices, purposes = [], []
    for row in fresh.values():
        decision, by = decisions[row.application], people.get(row.by)
        purposes.append(ensure(may_give_notice(by, decision)).purpose)
        check_notice(decision, row.channel, row.on, row.at)
        notices.append(_notice(row, decision, by))
    Notice.objects.bulk_create(notices, batch_size=BATCH)
    lines: list[Line] = []
    for notice, purpose in zip(notices, purposes, strict=True):
        detail = {"notice": notice.pk, "channel": notice.channel, "on": notice.on.isoformat()}
        key = notice.decision.application_id
        _file_line(lines, key, "notice_given", notice.given_by, purpose, notice.recorded_at, detail)
    ledger.record_many(lines)
    tables.insert(
        [Done(run=run_id, thing=thing, application_id=row.application) for thing, row in fresh.items()]
    )
    return len(fresh)


def _notice(row: NoticeRow, decision: Decision, by: Staff) -> Notice:
    return Notice(
        decision=decision,
        channel=row.channel,
        on=row.on,
        language=decision.application.language,
        given_by=by,
        signed=row.signed,
        witness=row.witness,
        note=row.note,
        recorded_at=row.at,
    )


def _file_line(
    lines: list[Line],
    subject: UUID,
    verb: str,
    by: Staff,
    purpose: str,
    at: datetime,
    detail: dict[str, object],
) -> None:
    lines.append(Line(Compartment.STATUS, subject, verb, Actor.staff(by.pk), at, purpose, detail))


def _sitting_line(
    out: _Out, sitting: Sitting, verb: str, by: Staff, purpose: str, at: datetime, **detail: object
) -> None:
    _file_line(out.lines, sitting.pk, verb, by, purpose, at, {"number": sitting.number, **detail})
