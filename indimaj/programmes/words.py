"""Words of the room: what a line of the ledger means, the statements of the placement, how things are said."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from indimaj.clients.enums import Community
from indimaj.design import charts
from indimaj.design.wording import day_text, isolated, number_text
from indimaj.directory.cells import FLOOR, hide_small_list
from indimaj.services.words import hours

from . import competences
from .enums import EnrolmentState, LivelihoodState, Rung, Taught
from .models import Course, Enrolment

VERBS: dict[str, str | Promise] = {
    "course_applied": _("Applied for a course"),
    "course_put_down": _("Put down for a course"),
    "course_placed": _("Placed on a waiting list"),
    "course_admitted": _("Admitted to a course"),
    "course_refused": _("Not admitted to a course"),
    "course_left": _("Left a course"),
    "course_completed": _("Completed a course"),
    "attendance_kept": _("Attendance kept"),
    "attestation_issued": _("Attestation issued"),
    "livelihood_planned": _("Plan of a livelihood written"),
    "livelihood_train": _("Training begun"),
    "livelihood_fund": _("Money granted"),
    "instalment_paid": _("Instalment paid"),
    "livelihood_start": _("Livelihood started"),
    "livelihood_stop": _("Livelihood stopped"),
    "livelihood_asked": _("Asked whether it still feeds"),
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
        _("I greet people, say my name and where I live."),
        _("I understand a price, an hour and a day of the week."),
        _("I ask for something in a shop with a few words."),
    ),
    Rung.A2: (
        _("I explain to a doctor or a teacher what I need, in simple sentences."),
        _("I understand an announcement that concerns me."),
        _("I tell what I did yesterday."),
    ),
    Rung.B1: (
        _("I manage at work and at a counter without help."),
        _("I tell a story and say what I think of it."),
        _("I understand the main points of the news."),
    ),
    Rung.B2: (
        _("I discuss with people who grew up with the language without tiring them."),
        _("I defend an opinion and answer objections."),
        _("I read a contract and find what matters."),
    ),
    Rung.C1: (
        _("I follow a lecture or a long debate."),
        _("I write a clear report about a difficult subject."),
        _("I catch jokes and hints."),
    ),
    Rung.C2: (
        _("I understand nearly everything, whoever speaks."),
        _("I sum up several sources without losing a shade."),
        _("I speak with ease about anything."),
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
        return gettext("January to June %(year)s") % {"year": year}
    return gettext("July to December %(year)s") % {"year": year}


def rule(course: Course) -> str:
    """The rule of the waiting list, as it is told to people."""
    if course.programme.host_share_sought is None:
        return gettext(
            "Whoever applied first is admitted first. A place that becomes free goes to the next in line at once."
        )
    return gettext(
        "Whoever applied first is admitted first; while one side still misses people, the first of that side goes "
        "before. No place stays empty while somebody waits."
    )


def card(course: Course) -> dict[str, Any]:
    """A course as the finder shows it."""
    facts = [
        (gettext("Language taught"), Taught(course.taught).label if course.taught else ""),
        (gettext("Level"), course.level),
        (gettext("Leads to this work"), competences.label("skill", course.programme.leads_to)),
        (gettext("Place"), where(course)),
        (gettext("When"), when(course)),
        (gettext("Places left"), number_text(course.free)),
        (gettext("People waiting"), number_text(course.waiting) if course.waiting >= FLOOR else ""),
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


def where(course: Course) -> str:
    """The province or prefecture, and the address where it is known, each in its own direction."""
    return " · ".join(isolated(part) for part in (str(course.place), course.where) if part)


def when(course: Course) -> str:
    """Days and hours in the reader's language, then what the body wrote, apart: it may run the other way."""
    found = hours(course.schedules)
    if course.rhythm:
        found.append(isolated(course.rhythm))
    return "; ".join(found)


def names(people: Iterable[Enrolment]) -> dict[UUID, str]:
    """What each is called; who shares a name is told apart by the day of asking, then by a number."""
    listed = list(people)
    often = Counter(one.called for one in listed)
    said: Counter[str] = Counter()
    found = {}
    for one in listed:
        name = one.called
        if often[name] > 1:
            name = f"{name} · {day_text(one.applied_at)}"
            said[name] += 1
            name += f" ({said[name]})" if said[name] > 1 else ""
        found[one.pk] = name
    return found


def mix(sought: int, came: Mapping[str, int]) -> charts.Chart | None:
    """The mix that a course seeks beside the one that it got; nothing while a number is small enough to name people."""
    shown = hide_small_list(came)
    total = sum(came.values())
    if not total or None in shown.values():
        return None
    got = round(100 * came[Community.HOST] / total)
    here, elsewhere = Community.HOST.label, Community.MIGRANT.label
    wanted, came_out = gettext("sought"), gettext("got")
    return charts.bars(
        "mix",
        gettext("Of 100 participants"),
        [
            (f"{here}: {wanted}", sought),
            (f"{here}: {came_out}", got),
            (f"{elsewhere}: {wanted}", 100 - sought),
            (f"{elsewhere}: {came_out}", 100 - got),
        ],
        heads=(gettext("Participants"), gettext("Of 100")),
    )


def odds(chance: float) -> str:
    """How often chance alone would do as much: in steps, so that no count can be read back."""
    if chance < 0.001:
        return gettext("less than once in a thousand")
    if chance < 0.01:
        return gettext("less than once in a hundred")
    if chance < 0.1:
        return gettext("less than once in ten")
    return gettext("often")
