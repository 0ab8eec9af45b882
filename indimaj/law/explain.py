"""Print the law from its own tree: the page of the rule in force, and the sentences of one finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from indimaj.law import words
from indimaj.law.assessment import Assessment, Finding, Step
from indimaj.law.expressions import All, AnyOf, AtLeast, Clause, Node, Not, Text, clauses_of
from indimaj.law.pack import Criterion, Pack, Version
from indimaj.law.trials import resolve

Document = dict[str, Any]


def explain(pack: Pack, on: date, campaign: str | None = None, lang: str = "ar") -> Document:
    """Return the rules in force on a day as a document: sections, thresholds, sources and what changed."""
    code = campaign or _campaign_to_explain(pack, on)
    page = _Page(pack, on, lang)
    versions = pack.versions_of(code, on) if code else ()
    return {
        "policy": {"code": pack.code, "name": pack.names[lang]},
        "language": lang,
        "on": page.day(on),
        "campaign": page.campaign(code) if code else None,
        "sections": [page.version(version) for version in versions],
        "tracks": page.tracks(),
        "history": [page.change(version) for version in pack.versions if version.campaign == code],
        "not_known": [entry["text"][lang] for entry in pack.about.get("not_known", [])],
        "sources": page.sources(),
    }


def _campaign_to_explain(pack: Pack, on: date) -> str | None:
    """The campaign open on the day, or the last one that opened before: its rules still bind its files."""
    opened = [campaign for campaign in pack.campaigns.values() if campaign.opens <= on]
    return max(opened, key=lambda campaign: campaign.opens).code if opened else None


class _Page:
    def __init__(self, pack: Pack, on: date, lang: str) -> None:
        self.pack, self.on, self.lang = pack, on, lang
        self.cited: dict[str, None] = {}

    def day(self, value: date) -> Document:
        return {"iso": value.isoformat(), "text": words.day(value, self.lang)}

    def say(self, text: Text | None) -> str | None:
        return None if text is None else text[self.lang]

    def cite(self, sources: Iterable[str]) -> list[str]:
        listed = list(sources)
        self.cited.update(dict.fromkeys(listed))
        return listed

    def campaign(self, code: str) -> Document:
        campaign = self.pack.campaigns[code]
        return {
            "code": code,
            "name": campaign.names[self.lang],
            "opens": self.day(campaign.opens),
            "closes": self.day(campaign.closes),
            "open": campaign.opens <= self.on <= campaign.closes,
        }

    def version(self, version: Version) -> Document:
        reached = ["new", *(["pending"] * version.reaches_pending), *(["refused"] * version.reaches_refused)]
        return {
            "id": version.id,
            "title": version.title[self.lang],
            "nature": version.nature,
            "nature_label": words.word("natures", version.nature, self.lang),
            "adopted_by": version.adopted_by[self.lang],
            "recommended_on": self.day(version.recommended_on),
            "in_force_from": self.day(version.in_force_from),
            "in_force_until": self.day(version.in_force_until) if version.in_force_until else None,
            "reaches": [
                {"code": kind, "label": words.word("reach", kind, self.lang)}
                for kind in reached
                if kind != "new" or self._open_after(version)
            ],
            "changes": version.changes[self.lang],
            "reading": self.say(version.reading),
            "sourced": version.sourced,
            "sources": self.cite(version.sources),
            "criteria": [self.criterion(criterion) for criterion in version.criteria],
            "thresholds": self.thresholds(version),
        }

    def _open_after(self, version: Version) -> bool:
        return version.in_force_from <= self.pack.campaigns[version.campaign].closes

    def criterion(self, criterion: Criterion) -> Document:
        return {
            "code": criterion.code,
            "title": criterion.title[self.lang],
            "conditions": self.tree(criterion.when),
            "sentences": [self.sentence(clause) for clause in clauses_of(criterion.when)],
            "reading": self.say(criterion.reading),
            "sourced": criterion.sourced,
            "sources": self.cite(criterion.sources),
        }

    def limit(self, clause: Clause) -> int | date | None:
        return None if clause.test == "is" else resolve(self.pack, clause.limit, self.on)

    def sentence(self, clause: Clause) -> str:
        return words.sentence(clause, self.limit(clause), self.lang)

    def tree(self, node: Node) -> Document:
        match node:
            case Clause():
                return self.clause(node)
            case Not(part=part):
                return self.branch("not", words.word("branches", "not", self.lang), [part])
            case All(parts=parts):
                return self.branch("all", words.word("branches", "all", self.lang), parts)
            case AnyOf(parts=parts):
                return self.branch("any", words.word("branches", "any", self.lang), parts)
            case AtLeast(count=count, parts=parts):
                return self.branch("at_least", words.word("branches", "at_least", self.lang, n=count), parts)

    def branch(self, kind: str, label: str, parts: Iterable[Node]) -> Document:
        return {"kind": kind, "label": label, "items": [self.tree(part) for part in parts]}

    def clause(self, clause: Clause) -> Document:
        spec = self.pack.facts[clause.fact]
        return {
            "kind": "clause",
            "id": clause.id,
            "text": self.sentence(clause),
            "test": words.exact_test(self.pack, clause, self.limit(clause), self.lang),
            "fact": clause.fact,
            "parameter": clause.limit.parameter,
            "evidence": proofs(self.pack, spec.evidence, self.lang),
            "substitutes": proofs(self.pack, spec.substitutes, self.lang),
            "sealed": spec.sealed,
        }

    def thresholds(self, version: Version) -> list[Document]:
        names = {
            clause.limit.parameter: clause
            for criterion in version.criteria
            for clause in clauses_of(criterion.when)
            if clause.limit.parameter is not None
        }
        return [self.threshold(name) for name in names]

    def threshold(self, name: str) -> Document:
        parameter = self.pack.parameters[name]
        dated = parameter.at(self.on)
        if dated is None:
            raise ValueError(f"the parameter {name} has no value on {self.on}")
        value = dated.value
        said = (
            words.quantity(value, parameter.unit, self.lang, alone=True)
            if isinstance(value, int)
            else words.day(value, self.lang)
        )
        return {
            "name": name,
            "label": parameter.label[self.lang],
            "value": value if isinstance(value, int) else value.isoformat(),
            "unit": parameter.unit,
            "text": said,
            "since": self.day(dated.since),
            "reading": self.say(dated.reading),
            "sourced": dated.sourced,
            "sources": self.cite(dated.sources),
        }

    def tracks(self) -> list[Document]:
        return [
            {
                "code": track.code,
                "title": track.title[self.lang],
                "text": track.advice[self.lang],
                "sourced": track.sourced,
                "sources": self.cite(track.sources),
            }
            for track in self.pack.orientation
        ]

    def change(self, version: Version) -> Document:
        return {
            "version": version.id,
            "title": version.title[self.lang],
            "nature_label": words.word("natures", version.nature, self.lang),
            "recommended_on": self.day(version.recommended_on),
            "in_force_from": self.day(version.in_force_from),
            "in_force": version.in_force(self.on),
            "changes": version.changes[self.lang],
        }

    def sources(self) -> list[Document]:
        return [{"id": name, **self.pack.sources[name]} for name in self.cited]


def proofs(pack: Pack, kinds: Iterable[str], lang: str) -> list[Document]:
    """Return kinds of evidence with their names."""
    return [{"code": kind, "label": pack.evidence[kind]["label"][lang]} for kind in kinds]


def trace_sentences(
    pack: Pack, finding: Finding | Mapping[str, Any], lang: str, *, show_sealed: bool = False
) -> list[Document]:
    """Return the clauses of a finding as they were tried, in words.

    A clause about health is only called a condition under seal, unless `show_sealed`, which is for the
    person's own page and the medical reviewer.
    """
    kept = finding if isinstance(finding, Finding) else Finding.from_dict(finding)
    return [_step_in_words(pack, kept, step, lang, show_sealed) for step in kept.trace]


def _step_in_words(pack: Pack, finding: Finding, step: Step, lang: str, show_sealed: bool) -> Document:
    clause = pack.clauses[step.clause]
    spec = pack.facts[clause.fact]
    hidden = spec.sealed and not show_sealed
    sources = dict.fromkeys(finding.sources)
    if clause.limit.parameter is not None:
        for dated in pack.parameters[clause.limit.parameter].values:
            sources.update(dict.fromkeys(dated.sources))
    return {
        "clause": None if hidden else clause.id,
        "text": words.word("phrases", "sealed", lang) if hidden else words.sentence(clause, step.limit, lang),
        "outcome": step.outcome,
        "outcome_text": words.word("outcomes", step.outcome, lang),
        "fact": None if hidden else clause.fact,
        "fact_label": None if hidden else spec.label[lang],
        "value": None if hidden else words.step_value(pack, clause, step.value, lang),
        "limit": words.limit(clause, step.limit, lang),
        "sources": list(sources),
        "evidence": [] if hidden else proofs(pack, spec.evidence, lang),
        "substitutes": [] if hidden else proofs(pack, spec.substitutes, lang),
        "sealed": spec.sealed,
    }


def what_would_change(
    pack: Pack, assessment: Assessment, lang: str, *, show_sealed: bool = False
) -> list[Document]:
    """Return, for each criterion that is not met, the fewest clauses that would have to be otherwise.

    Criteria that would need what nobody can change (the pack's `unchangeable` facts) are left out, and those
    about health too, unless `show_sealed`.
    """
    changes = []
    for finding in assessment.findings:
        if finding.outcome == "met":
            continue
        criterion = pack.criterion(finding.version, finding.code)
        if not show_sealed and any(pack.facts[clause.fact].sealed for clause in clauses_of(criterion.when)):
            continue
        steps = {step.clause: step for step in finding.trace}
        needed = _fewest(criterion.when, True, {name: step.outcome for name, step in steps.items()}, pack)
        if needed is not None:
            clauses = [
                {**_step_in_words(pack, finding, steps[name], lang, show_sealed), "needed": want}
                for name, want in needed.items()
            ]
            changes.append(
                {
                    "code": finding.code,
                    "version": finding.version,
                    "title": criterion.title[lang],
                    "clauses": clauses,
                }
            )
    return sorted(changes, key=lambda change: len(change["clauses"]))


def in_words(pack: Pack, assessment: Assessment, lang: str, *, show_sealed: bool = False) -> Document:
    """Return an assessment as words: proposal, findings with their clauses, what is missing, other tracks."""
    tracks = {track.code: track for track in pack.orientation}
    return {
        "proposal": words.word("proposals", assessment.proposal, lang),
        "findings": [
            {
                "code": finding.code,
                "title": pack.criterion(finding.version, finding.code).title[lang],
                "version": pack.version(finding.version).title[lang],
                "outcome": words.word("outcomes", finding.outcome, lang),
                "clauses": trace_sentences(pack, finding, lang, show_sealed=show_sealed),
            }
            for finding in assessment.findings
        ],
        "missing": [[_missing_fact(pack, name, lang) for name in one.facts] for one in assessment.missing],
        "orientation": [
            {"code": code, "title": tracks[code].title[lang], "text": tracks[code].advice[lang]}
            for code in assessment.orientation
        ],
    }


def _missing_fact(pack: Pack, name: str, lang: str) -> Document:
    spec = pack.facts[name]
    return {
        "fact": name,
        "label": spec.label[lang],
        "question": spec.question[lang],
        "evidence": proofs(pack, spec.evidence, lang),
        "substitutes": proofs(pack, spec.substitutes, lang),
    }


def _fewest(node: Node, want: bool, outcomes: Mapping[str, str], pack: Pack) -> dict[str, str] | None:
    """Return the fewest clauses that must turn out otherwise, with their outcome; None if that cannot be."""
    match node:
        case Clause():
            wanted = "met" if want else "not_met"
            if outcomes[node.id] == wanted:
                return {}
            fixed = outcomes[node.id] != "unknown" and node.fact in pack.unchangeable
            return None if fixed else {node.id: wanted}
        case Not(part=part):
            return _fewest(part, not want, outcomes, pack)
        case All(parts=parts):
            count = len(parts) if want else 1
        case AnyOf(parts=parts):
            count = 1 if want else len(parts)
        case AtLeast(count=least, parts=parts):
            count = least if want else len(parts) - least + 1
    found = [needed for part in parts if (needed := _fewest(part, want, outcomes, pack)) is not None]
    if len(found) < count:
        return None
    return {name: wanted for needed in sorted(found, key=len)[:count] for name, wanted in needed.items()}
