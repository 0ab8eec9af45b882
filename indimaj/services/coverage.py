"""Who does what where: mandates and services of a theme by province, with gaps and overlaps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from indimaj.directory.enums import Level, PlaceLevel
from indimaj.directory.models import Mandate, Place

from .enums import Status
from .models import Listing

PROVINCES = (PlaceLevel.PROVINCE, PlaceLevel.PREFECTURE)


@dataclass(frozen=True)
class Row:
    """One province: who answers for the theme there, how many services receive people, and what that makes."""

    place: Place
    region: str
    bodies: tuple[str, ...]
    services: int
    organizations: int
    others: int = 0

    @property
    def state(self) -> str:
        """gap: nobody serves; unowned: services, and nobody answers for them; overlap: several bodies answer."""
        if not self.services and not self.others:
            return "gap"
        if not self.bodies:
            return "unowned"
        return "overlap" if len(self.bodies) > 1 else "served"


def coverage(theme: str, *, on: date, others: Mapping[str, int] | None = None) -> list[Row]:
    """A row for each province, region by region. `others` is what rooms above count there, such as courses."""
    places = list(Place.objects.all())
    regions = {place.code: place for place in places}
    counts = _counts(theme)
    mandates = _mandates(theme, on)
    rows = []
    for place in places:
        if place.level not in PROVINCES:
            continue
        services, organizations = counts.get(place.code, (0, 0))
        rows.append(
            Row(
                place=place,
                region=str(regions[str(place.parent_id)]),
                bodies=tuple(sorted(set(_answer(place, mandates)))),
                services=services,
                organizations=organizations,
                others=(others or {}).get(place.code, 0),
            )
        )
    return sorted(rows, key=lambda row: (row.place.path.split("/")[1], str(row.place)))


def national(theme: str, *, on: date) -> list[Mandate]:
    """Who answers for the theme in the whole country."""
    held = _held(theme, on).filter(level=Level.NATIONAL).select_related("body")
    return list(held.order_by("body_id"))


def _counts(theme: str) -> dict[str, tuple[int, int]]:
    """Services that receive people, and who offers them, by province."""
    found = (
        Listing.objects.filter(language="", theme=theme, service__status=Status.ACTIVE)
        .values("place")
        .annotate(services=Count("service"), organizations=Count("service__organization", distinct=True))
        .order_by()
    )
    return {row["place"]: (row["services"], row["organizations"]) for row in found}


def _held(theme: str, on: date) -> QuerySet[Mandate]:
    begun = Q(held_from=None) | Q(held_from__lte=on)
    going_on = Q(held_until=None) | Q(held_until__gte=on)
    return Mandate.objects.filter(begun, going_on, theme=theme)


def _mandates(theme: str, on: date) -> dict[str, list[str]]:
    """The bodies that answer below the country, by place."""
    found: dict[str, list[str]] = defaultdict(list)
    held = _held(theme, on).filter(level__in=(Level.LOCAL, Level.REGIONAL)).select_related("body")
    for mandate in held:
        found[mandate.place_id].append(str(mandate.body))
    return found


def _answer(place: Place, mandates: Mapping[str, list[str]]) -> Iterable[str]:
    for code in place.path.strip("/").split("/"):
        yield from mandates.get(code, ())
