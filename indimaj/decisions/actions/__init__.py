"""Verbs of the decisions room; the only writer of its tables."""

from .decide import decide, give_notice
from .office import make_paper
from .opinions import Verdict, adjourn, give_opinion, record_voices, speak
from .sittings import Member, call_sitting, close_sitting, open_sitting

__all__ = [
    "Member",
    "Verdict",
    "adjourn",
    "call_sitting",
    "close_sitting",
    "decide",
    "give_notice",
    "give_opinion",
    "make_paper",
    "open_sitting",
    "record_voices",
    "speak",
]
