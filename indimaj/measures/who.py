"""Who does what where: who answers for a theme, who offers what, how many people it reaches, by province.

Who answers is read from mandates, what is offered from services and courses; the reach is a published figure, so that
no page counts people and small numbers stay hidden.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from indimaj.design.charts import Tile
from indimaj.directory.enums import Level, PlaceLevel, Theme
from indimaj.directory.models import Body, Mandate, Place
from indimaj.programmes.coverage import positions
from indimaj.programmes.enums import THEME_OF
from indimaj.programmes.models import Course
from indimaj.services.enums import Status
from indimaj.services.models import Organization, Service

from . import queries
from .models import Measurement

PROVINCES = (PlaceLevel.PROVINCE, PlaceLevel.PREFECTURE)
REACH = "people_reached"
OF_DIRECTORY = "org:"


@dataclass(frozen=True)
class Doer:
    """One body that offers something for a theme in a province: services, courses or both."""

    theme: str
    province: str
    body: str
    services: int
    courses: int


@dataclass(frozen=True)
class Row:
    """One province: who answers, who offers what, how many referrals were accepted (None: a small number)."""

    place: Place
    region: Place
    answer: tuple[str, ...]
    doers: tuple[Doer, ...]
    reached: int | None

    @property
    def services(self) -> int:
        """Services that receive people there."""
        return sum(one.services for one in self.doers)

    @property
    def courses(self) -> int:
        """Courses that run or take people there."""
        return sum(one.courses for one in self.doers)

    @property
    def state(self) -> str:
        """gap: nothing is offered; unowned: nobody answers for it; overlap: several bodies answer; served."""
        if not self.doers:
            return "gap"
        if not self.answer:
            return "unowned"
        return "overlap" if len(self.answer) > 1 else "served"


@dataclass(frozen=True)
class Reach:
    """The published figure that the numbers of people are from, and its cells by theme and province."""

    figure: queries.Figure
    cells: dict[tuple[str, str], int | None]

    def of(self, theme: str, province: str) -> int | None:
        """Referrals accepted there; zero where the figure has no line."""
        return self.cells.get((theme, province), 0)


class Map:
    """The whole matrix on a day, read in six questions whatever the number of bodies."""

    def __init__(self, on: date, themes: Iterable[str] = tuple(Theme.values)) -> None:
        self.themes = tuple(themes)
        self.places = {place.code: place for place in Place.objects.all()}
        self.offered = _by_cell([*self._services(), *self._courses(on)])
        self.held = _mandates(on, self.themes)
        self.reach = reach()

    def rows(self, theme: str) -> list[Row]:
        """A row for each province, region by region."""
        found = []
        for code, place in self.places.items():
            region = self.places.get(str(place.parent_id))
            if place.level in PROVINCES and region is not None:
                doers = tuple(self.offered.get((theme, code), ()))
                number = self.reach.of(theme, code) if self.reach else 0
                found.append(
                    Row(place, region, tuple(sorted(set(self._answer(theme, place)))), doers, number)
                )
        return sorted(found, key=lambda row: (row.region.code, str(row.place)))

    def national(self, theme: str) -> list[str]:
        """The bodies that answer for the theme in the whole country."""
        return sorted({body for body, level, _place in self.held[theme] if level == Level.NATIONAL})

    def bodies(self) -> set[str]:
        """Everybody who answers or offers something."""
        held = {body for mandates in self.held.values() for body, _level, _place in mandates}
        return held | {one.body for doers in self.offered.values() for one in doers}

    def _answer(self, theme: str, place: Place) -> Iterator[str]:
        above = set(place.path.strip("/").split("/"))
        for body, level, code in self.held[theme]:
            if level in (Level.LOCAL, Level.REGIONAL) and code in above:
                yield body

    def _services(self) -> Iterator[Doer]:
        active = Service.objects.filter(status=Status.ACTIVE, theme__in=self.themes).order_by()
        counted = active.values_list("theme", "place", "body", "organization").annotate(n=Count("pk"))
        for theme, place, body, organization, number in counted:
            yield Doer(theme, self._province(place), body or f"{OF_DIRECTORY}{organization or ''}", number, 0)

    def _courses(self, on: date) -> Iterator[Doer]:
        kinds = [kind for kind, theme in THEME_OF.items() if theme in self.themes]
        opened = Course.objects.open_on(on).filter(kind__in=kinds).order_by()
        for kind, place, body, number in opened.values_list("kind", "place", "body").annotate(n=Count("pk")):
            yield Doer(str(THEME_OF[kind]), self._province(place), body, 0, number)

    def _province(self, code: str | None) -> str:
        place = self.places.get(code or "")
        while place is not None and place.level not in PROVINCES:
            place = self.places.get(str(place.parent_id))
        return place.code if place else ""


def reach() -> Reach | None:
    """The newest published reach."""
    figure = queries.latest(REACH)
    if figure is None:
        return None
    tables = Measurement.objects.values_list("cells", flat=True).get(pk=figure.measurement_id)
    cells = {
        (row["key"][0], row["key"][1]): row["numerator"]
        for table in tables
        if table["by"] == ["theme", "province"]
        for row in table["rows"]
    }
    return Reach(figure, cells)


def province_tiles(rows: Iterable[Row]) -> list[Tile]:
    """What is offered, by province, at the place that the catalogue gives it."""
    return [
        Tile(str(row.place), row.services + row.courses, *positions()[row.place.code])
        for row in rows
        if row.place.code in positions()
    ]


def region_tiles(rows: Iterable[Row]) -> list[Tile]:
    """The same by region."""
    counts: Counter[str] = Counter()
    regions = {}
    for row in rows:
        regions[row.region.code] = row.region
        counts[row.region.code] += row.services + row.courses
    return [
        Tile(str(region), counts[code], *positions()[code])
        for code, region in regions.items()
        if code in positions()
    ]


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """What bodies are called; and organizations of the directory that are no body of ours."""
    wanted = set(codes)
    found = {body.code: str(body) for body in Body.objects.filter(code__in=wanted)}
    keys = [
        UUID(code[len(OF_DIRECTORY) :]) for code in wanted if len(code) > 30 and code.startswith(OF_DIRECTORY)
    ]
    others = Organization.objects.filter(pk__in=keys).values_list("pk", "name")
    return found | {f"{OF_DIRECTORY}{key}": name for key, name in others}


def _by_cell(doers: Iterable[Doer]) -> dict[tuple[str, str], list[Doer]]:
    """The doers of each theme and province, one line a body."""
    together: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for one in doers:
        sums = together[one.theme, one.province, one.body]
        sums[0] += one.services
        sums[1] += one.courses
    cells: dict[tuple[str, str], list[Doer]] = defaultdict(list)
    for (theme, province, body), (services, courses) in sorted(together.items()):
        cells[theme, province].append(Doer(theme, province, body, services, courses))
    return cells


def _mandates(on: date, themes: Iterable[str]) -> dict[str, list[tuple[str, str, str]]]:
    begun = Q(held_from=None) | Q(held_from__lte=on)
    going_on = Q(held_until=None) | Q(held_until__gte=on)
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    held = Mandate.objects.filter(begun, going_on, theme__in=list(themes))
    for theme, body, level, place in held.values_list("theme", "body", "level", "place"):
        found[theme].append((body, level, place))
    return found
