"""What a round puts to people: sentences of its own, or those of commitments as they stand now."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from indimaj.commitments.models import Commitment
from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words

from ..models import Round, Statement
from ..permissions import may_change_round
from .who import hold, note, purpose_of


def _next_place(one: Round) -> int:
    return (one.statements.aggregate(last=Max("order"))["last"] or 0) + 1


def _touch(one: Round) -> None:
    one.version += 1
    one.save(update_fields=["version"])


@transaction.atomic
def add_statement(
    *, one: Round, text: Words, by: Actor, at: datetime, submission: UUID | None = None
) -> Statement:
    """Add a sentence at the end. The same submission twice is one."""
    current = hold(one)
    purpose = purpose_of(by, may_change_round, current)
    submission = submission or uuid4()
    if there := Statement.objects.filter(submission=submission).first():
        return there
    made = Statement.objects.create(
        round=current, order=_next_place(current), text=text, submission=submission
    )
    _touch(current)
    note("statement_added", current, by, at, purpose, statement=str(made.pk))
    return made


@transaction.atomic
def add_commitments(
    *, one: Round, commitments: Sequence[Commitment], by: Actor, at: datetime
) -> list[Statement]:
    """Add the words of commitments as they stand; one that is there already is passed over."""
    current = hold(one)
    purpose = purpose_of(by, may_change_round, current)
    there = set(current.statements.exclude(commitment=None).values_list("commitment_id", flat=True))
    place, made = _next_place(current), []
    for commitment in commitments:
        if commitment.pk in there:
            continue
        there.add(commitment.pk)
        text = commitment.text or commitment.title
        made.append(Statement(round=current, order=place, text=text, commitment=commitment))
        place += 1
    Statement.objects.bulk_create(made)
    if made:
        _touch(current)
        note("statements_added", current, by, at, purpose, statements=[str(each.pk) for each in made])
    return made


@transaction.atomic
def change_statement(*, statement: Statement, text: Words, by: Actor, at: datetime) -> Statement:
    """Change the words of a draft's statement."""
    current = hold(statement.round)
    purpose = purpose_of(by, may_change_round, current)
    held = current.statements.get(pk=statement.pk)
    held.text = text
    held.save(update_fields=["text"])
    _touch(current)
    note("statement_changed", current, by, at, purpose, statement=str(held.pk))
    return held


@transaction.atomic
def remove_statement(*, statement: Statement, by: Actor, at: datetime) -> None:
    """Take a statement out of a draft; those after it move up. Twice is once."""
    current = hold(statement.round)
    purpose = purpose_of(by, may_change_round, current)
    gone, _rows = current.statements.filter(pk=statement.pk).delete()
    if not gone:
        return
    for place, each in enumerate(current.statements.order_by("order"), start=1):
        if each.order != place:
            each.order = place
            each.save(update_fields=["order"])
    _touch(current)
    note("statement_removed", current, by, at, purpose, statement=str(statement.pk))
