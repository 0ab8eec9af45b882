"""The referrals room."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "indimaj.referrals"
    label = "referrals"

    def ready(self) -> None:
        """Hang the room's parts onto the person's page."""
        from . import page

        page.hang()
