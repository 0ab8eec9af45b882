"""The remedies against an unfavourable decision, with the days that a text sets and no other (practice 2, 3)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from indimaj import policies
from indimaj.design.wording import day_text
from indimaj.ledger.enums import ActorKind, Compartment
from indimaj.ledger.queries import reads_of

from .enums import NoticeChannel
from .models import Decision

COURT, COURT_WITHOUT_NOTICE = "remedy_court", "remedy_court_no_regular_notice"


def read_on(decision: Decision) -> date | None:
    """The day on which the person first opened their own page or letter after the decision: told, but no notice."""
    own = reads_of(Compartment.STATUS, decision.application_id).filter(
        actor_kind=ActorKind.PERSON, what__in=("own_page", "letter"), at__gte=decision.decided_at
    )
    first = own.order_by("at").values_list("at", flat=True).first()
    return timezone.localdate(first) if first else None


def words(decision: Decision, language: str, read: date | None = None) -> list[str]:
    """Each remedy open against the decision, in a language.

    The safe day runs from the first time that the person was told, even orally, or read it on their own page
    (`read`); the other from regular notice. While nobody has told the person, both are said as so many days after.
    """
    notices = list(decision.notices.all())
    first = min((*(notice.on for notice in notices), *([read] if read else ())), default=None)
    regular = min((notice.on for notice in notices if notice.channel != NoticeChannel.ORAL), default=None)
    left_out = COURT_WITHOUT_NOTICE if regular or not first else COURT
    said = []
    with override(language):
        for code, text in policies.load(settings.POLICY).texts.items():
            if text["kind"] != "remedy" or code == left_out or not _open(text, decision):
                continue
            days = (text.get("term") or {}).get("days")
            values = {"days": days}
            if days:
                span = timedelta(days=days)
                later = _("%(days)s days after that day") % {"days": days}
                values["safe_last_day"] = day_text(first + span) if first else later
                values["regular_last_day"] = day_text(regular + span) if regular else later
            said.append(text["text"][language].format(**values))
    return said


def _open(text: Mapping[str, Any], decision: Decision) -> bool:
    """Whether the pack offers the remedy in this campaign on the day of the decision."""
    day = decision.decided_on.isoformat()
    return (
        text.get("campaign") in (None, decision.application.campaign)
        and str(text.get("in_force_from") or "") <= day
        and day <= str(text.get("in_force_until") or "9999")
    )
