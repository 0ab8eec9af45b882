"""What an action refuses to do, by name."""


class Stale(Exception):
    """Somebody else changed this meanwhile: nothing was overwritten."""


class KeyTaken(ValueError):
    """Another one already has this short name in its address."""


class NotInText(ValueError):
    """These words, or these offsets, are not in the text of the version."""


class NothingChanged(ValueError):
    """The repaired text is the text that was there."""


class WrongThread(ValueError):
    """A reply belongs to a thread of its own event; so do session and participation."""
