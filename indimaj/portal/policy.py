"""The policy of this house, and the campaign that is open for a new application."""

from datetime import date

from django.conf import settings

from indimaj import law, policies


def pack() -> law.Pack:
    """The policy that this house runs."""
    return policies.load(settings.POLICY)


def open_campaign(day: date) -> str | None:
    """The campaign in which an application may be lodged on a day."""
    return pack().campaign_for(day)
