"""The delivery room."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "indimaj.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Hang the room's part onto the pages of a commitment and of a figure, and where each stands onto lists."""
        from indimaj.commitments import panels
        from indimaj.measures.panels import of_a_figure

        from . import beside, panel

        panels.register(panel.of_commitments)
        panels.register_tags(panel.tags)
        of_a_figure.register(beside.of_figure)
