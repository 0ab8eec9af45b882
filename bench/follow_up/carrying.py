"""Who answers, what is done and what proves it: rows as the actions of delivery leave them, many at once.

Each builder takes what the action takes. `same_as_the_actions` does one of each both ways and compares every column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from indimaj import policies
from indimaj.commitments.models import Commitment
from indimaj.delivery import actions, clocks
from indimaj.delivery.actions import Plan, Step
from indimaj.delivery.enums import ANSWERING, CarrierKind, Claim, ResponsePosition, Says
from indimaj.delivery.models import (
    Action,
    Assignment,
    Declaration,
    Evidence,
    EvidenceMark,
    Milestone,
    Partner,
    PolicyLink,
    Response,
    TraceSearch,
)
from indimaj.directory.enums import Level, Theme
from indimaj.directory.models import Body
from indimaj.ports import tables

from . import sentences
from .filling import BY, Country

LINK = "https://example.org/bench"
PLAIN = {"id", "submission", "key"}
OFTEN = 1_500


@dataclass
class Rows:
    """What was built and is not written yet."""

    asked: list[Assignment] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    answering: list[models.Model] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)
    steps: list[Milestone] = field(default_factory=list)
    said: list[Declaration] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    marks: list[EvidenceMark] = field(default_factory=list)
    searches: list[TraceSearch] = field(default_factory=list)
    links: list[PolicyLink] = field(default_factory=list)

    def write(self) -> None:
        """Into the tables, in the order of their keys; what was built is forgotten."""
        for group in vars(self).values():
            tables.insert(group)
            group.clear()

    def ask(self, commitment: Commitment, body: Body, role: str, level: str, at: datetime) -> Assignment:
        """What `assign` leaves."""
        since = timezone.localdate(at)
        due = clocks.due("answer", since) if role in ANSWERING else None
        made = Assignment(
            commitment=commitment, body=body, role=role, level=level, held_from=since, answer_due_on=due, made_at=at
        )  # fmt: skip
        self.asked.append(made)
        return made

    def answer(self, asked: Assignment, position: str, at: datetime) -> Response:
        """What `answer` leaves."""
        made = Response(
            assignment=asked, position=position, reason=sentences.note(), on=timezone.localdate(at), given_at=at
        )  # fmt: skip
        self.answers.append(made)
        return made

    def plan(self, body: Body, plan: Plan, commitments: Sequence[Commitment], at: datetime) -> Action:
        """What `plan_action` leaves."""
        made = Action(
            key=plan.key or f"action-{uuid4().hex[:12]}", title=plan.title, nature=plan.nature, theme=plan.theme,
            place=plan.place, body=body, starts_on=plan.starts_on, due_on=plan.due_on,
            listed_on=plan.due_on or plan.starts_on or timezone.localdate(at), made_at=at,
        )  # fmt: skip
        self.actions.append(made)
        through: Any = Action.commitments.through
        self.answering += [through(action_id=made.pk, commitment_id=one.pk) for one in commitments]
        shared = {"action": made, "theme": made.theme, "listed_on": made.listed_on}
        others = [one for one in dict.fromkeys(plan.supports) if one.pk != body.pk]
        self.partners.append(Partner(body=body, is_lead=True, **shared))
        self.partners += [Partner(body=one, is_lead=False, **shared) for one in others]
        self.steps += [
            Milestone(action=made, position=number, title=step.title, due_on=step.due_on)
            for number, step in enumerate(plan.steps, start=1)
        ]
        return made

    def declare(
        self, action: Action, says: str, on: date, at: datetime, step: Milestone | None = None
    ) -> None:
        """What `declare` leaves."""
        self.said.append(
            Declaration(action=action, milestone=step, says=says, on=on, words=sentences.note(), declared_at=at)
        )  # fmt: skip

    def prove(self, claimed: Any, shows: str, since: date, until: date | None, at: datetime) -> Evidence:
        """What `add_evidence` leaves, of a published page."""
        columns: dict[str, Any] = {"claim": Claim.COMMITMENT, "commitment": claimed}
        if isinstance(claimed, Action):
            columns = {"claim": Claim.ACTION, "action": claimed}
        if isinstance(claimed, Milestone):
            columns = {"claim": Claim.MILESTONE, "action_id": claimed.action_id, "milestone": claimed}
        made = Evidence(
            kind="link", reference=LINK, shows=shows, says=sentences.note(), valid_from=since, valid_until=until,
            added_at=at, **columns,
        )  # fmt: skip
        self.evidence.append(made)
        return made

    def mark(self, evidence: Evidence, kind: str, at: datetime) -> None:
        """What `contest` and `withdraw` leave."""
        self.marks.append(EvidenceMark(evidence=evidence, kind=kind, reason=sentences.note(), made_at=at))

    def search(self, commitment: Commitment, on: date, at: datetime) -> None:
        """What `record_search` leaves."""
        said = sentences.note()
        self.searches.append(
            TraceSearch(commitment=commitment, looked_in=said, looked_for=said, on=on, made_at=at)
        )


@transaction.atomic
def fill_delivery(country: Country, number: int) -> None:
    """Bodies are asked and answer; then actions, about five a commitment, the first commitment with forty."""
    rows, bodies = Rows(), _ask(country)
    share = max(number - 40, 0) // len(country.commitments)
    for at, commitment in enumerate(country.commitments):
        wanted = 40 if at == 0 else share + at % 3 - 1
        for _action in range(wanted):
            _act(
                country, rows, commitment, bodies.get(commitment.pk) or [country.dice.choice(country.bodies)]
            )
        if at % 33 == 0:
            rows.search(commitment, country.today - timedelta(days=at % 300), country.moment(at % 300))
        if len(rows.actions) > 2_000:
            rows.write()
    rows.write()
    while Action.objects.count() < number:
        for _action in range(min(2_000, number - Action.objects.count())):
            _act(country, rows, None, [country.dice.choice(country.bodies)])
        rows.write()
    _carry(country, rows)
    rows.write()


def _ask(country: Country) -> dict[Any, list[Body]]:
    """One body in the lead and up to two in support; nobody for one in sixteen. The first body is asked often."""
    dice, rows, asked = country.dice, Rows(), {}
    ministries = country.bodies[::16]
    for at, commitment in enumerate(country.commitments):
        if at % 16 == 5:
            continue
        lead = (
            country.bodies[0]
            if at and at % max(len(country.commitments) // OFTEN, 2) == 0
            else dice.choice(ministries)
        )
        others = dice.sample(country.bodies, 11 if at == 0 else dice.choice((0, 1, 1, 2)))
        chosen = list(dict.fromkeys([lead, *others]))
        asked[commitment.pk] = chosen
        day = country.moment(dice.randint(20, 400))
        for place, body in enumerate(chosen):
            role = "lead" if not place else "consulted" if at % 7 == 3 else "support"
            one = rows.ask(commitment, body, role, dice.choice(Level.values), day)
            if role in ANSWERING and (at == 0 or dice.random() < 0.65):
                given = day + timedelta(days=dice.randint(1, 19))
                rows.answer(
                    one, dice.choice(ResponsePosition.values[:2] * 3 + ResponsePosition.values[2:]), given
                )
    rows.write()
    return asked


def _act(country: Country, rows: Rows, commitment: Commitment | None, bodies: list[Body]) -> None:
    """An action with its steps, what is said of it and what shows it."""
    dice, today = country.dice, country.today
    starts = today - timedelta(days=dice.randint(0, 380))
    due = starts + timedelta(days=dice.randint(60, 900)) if dice.random() < 0.8 else None
    steps = [
        Step(sentences.note(f"مرحلة {n}", f"Étape {n}", f"Step {n}"), starts + timedelta(days=90 * n))
        for n in range(1, dice.choice((1, 3, 4, 5)))
    ]
    plan = Plan(
        title=sentences.words(sentences.recommendation(dice, len(rows.actions))), nature="event",
        theme=dice.choice(Theme.values), place=dice.choice(country.places), starts_on=starts, due_on=due,
        supports=dice.sample(country.bodies, dice.choice((0, 1, 1, 3))), steps=steps,
    )  # fmt: skip
    made = rows.plan(dice.choice(bodies), plan, [commitment] if commitment else [], country.moment(380))
    own = rows.steps[-len(steps) :] if steps else []
    _say(country, rows, made, own)


def _say(country: Country, rows: Rows, made: Action, steps: list[Milestone]) -> None:
    dice, today = country.dice, country.today
    since = made.starts_on or today
    fate = dice.random()
    on, at = max(since, today - timedelta(days=40)), country.moment(5)
    if fate < 0.5:
        rows.declare(made, dice.choice(Says.values[:2]), on, at)
    for step in steps:
        if dice.random() < 0.6:
            rows.declare(made, Says.DONE, on, at, step)
            if dice.random() < 0.5:
                rows.prove(step, "done", on, None, at)
    if fate < 0.35:
        until = today - timedelta(days=1) if fate < 0.02 and on < today else None
        shown = rows.prove(made, dice.choice(("begun", "done")), on, until, at)
        if fate < 0.01:
            rows.mark(shown, "contested", at)


def _carry(country: Country, rows: Rows) -> None:
    """A rule of the policy carries one commitment in ten out; one in thirty is proved itself."""
    keys = [version.id for version in policies.load(settings.POLICY).versions]
    for at, commitment in enumerate(country.commitments):
        if at % 10 == 0:
            key = keys[at // 10 % len(keys)]
            rows.links.append(
                PolicyLink(commitment=commitment, kind=CarrierKind.RULE_VERSION, key=key, made_at=country.now)
            )
        if at % 30 == 1:
            rows.prove(commitment, "begun", country.today - timedelta(days=9), None, country.moment(9))


def same_as_the_actions(country: Country) -> None:
    """Do one of each both ways, compare the columns, and take all of it back. Raises RuntimeError."""
    with transaction.atomic():
        left = [list(_columns(one)) for one in _by_actions(country)]
        right = [list(_columns(one)) for one in _by_rows(country)]
        transaction.set_rollback(True)
    differing = [(one, other) for one, other in zip(left, right, strict=True) if one != other]
    if differing:
        raise RuntimeError(f"Rows differ from those of the actions: {differing[0]}")


def _example(country: Country) -> tuple[Plan, Commitment, Body, datetime, date]:
    steps = [Step(sentences.note(), country.today), Step(sentences.note())]
    plan = Plan(
        title=sentences.note(), nature="event", theme="health", place=country.places[0], starts_on=country.today,
        supports=country.bodies[:3], steps=steps,
    )  # fmt: skip
    return plan, country.commitments[-1], country.bodies[1], country.moment(1), country.moment(1).date()


def _by_actions(country: Country) -> Iterator[models.Model]:
    plan, commitment, body, at, day = _example(country)
    common = {"by": BY, "at": at}
    asked = actions.assign(commitment=commitment, body=body, role="lead", level="local", **common)
    yield asked
    yield actions.answer(assignment=asked, position="accepts", reason=sentences.note(), **common)
    made = actions.plan_action(body=body, plan=plan, commitments=[commitment], **common)
    yield made
    yield from made.partners.order_by("body")
    steps = list(made.milestones.order_by("position"))
    yield from steps
    said = sentences.note()
    yield actions.declare(action=made, says="done", on=day, words=said, milestone=steps[0], **common)
    proof = {"kind": "link", "shows": "done", "reference": LINK, "says": said, "valid_from": day, **common}
    for claimed in (commitment, made, steps[0]):
        shown = actions.add_evidence(claimed=claimed, **proof)
        yield shown
    yield actions.contest(evidence=shown, reason=said, **common)
    yield actions.record_search(commitment=commitment, looked_in=said, looked_for=said, on=day, **common)


def _by_rows(country: Country) -> Iterator[models.Model]:
    plan, commitment, body, at, day = _example(country)
    rows = Rows()
    asked = rows.ask(commitment, body, "lead", "local", at)
    yield asked
    yield rows.answer(asked, "accepts", at)
    made = rows.plan(body, plan, [commitment], at)
    yield made
    yield from sorted(rows.partners, key=lambda one: one.body_id)
    yield from rows.steps
    rows.declare(made, "done", day, at, rows.steps[0])
    yield from rows.said
    for claimed in (commitment, made, rows.steps[0]):
        yield rows.prove(claimed, "done", day, None, at)
    rows.mark(rows.evidence[-1], "contested", at)
    yield from rows.marks
    rows.search(commitment, day, at)
    yield from rows.searches


def _columns(row: models.Model) -> Iterator[tuple[str, Any]]:
    """What a row says, its own keys and those of rows made beside it left out."""
    yield "model", type(row).__name__
    beside = ("action", "assignment", "milestone", "evidence")
    for one in row._meta.local_concrete_fields:
        if one.name not in PLAIN and one.name not in beside:
            yield one.attname, getattr(row, one.attname)
        elif one.name in beside:
            yield one.attname, getattr(row, one.attname) is None
