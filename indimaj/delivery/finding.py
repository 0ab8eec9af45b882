"""What comes up by itself: who is silent, what nobody answers for, what is overdue, unproved or no longer proved.

Nothing of it is stored: each finding is a question to the rows, in the order of an index. It says what must not be there
by an EXISTS that the asker chooses: a list asks one row after another, a count asks all of them at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.db.models.lookups import IsNull

from indimaj.commitments.models import Commitment

from . import queries
from .enums import ANSWERING, TAKES_UP, FindingKind, MarkKind, Says
from .models import Action, Assignment, Declaration, Evidence, EvidenceMark, Milestone, Partner, Response
from .querysets import Asked, OneByOne, not_asked


def silence(on: date, exists: Asked) -> "QuerySet[Assignment]":
    """Bodies whose answer was due and did not come."""
    return Assignment.objects.silent(on, exists).select_related("body", "commitment")


def no_owner(on: date, exists: Asked) -> "QuerySet[Commitment]":
    """Commitments for which no body was asked to answer."""
    asked = Assignment.objects.held().filter(commitment=OuterRef("pk"), role__in=ANSWERING)
    return Commitment.objects.standing().filter(~exists(asked))


def no_action(on: date, exists: Asked) -> "QuerySet[Response]":
    """Answers that accept, after which the body planned nothing."""
    later = Response.objects.filter(assignment=OuterRef("assignment"), given_at__gt=OuterRef("given_at"))
    acting = Partner.objects.filter(action=OuterRef("action"), body=OuterRef(OuterRef("assignment__body")))
    through = Action.commitments.through.objects.filter(commitment=OuterRef("assignment__commitment"))
    planned = through.filter(exists(acting))
    accepted = Response.objects.filter(position__in=TAKES_UP, assignment__held_until=None)
    accepted = accepted.filter(~exists(later), ~exists(planned))
    return accepted.select_related("assignment__body", "assignment__commitment")


def no_commitment(on: date, exists: Asked) -> "QuerySet[Action]":
    """Actions that answer no commitment."""
    through = Action.commitments.through.objects.filter(action=OuterRef("pk"))
    return Action.objects.filter(~exists(through)).select_related("body")


def overdue_step(on: date, exists: Asked) -> "QuerySet[Milestone]":
    """Steps whose day has passed without a word and without evidence."""
    return Milestone.objects.overdue(on, exists).select_related("action__body")


def overdue_action(on: date, exists: Asked) -> "QuerySet[Action]":
    """Actions whose day has passed without a word and without evidence."""
    return Action.objects.overdue(on, exists).select_related("body")


def unproved(on: date, exists: Asked) -> "QuerySet[Declaration]":
    """Declared done, and no valid evidence of it."""
    same = Q(milestone=OuterRef("milestone")) | Q(IsNull(OuterRef("milestone"), True), milestone=None)
    shown = Evidence.objects.valid(on, exists).filter(same, action=OuterRef("action"))
    bare = Declaration.objects.filter(~exists(shown), says=Says.DONE, on__lte=on)
    return bare.select_related("action__body", "milestone")


def lapsed(on: date, exists: Asked) -> "QuerySet[Evidence]":
    """Evidence that has ended, is contested or was taken back."""
    later = EvidenceMark.objects.filter(evidence=OuterRef("evidence"), pk__gt=OuterRef("pk"))
    marked = EvidenceMark.objects.exclude(kind=MarkKind.UPHELD).filter(~Exists(later))
    found = Evidence.objects.filter(Q(valid_until__lt=on) | Q(pk__in=marked.values("evidence")))
    return found.select_related("action__body", "commitment", "response__assignment__body")


# So many rows are asked one by one for a page, at most.
FAR, EVERY = 2_000, 1_000_000_000


@dataclass(frozen=True)
class Finder:
    """How one kind is found and in which order its list runs; what two indexes find without an EXISTS is not walked."""

    find: Callable[[date, Asked], QuerySet[Any]]
    keys: tuple[str, ...]
    newest: bool = False
    walked: bool = True

    def page(self, on: date, after: str = "") -> queries.Listed:
        """One page of the list: row by row along its index, as long as that fills the page soon.

        Where nearly everything is settled, the walk would pass over most of the table: then all rows are asked at once.
        SQLite knows no other way than row by row.
        """
        among, near = self.find(on, not_asked), self.find(on, OneByOne)
        if not self.walked or connection.vendor == "sqlite":
            return queries.page(near, self.keys, after, newest=self.newest)
        edge = queries.ahead(among, self.keys, after, FAR, newest=self.newest)
        if edge:
            before = TupleGreaterThan if self.newest else TupleLessThan
            near = near.filter(before(tuple(F(key) for key in self.keys), tuple(edge)))
        listed = queries.page(near, self.keys, after, newest=self.newest)
        if listed.after or not edge:
            return listed
        # With a limit that is none, PostgreSQL works the inner question for all of its rows, not for the first of them.
        whole = self.counted(on).values("pk")[:EVERY]
        return queries.page(among.filter(pk__in=whole), self.keys, after, newest=self.newest)

    def counted(self, on: date) -> QuerySet[Any]:
        """All of them, to be read whole."""
        return self.find(on, Exists).order_by()


FINDERS: dict[FindingKind, Finder] = {
    FindingKind.SILENCE: Finder(silence, ("answer_due_on", "id")),
    FindingKind.NO_OWNER: Finder(no_owner, ("rank", "id")),
    FindingKind.NO_ACTION: Finder(no_action, ("on", "id")),
    FindingKind.OVERDUE_STEP: Finder(overdue_step, ("due_on", "id")),
    FindingKind.OVERDUE_ACTION: Finder(overdue_action, ("due_on", "id")),
    FindingKind.UNPROVED: Finder(unproved, ("on", "id")),
    FindingKind.LAPSED: Finder(lapsed, ("valid_from", "id"), walked=False),
    FindingKind.NO_COMMITMENT: Finder(no_commitment, ("listed_on", "id"), newest=True),
}


def counts(on: date) -> dict[FindingKind, int]:
    """How many there are of each kind, in one question."""
    first, *others = [
        finder.counted(on).annotate(finding=Value(kind.value)).values("finding").annotate(n=Count("pk"))
        for kind, finder in FINDERS.items()
    ]
    counted = {row["finding"]: row["n"] for row in first.union(*others, all=True)}
    return {kind: counted.get(kind.value, 0) for kind in FINDERS}


def silent_bodies(on: date, limit: int = 10) -> list[tuple[str, int]]:
    """The bodies that owe most answers, by code."""
    owed = Assignment.objects.silent(on).order_by().values("body").annotate(number=Count("pk"))
    return [(row["body"], row["number"]) for row in owed.order_by("-number", F("body"))[:limit]]
