"""The commitments room."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "indimaj.commitments"
    label = "commitments"

    def ready(self) -> None:
        """Show commitments beside the passages that they come from, and offer to make one of a selection."""
        from indimaj.dialogue import marks

        from . import page

        marks.register(page.marks)
        marks.register_event(page.of_event)
        for action in page.actions():
            marks.register_action(action)
