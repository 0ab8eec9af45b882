"""Gaps and overlaps between bodies: a theme at a level in a place with nobody, and two bodies that do not act together.

Read from the mandates of the directory. A mandate for a province covers its region's cell; one for the country stands at
the national level.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice
from math import comb

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from indimaj.commitments.reading.folding import fold
from indimaj.directory.enums import Level, PlaceLevel, Theme
from indimaj.directory.models import Body, Mandate, Place

from .models import Partner
from .querysets import Asked, OneByOne

Key = tuple[str, str]
Pair = tuple[str, str]
# So many pairs of a place are named in the list of places.
FIRST = 3
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
    """Bodies with a mandate for the same theme in the same place: how many, and the pairs that have no action together.

    Of the pairs some are named, in the order of the bodies' names; `number` counts all of them.
    """

    theme: str
    place: Place
    bodies: int
    pairs: tuple[tuple[Body, Body], ...]
    number: int


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


def overlapping(on: date, exists: Asked = Exists) -> QuerySet[Mandate]:
    """Mandates that another body shares for the same theme and place, while the two have no action together."""
    together = Partner.objects.filter(body=OuterRef("body"), theme=OuterRef("theme")).filter(
        exists(Partner.objects.filter(action=OuterRef("action"), body=OuterRef(OuterRef(OuterRef("body")))))
    )
    beside = held(on).filter(theme=OuterRef("theme"), place=OuterRef("place"))
    others = beside.exclude(body=OuterRef("body")).filter(~exists(together))
    return held(on).filter(exists(others))


def overlaps(on: date, after: tuple[str, str] | None = None, size: int = 25) -> list[Overlap]:
    """A page of the themes and places where bodies overlap, by theme and place, each with its first pairs."""
    found = overlapping(on, OneByOne).order_by("theme", "place").values_list("theme", "place").distinct()
    if after:
        found = found.filter(Q(theme__gt=after[0]) | Q(theme=after[0], place__gt=after[1]))
    keys = list(found[:size])
    places = Place.objects.in_bulk([place for _theme, place in keys])
    known = _side_by_side(on, keys)
    return [
        Overlap(theme, places[place], len(bodies), tuple(islice(_apart(bodies, joint), FIRST)), _pairs(bodies, joint))
        for (theme, place), (bodies, joint) in known.items()
    ]  # fmt: skip


def overlap(
    on: date, theme: str, place: Place, after: Pair | None = None, size: int = 25
) -> tuple[Overlap, bool]:
    """One theme in one place, with a page of its pairs beyond one of them; and whether there are more."""
    ((bodies, joint),) = _side_by_side(on, [(theme, place.pk)]).values()
    pairs = tuple(islice(_apart(bodies, joint, after), size + 1))
    return Overlap(theme, place, len(bodies), pairs[:size], _pairs(bodies, joint)), len(pairs) > size


def _side_by_side(on: date, keys: Sequence[Key]) -> dict[Key, tuple[list[Body], set[Pair]]]:
    """The bodies of some themes and places in the order of their names, and the pairs of them that act together."""
    themes, places = {theme for theme, _place in keys}, {place for _theme, place in keys}
    rows = held(on).filter(theme__in=themes, place__in=places).order_by()
    codes: dict[Key, set[str]] = {key: set() for key in keys}
    for theme, place, body in rows.values_list("theme", "place", "body").distinct():
        if (theme, place) in codes:
            codes[theme, place].add(body)
    bodies = Body.objects.in_bulk(set().union(*codes.values()))
    ordered = sorted(bodies, key=lambda code: (fold(str(bodies[code])), code))
    joint = _joint(codes)
    return {
        key: ([bodies[code] for code in ordered if code in there], joint[key]) for key, there in codes.items()
    }


def _joint(codes: Mapping[Key, set[str]]) -> dict[Key, set[Pair]]:
    """Of the bodies of each theme and place, the pairs that share an action on the theme."""
    where: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (theme, place), there in codes.items():
        for body in there:
            where[theme, body].add(place)
    acting: dict[tuple[str, object], list[str]] = defaultdict(list)
    wanted = {"theme__in": {theme for theme, _body in where}, "body__in": {body for _theme, body in where}}
    rows = Partner.objects.filter(**wanted).values_list("theme", "action_id", "body_id")
    for theme, action, body in rows:
        if (theme, body) in where:
            acting[theme, action].append(body)
    found: dict[Key, set[Pair]] = {key: set() for key in codes}
    for (theme, _action), shared in acting.items():
        for one, other in combinations(shared, 2):
            for place in where[theme, one] & where[theme, other]:
                found[theme, place].add(_pair(one, other))
    return found


def _apart(
    bodies: Sequence[Body], joint: Collection[Pair], after: Pair | None = None
) -> Iterator[tuple[Body, Body]]:
    """The pairs of bodies that have no action together, in the order of the bodies, beyond one of them."""
    at = {body.pk: number for number, body in enumerate(bodies)}
    first, second = (at.get(code, -1) for code in after or ("", ""))
    for number in range(max(first, 0), len(bodies)):
        for other in bodies[max(number, second if number == first else -1) + 1 :]:
            if _pair(bodies[number].pk, other.pk) not in joint:
                yield bodies[number], other


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _pairs(bodies: Sequence[Body], joint: Collection[Pair]) -> int:
    """How many pairs have no action together."""
    return comb(len(bodies), 2) - len(joint)


def count_overlaps(on: date) -> int:
    """In how many places and themes bodies overlap."""
    return overlapping(on).order_by().values("theme", "place").distinct().count()
