"""What an action refuses to do, by name."""


class Stale(Exception):
    """Somebody else changed this meanwhile: nothing was overwritten."""


class KeyTaken(ValueError):
    """Another commitment already has this short name in its address."""


class CodeTaken(ValueError):
    """Another commitment of this document already has this code."""


class ToItself(ValueError):
    """A commitment is nothing to itself."""


class NotOurLanguage(ValueError):
    """Texts are kept in Arabic, French and English: a version in another language is not read."""


class NothingFound(ValueError):
    """The version asks and promises nothing that this style of reading sees."""
