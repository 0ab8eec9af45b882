"""The clients room."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "indimaj.clients"
    label = "clients"
