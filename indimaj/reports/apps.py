"""The reports room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "indimaj.reports"
    label = "reports"

    def ready(self) -> None:
        """Say on the pages of commitments and figures which editions print them."""
        from indimaj.commitments import panels as of_commitments
        from indimaj.measures import panels as of_figures

        from . import beside

        of_commitments.register(beside.of_commitments)
        of_figures.register(beside.of_figure)
