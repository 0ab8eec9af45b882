"""Many records that people were told."""

from collections.abc import Iterable

from django.db import transaction

from indimaj.applications.models import Done
from indimaj.directory.models import Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actions import Line
from indimaj.ports import tables

from ...models import Decision, Notice
from ...permissions import may_give_notice
from ..decide import check_notice
from ..rows import NoticeRow
from .chunks import BATCH, People, chunks, file_line, fresh_things


def give_notice_many(rows: Iterable[NoticeRow], *, run_id: str) -> int:
    """Record how many people were told. Returns how many notices were written."""
    people, written = People(), 0
    for chunk in chunks(rows):
        with transaction.atomic():
            written += _notice_chunk(chunk, run_id, people)
    return written


def _notice_chunk(chunk: list[NoticeRow], run_id: str, people: People) -> int:
    fresh = fresh_things({f"notice:{row.application.hex}:{row.channel}": row for row in chunk}, run_id)
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
        file_line(lines, key, "notice_given", notice.given_by, purpose, notice.recorded_at, detail)
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
