"""The consultations room."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "indimaj.consultations"
    label = "consultations"

    def ready(self) -> None:
        """Hang the room's part onto the page of a commitment."""
        from indimaj.commitments import panels

        from . import panel

        panels.register(panel.of_commitments)
