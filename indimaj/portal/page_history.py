"""Who read a person's page and what was done, in words for that person; identical lines of one day are one."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indimaj.clients import history
from indimaj.clients.models import Client

from .grouping import Group, grouped

MOST_SHOWN = 400
# The lines that speak of the person are read by a caseworker too: the person's own page has words of its own.
ACTS: dict[str, Promise] = {
    "registered": _("You were registered"),
    "paper_handed_in": _("You handed in a paper"),
    "paper_taken_back": _("You took a paper back"),
    "arrival_seen": _("What you said or brought was seen"),
    "fact_handed": _("You brought a proof of one fact"),
    "child_named": _("You were named as parent or guardian of a child"),
    "child_ended": _("You are no longer named as parent or guardian of a child"),
    "referral_sent": _("You were sent to a service"),
    "referral_accept": _("The service receives you"),
    "referral_put_on_list": _("You were put on a waiting list"),
    "course_applied": _("You applied for a course"),
    "course_put_down": _("You were put down for a course"),
    "course_placed": _("You were put on a waiting list"),
    "course_admitted": _("You were admitted to a course"),
    "course_refused": _("You were not admitted to a course"),
    "course_left": _("You left a course"),
    "course_completed": _("You completed a course"),
    "livelihood_asked": _("You were asked whether your livelihood still feeds you"),
    "asset_added": _("What you bring was written down"),
}
READINGS: dict[str, Promise] = {
    "own_page": _("Your page was opened"),
    "own_export": _("Your data were taken along"),
    "paper": _("A paper of yours was opened"),
    "papers": _("The list of your papers was opened"),
    "brings": _("What you bring was read"),
}


def acts(client: Client) -> list[Group]:
    """What was done, newest first."""
    return _told(history.acts(client.pk, MOST_SHOWN), client, ACTS)


def readings(client: Client) -> list[Group]:
    """Who read the page beside the person, newest first."""
    return _told(history.readings(client.pk, MOST_SHOWN), client, READINGS)


def _told(lines: list[history.Line], client: Client, own: Mapping[str, Promise]) -> list[Group]:
    """On a child's page the parent reads: there the words about the child stay as they are."""
    if not client.opened_by:
        people = {gettext("The person"): gettext("You")}
        lines = [
            replace(one, title=str(own.get(one.code, one.title)), by=people.get(one.by, one.by))
            for one in lines
        ]
    return grouped(lines, lambda one: (one.title, one.by, one.text))
