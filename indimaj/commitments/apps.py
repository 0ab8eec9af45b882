"""The commitments room."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "indimaj.commitments"
    label = "commitments"
