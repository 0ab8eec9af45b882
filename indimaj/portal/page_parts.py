"""What the rooms of the service side add to a person's own page: each may hold a module `page` (clients/page.py)."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indimaj.clients.models import Client
from indimaj.clients.page import Section

from . import moment

# Each room and what its part is called: a page of its own, so that the first page stays short on a phone.
ROOMS: dict[str, Promise] = {
    "referrals": _("My needs and the services that I was sent to"),
    "programmes": _("Courses and activities"),
    "recognition": _("What I bring"),
}


def page_of(room: str) -> ModuleType | None:
    """The room's part, where it has one."""
    if room not in ROOMS or find_spec(f"indimaj.{room}.page") is None:
        return None
    return import_module(f"indimaj.{room}.page")


def parts() -> list[tuple[str, Promise]]:
    """(room, title) of each part that there is."""
    return [(room, title) for room, title in ROOMS.items() if hasattr(page_of(room), "section")]


def section(client: Client, room: str) -> Section | None:
    """One room's part; nothing where it has none for this person."""
    page = page_of(room)
    made: Section | None = page.section(client) if page and hasattr(page, "section") else None
    return made


def act(client: Client, room: str, verb: str, key: str) -> None:
    """Do what a button of a room's part says; the room knows its own verbs."""
    page = page_of(room)
    if page is None or not hasattr(page, "act"):
        raise Http404
    page.act(client, verb, key, moment.now())


def held(client: Client) -> dict[str, Any]:
    """What each room holds, for the file that the person takes along."""
    pages = {room: page_of(room) for room in ROOMS}
    return {room: page.held(client) for room, page in pages.items() if page and hasattr(page, "held")}
