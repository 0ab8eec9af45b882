"""A proposal of the law, told to the person it is about: what is met, what is missing, which other way."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from indimaj import law
from indimaj.law.explain import proofs
from indimaj.law.expressions import clauses_of

MOST_WAYS = 6
IDENTITY = "identity_proof"


@dataclass
class Proof:
    """A fact and the papers that show it; any one is enough, substitutes where those are impossible."""

    fact: str
    label: str
    papers: list[str]
    substitutes: list[str]


@dataclass
class Result:
    """What the page of a result shows."""

    proposal: str
    met: list[str] = field(default_factory=list)
    papers: list[Proof] = field(default_factory=list)
    always: list[str] = field(default_factory=list)
    ways: list[list[Proof]] = field(default_factory=list)
    unmet: list[dict[str, Any]] = field(default_factory=list)
    tracks: list[dict[str, str]] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)


def tell(
    pack: law.Pack,
    assessed: law.Assessment,
    *,
    unknown: set[str],
    language: str,
    without_papers: frozenset[str] = frozenset(),
) -> Result:
    """Put an assessment into words for the person's own eyes: health is named here, nobody else reads it."""
    met = [finding for finding in assessed.findings if finding.outcome == "met"]
    told = Result(
        proposal=assessed.proposal,
        met=[pack.criterion(found.version, found.code).title[language] for found in met],
        always=_for_every_file(pack, language),
        tracks=_tracks(pack, assessed, language),
        texts=_texts(pack, assessed, language),
    )
    if met:
        clauses = clauses_of(pack.criterion(met[0].version, met[0].code).when)
        facts = dict.fromkeys(fact for clause in clauses for fact in clause.facts)
        shown = [fact for fact in (IDENTITY, *facts) if fact in pack.facts and fact not in without_papers]
        told.papers = [proof(pack, fact, language) for fact in shown]
    elif assessed.proposal == "undetermined":
        near = _nearness(pack, assessed)
        sets = sorted(
            assessed.missing,
            key=lambda one: (-near(one.facts), not unknown & set(one.facts), len(one.facts)),
        )
        told.ways = [
            [proof(pack, fact, language, bare=fact in without_papers) for fact in one.facts]
            for one in sets[:MOST_WAYS]
        ]
    else:
        told.unmet = law.what_would_change(pack, assessed, language, show_sealed=True)
    return told


def _nearness(pack: law.Pack, assessed: law.Assessment) -> Callable[[tuple[str, ...]], float]:
    """How much is met already, 0 to 1, of the nearest criterion that some facts would complete."""
    open_ones = []
    for found in assessed.findings:
        if found.outcome == "unknown":
            asks = {
                fact
                for clause in clauses_of(pack.criterion(found.version, found.code).when)
                for fact in clause.facts
            }
            met = sum(step.outcome == "met" for step in found.trace)
            open_ones.append((asks, met / max(len(found.trace), 1)))
    return lambda facts: max((share for asks, share in open_ones if asks >= set(facts)), default=0)


def proof(pack: law.Pack, fact: str, language: str, *, bare: bool = False) -> Proof:
    """What shows a fact; `bare` where nobody is asked for a paper."""
    spec = pack.facts[fact]
    if bare:
        return Proof(fact, spec.label[language], [], [])
    return Proof(
        fact=fact,
        label=spec.label[language],
        papers=[paper["label"] for paper in proofs(pack, spec.evidence, language)],
        substitutes=[paper["label"] for paper in proofs(pack, spec.substitutes, language)],
    )


def required_kinds(pack: law.Pack) -> list[str]:
    """The kinds of evidence that every file needs."""
    return [kind for kind, about in pack.evidence.items() if about.get("required_of_every_file")]


def _for_every_file(pack: law.Pack, language: str) -> list[str]:
    return [str(pack.evidence[kind]["label"][language]) for kind in required_kinds(pack)]


def _tracks(pack: law.Pack, assessed: law.Assessment, language: str) -> list[dict[str, str]]:
    return [
        {"title": track.title[language], "text": track.advice[language]}
        for track in pack.orientation
        if track.code in assessed.orientation
    ]


def _texts(pack: law.Pack, assessed: law.Assessment, language: str) -> list[dict[str, Any]]:
    versions = [pack.version(code) for code in assessed.versions]
    return [
        {"title": version.title[language], "adopted_by": version.adopted_by[language],
         "recommended_on": version.recommended_on, "in_force_from": version.in_force_from}
        for version in versions
    ]  # fmt: skip
