"""Gaps and overlaps between bodies: a theme at a level in a place with nobody, and two bodies that do not act together.

Read from the mandates of the directory. A mandate for a province covers its region's cell; one for the country stands at
the national level.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from indimaj.directory.enums import Level, PlaceLevel, Theme
from indimaj.directory.models import Body, Mandate, Place

from .models import Partner

BELOW = (Level.LOCAL, Level.REGIONAL)


@dataclass(frozen=True)
class Cell:
    """A theme at a level: in how many places somebody answers, and the places where nobody does."""

    theme: str
    level: str
    places: int
    empty: tuple[Place, ...]

    @property
    def covered(self) -> int:
        """In how many places somebody has a mandate."""
        return self.places - len(self.empty)


@dataclass(frozen=True)
class Overlap:
    """Bodies with a mandate for the same theme in the same place, and the pairs that have no action together."""

    theme: str
    place: Place
    pairs: tuple[tuple[Body, Body], ...]


def held(on: date) -> QuerySet[Mandate]:
    """The mandates of a day."""
    begun = Q(held_from=None) | Q(held_from__lte=on)
    return Mandate.objects.filter(begun, Q(held_until=None) | Q(held_until__gte=on))


def cells(on: date) -> list[Cell]:
    """Every theme at every level; below the country, region by region. Two questions, each of a few rows."""
    places = Place.objects.filter(level__in=(PlaceLevel.COUNTRY, PlaceLevel.REGION)).order_by("code")
    regions = [place for place in places if place.level == PlaceLevel.REGION]
    country = [place for place in places if place.level == PlaceLevel.COUNTRY]
    covered: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows = held(on).order_by().annotate(region=_region()).values_list("theme", "level", "region").distinct()
    for theme, level, region in rows:
        covered[theme, level].add(region)
    found = []
    for theme in Theme.values:
        for level in Level.values:
            wanted = regions if level in BELOW else country
            there = covered[theme, level]
            empty = tuple(place for place in wanted if place.code not in there)
            if level not in BELOW and there:
                empty = ()
            found.append(Cell(theme, level, len(wanted), empty))
    return found


def _region() -> Case:
    """The code of the region in which the place of a mandate lies; that of the country for the country."""
    steps = ("place", "place__parent", "place__parent__parent")
    levels = (PlaceLevel.COUNTRY, PlaceLevel.REGION)
    found = (When(**{f"{step}__level__in": levels}, then=F(f"{step}__code")) for step in steps)
    return Case(*found, default=F("place__code"))


def overlapping(on: date) -> QuerySet[Mandate]:
    """Mandates that another body shares for the same theme and place, while the two have no action together."""
    together = Partner.objects.filter(body=OuterRef("body"), theme=OuterRef("theme")).filter(
        Exists(Partner.objects.filter(action=OuterRef("action"), body=OuterRef(OuterRef(OuterRef("body")))))
    )
    others = held(on).filter(
        ~Exists(together), theme=OuterRef("theme"), place=OuterRef("place"), body__gt=OuterRef("body")
    )
    return held(on).filter(Exists(others))


def overlaps(on: date, after: tuple[str, str] | None = None, size: int = 25) -> list[Overlap]:
    """A page of the themes and places where bodies overlap, by theme and place; four questions."""
    found = overlapping(on).order_by("theme", "place").values_list("theme", "place").distinct()
    if after:
        found = found.filter(Q(theme__gt=after[0]) | Q(theme=after[0], place__gt=after[1]))
    keys = list(found[:size])
    if not keys:
        return []
    themes, places = {theme for theme, _place in keys}, {place for _theme, place in keys}
    bodies: dict[tuple[str, str], dict[str, Body]] = defaultdict(dict)
    where: dict[str, Place] = {}
    rows = (
        held(on).filter(theme__in=themes, place__in=places).select_related("body", "place").order_by("body")
    )
    for mandate in rows:
        bodies[mandate.theme, mandate.place_id][mandate.body_id] = mandate.body
        where[mandate.place_id] = mandate.place
    joint = _joint(themes, {code for key in keys for code in bodies[key]})
    return [
        Overlap(
            theme,
            where[place],
            tuple(
                (one, other)
                for one, other in combinations(bodies[theme, place].values(), 2)
                if (theme, one.pk, other.pk) not in joint
            ),
        )
        for theme, place in keys
    ]


def count_overlaps(on: date) -> int:
    """In how many places and themes bodies overlap."""
    return overlapping(on).order_by().values("theme", "place").distinct().count()


def _joint(themes: Iterable[str], bodies: Iterable[str]) -> set[tuple[str, str, str]]:
    """The pairs of bodies that share an action on a theme."""
    acting: dict[tuple[str, object], list[str]] = defaultdict(list)
    rows = Partner.objects.filter(theme__in=list(themes), body__in=list(bodies)).order_by("body")
    for theme, action, body in rows.values_list("theme", "action_id", "body_id"):
        acting[theme, action].append(body)
    return {
        (theme, one, other)
        for (theme, _key), shared in acting.items()
        for one, other in combinations(shared, 2)
    }
