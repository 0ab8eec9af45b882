"""What an answer changes in a row, in memory: the single and the set form both go through here."""

from dataclasses import dataclass
from datetime import date

from ..enums import Channel
from ..models import Invitation, Round, Voice, Vote


@dataclass(frozen=True)
class Said:
    """What somebody says, why, and in which language they wrote it."""

    choice: str
    reason: str = ""
    language: str = ""


def invited_voice(invitation: Invitation) -> Voice:
    """The voice of a participant: it keeps the kind for which they speak, and not their name."""
    return Voice(
        round_id=invitation.round_id, channel=Channel.INVITED, kind=invitation.kind, invitation=invitation
    )


def open_voice(one: Round, browser: str) -> Voice:
    """The voice of a browser."""
    return Voice(round=one, channel=Channel.OPEN, browser=browser)


def fill(vote: Vote, said: Said, on: date) -> None:
    """Put what was said into its row."""
    vote.choice, vote.reason, vote.given_on = said.choice, said.reason, on
    vote.language = said.language if said.reason else ""
