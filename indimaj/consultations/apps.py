"""The consultations room."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "indimaj.consultations"
    label = "consultations"
