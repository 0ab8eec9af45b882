"""Builds rows and writes none: the single and the set form of an action share these."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings

from indimaj import law, policies
from indimaj.directory.models import Staff
from indimaj.law.expressions import Node, clauses_of
from indimaj.people.answers import PersonAnswers
from indimaj.people.search import keys_of

from ..enums import FactState, State
from ..models import Applicant, ApplicantKey, Application, Evidence, FactValue

ADULT_YEARS = 18


def pack() -> law.Pack:
    """The policy that this house runs."""
    return policies.load(settings.POLICY)


def applicant(person: PersonAnswers) -> Applicant:
    """A new person on the status side."""
    return Applicant(**person.columns())


def keys(person: Applicant) -> list[ApplicantKey]:
    """The search keys of a person."""
    return keys_of(person, ApplicantKey, "applicant_id")


def facts(
    application: Application,
    values: Mapping[str, Any],
    *,
    state: FactState,
    at: datetime,
    evidence: Evidence | None = None,
    by: Staff | None = None,
) -> list[FactValue]:
    """One row of the truth for each value."""
    return [
        FactValue(
            application_id=application.pk,
            fact=fact,
            value=value,
            state=state,
            recorded_at=at,
            evidence_id=evidence.pk if evidence else None,
            confirmed_by_id=by.pk if by else None,
        )
        for fact, value in values.items()
    ]


def documents(rows: Iterable[FactValue]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The `declared` and the `facts` document that rows of one file, oldest first, add up to."""
    declared: dict[str, Any] = {}
    confirmed: dict[str, Any] = {}
    for row in rows:
        page = declared if row.state == FactState.DECLARED else confirmed
        if row.value is None or row.state == FactState.SET_ASIDE:
            page.pop(row.fact, None)
        else:
            page[row.fact] = row.value
    return declared, confirmed


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, once the law can read every one of them; raises law.FactError."""
    law.parse_facts(pack(), {fact: value for fact, value in values.items() if value is not None})
    return dict(values)


def register(
    file: Application, *, state: State, filed_on: date, submitted_at: datetime, order_number: int
) -> None:
    """What registration gives a file: its number in the order register, its dates, its clock."""
    file.state, file.is_open = state, True
    file.submitted_at, file.filed_on = submitted_at, filed_on
    file.due_on = due(file.campaign, filed_on)
    file.order_number = order_number
    file.category = category(file)
    assert file.applicant
    file.restricted = may_be_a_child(file.applicant.birth_to, filed_on)


def months_after(day: date, months: int) -> date:
    """The same day some months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)


def due(campaign: str, filed_on: date) -> date:
    """When the commission's opinion is due."""
    return months_after(filed_on, int(pack().campaigns[campaign].settings["opinion_due_months"]))


def may_be_a_child(birth_to: date | None, on: date) -> bool:
    """Whether the person may be under eighteen on a day; doubt benefits the child (practice 14)."""
    return birth_to is not None and months_after(birth_to, ADULT_YEARS * 12) > on


def category(application: Application) -> str:
    """The first condition that the stated facts meet, as the receipt names it; never one about health."""
    assessed = assess(application.declared, application, on=application.filed_on)
    for finding in assessed.findings:
        if finding.outcome == "met" and not is_sealed(finding.code, finding.version):
            return finding.code
    return ""


def facts_of(tree: Node) -> set[str]:
    """The facts that a criterion reads."""
    return {fact for clause in clauses_of(tree) for fact in clause.facts}


def is_sealed(code: str, version: str) -> bool:
    """Whether a criterion rests on a fact that only a medical reviewer may know."""
    policy = pack()
    return any(
        policy.facts[clause.fact].sealed for clause in clauses_of(policy.criterion(version, code).when)
    )


def assess(facts_known: Mapping[str, Any], application: Application, *, on: date | None) -> law.Assessment:
    """The rule on facts, with those that the file itself tells: when it was filed, how it was first decided."""
    policy = pack()
    derived: dict[str, Any] = {"first_outcome": application.first_outcome}
    if application.filed_on is not None:
        derived["filed_on"] = _lodged_on(application.campaign, application.filed_on).isoformat()
    day = on or application.filed_on or application.created_at.date()
    return law.decide(
        policy,
        law.parse_facts(policy, {**facts_known, **derived}),
        on=day,
        campaign=application.campaign,
    )


def _lodged_on(campaign: str, filed_on: date) -> date:
    """The day as the law counts it: the demonstration keeps a campaign open, as if its last day went on."""
    return min(filed_on, pack().campaigns[campaign].closes) if settings.DEMO else filed_on
