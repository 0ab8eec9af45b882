"""The set form: many answers to one round. It leaves the rows that the single acts leave, and a line for each answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from indimaj.directory.permissions import Answer, ensure
from indimaj.ledger import actions as ledger
from indimaj.ports import tables

from ..models import Invitation, Round, Statement, Voice, Vote
from ..permissions import CONSULTATION, may_vote_by_link, may_vote_openly
from . import rows
from .who import INVITED_VOICE, OPEN_VOICE, hold, line


@dataclass(frozen=True)
class Ballot:
    """All that one participant says, by statement; with an invitation, or with the digest of a browser."""

    said: Mapping[Statement, rows.Said]
    at: datetime
    invitation: Invitation | None = None
    browser: str = ""


@transaction.atomic
def vote_many(*, one: Round, ballots: Iterable[Ballot]) -> int:
    """Answers of people who have not answered yet, in one go; returns how many answers were written."""
    current = hold(one)
    voices: list[Voice] = []
    votes: list[Vote] = []
    lines = []
    answered: list[Invitation] = []
    for ballot in ballots:
        ensure(_may(current, ballot))
        voice = (
            rows.invited_voice(ballot.invitation)
            if ballot.invitation
            else rows.open_voice(current, ballot.browser)
        )
        voices.append(voice)
        if ballot.invitation:
            ballot.invitation.has_answered = True
            answered.append(ballot.invitation)
        by = INVITED_VOICE if ballot.invitation else OPEN_VOICE
        for statement, said in ballot.said.items():
            vote = Vote(voice=voice, statement=statement)
            rows.fill(vote, said, timezone.localdate(ballot.at))
            votes.append(vote)
            lines.append(
                line("vote_given", current, by, ballot.at, CONSULTATION, statement=str(statement.pk))
            )
    tables.insert(voices)
    tables.insert(votes)
    tables.update(answered, "has_answered")
    ledger.record_many(sorted(lines, key=lambda each: each.at))
    return len(votes)


def _may(one: Round, ballot: Ballot) -> Answer:
    on = timezone.localdate(ballot.at)
    if ballot.invitation is None:
        return may_vote_openly(one, on)
    ballot.invitation.round = one
    return may_vote_by_link(ballot.invitation, on)
