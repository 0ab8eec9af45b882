"""Many sittings with their agenda, opinions and papers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from indimaj.applications.actions.moves import move, write_moves
from indimaj.applications.models import Application, Done
from indimaj.applications.queries import assessment
from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import ensure
from indimaj.law import Assessment
from indimaj.ledger import actions as ledger
from indimaj.ledger.actions import Line
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letters
from indimaj.letters.enums import LetterKind
from indimaj.ports import tables

from ... import papers
from ...enums import SittingState
from ...models import AgendaItem, MemberOpinion, Opinion, Sitting, SittingMember
from ...permissions import may_call_sitting
from ..opinions import reasoned
from ..rows import ItemRow, SittingRow
from ..sittings import paper_language
from .chunks import BATCH, People, chunks, file_line, files_held, fresh_things


@dataclass
class Out:
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
    for chunk in chunks(rows, weight=lambda row: len(row.items) or 1):
        with transaction.atomic():
            written += _hold_chunk(chunk, run_id, people)
    return written


def _hold_chunk(chunk: list[SittingRow], run_id: str, people: People) -> int:
    fresh = fresh_things({f"sitting:{row.thing}": row for row in chunk}, run_id)
    if not fresh:
        return 0
    files = files_held(item.application for row in fresh.values() for item in row.items)
    numbers = _numbers(fresh.values())
    out = Out()
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


def _hold(out: Out, row: SittingRow, files: Mapping[UUID, Application], number: int, people: People) -> None:
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
    out: Out,
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
        file_line(out.lines, file.pk, "put_on_agenda", by, purpose, row.called_at, detail)
        items.append(AgendaItem(sitting=sitting, application=file, position=position))
    out.items += items
    _sitting_line(out, sitting, "sitting_called", by, purpose, row.called_at, files=len(items))
    return items


def _spoken(
    out: Out,
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
        file_line(out.lines, file.pk, "member_opinions_recorded", by, purpose, at, detail)
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
    file_line(out.lines, file.pk, "give_opinion", by, purpose, at, detail)
    return opinion, voices


def _paper(
    out: Out, sitting: Sitting, kind: LetterKind, data: dict[str, Any], by: Staff, at: datetime
) -> None:
    language = paper_language(by)
    out.papers.append(letters.Draft(Compartment.STATUS, sitting.pk, kind, language, data, at))


def _write(out: Out, files: Mapping[UUID, Application]) -> None:
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


def _sitting_line(
    out: Out, sitting: Sitting, verb: str, by: Staff, purpose: str, at: datetime, **detail: object
) -> None:
    file_line(out.lines, sitting.pk, verb, by, purpose, at, {"number": sitting.number, **detail})
