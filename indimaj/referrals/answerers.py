"""Which body must answer, and to whom a grievance can go: by mandate, the nearest first."""

from indimaj.directory.enums import BodyKind, Level, Theme
from indimaj.directory.models import Body, Mandate, Place

# A public body answers for access; an association or a school does not answer for others.
PUBLIC_KINDS = (
    BodyKind.LOCAL_AUTHORITY,
    BodyKind.PREFECTURE,
    BodyKind.PROVINCE,
    BodyKind.PUBLIC_AGENCY,
    BodyKind.MINISTRY,
)


def holders(theme: str, place: Place, *kinds: str) -> list[Mandate]:
    """The mandates for a theme that reach a place: of the place itself, then of what holds it."""
    codes = place.path.strip("/").split("/")
    found = Mandate.objects.filter(theme=theme, place__in=codes, body__kind__in=kinds, held_until=None)
    nearest = {code: rank for rank, code in enumerate(reversed(codes))}
    return sorted(found.select_related("body"), key=lambda one: (nearest[one.place_id], one.body_id))


def answerer(theme: str, place: Place, but: str | None = None) -> Body | None:
    """The body that must answer for access to a theme in a place; never the one that is complained of."""
    for mandate in holders(theme, place, *PUBLIC_KINDS):
        if mandate.body_id != but:
            return mandate.body
    return None


def inspectorates(place: Place) -> list[Body]:
    """The labour inspectorates for a place: bodies on the ground, not agencies of the whole country."""
    found = holders(Theme.WORK, place, BodyKind.PUBLIC_AGENCY)
    return [one.body for one in found if one.level != Level.NATIONAL]


def associations(place: Place) -> list[Body]:
    """The associations that help with rights in a place."""
    return [one.body for one in holders(Theme.LEGAL, place, BodyKind.ASSOCIATION)]
