"""The steps of an application: who the person is, what the rule needs to know, and the papers that show it."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indimaj import law
from indimaj.applications.enums import FactState
from indimaj.applications.models import Application
from indimaj.applications.queries import assessment

from . import policy, questions, result

# The law names these, but a page about the person asks for them.
TOLD_BY_THE_PERSON = ("birth", "sex", "nationality_status")
SECTIONS: dict[str, Promise] = {
    "stay": _("Your stay in Morocco"),
    "family": _("Your family"),
    "work": _("Your work"),
    "schooling": _("Your schooling"),
    "papers": _("Your papers"),
    "procedure": _("Your situation"),
    "health": _("Your health (sealed)"),
}
FOR_EVERY_FILE = "every-file"


@dataclass(frozen=True)
class Section:
    """Questions about one thing, and how many have an answer."""

    code: str
    label: Promise
    facts: tuple[str, ...]
    answered: frozenset[str]

    @property
    def done(self) -> bool:
        """Whether every question has an answer, "I do not know" included."""
        return set(self.facts) <= self.answered

    @property
    def next(self) -> str:
        """The first question without an answer, or the first one."""
        return next((fact for fact in self.facts if fact not in self.answered), self.facts[0])


def answered(file: Application) -> frozenset[str]:
    """The facts that the person has answered, with "I do not know" as an answer."""
    rows = file.fact_values.filter(state=FactState.DECLARED).values_list("fact", flat=True)
    return frozenset(rows.distinct())


def assess(file: Application) -> law.Assessment:
    """The rule on what the person states."""
    return assessment(file, declared=True)


def sections(file: Application, given: frozenset[str]) -> list[Section]:
    """The questions that the rule can still use and those that have an answer, by what they are about."""
    pack = policy.pack()
    wanted = {*questions.track_facts(pack), *questions.open_facts(pack, assess(file)), *given}
    by_subject: dict[str, list[str]] = {}
    for fact in questions.in_order(pack, wanted):
        if fact not in TOLD_BY_THE_PERSON:
            by_subject.setdefault(pack.facts[fact].about, []).append(fact)
    return [
        Section(code, label, tuple(by_subject[code]), given)
        for code, label in SECTIONS.items()
        if code in by_subject
    ]


def after(file: Application, fact: str) -> str | None:
    """The next question without an answer in the section of a fact, after it was answered."""
    given = answered(file)
    subject = policy.pack().facts[fact].about
    for section in sections(file, given):
        if section.code == subject and not section.done:
            return section.next
    return None


def facts_to_prove(file: Application) -> list[str]:
    """The stated facts that papers can show: of the criteria that the answers meet, else of those still open."""
    pack = policy.pack()
    found = assess(file)
    met = [one for one in found.findings if one.outcome == "met"]
    near = met or [one for one in found.findings if one.outcome == "unknown"]
    clauses = [pack.clauses[step.clause] for finding in near for step in finding.trace]
    stated = {
        fact for clause in clauses for fact in clause.facts if file.declared.get(fact) not in (None, False)
    }
    shown = ({"identity_proof", *stated} & set(pack.facts)) - policy.without_papers(file.campaign)
    return questions.in_order(pack, shown)


def kinds_for(fact: str) -> tuple[list[str], list[str]]:
    """The papers that show a fact, and those taken where they are impossible to obtain."""
    pack = policy.pack()
    if fact == FOR_EVERY_FILE:
        return result.required_kinds(pack), []
    spec = pack.facts[fact]
    return list(spec.evidence), list(spec.substitutes)


def evidence_by_kind(file: Application) -> dict[str, list[Any]]:
    """The pieces of a file by their kind, oldest first."""
    found: dict[str, list[Any]] = {}
    for piece in file.evidence.order_by("received_at", "id"):
        found.setdefault(piece.kind, []).append(piece)
    return found
