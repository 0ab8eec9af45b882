"""Who acts, the row held for one change, and the lines of the ledger."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from indimaj.directory.models import Staff
from indimaj.directory.permissions import Answer, NotAllowed, Refused, ensure
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind, Compartment

from ..models import Course, Enrolment, Livelihood
from .errors import Stale

SETUP, OWN_PAGE = "setup", "own_page"
NOT_THEIRS = Refused("not_theirs", "")


def staff_of(by: Actor) -> Staff | None:
    """The member of staff who acts; None for the person and the platform."""
    return Staff.objects.get(pk=by.id) if by.kind == ActorKind.STAFF else None


def purpose_of(by: Actor, may: Callable[..., Answer], thing: Any, person: UUID | None = None) -> str:
    """Ask the permission of whoever acts: staff by their post, the person for themself, the installation by none."""
    if by.kind == ActorKind.STAFF:
        return ensure(may(Staff.objects.get(pk=by.id), thing)).purpose
    if by.kind == ActorKind.PERSON:
        if person is None or by.id != str(person):
            raise NotAllowed(NOT_THEIRS)
        return OWN_PAGE
    return SETUP


def hold_course(course_id: UUID, version: int | None = None) -> Course:
    """The course, locked until the transaction ends: whoever changes its participants waits here."""
    current = (
        Course.objects.select_for_update(of=("self",)).select_related("programme", "body").get(pk=course_id)
    )
    if version is not None and current.version != version:
        raise Stale
    return current


def hold_enrolment(enrolment: Enrolment, version: int | None = None) -> Enrolment:
    """The participant, behind the lock of the course."""
    course = hold_course(enrolment.course_id)
    current = Enrolment.objects.select_related("client").get(pk=enrolment.pk)
    current.course = course
    if version is not None and current.version != version:
        raise Stale
    return current


def hold_livelihood(livelihood: Livelihood, version: int | None = None) -> Livelihood:
    """The livelihood, locked."""
    found = Livelihood.objects.select_for_update(of=("self",)).select_related("client", "body")
    current = found.get(pk=livelihood.pk)
    if version is not None and current.version != version:
        raise Stale
    return current


def line(verb: str, subject: UUID, by: Actor, at: datetime, purpose: str, **detail: Any) -> Line:
    """A line on a course's own chain, or on that of the person whom it is about."""
    return Line(Compartment.SERVICE, subject, verb, by, at, purpose, detail)


def about(enrolment: Enrolment) -> UUID:
    """Whose chain speaks of a participant: the person's; the course's for a guest."""
    return enrolment.client_id or enrolment.course_id
