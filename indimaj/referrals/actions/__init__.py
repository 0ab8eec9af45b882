"""The only writer of the room, by noun."""

from .access import answer_access, report_access
from .children import record_step
from .delivery import hand_over_delivery, miss_delivery, prepare_delivery
from .following import follow
from .grievances import move_grievance, send_grievance
from .links import make_answer_link
from .locking import NotDelivered, Stale
from .many import Moved, Sent, send_many
from .needs import close_need, empty_words, record_need
from .rows import Answer, Shared
from .send import remind_and_expire, send_referral, send_with_yes, words_of_consent
from .steps import answer_referral, let_rest, mark_seen, withdraw_referral

__all__ = [
    "Answer",
    "Moved",
    "NotDelivered",
    "Sent",
    "Shared",
    "Stale",
    "answer_access",
    "answer_referral",
    "close_need",
    "empty_words",
    "follow",
    "hand_over_delivery",
    "let_rest",
    "make_answer_link",
    "mark_seen",
    "miss_delivery",
    "move_grievance",
    "prepare_delivery",
    "record_need",
    "record_step",
    "remind_and_expire",
    "report_access",
    "send_grievance",
    "send_many",
    "send_referral",
    "send_with_yes",
    "withdraw_referral",
    "words_of_consent",
]
