"""Bodies are reminded of answers and steps, as the calendar says: once for each day that is due and each of its steps."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override

from indimaj.design.wording import day_text
from indimaj.directory.enums import Role
from indimaj.directory.models import Post
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letters
from indimaj.ports import mail
from indimaj.texts.words import Words, shown

from .. import clocks
from ..models import Assignment, Contact, Milestone, Reminder
from .asking import make_answer_link

Thing = Assignment | Milestone


def remind(*, at: datetime, by: Actor, limit: int = 200) -> int:
    """Remind whoever has reached a step of the calendar; returns how many reminders went out.

    A body with focal points is written to through the outbox; one without an account gets a link for its one answer,
    whose token is kept nowhere, so that it goes out at once. One with no address stays on the desk's list.
    """
    today = timezone.localdate(at)
    asked = Assignment.objects.held().answering().unanswered().select_related("commitment", "body")
    steps = Milestone.objects.overdue(date.max).select_related("action__body")
    sent = 0
    for found, of, column in ((asked, "answer", "answer_due_on"), (steps, "step", "due_on")):
        for step, thing in list(_reached(found, of, column, today, limit)):
            sent += _remind(thing, step, by, at)
    return sent


def _reached(
    found: "QuerySet[Assignment] | QuerySet[Milestone]", of: str, column: str, today: date, limit: int
) -> Iterator[tuple[int, Thing]]:
    """What has reached a step of the calendar and not the next, and was not reminded at it."""
    calendar = clocks.calendar(of)
    key = "assignment" if of == "answer" else "milestone"
    for step, after in zip(calendar, (*calendar[1:], None), strict=True):
        due = Q(**{f"{column}__lte": today - timedelta(days=step)})
        if after is not None:
            due &= Q(**{f"{column}__gt": today - timedelta(days=after)})
        told = Reminder.objects.filter(**{key: OuterRef("pk"), "due_on": OuterRef(column)}, step=str(step))
        rows: Iterable[Thing] = found.filter(due).filter(~Exists(told)).order_by(column, "pk")[:limit]
        yield from ((step, one) for one in rows)


def _remind(thing: Thing, step: int, by: Actor, at: datetime) -> int:
    """One reminder, or none where nobody can be written to or somebody else has just sent it."""
    body = thing.body if isinstance(thing, Assignment) else thing.action.body
    due = thing.answer_due_on if isinstance(thing, Assignment) else thing.due_on
    assert due is not None
    column = "assignment" if isinstance(thing, Assignment) else "milestone"
    reminder = Reminder(**{column: thing}, due_on=due, step=str(step), made_at=at)
    addresses = _focal_points(body.pk)
    contact = None if addresses else Contact.objects.filter(body=body).first()
    if not addresses and contact is None:
        return 0
    try:
        with transaction.atomic():
            reminder.save(force_insert=True)
            send = (
                _to_accounts(thing, due, addresses, at)
                if addresses
                else _by_link(thing, due, contact, by, at)
            )
    except IntegrityError:
        return 0
    try:
        send()
    except mail.NotSent:
        # Nothing arrived: the next run tries this step again.
        reminder.delete()
        return 0
    return 1


def _focal_points(body: str) -> list[tuple[str, str]]:
    """Addresses and languages of those who answer for a body here."""
    held = Post.objects.filter(body=body, role=Role.FOCAL_POINT, held_until=None, staff__is_active=True)
    return list(held.exclude(staff__email="").values_list("staff__email", "staff__language").distinct())


def _to_accounts(
    thing: Thing, due: date, addresses: list[tuple[str, str]], at: datetime
) -> Callable[[], None]:
    for address, language in addresses:
        with override(language):
            title, text = _words(thing, due)
            where = f"{settings.PUBLIC_ADDRESS}{reverse('delivery:mine')}"
        letters.announce(
            compartment=Compartment.HOUSE, subject=_subject(thing), address=address, language=language,
            title=title, text=f"{text}\n{where}\n", at=at,
        )  # fmt: skip
    return lambda: None


def _by_link(thing: Thing, due: date, contact: Contact | None, by: Actor, at: datetime) -> Callable[[], None]:
    """An answer by its link; of a step only the public page can be named."""
    assert contact is not None
    with override(contact.language):
        title, text = _words(thing, due)
        if isinstance(thing, Assignment):
            made = make_answer_link(assignment=thing, by=by, at=at)
            where, name = made.address(contact.language), str(made.link.pk)
        else:
            where = f"{settings.PUBLIC_ADDRESS}{reverse('delivery:action', args=[thing.action.key])}"
            name = f"{thing.pk}-{due.isoformat()}"
    return lambda: mail.send(address=contact.email, subject=title, text=f"{text}\n{where}\n", name=name)


def _words(thing: Thing, due: date) -> tuple[str, str]:
    """Subject and text, in the language that is set."""
    if isinstance(thing, Assignment):
        of, title = thing.commitment.title, gettext("An answer is asked of your institution")
        text = gettext("Please answer by %(day)s: %(what)s")
    else:
        of, title = thing.title, gettext("A step of your institution is due")
        text = gettext("Please say where this step stands; it is due on %(day)s: %(what)s")
    return title, text % {"day": day_text(due), "what": _text(of)}


def _text(of: Words) -> str:
    return shown(of, (get_language() or "ar")[:2]).text


def _subject(thing: Thing) -> UUID:
    return thing.commitment_id if isinstance(thing, Assignment) else thing.action_id
