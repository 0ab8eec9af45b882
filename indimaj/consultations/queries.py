"""Reads of the room: what the public reads, what the desk reads, what a participant has said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from indimaj.commitments.models import Commitment
from indimaj.commitments.reading.folding import fold
from indimaj.directory.enums import BodyKind
from indimaj.directory.models import Body, Staff
from indimaj.ports import united

from .enums import Changed, Standing, State
from .models import Change, Invitation, OwedAnswer, Round, Statement, Voice, Vote
from .querysets import RoundQuerySet

PAGE = 20
FIRST = 6
LAST_PAGE = 5000
ASKING = (BodyKind.MINISTRY, BodyKind.PUBLIC_AGENCY, BodyKind.LOCAL_AUTHORITY, BodyKind.INTERNATIONAL)


@dataclass(frozen=True)
class Listed:
    """One page of a list, and whether there is another one."""

    rows: list[Any]
    more: bool


def page_of(found: QuerySet[Any], number: int, size: int = PAGE) -> Listed:
    """One numbered page of a list; the first is 1."""
    start = (number - 1) * size
    rows = list(found[start : start + size + 1])
    return Listed(rows[:size], len(rows) > size)


def page_number(text: str) -> int:
    """The page that an address asks for; the first where it asks for none that makes sense."""
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _counted(found: RoundQuerySet) -> RoundQuerySet:
    """Rounds with `asked`: how many statements they have."""
    asked = Statement.objects.filter(round=OuterRef("pk")).order_by().values("round")
    number = asked.annotate(number=Count("pk")).values("number")
    return cast(
        RoundQuerySet, found.select_related("body", "owed").annotate(asked=Coalesce(Subquery(number), 0))
    )


def public_list(standing: Standing, on: date) -> QuerySet[Round]:
    """The rounds that everybody may read, by where they stand; what has waited longest or closes first is first."""
    found = _counted(Round.objects.published())
    if standing == Standing.OPEN:
        return found.open_on(on).order_by("closes_on", "id")
    if standing == Standing.ANSWERED:
        return found.answered().order_by("-owed__answered_on", "-id")
    owed = found.owed_on(on) if standing == Standing.OWED else found.overdue_on(on)
    return owed.order_by("owed__due_on", "id")


def all_public() -> QuerySet[Round]:
    """All rounds that everybody may read, in the order in which they opened."""
    return _counted(Round.objects.published()).order_by("opened_on", "id")


def public_round(key: str) -> Round | None:
    """A published round with its answer and what changed."""
    found = Round.objects.published().select_related("body", "owed")
    return (
        found.prefetch_related(Prefetch("owed__changes", Change.objects.order_by("kind", "key")))
        .filter(key=key)
        .first()
    )


def statements_of(one: Round) -> list[Statement]:
    """The statements of a round in their order, with the commitment that each comes from."""
    return list(one.statements.select_related("commitment").order_by("order"))


def desk_list(staff: Staff) -> QuerySet[Round]:
    """The desk's rounds, the latest first."""
    return _counted(Round.objects.visible_to(staff)).order_by("-made_at", "-id")


def desk_round(staff: Staff, pk: UUID) -> Round | None:
    """A round of the desk."""
    return Round.objects.visible_to(staff).select_related("body", "owed").filter(pk=pk).first()


def invitations_of(one: Round) -> QuerySet[Invitation]:
    """The links of a round, by kind."""
    return one.invitations.order_by("kind", "id")


def invitation_of(digest: str) -> Invitation | None:
    """The invitation of a link."""
    return Invitation.objects.select_related("round__body", "round__owed").filter(digest=digest).first()


def said_by(voice: Voice | None) -> dict[UUID, Vote]:
    """What a voice has said so far, by statement."""
    return {vote.statement_id: vote for vote in voice.votes.all()} if voice else {}


def open_voice(one: Round, browser: str) -> Voice | None:
    """The voice of a browser in a round."""
    return Voice.objects.filter(round=one, browser=browser).first() if browser else None


def invited_voice(invitation: Invitation) -> Voice | None:
    """The voice of an invitation, as long as the round is open."""
    return Voice.objects.filter(invitation=invitation).first()


def reasons_of(one: Round) -> QuerySet[Vote]:
    """The reasons that were given, by statement; for whoever prepares the answer."""
    found = Vote.objects.filter(statement__round=one).exclude(reason="")
    return found.select_related("voice", "statement").order_by("statement__order", "id")


def bodies_that_ask() -> list[Body]:
    """The institutions that may put a round to people, and owe the answer."""
    return sorted(Body.objects.filter(kind__in=ASKING), key=str)


@dataclass(frozen=True)
class Put:
    """A published round that puts a commitment to people, at which place; at none where the round changed it."""

    commitment: UUID
    round: Round
    order: int = 0


def rounds_of(commitments: Mapping[UUID, str]) -> list[Put]:
    """The published rounds about commitments, each key by its id: those that ask, then those that changed one."""
    asking = Statement.objects.filter(commitment__in=list(commitments)).exclude(round__state=State.DRAFT)
    changing = Change.objects.filter(kind=Changed.COMMITMENT, key__in=list(commitments.values()))
    both = asking.values("round").union(changing.values("answer"), all=True)
    read = united.fetch(
        {
            "asking": asking,
            "changing": changing,
            "rounds": Round.objects.filter(pk__in=both),
            "owed": OwedAnswer.objects.filter(pk__in=both),
        }
    )
    rounds = {one.pk: one for one in read["rounds"]}
    for owed in read["owed"]:
        owed.round = rounds[owed.round_id]
    ids = {key: pk for pk, key in commitments.items()}
    asked = [Put(one.commitment_id, rounds[one.round_id], one.order) for one in read["asking"]]
    changed = [Put(ids[one.key], rounds[one.answer_id]) for one in read["changing"]]
    newest = sorted([*asked, *changed], key=lambda put: put.round.opened_on or date.min, reverse=True)
    return sorted(newest, key=lambda put: not put.order)


def commitments_to_put(one: Round, asked: str) -> QuerySet[Commitment]:
    """Commitments that are not in a round yet, in their public order; those with a word in them where one is asked."""
    found = Commitment.objects.standing().exclude(
        pk__in=one.statements.exclude(commitment=None).values("commitment")
    )
    if asked:
        found = found.filter(folded__contains=fold(asked))
    return found.order_by("rank")
