"""The design room."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "indimaj.design"
    label = "design"
