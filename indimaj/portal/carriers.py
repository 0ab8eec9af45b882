"""What carries a commitment out on the service side: entries of the directory, programmes and their courses; both ways."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language

from indimaj.delivery import beside
from indimaj.delivery.carriers import Carrier
from indimaj.delivery.enums import CarrierKind
from indimaj.design.beside import Beside
from indimaj.directory.models import Body
from indimaj.programmes.models import Course, Programme
from indimaj.services.enums import Status
from indimaj.services.models import Service


def services(keys: Collection[str], on: date) -> Mapping[str, Carrier]:
    """Entries of the directory of services; one is in force while it receives people."""
    language = (get_language() or "ar")[:2]
    found = Service.objects.defer("source").filter(pk__in=_ids(keys)).select_related("body")
    return {
        str(one.pk): Carrier(
            CarrierKind.SERVICE, str(one.pk), _named(one.text_in("name", language), one.body),
            reverse("services:service", args=[one.pk]), True, one.status == Status.ACTIVE,
        )
        for one in found
    }  # fmt: skip


def programmes(keys: Collection[str], on: date) -> Mapping[str, Carrier]:
    """Programmes, or one course of a programme, by either key; a programme leads to its newest course that has begun."""
    ids = _ids(keys)
    named = {one.pk: one for one in Programme.objects.filter(pk__in=ids).select_related("body")}
    rows = Course.objects.filter(programme__in=named) | Course.objects.filter(pk__in=ids)
    courses = list(rows.select_related("programme__body").order_by("starts_on", "pk"))
    found = {str(key): _programme(one, None, on) for key, one in named.items()}
    for course in courses:
        if course.programme_id in named and course.starts_on <= on:
            found[str(course.programme_id)] = _programme(course.programme, course, on)
        if course.pk in ids:
            found[str(course.pk)] = _programme(course.programme, course, on)
    return found


def of_service(service: UUID) -> Sequence[Beside]:
    """The way back: what an entry of the directory carries out."""
    return beside.of_carrier(CarrierKind.SERVICE, [str(service)])


def of_course(programme: UUID, course: UUID) -> Sequence[Beside]:
    """The way back: what a programme or one course of it carries out."""
    return beside.of_carrier(CarrierKind.PROGRAMME, [str(programme), str(course)])


def _programme(programme: Programme, course: Course | None, on: date) -> Carrier:
    name = _named(str(programme), programme.body)
    if course is None:
        return Carrier(CarrierKind.PROGRAMME, str(programme.pk), name, "", True)
    runs = course.starts_on <= on <= course.ends_on
    url = reverse("programmes:course", args=[course.pk])
    return Carrier(
        CarrierKind.PROGRAMME, str(programme.pk), name, url, True, runs, course.starts_on, course.ends_on
    )


def _named(what: str, body: Body | None) -> str:
    """A service or a programme with the body that offers it: many bear the same name."""
    return f"{what} · {body}" if body else what


def _ids(keys: Collection[str]) -> list[UUID]:
    """The keys that can be one."""
    found = []
    for key in keys:
        try:
            found.append(UUID(key))
        except ValueError:
            continue
    return found
