"""The texts room."""

from django.apps import AppConfig


class TextsConfig(AppConfig):
    name = "indimaj.texts"
    label = "texts"
