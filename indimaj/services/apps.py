"""The services room."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "indimaj.services"
    label = "services"
