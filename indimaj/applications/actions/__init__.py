"""The verbs of the room: the only code that writes applications."""

from .letters import tell
from .locking import Stale
from .moves import advance

__all__ = ["Stale", "advance", "tell"]
