"""What time it is for the portal: asked in one place, so that a house with another clock changes one line."""

from datetime import date, datetime

from indimaj.ports import clock


def now() -> datetime:
    """This instant."""
    return clock.now()


def today() -> date:
    """The day in Morocco."""
    return clock.today()
