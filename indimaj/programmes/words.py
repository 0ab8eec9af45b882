"""Words of the room: what a line of the ledger means, the statements of the placement, how things are said."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from indimaj.design.wording import number_text

from .enums import EnrolmentState, LivelihoodState, Rung, Taught
from .models import Course

VERBS: dict[str, str | Promise] = {
    "course_applied": lazy("Applied for a course"),
    "course_put_down": lazy("Put down for a course"),
    "course_placed": lazy("Placed on a waiting list"),
    "course_admitted": lazy("Admitted to a course"),
    "course_refused": lazy("Not admitted to a course"),
    "course_left": lazy("Left a course"),
    "course_completed": lazy("Completed a course"),
    "attendance_kept": lazy("Attendance kept"),
    "attestation_issued": lazy("Attestation issued"),
    "livelihood_planned": lazy("Plan of a livelihood written"),
    "livelihood_train": lazy("Training begun"),
    "livelihood_fund": lazy("Money granted"),
    "instalment_paid": lazy("Instalment paid"),
    "livelihood_start": lazy("Livelihood started"),
    "livelihood_stop": lazy("Livelihood stopped"),
    "livelihood_asked": lazy("Asked whether it still feeds"),
}
TONES: Mapping[str, str] = {
    EnrolmentState.APPLIED: "blue",
    EnrolmentState.WAITING: "amber",
    EnrolmentState.ENROLLED: "green",
    EnrolmentState.COMPLETED: "purple",
    EnrolmentState.DROPPED_OUT: "grey",
    EnrolmentState.NOT_ADMITTED: "red",
    LivelihoodState.PLANNED: "blue",
    LivelihoodState.TRAINING: "amber",
    LivelihoodState.FUNDED: "amber",
    LivelihoodState.RUNNING: "green",
    LivelihoodState.STOPPED: "grey",
}
# In our own words, three a level: what somebody says of themself, not a test.
CAN: dict[str, tuple[str | Promise, ...]] = {
    Rung.A1: (
        lazy("I greet people, say my name and where I live."),
        lazy("I understand a price, an hour and a day of the week."),
        lazy("I ask for something in a shop with a few words."),
    ),
    Rung.A2: (
        lazy("I explain to a doctor or a teacher what I need, in simple sentences."),
        lazy("I understand an announcement that concerns me."),
        lazy("I tell what I did yesterday."),
    ),
    Rung.B1: (
        lazy("I manage at work and at a counter without help."),
        lazy("I tell a story and say what I think of it."),
        lazy("I understand the main points of the news."),
    ),
    Rung.B2: (
        lazy("I discuss with people who grew up with the language without tiring them."),
        lazy("I defend an opinion and answer objections."),
        lazy("I read a contract and find what matters."),
    ),
    Rung.C1: (
        lazy("I follow a lecture or a long debate."),
        lazy("I write a clear report about a difficult subject."),
        lazy("I catch jokes and hints."),
    ),
    Rung.C2: (
        lazy("I understand nearly everything, whoever speaks."),
        lazy("I sum up several sources without losing a shade."),
        lazy("I speak with ease about anything."),
    ),
}


def reader() -> str:
    """The language of the page: one of the three."""
    code = (get_language() or "ar")[:2]
    return code if code in ("ar", "fr", "en") else "ar"


def term(code: str) -> str:
    """A half-year in words."""
    year, _sign, half = code.partition("-")
    if half == "1":
        return _("January to June %(year)s") % {"year": year}
    return _("July to December %(year)s") % {"year": year}


def rule(course: Course) -> str:
    """The rule of the waiting list, as it is told to people."""
    if course.programme.host_share_sought is None:
        return _(
            "Whoever applied first is admitted first. A place that becomes free goes to the next in line at once."
        )
    return _(
        "Whoever applied first is admitted first; while one side still misses people, the first of that side goes "
        "before. No place stays empty while somebody waits."
    )


def card(course: Course) -> dict[str, Any]:
    """A course as the finder shows it."""
    facts = [
        (_("Language taught"), Taught(course.taught).label if course.taught else ""),
        (_("Level"), course.level),
        (_("Place"), " · ".join(part for part in (str(course.place), course.where) if part)),
        (_("When"), course.rhythm),
        (_("Places left"), number_text(course.free)),
        (_("People waiting"), number_text(course.waiting) if course.waiting else ""),
    ]
    return {
        "course": course,
        "name": course.programme.name_in(reader()),
        "kind": course.get_kind_display(),
        "body": course.programme.body,
        "invented": course.programme.body.is_invented,
        "facts": [{"label": label, "value": value} for label, value in facts if value],
        "full": course.free == 0,
    }


def odds(chance: float) -> str:
    """How often chance alone would do as much: in steps, so that no count can be read back."""
    if chance < 0.001:
        return _("less than once in a thousand")
    if chance < 0.01:
        return _("less than once in a hundred")
    if chance < 0.1:
        return _("less than once in ten")
    return _("often")
