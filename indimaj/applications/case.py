"""What the case page shows, worked out for one viewer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from indimaj import law
from indimaj.directory.models import Staff
from indimaj.ledger.enums import ActorKind, Compartment
from indimaj.ledger.models import Entry, Read
from indimaj.ledger.queries import history, reads_of

from . import catalogue, queries
from .actions import rows
from .models import Application, Evidence, FactValue
from .words import ANOTHER_ACT, ANOTHER_READING, READS, VERBS

TIMELINE = 60
READERS = 30


@dataclass(frozen=True)
class FactLine:
    """One fact: what the person states, what is confirmed, and from what."""

    name: str
    label: str
    declared: str
    confirmed: str
    is_confirmed: bool
    is_stated: bool
    by: str = ""
    evidence: str = ""
    wanted: bool = False


@dataclass(frozen=True)
class Wanted:
    """One fact that is missing, with the proofs that are accepted."""

    fact: str
    label: str
    proofs: list[str]
    substitutes: list[str]


@dataclass(frozen=True)
class FindingLine:
    """One criterion, its outcome and the clauses behind it."""

    code: str
    title: str
    outcome: str
    version: str
    clauses: list[dict[str, Any]]
    sources: list[dict[str, Any]]


@dataclass(frozen=True)
class Findings:
    """The rule on one file. What rests on a sealed fact is one line that every file has (practice 11)."""

    proposal: str
    met: list[FindingLine] = field(default_factory=list)
    unknown: list[FindingLine] = field(default_factory=list)
    not_met: list[FindingLine] = field(default_factory=list)
    separate: str = "unknown"
    orientation: list[dict[str, str]] = field(default_factory=list)
    missing: list[list[Wanted]] = field(default_factory=list)


def findings(application: Application, on: date) -> Findings:
    """The findings on the confirmed facts, in words."""
    policy, language = rows.pack(), catalogue.reader()
    assessed = queries.assessment(application, on)
    tracks = {track.code: track for track in policy.orientation}
    lines: dict[str, list[FindingLine]] = {"met": [], "unknown": [], "not_met": []}
    separate = []
    for finding in assessed.findings:
        if rows.is_sealed(finding.code, finding.version):
            separate.append(finding.outcome)
        else:
            lines[finding.outcome].append(finding_line(finding))
    return Findings(
        proposal=assessed.proposal,
        separate=next((word for word in ("met", "unknown", "not_met") if word in separate), "not_met"),
        orientation=[
            {"title": tracks[code].title[language], "text": tracks[code].advice[language]}
            for code in assessed.orientation
        ],
        missing=missing(assessed),
        **lines,
    )


def finding_line(finding: law.Finding) -> FindingLine:
    """One criterion in the reader's words; no clause that is under seal."""
    policy, language = rows.pack(), catalogue.reader()
    return FindingLine(
        code=finding.code,
        title=policy.criterion(finding.version, finding.code).title[language],
        outcome=finding.outcome,
        version=policy.version(finding.version).title[language],
        clauses=[one for one in law.trace_sentences(policy, finding, language) if not one["sealed"]],
        sources=[{"id": name, **policy.sources[name]} for name in finding.sources],
    )


def missing(assessed: law.Assessment) -> list[list[Wanted]]:
    """The smallest sets of facts that could settle the matter; sets under seal are the reviewer's."""
    facts = rows.pack().facts
    return [
        [wanted(name) for name in one.facts]
        for one in assessed.missing
        if not any(facts[name].sealed for name in one.facts)
    ]


def wanted(name: str) -> Wanted:
    """A fact as it is asked for."""
    spec = rows.pack().facts[name]
    return Wanted(
        fact=name,
        label=spec.label[catalogue.reader()],
        proofs=[catalogue.evidence_label(kind) for kind in spec.evidence],
        substitutes=[catalogue.evidence_label(kind) for kind in spec.substitutes],
    )


def proposed_request(application: Application, found: Findings, pieces: Iterable[Evidence]) -> list[str]:
    """The facts to ask for: those that are needed and that no piece of the file may prove."""
    held = list(pieces)
    return [name for name in needed_facts(application, found) if not proving(name, held)]


def needed_facts(application: Application, found: Findings) -> list[str]:
    """What the conditions that the person states to meet still need, confirmed by nothing."""
    policy = rows.pack()
    stated = rows.assess(application.declared, application, on=application.filed_on)
    claimed = [
        fact
        for finding in stated.findings
        if finding.outcome == "met"
        for step in finding.trace
        for fact in policy.clauses[step.clause].facts
    ]
    open_facts = [
        name for name in dict.fromkeys(claimed) if name not in application.facts and askable_fact(name)
    ]
    if open_facts:
        return open_facts
    if not found.missing:
        return []
    # The set that comes closest to what the person states.
    stated_in = {
        index: sum(one.fact in application.declared for one in group)
        for index, group in enumerate(found.missing)
    }
    nearest = min(
        stated_in, key=lambda index: (len(found.missing[index]) - stated_in[index], -stated_in[index])
    )
    return [one.fact for one in found.missing[nearest]]


def askable(application: Application, found: Findings) -> list[str]:
    """Every fact that a request may ask for: those of the sets, then any other that is not confirmed."""
    named = needed_facts(application, found) + [one.fact for group in found.missing for one in group]
    others = [name for name in rows.pack().facts if name not in application.facts]
    return [
        name for name in dict.fromkeys(named + others) if askable_fact(name) and name not in application.facts
    ]


def askable_fact(name: str) -> bool:
    """Whether an officer may ask for a fact and confirm it: none under seal, none that the file tells itself."""
    spec = rows.pack().facts.get(name)
    return spec is not None and spec.asked_of != "derived" and not spec.sealed


def fact_lines(application: Application, found: Findings) -> list[FactLine]:
    """Facts stated or confirmed, those that matter first; none under seal."""
    confirmed = queries.confirmations(application)
    needed = set(needed_facts(application, found))
    names = [name for name in rows.pack().facts if askable_fact(name)]
    shown = [name for name in names if name in application.declared or name in confirmed or name in needed]
    lines = [_fact_line(name, application, confirmed.get(name), name in needed) for name in shown]
    return sorted(lines, key=lambda line: (line.is_confirmed, not line.wanted, not line.is_stated))


def _fact_line(name: str, application: Application, row: FactValue | None, needed: bool) -> FactLine:
    return FactLine(
        name=name,
        label=catalogue.fact_label(name),
        declared=catalogue.value_text(name, application.declared.get(name)),
        confirmed=catalogue.value_text(name, row.value) if row else "",
        is_confirmed=row is not None,
        is_stated=name in application.declared,
        by=row.confirmed_by.name if row and row.confirmed_by else "",
        evidence=catalogue.evidence_label(row.evidence.kind) if row and row.evidence else "",
        wanted=needed,
    )


def next_fact(lines: Iterable[FactLine]) -> str:
    """The fact to confirm next, or nothing."""
    waiting = [line for line in lines if not line.is_confirmed]
    return next((line.name for line in waiting if line.is_stated), waiting[0].name if waiting else "")


def proving(name: str, pieces: Iterable[Evidence]) -> list[Evidence]:
    """The pieces that may prove a fact, the usual proofs before their substitutes."""
    spec = rows.pack().facts[name]
    order = [*spec.evidence, *spec.substitutes]
    usable = [piece for piece in pieces if piece.kind in order and piece.state in ("received", "accepted")]
    return sorted(usable, key=lambda piece: order.index(piece.kind))


def acts_on(application: Application, since: datetime | None = None) -> list[Entry]:
    """What was done to the file, newest first, without what is under seal."""
    lines = history(Compartment.STATUS, application.pk).order_by("-number")
    if since is not None:
        lines = lines.filter(at__gt=since)
    return [line for line in lines[:TIMELINE] if not _under_seal(line)]


def reads_on(application: Application) -> list[Read]:
    """Who opened the file, newest first, without what is under seal."""
    return list(reads_of(Compartment.STATUS, application.pk).exclude(what="separate_review")[:READERS])


def timeline(acts: Iterable[Entry], people: dict[str, str]) -> list[dict[str, Any]]:
    """Acts in words."""
    return [
        {"title": _act(line), "at": line.at, "by": _who(line.actor_kind, line.actor, people), "text": ""}
        for line in acts
    ]


def _under_seal(line: Entry) -> bool:
    """A line that would say that there is a sealed piece, or that it was reviewed (practice 11)."""
    about_a_piece = line.verb.startswith("evidence_") and "kind" not in line.detail
    return about_a_piece or line.verb == "separate_review"


def _act(line: Entry) -> str:
    title = str(VERBS.get(line.verb, ANOTHER_ACT))
    if kind := line.detail.get("kind"):
        return f"{title}: {catalogue.evidence_label(kind)}"
    if fact := line.detail.get("fact"):
        return f"{title}: {catalogue.fact_label(fact)}"
    return title


def readings(reads: Iterable[Read], people: dict[str, str]) -> list[dict[str, Any]]:
    """Readings in words, with what each was for."""
    return [
        {
            "what": str(READS.get(line.what, ANOTHER_READING)),
            "at": line.at,
            "by": _who(line.actor_kind, line.actor, people),
            "purpose": line.purpose,
        }
        for line in reads
    ]


def names_of(lines: Iterable[Entry | Read]) -> dict[str, str]:
    """The names of the members of staff behind some lines, by id."""
    wanted = {UUID(line.actor) for line in lines if line.actor_kind == ActorKind.STAFF}
    return {str(pk): name for pk, name in Staff.objects.filter(pk__in=wanted).values_list("pk", "name")}


def _who(kind: str, identifier: str, people: dict[str, str]) -> str:
    if kind == ActorKind.PERSON:
        return _("The person concerned")
    if kind == ActorKind.SYSTEM:
        return _("The platform")
    return people.get(identifier, "")
