"""Sets of the room's rows: who may find which."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client, Consent, Support
from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.queries import bodies_of

from .enums import UNANSWERED, AccessState, State, Turn

if TYPE_CHECKING:
    from .models import AccessRefusal, Followed, Grievance, Referral  # noqa: F401 -- name the rows of the querysets


def one_of(codes: set[str], field: str = "body_id") -> Q:
    """The condition that a body is one of those; one alone is compared, so that an index is walked in its order."""
    if len(codes) == 1:
        return Q(**{field: next(iter(codes))})
    return Q(**{f"{field}__in": sorted(codes)})


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Referrals."""

    def visible_to(self, staff: Staff) -> "ReferralQuerySet":
        """Those of the people whom this caseworker's bodies help now; whoever helped before sees them no more."""
        return self.filter(client_id__in=Client.objects.visible_to(staff).values("pk"))

    def mine(self, staff: Staff) -> "ReferralQuerySet":
        """Those of the people whom this caseworker helps now, whoever sent them."""
        bodies = bodies_of(staff, Role.CASEWORKER)
        if not bodies:
            return self.none()
        helped = Support.objects.filter(one_of(bodies), caseworker=staff, is_open=True)
        return self.filter(client_id__in=helped.values("client_id"))

    def to_look_at(self) -> "ReferralQuerySet":
        """What came back, what is silent, what is under way."""
        return self.filter(turn__lt=Turn.NONE)

    def sent_to_bodies_of(self, staff: Staff) -> "ReferralQuerySet":
        """Those sent to the body of a provider, as long as the person says yes to it."""
        bodies = bodies_of(staff, Role.PROVIDER)
        if not bodies:
            return self.none()
        return self.filter(one_of(bodies)).agreed()

    def agreed(self) -> "ReferralQuerySet":
        """Those whose person says yes today to what the service learns."""
        yes = Consent.objects.filter(
            Q(body=None) | Q(body=OuterRef("body")),
            client=OuterRef("client"),
            purpose=ConsentPurpose.REFERRAL,
            withdrawn_at=None,
        )
        return self.filter(Exists(yes))

    def unanswered(self) -> "ReferralQuerySet":
        """Those that wait for the service."""
        return self.filter(state__in=UNANSWERED)

    def on_list(self, service_id: object) -> "ReferralQuerySet":
        """The waiting list of a service in its order: urgency, then the day, then the hour."""
        return self.filter(service=service_id, state=State.WAITING).order_by("urgency", "waiting_at", "id")


class FollowedQuerySet(models.QuerySet["Followed"]):
    """What helping bodies must look at."""

    def of_bodies_of(self, staff: Staff) -> "FollowedQuerySet":
        """For this caseworker's bodies; a person whom two of them help stands there once."""
        bodies = bodies_of(staff, Role.CASEWORKER)
        if not bodies:
            return self.none()
        found = self.filter(one_of(bodies))
        if len(bodies) == 1:
            return found
        before = self.model._default_manager.filter(
            one_of(bodies), referral=OuterRef("referral"), body__lt=OuterRef("body")
        )
        return found.exclude(Exists(before))


class RefusalQuerySet(models.QuerySet["AccessRefusal"]):
    """Refusals of access."""

    def to_answer_by(self, staff: Staff) -> "RefusalQuerySet":
        """Those that a provider's body must answer."""
        bodies = bodies_of(staff, Role.PROVIDER)
        return self.filter(one_of(bodies, "answerer_id")) if bodies else self.none()

    def waiting(self) -> "RefusalQuerySet":
        """Without an answer."""
        return self.filter(state=AccessState.WAITING)

    def late(self, today: date) -> "RefusalQuerySet":
        """Without an answer when it was due; the longest first."""
        return self.waiting().filter(due_on__lt=today).order_by("due_on", "id")


class GrievanceQuerySet(models.QuerySet["Grievance"]):
    """Work grievances."""

    def sent_to_bodies_of(self, staff: Staff) -> "GrievanceQuerySet":
        """Those sent to the body of a provider, or to the association of a caseworker."""
        bodies = bodies_of(staff, Role.PROVIDER, Role.CASEWORKER)
        return self.filter(one_of(bodies)) if bodies else self.none()

    def visible_to(self, staff: Staff) -> "GrievanceQuerySet":
        """Those of the people whom this caseworker's bodies help now."""
        return self.filter(client_id__in=Client.objects.visible_to(staff).values("pk"))
