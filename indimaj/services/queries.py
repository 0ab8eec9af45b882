"""Reads of the room: the finder, what else may help, and who is due for a check. A page of keys first, then its rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indimaj.directory.enums import Theme
from indimaj.directory.models import Place

from .actions.rows import WHOLE
from .enums import MOST_ASKED, Held, Permit, Status, Tongue
from .models import Listing, OwnerLink, Service
from .querysets import ServiceQuerySet

PAGE = 10
COUNT_LIMIT = 1000
WIDE_LIMIT = 5


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for. Each may be empty; nothing of it is kept."""

    theme: str = ""
    place: str = ""
    language: str = ""
    held: str = ""


@dataclass(frozen=True)
class Result:
    """One service that fits, and in words why; `doubts` is what to ask before going."""

    service: Service
    reasons: list[str]
    doubts: list[str]
    stale: bool


@dataclass(frozen=True)
class Page:
    """Some results in order, those for a whole region or the country, and where the next page begins."""

    results: list[Result]
    wide: list[Result] = field(default_factory=list)
    count: int = 0
    more: bool = False
    after: str = ""


def find(wanted: Wanted, *, today: date, language: str, after: str = "") -> Page:
    """One page of the finder: the last checked first."""
    place = Place.objects.filter(code=wanted.place).first() if wanted.place else None
    root = "" if place else _root()
    found = _listed(wanted, place.code if place else root)
    found = found.order_by("-fresh_on", "service")
    # In the order of the page and of what its index holds, so that the count walks the same index alone, and stops.
    count = found.values("fresh_on", "service")[: COUNT_LIMIT + 1].count()
    page = found
    if cursor := read_cursor(after):
        page = page.filter(_beyond(*cursor))
    taken = list(page.values_list("fresh_on", "service")[: PAGE + 1])
    wide = _wide(wanted, place) if place and not after else []
    services = _services([key for _day, key in taken[:PAGE]] + wide)
    last = taken[PAGE - 1] if len(taken) > PAGE else None
    return Page(
        results=[explain(services[key], wanted, today, language, place) for _day, key in taken[:PAGE]],
        wide=[explain(services[key], wanted, today, language, place) for key in wide],
        count=min(count, COUNT_LIMIT),
        more=count > COUNT_LIMIT,
        after=f"{last[0].isoformat()}~{last[1].hex}" if last else "",
    )


def _root() -> str:
    return Place.objects.filter(parent=None).values_list("code", flat=True).first() or ""


def _listed(wanted: Wanted, place: str) -> QuerySet[Listing]:
    found = Listing.objects.filter(language=wanted.language, place=place)
    if wanted.theme:
        found = found.filter(theme=wanted.theme)
    if wanted.held:
        found = found.filter(asks__lte=MOST_ASKED[Held(wanted.held)])
    return found


def _wide(wanted: Wanted, place: Place) -> list[UUID]:
    """Services for the whole region or country that holds a place."""
    codes = [code for code in place.path.strip("/").split("/") if code != place.code]
    found: list[UUID] = []
    for code in reversed(codes):
        marked = _listed(wanted, f"{code}{WHOLE}").order_by("-fresh_on", "service")
        found += marked.values_list("service", flat=True)[: WIDE_LIMIT - len(found)]
    return found


def _beyond(day: date, key: UUID) -> Q:
    return Q(fresh_on__lte=day) & (Q(fresh_on__lt=day) | Q(service__gt=key))


def beyond_check(day: date, key: UUID) -> Q:
    """The entries after one in the order of the next check."""
    return Q(next_check_on__gte=day) & (Q(next_check_on__gt=day) | Q(id__gt=key))


def read_cursor(text: str) -> tuple[date, UUID] | None:
    """Where a page begins, read from an address; None when it says nothing."""
    day, _sign, key = text.partition("~")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        return None


def _services(keys: Iterable[UUID]) -> dict[UUID, Service]:
    found = Service.objects.filter(pk__in=list(keys)).select_related("body", "organization", "place")
    return {service.pk: service for service in found.defer("source")}


def explain(
    service: Service, wanted: Wanted, today: date, language: str, place: Place | None = None
) -> Result:
    """Why a service fits, one reason for each thing that was asked."""
    reasons: list[str] = []
    doubts: list[str] = []
    if wanted.theme:
        reasons.append(str(Theme(wanted.theme).label))
    if place is not None:
        _explain_place(service, place, reasons)
    if wanted.language:
        _explain_language(service, wanted.language, reasons)
    _explain_documents(service, wanted.held, reasons, doubts)
    if service.status == Status.PAUSED:
        doubts.append(_("Closed for now: ask before you go."))
    if service.capacity_available == 0:
        doubts.append(_("No place was left when it was last counted."))
    return Result(service, reasons, doubts, service.is_stale(today))


def _explain_place(service: Service, place: Place, reasons: list[str]) -> None:
    at = service.place
    if at is None or at.parent_id is None:
        reasons.append(_("For the whole country"))
    elif at.code != place.code and place.path.startswith(at.path):
        reasons.append(_("For the whole region"))
    else:
        reasons.append(_("In %(place)s") % {"place": place})


def _explain_language(service: Service, code: str, reasons: list[str]) -> None:
    spoken = [one for one in service.languages if one.get("code") == code]
    name = tongue(code)
    if spoken and all(one.get("interpreter") for one in spoken):
        reasons.append(_("%(language)s, with an interpreter") % {"language": name})
    else:
        reasons.append(_("They speak %(language)s") % {"language": name})


def _explain_documents(service: Service, held: str, reasons: list[str], doubts: list[str]) -> None:
    if service.without_permit == Permit.UNKNOWN:
        doubts.append(str(Permit.UNKNOWN.label))
    elif held and held != Held.PERMIT and service.without_permit == Permit.YES:
        reasons.append(str(Permit.YES.label))
    if held == Held.NOTHING and not service.required_documents:
        reasons.append(_("No document is asked for"))


def tongue(code: str) -> str:
    """A language by its name; by its code where we have no name."""
    return str(Tongue(code).label) if code in Tongue.values else code


def service_page(key: UUID) -> Service | None:
    """A service as the public sees it, also one that has ended: it says so."""
    found = Service.objects.select_related("body", "organization", "place", "checked_by_staff")
    return found.defer("source").prefetch_related("locations__place").filter(pk=key).first()


def open_for(theme: str, place: Place | str) -> ServiceQuerySet:
    """Services of a theme that receive people in a place, or for all of what holds it; the last checked first."""
    at = Place.objects.get(code=place) if isinstance(place, str) else place
    codes = [at.code, *(f"{code}{WHOLE}" for code in at.path.strip("/").split("/"))]
    keys = Listing.objects.filter(language="", place__in=codes, theme=theme).values("service")
    return Service.objects.open().filter(pk__in=keys).order_by("-checked_on", "id")


def next_best(
    service: Service,
    *,
    place: Place | str | None = None,
    language: str = "",
    held: str = "",
    limit: int = 3,
    today: date,
) -> list[Result]:
    """Services of the same need for somebody whom this one did not receive, the nearest first, each with reasons.

    First in the place, then in its region, then in the country; those that speak the language before others;
    none that is full or closed.
    """
    at = Place.objects.filter(code=place).first() if isinstance(place, str) else place or service.place
    path = at.path.strip("/").split("/") if at else [_root()]
    wanted = [
        (Wanted(theme=service.theme, language=spoken, held=held), code)
        for spoken in dict.fromkeys([language, ""])
        for code in reversed(path)
    ]
    found = _first_of_each(wanted, service.pk, limit)[:limit]
    known = _services(found)
    results = []
    for key in found:
        other = known[key]
        speaks = language and any(one.get("code") == language for one in other.languages)
        asked = Wanted(service.theme, language=language if speaks else "", held=held)
        near = at if at and other.place and other.place.path.startswith(at.path) else other.place
        results.append(explain(other, asked, today, "", near))
    return results


def _first_of_each(wanted: Sequence[tuple[Wanted, str]], but: UUID, limit: int) -> list[UUID]:
    """The first that receive people for each of these wishes and places, in the order of the wishes; asked at once."""
    parts = []
    for rank, (wish, place) in enumerate(wanted):
        rows = _listed(wish, place).exclude(service=but).filter(service__status=Status.ACTIVE)
        rows = rows.exclude(service__capacity_available=0).order_by("-fresh_on", "service")
        # A part of a union may not be cut itself on every database: what it takes its keys from may.
        part = Listing.objects.filter(pk__in=rows.values("pk")[:limit]).annotate(rank=Value(rank))
        parts.append(part.values_list("rank", "fresh_on", "service"))
    found = parts[0].union(*parts[1:], all=True)
    ordered = sorted(found, key=lambda row: (row[0], -row[1].toordinal(), row[2]))
    return list(dict.fromkeys(key for _rank, _day, key in ordered))


def link_of(token_digest: str) -> OwnerLink | None:
    """The owner's link with a digest, with its entry."""
    return (
        OwnerLink.objects.select_related("service__body", "service__place")
        .filter(digest=token_digest)
        .first()
    )


def places_to_choose() -> list[tuple[str, str]]:
    """The places of the catalogue by name in the reader's language, indented under their region."""
    found = list(Place.objects.exclude(parent=None))
    by_parent: dict[str, list[Place]] = {}
    for place in found:
        by_parent.setdefault(str(place.parent_id), []).append(place)
    chosen: list[tuple[str, str]] = []
    for region in sorted((one for one in found if one.path.count("/") == 2), key=str):
        chosen.append((region.code, pgettext("place", "%(region)s (whole region)") % {"region": region}))
        chosen += [(one.code, str(one)) for one in sorted(_under(region.code, by_parent), key=str)]
    return chosen


def every_place() -> list[tuple[str, str]]:
    """The whole country, then the places in it."""
    country = Place.objects.filter(parent=None).first()
    return ([(country.code, str(country))] if country else []) + places_to_choose()


def _under(code: str, by_parent: Mapping[str, list[Place]]) -> list[Place]:
    direct = by_parent.get(code, [])
    return [*direct, *(inner for one in direct for inner in _under(one.code, by_parent))]
