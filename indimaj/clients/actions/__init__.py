"""The only writer of the room, by noun."""

from .access import change_pin, open_with_code, replace_code
from .consent import give_consent, withdraw_consent
from .family import end_guardian, name_guardian
from .lines import line
from .papers import arrived, forget_papers, hand_in, see_arrival, take_paper_back
from .register import correct_client, register_client
from .rights import answer_objection, ask_erasure, decide_erasure, hand_fact, object_to, take_back_erasure
from .support import add_note, end_support, hand_over

__all__ = [
    "add_note",
    "answer_objection",
    "arrived",
    "ask_erasure",
    "change_pin",
    "correct_client",
    "decide_erasure",
    "end_guardian",
    "end_support",
    "forget_papers",
    "give_consent",
    "hand_fact",
    "hand_in",
    "hand_over",
    "line",
    "name_guardian",
    "object_to",
    "open_with_code",
    "register_client",
    "replace_code",
    "see_arrival",
    "take_back_erasure",
    "take_paper_back",
    "withdraw_consent",
]
