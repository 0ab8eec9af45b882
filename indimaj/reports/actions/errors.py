"""What an action refuses to do, by name."""

from ..contract import Gap


class Stale(Exception):
    """Somebody else changed this meanwhile: nothing was overwritten."""


class Incomplete(Exception):
    """The edition lacks something; `gaps` names each place."""

    def __init__(self, gaps: list[Gap]) -> None:
        super().__init__(f"{len(gaps)} places of the edition are not fit to be printed.")
        self.gaps = gaps


class NoDialogue(ValueError):
    """The edition names no event whose dialogue a reply could enter."""


class NoWords(ValueError):
    """A reply holds no words."""
