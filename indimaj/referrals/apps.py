"""The referrals room."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "indimaj.referrals"
    label = "referrals"
