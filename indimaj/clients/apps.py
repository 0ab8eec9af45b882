"""The clients room."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "indimaj.clients"
    label = "clients"

    def ready(self) -> None:
        """Papers go with the person who is erased."""
        from . import actions, blocks

        blocks.on_erasure(actions.forget_papers)
