"""Where courses are and where none is: a kind of programme by province, those with none first."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Sum

from indimaj import policies
from indimaj.design.charts import Tile
from indimaj.directory.cells import hide_small_list
from indimaj.directory.enums import PlaceLevel
from indimaj.directory.models import Place

from .models import Course

PROVINCES = (PlaceLevel.PROVINCE, PlaceLevel.PREFECTURE)


@dataclass(frozen=True)
class Row:
    """A province: courses that run or take people, their places left, and how many wait (None: a small number)."""

    place: Place
    region: Place
    courses: int
    free: int
    waiting: int | None


def coverage(kind: str, *, on: date, taught: str = "") -> list[Row]:
    """A row for each province; those without a course first, then by region and name."""
    found = Course.objects.open_on(on).filter(kind=kind)
    if taught:
        found = found.filter(taught=taught)
    places = {place.code: place for place in Place.objects.exclude(parent=None)}
    courses: Counter[str] = Counter()
    free: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    sums = (
        found.order_by()
        .values_list("place_id")
        .annotate(n=Count("id"), places=Sum("capacity"), taken=Sum("taken"), wait=Sum("waiting"))
    )
    for code, count, capacity, taken, wait in sums:
        province = _province(code, places)
        courses[province] += count
        free[province] += capacity - taken
        waiting[province] += wait
    provinces = [place for place in places.values() if place.level in PROVINCES]
    shown = hide_small_list({place.code: waiting[place.code] for place in provinces})
    rows = [
        Row(place, places[str(place.parent_id)], courses[place.code], free[place.code], shown[place.code])
        for place in provinces
        if place.parent_id in places
    ]
    return sorted(rows, key=lambda row: (row.courses > 0, row.region.code, str(row.place)))


def _province(code: str, places: dict[str, Place]) -> str:
    place = places.get(code)
    while place is not None and place.level not in PROVINCES and place.parent_id in places:
        place = places[str(place.parent_id)]
    return place.code if place else code


def region_tiles(rows: list[Row]) -> list[Tile]:
    """Courses by region, at the place that the catalogue gives each region."""
    counts: Counter[str] = Counter()
    regions = {row.region.code: row.region for row in rows}
    for row in rows:
        counts[row.region.code] += row.courses
    return [
        Tile(str(region), counts[code], *positions()[code])
        for code, region in regions.items()
        if code in positions()
    ]


def province_tiles(rows: list[Row]) -> list[Tile]:
    """Courses by province."""
    return [
        Tile(str(row.place), row.courses, *positions()[row.place.code], short=_on_a_tile(str(row.place)))
        for row in rows
        if row.place.code in positions()
    ]


def _on_a_tile(name: str) -> str:
    """The words of a name that two short lines hold; a long word ends in an ellipsis, the table has it whole."""
    words = [word if len(word) <= 9 else f"{word[:8]}…" for word in re.split(r"[-\s\u2010-\u2015]+", name)]
    return " ".join(words[:2]) if len(" ".join(words[:2])) <= 14 else words[0]


@cache
def positions() -> dict[str, tuple[int, int]]:
    """Column and row by the code of a region or a province."""
    path = Path(policies.__file__).parent / settings.POLICY / "catalogues" / "places.csv"
    found = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            level = "region" if row["level"] == PlaceLevel.REGION else "province"
            column, line = row[f"{level}_grid_col"], row[f"{level}_grid_row"]
            if column and line:
                found[row["code"]] = (int(column), int(line))
    return found
