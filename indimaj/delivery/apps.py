"""The delivery room."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "indimaj.delivery"
    label = "delivery"
