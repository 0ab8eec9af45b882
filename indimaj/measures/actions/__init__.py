"""The verbs of the room: define, freeze, publish, correct, let restricted cells go."""

from .catalogue import load_catalogue
from .freeze import NotOver, ask, begin, count, digest_of
from .monthly import freeze_ended
from .publish import (
    Again,
    Differs,
    NothingToCorrect,
    again,
    correct,
    let_restricted_cells_go,
    publish,
    publish_counted,
)

__all__ = [
    "Again",
    "Differs",
    "NotOver",
    "NothingToCorrect",
    "again",
    "ask",
    "begin",
    "correct",
    "count",
    "digest_of",
    "freeze_ended",
    "let_restricted_cells_go",
    "load_catalogue",
    "publish",
    "publish_counted",
]
