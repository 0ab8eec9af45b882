"""The time, asked in one place. The demonstration lives in February 2015, when the campaign's files were all in."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This instant; in the demonstration, so many days back."""
    return timezone.now() - timedelta(days=settings.DEMO_DAYS_BACK)


def today() -> date:
    """This day in Morocco."""
    return timezone.localdate(now())
