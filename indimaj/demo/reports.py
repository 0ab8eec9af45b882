"""The report of the demo: a first edition over all that the demo holds, frozen and sent to invented counterparts.

One has not opened it, one has, one has replied, and one let the day for its reply pass.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from indimaj.dialogue.models import Event
from indimaj.directory.actions import save_body
from indimaj.directory.enums import BodyKind
from indimaj.ledger.actors import Actor
from indimaj.letters.actions import send_waiting
from indimaj.reports import actions
from indimaj.reports.enums import State
from indimaj.reports.models import Dispatch, Edition

Progress = Callable[[str, int, int], None]
SETUP = Actor.system("demo")
KEY = uuid5(NAMESPACE_URL, "indimaj-report:1")
# The day on which the figures of January were published.
CUT_OFF = date(2015, 2, 6)
FROZEN, SENT = datetime(2015, 2, 6, 14, tzinfo=UTC), datetime(2015, 2, 6, 15, tzinfo=UTC)
LATER, SOON = date(2015, 4, 30), date(2015, 2, 8)


class Told(NamedTuple):
    """An invented counterpart: names, language, when its reply is due, whether it opened the link, what it replied."""

    code: str
    kind: str
    country: str
    ar: str
    fr: str
    en: str
    language: str
    due_on: date = LATER
    opened: bool = False
    reply: str = ""


COUNTERPARTS = (
    Told("D-REPORT-EMBASSY", "embassy", "SN", "سفارة (من نسج الخيال)", "Ambassade (inventée)", "Embassy (invented)", "fr"),
    Told("D-REPORT-REGION", "local_authority", "", "مجلس جهوي (من نسج الخيال)", "Conseil régional (inventé)",
         "Regional council (invented)", "ar", opened=True),
    Told("D-REPORT-LEAGUE", "association", "", "رابطة جمعيات (من نسج الخيال)", "Fédération d’associations (inventée)",
         "League of associations (invented)", "fr", opened=True,
         reply="Nous avons lu le chapitre sur la langue : les cours du soir manquent dans trois provinces. Nous proposons "
         "d’en ouvrir avec les communes."),
    Told("D-REPORT-AGENCY", "international", "", "وكالة دولية (من نسج الخيال)", "Agence internationale (inventée)",
         "International agency (invented)", "en", due_on=SOON, opened=True),
)  # fmt: skip


def build_reports(progress: Progress) -> None:
    """Freeze the first edition and send it; what is there is passed over."""
    progress("The report", 0, 3)
    event = Event.objects.filter(is_public=True).order_by("starts_on", "key").first()
    edition = actions.draft_edition(
        number=1, cut_off=CUT_OFF, event=event, by=SETUP, at=FROZEN, submission=KEY
    )
    if edition.state == State.DRAFT:
        try:
            edition = actions.freeze(edition=edition, by=SETUP, at=FROZEN)
        except actions.Incomplete:
            # It stays a draft: its page at the desk names each place.
            progress("The report", 3, 3)
            return
    progress("The report", 2, 3)
    if event is not None and not edition.dispatches.exists():
        _send(edition)
    progress("The report", 3, 3)


def _send(edition: Edition) -> None:
    for one in COUNTERPARTS:
        body = save_body(
            code=one.code, kind=BodyKind(one.kind), country=one.country, name_ar=one.ar, name_fr=one.fr, name_en=one.en,
            is_invented=True, by=SETUP, at=SENT,
        )  # fmt: skip
        actions.keep_counterpart(
            body=body, address=f"{one.code.lower()}@example.org", language=one.language, by=SETUP, at=SENT
        )
        made = actions.dispatch_edition(
            edition=edition, bodies=[body], reply_due_on=one.due_on, by=SETUP, at=SENT
        )
        for dispatch in made:
            _answer(dispatch, one)
    send_waiting(at=SENT)


def _answer(dispatch: Dispatch, one: Told) -> None:
    if one.opened:
        actions.receive(dispatch=dispatch, at=datetime(2015, 2, 7, 11, tzinfo=UTC))
    if one.reply:
        actions.reply(
            dispatch=dispatch, text=one.reply, language=one.language, at=datetime(2015, 2, 8, 15, tzinfo=UTC)
        )
