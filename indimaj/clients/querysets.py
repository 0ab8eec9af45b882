"""Sets of clients in the words of the house."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.queries import bodies_of

if TYPE_CHECKING:
    from .models import Client  # noqa: F401 -- names the row of the queryset


class ClientQuerySet(models.QuerySet["Client"]):
    """Clients."""

    def visible_to(self, staff: Staff) -> "ClientQuerySet":
        """The people whom this caseworker's bodies help now; nobody for every other role."""
        bodies = bodies_of(staff, Role.CASEWORKER)
        if not bodies:
            return self.none()
        helped = apps.get_model("clients", "Support").objects.filter(body_id__in=sorted(bodies), is_open=True)
        return self.filter(pk__in=helped.values("client_id"))
