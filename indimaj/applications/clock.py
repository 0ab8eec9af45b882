"""The moment at which a page of this room acts: the one place where its views look at the time."""

from datetime import date, datetime

from indimaj.ports import clock


def now() -> datetime:
    """This moment."""
    return clock.now()


def today() -> date:
    """This day in Morocco."""
    return clock.today()
