"""The policy of this house, and the campaign that is open for a new application."""

from datetime import date

from django.conf import settings

from indimaj import law, policies


def pack() -> law.Pack:
    """The policy that this house runs."""
    return policies.load(settings.POLICY)


def open_campaign(day: date) -> str | None:
    """The campaign in which an application may be lodged on a day."""
    found = pack().campaign_for(day)
    if found is None and settings.DEMO:
        return kept_open(day)
    return found


def kept_open(day: date) -> str | None:
    """The campaign that the demonstration keeps open after its last day, so that a visitor can try it."""
    begun = [campaign for campaign in pack().campaigns.values() if campaign.opens <= day]
    return max(begun, key=lambda campaign: campaign.opens).code if begun else None


def without_papers(campaign: str) -> frozenset[str]:
    """The facts for which a campaign asks nobody for a paper."""
    return frozenset(pack().campaigns[campaign].settings.get("no_papers_asked_for", ()))
