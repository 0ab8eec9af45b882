"""The only writer of the room."""

from .confirming import change_proposals, decide, undo
from .errors import CodeTaken, KeyTaken, NothingFound, NotOurLanguage, Stale, ToItself
from .importing import open_import
from .marking import attach, mark
from .recording import change, record, record_many, restore, withdraw
from .relating import gather, leave_cluster, relate, unrelate

__all__ = [
    "CodeTaken",
    "KeyTaken",
    "NotOurLanguage",
    "NothingFound",
    "Stale",
    "ToItself",
    "attach",
    "change",
    "change_proposals",
    "decide",
    "gather",
    "leave_cluster",
    "mark",
    "open_import",
    "record",
    "record_many",
    "relate",
    "restore",
    "undo",
    "unrelate",
    "withdraw",
]
