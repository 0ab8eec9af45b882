"""Those who asked are reminded of the answer that they owe, once at each step of the calendar."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override

from indimaj.delivery import clocks
from indimaj.design.wording import day_text
from indimaj.directory.enums import Role
from indimaj.directory.models import Post
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letters
from indimaj.texts.words import shown

from ..models import Reminder, Round
from .who import SETUP, note


def remind_owed(*, at: datetime, by: Actor) -> int:
    """Write to those who prepare the answers of rounds that are over; returns of how many rounds they were reminded.

    Only the step that was reached last is sent: whoever was not reminded in time is not written to twice on one day.
    """
    today = timezone.localdate(at)
    first = clocks.calendar("answer")[0]
    owed = Round.objects.owed_on(today).filter(owed__due_on__lte=today - timedelta(days=first))
    written_to = _addresses()
    if not written_to:
        return 0
    return sum(
        _remind(one, written_to, by, at) for one in owed.select_related("owed").order_by("owed__due_on", "id")
    )


def _remind(one: Round, written_to: list[tuple[str, str]], by: Actor, at: datetime) -> int:
    due = one.owed.due_on
    step = clocks.reached("answer", due, timezone.localdate(at))
    if step is None or Reminder.objects.filter(round=one, due_on=due, step=step).exists():
        return 0
    try:
        with transaction.atomic():
            Reminder.objects.create(round=one, due_on=due, step=step, made_at=at)
            for address, language in written_to:
                _write(one, address, language, at)
            note("answer_reminded", one, by, at, SETUP, due=due.isoformat(), step=step)
    except IntegrityError:
        # Somebody else has just reminded them.
        return 0
    return 1


def _write(one: Round, address: str, language: str, at: datetime) -> None:
    with override(language):
        title = gettext("An answer is owed to those who were consulted")
        said = {
            "day": day_text(one.owed.due_on),
            "what": shown(one.title, (get_language() or "ar")[:2]).text,
        }
        text = gettext("This consultation is over; its answer is due on %(day)s: %(what)s") % said
        where = f"{settings.PUBLIC_ADDRESS}{reverse('consultations:prepare', args=[one.pk])}"
    letters.announce(
        compartment=Compartment.HOUSE, subject=one.pk, address=address, language=language, title=title,
        text=f"{text}\n{where}\n", at=at,
    )  # fmt: skip


def _addresses() -> list[tuple[str, str]]:
    """Addresses and languages of those who prepare consultations."""
    held = Post.objects.filter(role=Role.POLICY_OFFICER, held_until=None, staff__is_active=True)
    return list(
        held.exclude(staff__email="")
        .values_list("staff__email", "staff__language")
        .distinct()
        .order_by("staff__email")
    )
