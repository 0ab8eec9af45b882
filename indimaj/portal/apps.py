"""The portal room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "indimaj.portal"
    label = "portal"
