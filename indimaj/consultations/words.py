"""How the things of the room are said on pages."""

from datetime import date
from typing import Any

from .enums import Standing, State
from .models import Round

TONES = {
    Standing.OPEN: "green",
    Standing.OWED: "amber",
    Standing.OVERDUE: "red",
    Standing.ANSWERED: "blue",
}
STATE_TONES = {State.DRAFT: "grey", State.OPEN: "green", State.CLOSED: "amber", State.ANSWERED: "blue"}


def card(one: Round, today: date) -> dict[str, Any]:
    """A round in a list: its words, where it stands, and how many days an answer is late."""
    standing = one.standing(today)
    return {
        "round": one,
        "standing": standing.label,
        "tone": TONES[standing],
        "is_open": standing == Standing.OPEN,
        "is_answered": standing == Standing.ANSWERED,
        "late": max((today - one.owed.due_on).days, 0) if standing == Standing.OVERDUE else 0,
    }
