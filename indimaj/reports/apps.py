"""The reports room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "indimaj.reports"
    label = "reports"
