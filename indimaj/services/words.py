"""An entry in words: hours, documents, languages, cost, places, and how old its last check is."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from indimaj.design.wording import day_text, isolated, number_text

from .enums import CheckedBy, Document, Permit, Status
from .forms import DAYS
from .models import Service
from .queries import Result, tongue

DAY_NAMES: dict[str, Promise | str] = dict(DAYS)
TONES = {Status.ACTIVE: "green", Status.PAUSED: "amber", Status.INACTIVE: "grey", Status.DEFUNCT: "grey"}
PERMIT_TONES = {Permit.YES: "green", Permit.NO: "red", Permit.UNKNOWN: "amber"}


def card(result: Result, language: str) -> dict[str, Any]:
    """A result of the finder, ready to print."""
    service = result.service
    return {
        "id": service.pk,
        "name": service.text_in("name", language),
        "written_in": written_in(service, language),
        "by": offered_by(service, language),
        "reasons": result.reasons,
        "doubts": result.doubts,
        "facts": facts(service, language),
        "checked": checked(service, result.stale),
        "stale": result.stale,
        "status": Status(service.status).label,
        "tone": TONES[Status(service.status)],
        "closed": service.status != Status.ACTIVE,
    }


def written_in(service: Service, language: str) -> str:
    """The language of the name where it is not the reader's: for the `lang` of the page."""
    return "" if getattr(service, f"name_{language}", "") else service.original


def offered_by(service: Service, language: str) -> str:
    """Who offers it: the body in the reader's language, else the organization as it writes itself."""
    if service.body is not None:
        return service.body.name_in(language)
    return service.organization.name if service.organization else ""


def facts(service: Service, language: str) -> list[dict[str, str]]:
    """What somebody wants to know before going; only what is known."""
    found = [
        (_("Cost"), cost(service)),
        (_("Documents asked for"), documents(service)),
        (_("Languages"), languages(service)),
        (_("Places left"), places_left(service)),
    ]
    return to_go(service) + _known(found)


def to_go(service: Service) -> list[dict[str, str]]:
    """Where it is, when it is open, and the telephone: for whoever is expected there."""
    return _known(
        [
            (_("Where"), where(service)),
            (_("Open"), "; ".join(hours(service.schedules))),
            (_("Telephone"), "; ".join(str(one.get("number", "")) for one in service.phones)),
        ]
    )


def _known(found: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in found if value]


def where(service: Service) -> str:
    """Address and place."""
    return _(", ").join(isolated(part) for part in (service.address, str(service.place or "")) if part)


def hours(schedules: Iterable[Mapping[str, Any]]) -> list[str]:
    """One line a schedule: days, then from and to. Courses keep their days and hours in the same form."""
    return [line for line in map(_hours, schedules) if line]


def _hours(one: Mapping[str, Any]) -> str:
    days = [str(DAY_NAMES[day]) for day in str(one.get("byday") or "").split(",") if day in DAY_NAMES]
    if get_language() == "fr":
        # French writes days small, but at the beginning.
        days[1:] = [day.lower() for day in days[1:]]
    opens, closes = one.get("opens_at"), one.get("closes_at")
    span = _("%(opens)s to %(closes)s") % {"opens": opens, "closes": closes} if opens and closes else ""
    # From and to stay on one line.
    text = " ".join(part for part in (_(", ").join(days), span.replace(" ", "\u00a0")) if part)
    return text or str(one.get("description") or "")


def cost(service: Service) -> str:
    """Free, or what is to be paid."""
    if service.is_free:
        return _("Free of charge")
    if service.fees_description:
        return service.fees_description
    return _("To be paid for") if service.is_free is False else ""


def documents(service: Service) -> str:
    """The documents that are asked for, by name; that none is, where that is known."""
    names = [
        str(Document(one["code"]).label) if one.get("code") in Document.values else str(one.get("document"))
        for one in service.required_documents
    ]
    if names:
        return _(", ").join(names)
    return _("No document is asked for") if service.without_permit == Permit.YES else ""


def languages(service: Service) -> str:
    """The languages, each with the word "interpreter" where it needs one."""
    found = []
    for one in service.languages:
        name = tongue(str(one.get("code") or "")) or str(one.get("name") or "")
        if one.get("interpreter"):
            name = _("%(language)s (interpreter)") % {"language": name}
        found.append(name)
    return _(", ").join(name for name in found if name)


def places_left(service: Service) -> str:
    """How many, and when it was counted: a count without its day says nothing."""
    left = service.capacity_available
    if left is None:
        return ""
    places = ngettext("%(places)s place", "%(places)s places", left) % {"places": number_text(left)}
    if service.capacity_updated is None:
        return places
    return _("%(places)s, counted on %(day)s") % {"places": places, "day": day_text(service.capacity_updated)}


def checked(service: Service, stale: bool) -> str:
    """Checked on..., by whom; or not checked since."""
    if service.checked_on is None:
        return _("Nobody has checked this entry yet.")
    day = day_text(service.checked_on)
    if stale:
        return _("Not checked since %(day)s.") % {"day": day}
    if service.checked_by in CheckedBy.values:
        return _("Checked on %(day)s by %(who)s.") % {"day": day, "who": CheckedBy(service.checked_by).label}
    return _("Checked on %(day)s.") % {"day": day}


def due(service: Service, today: date) -> tuple[str, str]:
    """How an entry stands for its owner: a word and its tone."""
    if service.is_stale(today):
        return _("Needs checking"), "amber"
    return _("Up to date"), "green"
