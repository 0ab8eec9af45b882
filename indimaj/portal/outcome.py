"""What was decided on a file, as its own page tells it: the remedies with their days, and what would change it."""

from typing import Any

from indimaj import law
from indimaj.applications.models import Application
from indimaj.decisions import remedies
from indimaj.decisions.enums import Outcome

from . import policy

NEAREST = 3


def told(own: Application, language: str) -> dict[str, Any] | None:
    """The decision on a file; nothing while there is none. What rests on health stays out, as in the letter."""
    decision = (
        own.decisions.select_related("application").prefetch_related("notices").order_by("decided_at").last()
    )
    if decision is None:
        return None
    shown: dict[str, Any] = {
        "label": decision.get_outcome_display(),
        "on": decision.decided_on,
        "by": own.office.body,
        "refused": decision.outcome == Outcome.UNFAVOURABLE,
    }
    if shown["refused"]:
        read, notices = remedies.read_on(decision), [notice.on for notice in decision.notices.all()]
        assessed = law.Assessment.from_dict(decision.assessment)
        shown |= {
            "read_on": read if read and all(read < day for day in notices) else None,
            "remedies": remedies.words(decision, language, read),
            "changes": law.what_would_change(policy.pack(), assessed, language)[:NEAREST],
        }
    return shown
