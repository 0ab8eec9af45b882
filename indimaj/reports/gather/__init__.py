"""What an edition says on its day, gathered from the rooms below into the one contract."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from indimaj.directory.enums import Theme

from .. import contract
from ..models import Edition
from .consultations import gather_consultations
from .figures import gather_figures, theme_title
from .recommendations import (
    commitments_on,
    gather_recommendations,
    gather_unanswered,
    standings_on,
    statuses,
)
from .texts import said

WHOLE = "whole"
"""The chapter of what has no theme of its own."""

__all__ = ["gather"]


def gather(edition: Edition) -> contract.Content:
    """Everything up to the edition's day. The same rows give the same content, on any day that it is asked."""
    on = edition.cut_off
    commitments = commitments_on(on)
    standings = standings_on(commitments, on)
    figures = gather_figures(on)
    told = gather_recommendations(commitments, standings, on)
    _link(figures, told)
    return {
        "contract": contract.VERSION,
        "number": edition.number,
        "cut_off": on.isoformat(),
        "languages": list(edition.languages),
        "title": said(lambda: _("Follow-up report on the integration policy")),
        "issuer": said(lambda: _("Made by Indimaj from what its rooms hold")),
        "invented": bool(settings.DEMO),
        "statuses": statuses(standings),
        "chapters": _chapters(figures, told),
        "unanswered": gather_unanswered(commitments, standings, on),
        "consultations": gather_consultations(on),
    }


def _chapters(
    figures: dict[str, list[dict[str, Any]]], told: dict[str, list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """The policy as a whole first, then theme by theme; a theme with nothing to say has no chapter."""
    return [
        {
            "key": theme or WHOLE,
            "title": theme_title(theme),
            "lead": None,
            "figures": figures.get(theme, []),
            "recommendations": told.get(theme, []),
        }
        for theme in ("", *Theme.values)
        if figures.get(theme) or told.get(theme)
    ]


def _link(figures: dict[str, list[dict[str, Any]]], told: dict[str, list[dict[str, Any]]]) -> None:
    """A figure that shows a commitment names it: by evidence of that figure, or because it follows it."""
    by_code = {one["code"]: one for held in figures.values() for one in held}
    by_measurement = {one["measurement"]: one for one in by_code.values()}
    for held in told.values():
        for one in held:
            shown = [
                by_measurement[row["reference"]]["code"]
                for row in one["evidence"]
                if row["reference"] in by_measurement
            ]
            one["figures"] = sorted({*one["figures"], *shown} & by_code.keys())
            for code in one["figures"]:
                by_code[code]["commitments"].append(one["key"])
