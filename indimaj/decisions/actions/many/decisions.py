"""Many decisions of the authority, each with its letter."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import prefetch_related_objects

from indimaj.applications.actions.moves import move, write_moves
from indimaj.applications.models import Application, Done
from indimaj.applications.queries import assessment
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actions import Line
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letters
from indimaj.letters.enums import LetterKind
from indimaj.ports import tables

from ... import papers
from ...enums import Outcome
from ...models import Decision, Opinion
from ...permissions import may_decide
from ..opinions import reasoned
from ..rows import DecisionRow
from .chunks import People, chunks, file_line, files_held, fresh_things


def decide_many(rows: Iterable[DecisionRow], *, run_id: str) -> int:
    """Decide on many files and issue their letters. Returns how many were decided."""
    people, written = People(), 0
    for chunk in chunks(rows):
        with transaction.atomic():
            written += _decide_chunk(chunk, run_id, people)
    return written


def _decide_chunk(chunk: list[DecisionRow], run_id: str, people: People) -> int:
    fresh = fresh_things({f"decide:{row.application.hex}": row for row in chunk}, run_id)
    if not fresh:
        return 0
    files = files_held(row.application for row in fresh.values())
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
    file_line(lines, file.pk, verb, by, purpose, row.at, detail)
    if not favourable:
        referred: dict[str, object] = {"decision": str(decision.pk)}
        file_line(lines, file.pk, "referred_to_national_commission", by, purpose, row.at, referred)
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
