"""What time it is for the portal: asked in one place, so that a house with another clock changes one line."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This instant."""
    return timezone.now()


def today() -> date:
    """The day in Morocco."""
    return timezone.localdate(now())
