"""What would close a gap: a course that takes people today, or a request for recognition and where it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from indimaj.design.wording import day_text, isolated

from .courses import SKILL, Aim, Course
from .enums import Reason, RequestState
from .models import Asset, RecognitionRequest
from .rules import Point, next_level

Teaching = Mapping[Aim, Sequence[Course]]


@dataclass(frozen=True)
class Remedy:
    """One way to close a gap, or what is known of it: words before it, its title with its page, words after it."""

    words: str
    title: str = ""
    url: str = ""
    about: str = ""
    is_course: bool = False


def aims_of(points: Iterable[Point]) -> set[Aim]:
    """What a course would have to lead to: the level that is asked for, or one step; the skill."""
    aims: set[Aim] = set()
    for point in points:
        if point.kind == "language":
            aims |= {(point.code, point.wanted), (point.code, next_level(point.has))}
        elif point.kind == "skill":
            aims.add((SKILL, point.code))
    return aims


def by_course(point: Point, teaching: Teaching) -> list[Remedy]:
    """Courses that lead to a level or a skill; else one step towards it; else that there is none."""
    if point.kind == "skill":
        found, words = teaching.get((SKILL, point.code), ()), _("A training that leads to it:")
        none = _("No training that leads to it takes people today.")
    else:
        found, words = teaching.get((point.code, point.wanted), ()), _("A course that fills the gap:")
        none = _("No course that leads there takes people today.")
        if not found:
            found = teaching.get((point.code, next_level(point.has)), ())
            words = _("A first step towards it:")
    return [_course(words, one) for one in found] or [Remedy(none)]


def _course(words: str, one: Course) -> Remedy:
    about = [one.place, day_text(one.starts_on) if one.starts_on else ""]
    return Remedy(words, one.title, one.url, " · ".join(part for part in about if part), is_course=True)


def last_request(asset: Asset) -> RecognitionRequest | None:
    """The request that speaks of a thing now: the last that was not taken back."""
    standing = [one for one in asset.requests.all() if one.state != RequestState.WITHDRAWN]
    return max(standing, key=lambda one: one.drafted_at, default=None)


def is_refused(asset: Asset) -> bool:
    """A competent body has said that it does not recognise it."""
    last = last_request(asset)
    return last is not None and last.state == RequestState.REFUSED and last.reason != Reason.NOT_COMPETENT


def by_recognition(point: Point, diplomas: Sequence[Asset], reference: str) -> list[Remedy]:
    """Where the recognition stands of each diploma that answers the point or might answer it; else how to begin."""
    enough = [one for one in diplomas if one.code and int(one.code) >= int(point.code)]
    could = enough or [one for one in diplomas if not one.code]
    if could:
        return [_standing(one, reference) for one in could]
    return [
        Remedy(
            _("No diploma of this level is written down."),
            _("Write down something that they bring"),
            reverse("recognition:add_asset", args=[reference]),
        )
    ]


def _standing(asset: Asset, reference: str) -> Remedy:
    url = reverse("recognition:asset", args=[reference, asset.pk])
    if last := last_request(asset):
        about = _where_it_stands(last)
    elif asset.code:
        about = _("Nobody has recognised it yet. If it is from another country, ask for its recognition.")
    else:
        about = _("Its level is not stated. A request for recognition can say what it is worth.")
    return Remedy("", asset.words[:60], url, about)


def _where_it_stands(last: RecognitionRequest) -> str:
    known = {"body": isolated(str(last.body)), "more": isolated(last.completes or last.asked)}
    match last.state:
        case RequestState.RECOGNISED:
            return _("Recognised by %(body)s.") % known
        case RequestState.PARTIAL:
            return _("Recognised in part by %(body)s. What would complete it: %(more)s") % known
        case RequestState.REFUSED:
            return _("Not recognised by %(body)s: %(reason)s.") % {
                **known,
                "reason": last.get_reason_display(),
            }
        case RequestState.AWAITING:
            return _("%(body)s asks for this document before it decides: %(more)s") % known
        case RequestState.DRAFTED:
            return _("A request for its recognition is prepared and has not left yet.")
    return _("A request for its recognition is being examined: %(body)s.") % known
