"""The applications room."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "indimaj.applications"
    label = "applications"
