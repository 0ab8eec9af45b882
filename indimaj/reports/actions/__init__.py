"""The verbs of the room: the only writers."""

from .dispatches import digest, dispatch_edition, keep_counterpart, receive, reply
from .editions import ask_to_freeze, change_edition, check, draft_edition, freeze
from .errors import Incomplete, NoDialogue, NoWords, Stale

__all__ = [
    "Incomplete",
    "NoDialogue",
    "NoWords",
    "Stale",
    "ask_to_freeze",
    "change_edition",
    "check",
    "digest",
    "dispatch_edition",
    "draft_edition",
    "freeze",
    "keep_counterpart",
    "receive",
    "reply",
]
