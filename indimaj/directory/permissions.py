"""The answer to "may this person do this?": allowed, or the reason why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Allowed:
    """Yes. `purpose` is what the ledger writes beside the act."""

    purpose: str = ""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Refused:
    """No, with a code for tests and a sentence for the reader (translated, lazy)."""

    code: str
    reason: object
    detail: Mapping[str, object] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return False


Answer = Allowed | Refused


class NotAllowed(PermissionDenied):
    """Raised by an action that was asked without being allowed; carries the Refused answer."""

    def __init__(self, answer: Refused) -> None:
        super().__init__(str(answer.reason))
        self.answer = answer


def ensure(answer: Answer) -> Allowed:
    """Go on when allowed; raise NotAllowed with the reason otherwise."""
    if isinstance(answer, Refused):
        raise NotAllowed(answer)
    return answer
