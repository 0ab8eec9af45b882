"""Sets of the room in the words of the house: who may see which rows."""

from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Q

from indimaj.clients.models import Client
from indimaj.directory.enums import BodyKind, Role
from indimaj.directory.models import Staff
from indimaj.directory.queries import bodies_of

from .enums import DECIDED_STATES, WAITING_STATES, VacancyState

if TYPE_CHECKING:
    from .models import Asset, ConsularRequest, Document, RecognitionRequest, Vacancy  # noqa: F401 -- row types

AT_THE_BODY = (*WAITING_STATES, *DECIDED_STATES)


def _helped(staff: Staff) -> Q:
    return Q(client__in=Client.objects.visible_to(staff).values("pk"))


class AssetQuerySet(models.QuerySet["Asset"]):
    """What people bring."""

    def visible_to(self, staff: Staff) -> "AssetQuerySet":
        """Of the people whom this caseworker's bodies help."""
        return self.filter(_helped(staff))


class RequestQuerySet(models.QuerySet["RecognitionRequest"]):
    """Requests for recognition."""

    def visible_to(self, staff: Staff) -> "RequestQuerySet":
        """Those of people whom one helps, and those sent to one's body."""
        sent = Q(body__in=sorted(bodies_of(staff, Role.ASSESSOR)), state__in=AT_THE_BODY)
        return self.filter(_helped(staff) | sent)

    def at_desk_of(self, staff: Staff) -> "RequestQuerySet":
        """Those sent to the bodies for which somebody decides."""
        return self.filter(body__in=sorted(bodies_of(staff, Role.ASSESSOR)), state__in=AT_THE_BODY)

    def waiting(self) -> "RequestQuerySet":
        """Not yet decided, oldest first."""
        return self.filter(is_open=True).order_by("sent_at", "id")


class DocumentQuerySet(models.QuerySet["Document"]):
    """Papers."""

    def visible_to(self, staff: Staff) -> "DocumentQuerySet":
        """Those of people whom one helps, and those of what was sent to one's body. Consulates have their own door."""
        requests = apps.get_model("recognition", "RecognitionRequest").objects
        sent = requests.at_desk_of(staff)
        return self.filter(_helped(staff) | Q(asset__in=sent.values("asset_id")))


class ConsularQuerySet(models.QuerySet["ConsularRequest"]):
    """Questions to consulates."""

    def visible_to(self, staff: Staff) -> "ConsularQuerySet":
        """Those of people whom one helps."""
        return self.filter(_helped(staff))

    def at_consulate_of(self, staff: Staff) -> "ConsularQuerySet":
        """What somebody's consulate is asked now: while the person's yes stands, and only then."""
        return self.filter(
            body__in=sorted(bodies_of(staff, Role.CONSULATE)),
            body__kind=BodyKind.EMBASSY,
            is_open=True,
            consent__withdrawn_at=None,
            consent__isnull=False,
            client__never_consulate=None,
        )


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    """Vacancies."""

    def open_on(self, day: date) -> "VacancyQuerySet":
        """What everybody may see, the next to close first."""
        return self.filter(state=VacancyState.OPEN, closes_on__gte=day).order_by("closes_on", "id")

    def visible_to(self, staff: Staff) -> "VacancyQuerySet":
        """Those of the employers for which somebody speaks."""
        return self.filter(body__in=sorted(bodies_of(staff, Role.PROVIDER)))
