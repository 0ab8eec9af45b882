"""The only writer of the room, by noun."""

from .answers import Given, Link, answer_round
from .invitations import Made, digest, invite, withdraw_invitation
from .many import Ballot, vote_many
from .reminding import remind_owed
from .rounds import Draft, change_round, close_due, close_round, draft_round, open_round
from .rows import Said
from .statements import add_commitments, add_statement, change_statement, remove_statement
from .votes import browser_digest, vote_by_link, vote_openly
from .who import Stale

__all__ = [
    "Ballot",
    "Draft",
    "Given",
    "Link",
    "Made",
    "Said",
    "Stale",
    "add_commitments",
    "add_statement",
    "answer_round",
    "browser_digest",
    "change_round",
    "change_statement",
    "close_due",
    "close_round",
    "digest",
    "draft_round",
    "invite",
    "open_round",
    "remind_owed",
    "remove_statement",
    "vote_by_link",
    "vote_many",
    "vote_openly",
    "withdraw_invitation",
]
