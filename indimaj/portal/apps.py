"""The portal room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "indimaj.portal"
    label = "portal"

    def ready(self) -> None:
        """Answer for the services and programmes that carry commitments out: the portal alone sees both sides of it."""
        from indimaj.delivery import carriers as known
        from indimaj.delivery.enums import CarrierKind
        from indimaj.programmes.panels import of_a_course
        from indimaj.services.panels import of_a_service

        from . import carriers

        known.register(CarrierKind.SERVICE, carriers.services)
        known.register(CarrierKind.PROGRAMME, carriers.programmes)
        of_a_service.register(carriers.of_service)
        of_a_course.register(carriers.of_course)
