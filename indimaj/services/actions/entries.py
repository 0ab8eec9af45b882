"""One entry: saved, confirmed, its places counted, closed and reopened; by its body or by the owner's link."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import Answer, NotAllowed, Refused, ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind

from ..enums import CheckedBy, Status
from ..models import Organization, OwnerLink, Service
from ..permissions import (
    may_add_service,
    may_close_service,
    may_edit_service,
    may_keep_by_link,
    may_reopen_service,
)
from . import index, rows

SETUP = "setup"


class Stale(Exception):
    """Somebody else changed the entry after this page was drawn."""

    def __init__(self, service: Service) -> None:
        super().__init__(str(service.pk))
        self.service = service


@transaction.atomic
def save_service(
    *,
    values: Mapping[str, Any],
    by: Actor,
    at: datetime,
    service: Service | None = None,
    body: Body | None = None,
    where: Sequence[Mapping[str, Any]] | None = None,
    version: int | None = None,
    link: OwnerLink | None = None,
    submission: UUID | None = None,
) -> Service:
    """Make an entry for a body, or correct one; whoever saves it has checked it.

    `where` is the columns of its locations; None leaves them. The same submission twice makes one entry. Raises
    NotAllowed, and Stale when `version` is no longer the entry's.
    """
    if service is None:
        if there := Service.objects.filter(submission=submission or UUID(int=0)).first():
            return there
        assert body is not None
        purpose = _purpose(by, may_add_service, body)
        current = Service(created_at=at, submission=submission, body=body, organization=_organization(body))
        verb = "service_added"
    else:
        current = _held(service, version)
        purpose = _purpose(by, may_edit_service, current, link=link, at=at)
        verb = "service_saved"
    before = {name: getattr(current, name) for name in rows.COLUMNS}
    rows.set_columns(current, values)
    rows.checked(current, timezone.localdate(at), _who(by), _staff_id(by))
    if current.capacity_available != before["capacity_available"]:
        current.capacity_updated = timezone.localdate(at)
    current.version += 1
    made = rows.locations(current, where) if where is not None else None
    current.save()
    if made is not None:
        current.locations.all().delete()
        for location in made:
            location.save()
    index.write_again([current], rows.Gazetteer())
    changed = sorted(name for name in rows.COLUMNS if getattr(current, name) != before[name])
    _write(verb, current, by, at, purpose, changed=[name for name in changed if name != "checked_on"])
    return current


@transaction.atomic
def confirm_unchanged(
    *, service: Service, by: Actor, at: datetime, version: int | None = None, link: OwnerLink | None = None
) -> Service:
    """Say that the entry is right as it stands."""
    current = _held(service, version)
    purpose = _purpose(by, may_edit_service, current, link=link, at=at)
    rows.checked(current, timezone.localdate(at), _who(by), _staff_id(by))
    return _saved(current, "service_confirmed", by, at, purpose)


@transaction.atomic
def set_capacity(
    *,
    service: Service,
    available: int | None,
    by: Actor,
    at: datetime,
    maximum: int | None = None,
    unit: str = "",
    version: int | None = None,
    link: OwnerLink | None = None,
) -> Service:
    """Say how many places are left today; nothing when it is not counted."""
    current = _held(service, version)
    purpose = _purpose(by, may_edit_service, current, link=link, at=at)
    current.capacity_available = available
    current.capacity_maximum = maximum if maximum is not None else current.capacity_maximum
    current.capacity_unit = unit or current.capacity_unit
    current.capacity_updated = timezone.localdate(at)
    return _saved(current, "capacity_set", by, at, purpose, available=available)


@transaction.atomic
def close_service(*, service: Service, by: Actor, at: datetime, version: int | None = None) -> Service:
    """Nobody is received for now: the entry stays in sight and says so."""
    current = _held(service, version)
    purpose = _purpose(by, may_close_service, current)
    current.status = Status.PAUSED
    return _saved(current, "service_closed", by, at, purpose)


@transaction.atomic
def reopen_service(*, service: Service, by: Actor, at: datetime, version: int | None = None) -> Service:
    """People are received again."""
    current = _held(service, version)
    purpose = _purpose(by, may_reopen_service, current)
    current.status = Status.ACTIVE
    return _saved(current, "service_reopened", by, at, purpose)


def _held(service: Service, version: int | None) -> Service:
    current = Service.objects.select_for_update().get(pk=service.pk)
    if version is not None and version != current.version:
        raise Stale(current)
    return current


def _purpose(
    by: Actor,
    may: Callable[..., Answer],
    about: Any,
    *,
    link: OwnerLink | None = None,
    at: datetime | None = None,
) -> str:
    """Ask the permission of whoever acts: staff by their post, an owner by their link, the installation by none."""
    if by.kind == ActorKind.STAFF:
        return ensure(may(Staff.objects.get(pk=by.id), about)).purpose
    if by == owner(link):
        assert link is not None
        assert at is not None
        if link.service_id != about.pk:
            raise NotAllowed(Refused("other_entry", ""))
        return ensure(may_keep_by_link(link, at)).purpose
    return SETUP


def owner(link: OwnerLink | None) -> Actor:
    """The owner of an entry as the ledger knows them: by the link that they hold."""
    return Actor.system(f"owner:{link.pk if link else ''}")


def _who(by: Actor) -> CheckedBy:
    return (
        CheckedBy.STAFF if by.kind == ActorKind.SYSTEM and not by.id.startswith("owner:") else CheckedBy.OWNER
    )


def _staff_id(by: Actor) -> UUID | None:
    return UUID(by.id) if by.kind == ActorKind.STAFF else None


def _saved(service: Service, verb: str, by: Actor, at: datetime, purpose: str, **detail: Any) -> Service:
    service.version += 1
    service.save()
    index.write_again([service], rows.Gazetteer())
    _write(verb, service, by, at, purpose, **detail)
    return service


def _write(verb: str, service: Service, by: Actor, at: datetime, purpose: str, **detail: Any) -> None:
    ledger.record_many([rows.line(verb, service, by, at, purpose, **detail)])


def _organization(body: Body) -> Organization:
    there, _made = Organization.objects.get_or_create(
        body=body, defaults={"id": rows.organization_id(body.code), "name": body.name_fr}
    )
    return there
