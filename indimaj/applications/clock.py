"""The moment at which a page of this room acts: the one place where its views look at the time."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment."""
    return timezone.now()


def today() -> date:
    """This day in Morocco."""
    return timezone.localdate(now())
