"""Actions are planned with partners, steps and money, and declared begun, done or given up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from indimaj.commitments.models import Commitment
from indimaj.directory.models import Body, Place
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words, shown

from ..models import Action, Declaration, Milestone, Partner
from ..permissions import may_declare, may_extend, may_plan
from ..translations import lacking
from .writing import NotFitting, note, staff_of


@dataclass(frozen=True)
class Step:
    """A step of an action and the day by which it is promised; None where no day is known."""

    title: Words
    due_on: date | None = None


@dataclass(frozen=True)
class Plan:
    """What is known of an action when it is written down. What is not known stays empty.

    Who pays is a body of the directory where it is one, else a name as it was written.
    """

    title: Words
    nature: str
    theme: str
    place: Place
    starts_on: date | None = None
    due_on: date | None = None
    budget: Decimal | None = None
    currency: str = ""
    funder: str = ""
    funder_body: Body | None = None
    source_url: str = ""
    is_invented: bool = False
    supports: Sequence[Body] = ()
    steps: Sequence[Step] = field(default=())
    key: str = ""


@transaction.atomic
def plan_action(
    *,
    body: Body,
    plan: Plan,
    commitments: Sequence[Commitment],
    by: Actor,
    at: datetime,
    submission: UUID | None = None,
) -> Action:
    """Write down an action that a body leads. Its days stand from now on: nobody moves them."""
    submission = submission or uuid4()
    staff = staff_of(by)
    if staff:
        ensure(may_plan(staff, body))
    if there := Action.objects.filter(submission=submission).first():
        return there
    if plan.starts_on and plan.due_on and plan.due_on < plan.starts_on:
        raise NotFitting("due_before_start", "due_on")
    made = Action.objects.create(
        key=plan.key or _key(plan.title, submission),
        title=plan.title,
        to_translate=lacking(plan.title),
        nature=plan.nature,
        theme=plan.theme,
        place=plan.place,
        body=body,
        starts_on=plan.starts_on,
        due_on=plan.due_on,
        listed_on=plan.due_on or plan.starts_on or timezone.localdate(at),
        budget=plan.budget,
        currency=plan.currency if plan.budget is not None else "",
        funder="" if plan.funder_body else plan.funder,
        funder_body=plan.funder_body,
        source_url=plan.source_url,
        is_invented=plan.is_invented,
        made_at=at,
        made_by=staff,
        submission=submission,
    )
    made.commitments.add(*commitments)
    supports = [one for one in dict.fromkeys(plan.supports) if one.pk != body.pk]
    Partner.objects.bulk_create([_partner(made, body, True), *(_partner(made, one) for one in supports)])
    Milestone.objects.bulk_create(
        Milestone(
            action=made,
            position=number,
            title=step.title,
            to_translate=lacking(step.title),
            due_on=step.due_on,
        )
        for number, step in enumerate(plan.steps, start=1)
    )
    note("action_planned", made.pk, by, at, body=body.pk, commitments=len(commitments))
    for one in commitments:
        note("action_planned", one.pk, by, at, action=str(made.pk), body=body.pk)
    return made


@transaction.atomic
def add_step(*, action: Action, title: Words, due_on: date | None, by: Actor, at: datetime) -> Milestone:
    """One more step, after the others."""
    current = _hold(action)
    if staff := staff_of(by):
        ensure(may_extend(staff, current))
    step = Milestone.objects.create(
        action=current,
        position=current.milestones.count() + 1,
        title=title,
        to_translate=lacking(title),
        due_on=due_on,
    )
    note("step_added", current.pk, by, at, step=str(step.pk))
    return step


@transaction.atomic
def add_partner(*, action: Action, body: Body, by: Actor, at: datetime) -> Partner:
    """A body acts in support of another; again it changes nothing."""
    current = _hold(action)
    if staff := staff_of(by):
        ensure(may_extend(staff, current))
    if there := current.partners.filter(body=body).first():
        return there
    partner = _partner(current, body)
    partner.save(force_insert=True)
    note("partner_added", current.pk, by, at, body=body.pk)
    return partner


@transaction.atomic
def answer_commitment(*, action: Action, commitment: Commitment, by: Actor, at: datetime) -> None:
    """The action answers one more commitment; again it changes nothing."""
    current = _hold(action)
    if staff := staff_of(by):
        ensure(may_extend(staff, current))
    if not current.commitments.filter(pk=commitment.pk).exists():
        current.commitments.add(commitment)
        note("action_answers", commitment.pk, by, at, action=str(current.pk), body=current.body_id)


@transaction.atomic
def declare(
    *,
    action: Action,
    says: str,
    on: date,
    words: Words,
    by: Actor,
    at: datetime,
    milestone: Milestone | None = None,
    source_url: str = "",
    is_invented: bool = False,
    submission: UUID | None = None,
) -> Declaration:
    """The leading body says that an action or a step has begun, is done or was given up. It proves nothing."""
    submission = submission or uuid4()
    if there := Declaration.objects.filter(submission=submission, action=action).first():
        return there
    current = _hold(action)
    staff, purpose = staff_of(by), ""
    if staff:
        purpose = ensure(may_declare(staff, current)).purpose
    if on > timezone.localdate(at):
        raise NotFitting("in_future", "on")
    if milestone is not None and milestone.action_id != current.pk:
        raise NotFitting("step_of_another", "milestone")
    said = Declaration.objects.create(
        action=current,
        milestone=milestone,
        says=says,
        on=on,
        words=words,
        to_translate=lacking(words),
        source_url=source_url,
        is_invented=is_invented,
        declared_at=at,
        declared_by=staff,
        submission=submission,
    )
    step = str(milestone.pk) if milestone else ""
    note("action_declared", current.pk, by, at, purpose, says=str(says), step=step, on=on.isoformat())
    return said


def _hold(action: Action) -> Action:
    return Action.objects.select_for_update(of=("self",)).select_related("body").get(pk=action.pk)


def _partner(action: Action, body: Body, is_lead: bool = False) -> Partner:
    return Partner(action=action, body=body, is_lead=is_lead, theme=action.theme, listed_on=action.listed_on)


def _key(title: Words, submission: UUID) -> str:
    """An address that says something where the title can be written in Latin letters."""
    return f"{slugify(shown(title, 'en').text)[:60] or 'action'}-{submission.hex[:6]}"
