"""What reading finds, and which reader reads which style."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..enums import CommitmentKind, Position, Style
from .sponsors import Sponsor

__all__ = ["Finding", "Sponsor", "Style", "read"]


@dataclass(frozen=True)
class Finding:
    """A sentence that asks or promises: its offsets in the text, and its words without furniture of the page."""

    start: int
    end: int
    text: str
    code: str = ""
    sponsors: tuple[Sponsor, ...] = field(default=())
    position: Position | None = None
    kind: CommitmentKind | None = None


def read(text: str, style: Style | str, language: str) -> list[Finding]:
    """Everything that a text asks and promises, in its order."""
    from . import lists, plain, un_review

    readers: dict[str, Callable[[str, str], list[Finding]]] = {
        Style.UN_REVIEW: un_review.read,
        Style.NUMBERED: lists.read,
        Style.PLAIN: plain.read,
    }
    return readers[style](text, language)
