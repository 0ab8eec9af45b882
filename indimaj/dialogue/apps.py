"""The dialogue room."""

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "indimaj.dialogue"
    label = "dialogue"
