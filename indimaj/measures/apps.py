"""The measures room."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "indimaj.measures"
    label = "measures"
