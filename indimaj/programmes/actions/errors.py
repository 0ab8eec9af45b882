"""What an action refuses to do, by name."""


class Stale(Exception):
    """Somebody else changed this meanwhile: nothing was overwritten."""


class CourseClosed(Exception):
    """The course takes no applications any more."""


class ReasonMissing(ValueError):
    """Leaving, refusing and stopping have a coded reason."""


class NotADay(ValueError):
    """The course does not meet on this day, or the day has not come."""


class ConsentMissing(ValueError):
    """The person has not said that they may be asked later."""
