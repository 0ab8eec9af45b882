"""The foreigners' offices by region, as a person looks for theirs."""

from django.utils.translation import get_language

from indimaj.directory.enums import PlaceLevel
from indimaj.directory.models import Office, Place

Group = tuple[str, list[tuple[str, str]]]


def by_region() -> list[Group]:
    """Offices under the name of their region, in the order of the region's code."""
    language = get_language()
    regions = {place.path: place.name_in(language) for place in Place.objects.filter(level=PlaceLevel.REGION)}
    groups: dict[str, list[tuple[str, str]]] = {path: [] for path in sorted(regions)}
    alone: list[tuple[str, str]] = []
    for office in Office.objects.select_related("place").order_by("code"):
        home = next((path for path in regions if office.place.path.startswith(path)), None)
        (alone if home is None else groups[home]).append((office.code, office.name_in(language)))
    found = [(regions[path], sorted(offices, key=lambda one: one[1])) for path, offices in groups.items()]
    return [group for group in found if group[1]] + ([("—", alone)] if alone else [])
