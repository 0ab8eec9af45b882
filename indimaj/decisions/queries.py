"""What pages of the commission and of the authority show."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from indimaj.applications.enums import State
from indimaj.applications.models import Application
from indimaj.applications.querysets import RESTRICTED_ROLES
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Post, Staff
from indimaj.directory.queries import Everywhere, offices_of
from indimaj.letters.models import Letter
from indimaj.ports import clock

from .enums import NoticeChannel, SittingState
from .models import Decision, Notice, Opinion, Sitting, SittingMember
from .office_papers import KINDS, subject_of
from .permissions import NOTICE_ROLES

MOST = 50


def offices_where(staff: Staff, *roles: Role) -> QuerySet[Office]:
    """The offices where somebody holds one of the roles."""
    codes = offices_of(staff, *roles)
    offices = Office.objects.select_related("body").order_by("code")
    return offices if isinstance(codes, Everywhere) else offices.filter(code__in=codes)


def possible_members(offices: list[Office]) -> list[Post]:
    """The posts of commission members at these offices, by name: an account lets a member see the sitting."""
    today = clock.today()
    held = Post.objects.filter(role__in=(Role.MEMBER, Role.SECURITY_MEMBER), held_from__lte=today)
    here = held.filter(Q(office__in=offices) | Q(office=None)).exclude(held_until__lt=today)
    return list(here.select_related("staff").order_by("staff__name")[:200])


def sittings_for(staff: Staff) -> QuerySet[Sitting]:
    """The latest sittings that somebody may see."""
    offices = offices_where(staff, Role.SECRETARY, Role.HEAD, Role.AUTHORITY)
    seats = SittingMember.objects.filter(staff=staff)
    plain = Q(pk__in=seats.filter(for_security=False).values("sitting"))
    security = Q(pk__in=seats.filter(for_security=True).values("sitting"), state=SittingState.OPEN)
    mine = Sitting.objects.filter(Q(office__in=offices) | plain | security)
    counted = mine.select_related("office").annotate(
        files=Count("items", distinct=True), opinions=Count("items__opinion", distinct=True)
    )
    return counted.order_by("-held_on", "-number")[:MOST]


def sitting_called_by(staff: Staff, submission: UUID) -> Sitting | None:
    """The sitting that this very form has called already."""
    return Sitting.objects.filter(called_by=staff, submission=submission).first()


def papers_of(offices: Iterable[Office]) -> list[tuple[Office, Letter]]:
    """The latest papers that the offices made for themselves, newest first."""
    by_subject = {subject_of(office): office for office in offices}
    made = Letter.objects.filter(subject__in=by_subject, kind__in=KINDS).defer("data")
    return [(by_subject[letter.subject], letter) for letter in made.order_by("-made_at")[:MOST]]


def ready_for_the_commission(office: Office) -> QuerySet[Application]:
    """Files that wait for a sitting, oldest first."""
    waiting = Application.objects.filter(office=office, state=State.EXAMINED)
    return waiting.select_related("applicant").order_by("submitted_at", "id")


def awaiting_decision(staff: Staff) -> QuerySet[Application]:
    """Files with an opinion, that the authority may decide on, oldest first."""
    offices = offices_where(staff, Role.AUTHORITY)
    waiting = Application.objects.filter(office__in=offices, state=State.OPINION_GIVEN)
    return waiting.select_related("applicant", "office").order_by("submitted_at", "id")


def awaiting_notice(staff: Staff) -> QuerySet[Decision]:
    """Decisions of which the person has had no regular notice."""
    offices = offices_where(staff, *NOTICE_ROLES)
    inside = offices_where(staff, *(one for one in NOTICE_ROLES if one in RESTRICTED_ROLES))
    seen = Q(application__restricted=False) | Q(application__office__in=inside)
    seen |= Q(application__registered_by=staff)
    told = Notice.objects.filter(decision=OuterRef("pk")).exclude(channel=NoticeChannel.ORAL)
    waiting = Decision.objects.filter(seen, ~Exists(told), application__office__in=offices)
    return waiting.select_related("application__applicant", "application__office").order_by(
        "decided_at", "id"
    )


def departures_by_office(staff: Staff) -> list[dict[str, Any]]:
    """How many opinions depart from what the rule proposes, by office: [{office, opinions, departures}]."""
    offices = {
        office.code: office
        for office in offices_where(staff, Role.SECRETARY, Role.HEAD, Role.AUTHORITY, Role.DATA_PROTECTION)
    }
    rows = (
        Opinion.objects.filter(application__office__in=offices)
        .values("application__office")
        .annotate(opinions=Count("id"), departures=Count("id", filter=Q(departs=True)))
        .order_by("-departures", "application__office")
    )
    return [
        {
            "office": offices[row["application__office"]],
            "opinions": row["opinions"],
            "departures": row["departures"],
        }
        for row in rows
    ]
