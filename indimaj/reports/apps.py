"""The reports room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "indimaj.reports"
    label = "reports"

    def ready(self) -> None:
        """Say on the pages of commitments and figures which editions print them."""
        from indimaj.commitments import panels as of_commitments
        from indimaj.measures.panels import of_a_figure

        from . import beside

        of_commitments.register(beside.of_commitments)
        of_a_figure.register(beside.of_figure)
