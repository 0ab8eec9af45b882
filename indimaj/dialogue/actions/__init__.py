"""The only writer of the room."""

from .contributions import contribute
from .documents import add_document, add_version, change_document, repair, show_document
from .errors import KeyTaken, NothingChanged, NotInText, Stale, WrongThread
from .events import add_account, add_participation, add_session, change_event, make_event, show_event
from .passages import mark_passage, mark_passages, place_passage

__all__ = [
    "KeyTaken",
    "NotInText",
    "NothingChanged",
    "Stale",
    "WrongThread",
    "add_account",
    "add_document",
    "add_participation",
    "add_session",
    "add_version",
    "change_document",
    "change_event",
    "contribute",
    "make_event",
    "mark_passage",
    "mark_passages",
    "place_passage",
    "repair",
    "show_document",
    "show_event",
]
