"""The proofs room."""

from django.apps import AppConfig


class ProofsConfig(AppConfig):
    name = "indimaj.proofs"
    label = "proofs"
