"""The set form of sittings, decisions and notices: in chunks, resumable, each thing once in a run.

Rows come from the functions of the single form, and the same questions are asked of the same people; a test shows
that both leave equal rows. A load sends nobody a message.
"""

from ..rows import DecisionRow, ItemRow, NoticeRow, SittingRow
from .decisions import decide_many
from .notices import give_notice_many
from .sittings import hold_sittings_many

__all__ = [
    "DecisionRow",
    "ItemRow",
    "NoticeRow",
    "SittingRow",
    "decide_many",
    "give_notice_many",
    "hold_sittings_many",
]
