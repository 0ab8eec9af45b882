"""The consultations of an edition: rounds that were over on its day, with small numbers hidden by their own room."""

from __future__ import annotations

from datetime import date
from typing import Any

from indimaj.consultations import results
from indimaj.consultations.enums import Channel, Choice, Kind
from indimaj.consultations.models import Round
from indimaj.consultations.queries import statements_of

from .texts import day, said, text_of, text_or_none

Made = dict[str, Any]


def gather_consultations(on: date) -> list[Made]:
    """Rounds closed by a day, in the order in which they closed."""
    over = Round.objects.filter(closed_on__lte=on).select_related("owed").order_by("closed_on", "key")
    return [_round(one, on) for one in over]


def _round(one: Round, on: date) -> Made:
    statements = statements_of(one)
    found = results.of(one, statements)
    owed = one.owed
    answered = owed.answered_on is not None and owed.answered_on <= on
    participants = [
        {"label": said(lambda kind=kind: Kind(kind).label), "value": number}  # type: ignore[misc]
        for kind, number in found.answered.items()
    ]
    if one.takes_open:
        participants.append({"label": said(lambda: Channel.OPEN.label), "value": found.openly_total})
    return {
        "key": one.key,
        "title": text_of(one.title),
        "from": day(one.opened_on),
        "until": day(one.closed_on),
        "participants": participants,
        "statements": [_statement(result) for result in found.statements],
        "answer": {
            "due_on": day(owed.due_on),
            "answered_on": day(owed.answered_on) if answered else None,
            "text": text_or_none(owed.text) if answered else None,
            "changed": [change.key for change in owed.changes.order_by("kind", "key")] if answered else [],
        },
    }


def _statement(result: results.Result) -> Made:
    """What those invited said; what was said openly stands for it only where nobody was invited."""
    table = result.invited or result.openly
    columns = table.columns if table else {}
    return {
        "text": text_of(result.statement.text),
        "commitment": result.statement.commitment.key if result.statement.commitment else "",
        **{str(choice.value): columns.get(str(choice.value)) for choice in Choice},
    }
