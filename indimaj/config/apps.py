"""The config room."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "indimaj.config"
    label = "config"
