"""What a round found, by kind of participant, with small numbers hidden; what was said openly is counted apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from indimaj.directory.cells import Table, hide_small, hide_small_list

from .enums import Channel, Choice, Kind
from .models import Round, Statement, Vote

OPENLY = "open"
Counts = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Result:
    """One statement: a table by kind of those invited, and one line of those who came by themselves."""

    statement: Statement
    invited: Table | None
    openly: Table | None


@dataclass(frozen=True)
class Results:
    """All statements of a round, and how many took part by each way. There is no sum of the two."""

    statements: list[Result]
    invited: Mapping[str, int | None]
    invited_total: int | None
    answered: Mapping[str, int | None]
    answered_total: int | None
    openly_total: int | None


def of(one: Round, statements: list[Statement]) -> Results:
    """The results of a round that is over, in three questions to the database."""
    counted = Vote.objects.filter(statement__round=one).order_by()
    by_statement: dict[tuple[object, str], Counts] = {}
    grouped = counted.values_list("statement", "voice__channel", "voice__kind", "choice")
    for statement, channel, kind, choice, number in grouped.annotate(number=Count("pk")):
        by_statement.setdefault((statement, channel), {})[kind or OPENLY, choice] = number
    voices: dict[tuple[str, str], int] = {
        (channel, kind): number
        for channel, kind, number in one.voices.order_by()
        .values_list("channel", "kind")
        .annotate(number=Count("pk"))
    }
    asked: dict[str, int] = dict(
        one.invitations.filter(withdrawn_on=None).order_by().values_list("kind").annotate(number=Count("pk"))
    )
    spoke = {kind: voices.get((Channel.INVITED, kind), 0) for kind in Kind.values}
    kinds = [kind for kind in Kind.values if asked.get(kind) or spoke[kind]]
    took_part = hide_small({(kind, "took_part"): spoke[kind] for kind in kinds})
    invitations = hide_small({(kind, "invited"): asked.get(kind, 0) for kind in kinds})
    open_voices = voices.get((Channel.OPEN, ""), 0)
    return Results(
        statements=[
            Result(
                statement,
                _table(by_statement.get((statement.pk, Channel.INVITED), {}), kinds)
                if one.takes_invited
                else None,
                _table(by_statement.get((statement.pk, Channel.OPEN), {}), [OPENLY])
                if one.takes_open
                else None,
            )
            for statement in statements
        ],
        invited=invitations.rows,
        invited_total=invitations.total,
        answered=took_part.rows,
        answered_total=took_part.total,
        openly_total=shown(open_voices),
    )


def shown(number: int) -> int | None:
    """A number that stands alone; None where it is too small to show."""
    return hide_small_list({"alone": number})["alone"]


def _table(counts: Counts, kinds: list[str]) -> Table:
    return hide_small(
        {(kind, choice): counts.get((kind, choice), 0) for kind in kinds for choice in Choice.values}
    )
