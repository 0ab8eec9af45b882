"""The letters room."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "indimaj.letters"
    label = "letters"
