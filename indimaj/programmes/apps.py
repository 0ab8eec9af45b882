"""The programmes room."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "indimaj.programmes"
    label = "programmes"
