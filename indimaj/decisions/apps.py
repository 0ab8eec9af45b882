"""The decisions room."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "indimaj.decisions"
    label = "decisions"
