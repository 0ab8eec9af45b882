"""The delivery room."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "indimaj.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Hang the room's part onto the page of a commitment, and where each stands onto lists."""
        from indimaj.commitments import panels

        from . import panel

        panels.register(panel.of_commitments)
        panels.register_tags(panel.tags)
