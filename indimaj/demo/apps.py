"""The demo room."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "indimaj.demo"
    label = "demo"
