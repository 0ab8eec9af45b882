"""The recognition room."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "indimaj.recognition"
    label = "recognition"

    def ready(self) -> None:
        """Hang this room's part onto the caseworker's page of a person."""
        from indimaj.clients import blocks

        from . import actions, page

        blocks.register(page.block)
        blocks.name_verbs(page.VERBS)
        blocks.on_erasure(actions.forget)
