"""The recognition room."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "indimaj.recognition"
    label = "recognition"
