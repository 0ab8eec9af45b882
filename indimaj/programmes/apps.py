"""The programmes room."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "indimaj.programmes"
    label = "programmes"

    def ready(self) -> None:
        """Hang the room's part onto the page of a person."""
        from indimaj.clients import blocks

        from . import actions, page, words

        blocks.register(page.block)
        blocks.name_verbs(words.VERBS)
        blocks.on_erasure(actions.forget)
