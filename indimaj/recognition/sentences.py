"""What fits and what is missing, in sentences of the reader's language."""

from django.utils.translation import gettext as _

from . import catalogue
from .rules import Point


def says_fit(point: Point) -> str:
    """One sentence for something that fits."""
    if point.kind == "language":
        words = {"language": catalogue.label("language", point.code), "has": level_of(point.has)}
        return _("%(language)s: the level is enough, %(has)s.") % words
    if point.kind == "qualification":
        return _("The training is enough: %(has)s.") % {"has": catalogue.label("qualification", point.has)}
    skill = {"skill": catalogue.label("skill", point.has or point.code)}
    if point.is_wished:
        return _("This skill, which is wished, is there: %(skill)s.") % skill
    return _("This skill is there: %(skill)s.") % skill


def says_gap(point: Point) -> str:
    """One sentence for something that is missing."""
    if point.kind == "language":
        return _language_gap(point)
    if point.kind == "qualification":
        wanted = catalogue.label("qualification", point.code)
        return _(
            "A training of this level is missing: %(wanted)s. If it was done elsewhere, it can be recognised on request."
        ) % {"wanted": wanted}
    skill = {"skill": catalogue.label("skill", point.code)}
    if point.is_wished:
        return _("This skill is wished and would help: %(skill)s. One can apply without it.") % skill
    return (
        _(
            "This skill is missing: %(skill)s. If it is there after all, it can be added; if not, a training can give it."
        )
        % skill
    )


def _language_gap(point: Point) -> str:
    words = {
        "language": catalogue.label("language", point.code),
        "wanted": level_of(point.wanted),
        "has": level_of(point.has),
    }
    if point.has:
        said = _(
            "%(language)s: this work asks for %(wanted)s; the level today is %(has)s. A course can close the gap."
        )
        return said % words
    return _("%(language)s: this work asks for %(wanted)s. A course can close the gap.") % words


def level_of(code: str) -> str:
    """A level in words."""
    return catalogue.label("level", code) if code else _("no level stated")
