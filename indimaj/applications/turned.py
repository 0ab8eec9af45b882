"""The screen turned to the person before anything is saved: which papers are still missing, with pictures (practice 23)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from indimaj import law

from . import catalogue, clock
from .actions import intake, rows
from .models import Application

IDENTITY = "identity_proof"


@dataclass(frozen=True)
class Lacking:
    """One thing to bring, or to say; any one of its papers shows it."""

    label: str
    pictures: list[tuple[str, str]]
    is_known: bool = True


def lacking(stated: Mapping[str, Any], handed: Collection[str]) -> list[Lacking]:
    """What is missing for the condition that the stated facts meet, else for the nearest one; never about health."""
    facts = rows.pack().facts
    needed: list[Lacking] = []
    asked: list[set[str]] = []
    for name in dict.fromkeys([IDENTITY, *_wanted(stated)]):
        spec, is_known = facts[name], name in stated or name == IDENTITY
        proved = bool(set(handed) & {*spec.evidence, *spec.substitutes})
        # Any paper that shows a fact asked for before may show this one too.
        proved = proved or any(papers <= set(spec.evidence) for papers in asked)
        if not (is_known and proved):
            needed.append(
                Lacking(catalogue.fact_label(name), _pictures(() if proved else spec.evidence), is_known)
            )
        if not proved:
            asked.append(set(spec.evidence))
    return [*_for_every_file(handed), *needed]


def _wanted(stated: Mapping[str, Any]) -> list[str]:
    """The facts to prove, then those of the smallest set that would settle the matter."""
    policy, today = rows.pack(), clock.today()
    file = Application(campaign=intake.current_campaign(today), filed_on=today, created_at=clock.now())
    try:
        assessed = rows.assess(stated, file, on=today)
    except law.FactError:
        return []
    open_ = [one for one in assessed.findings if not rows.is_sealed(one.code, one.version)]
    met = next((one for one in open_ if one.outcome == "met"), None)
    if met is not None:
        read = [fact for step in met.trace for fact in policy.clauses[step.clause].facts]
        return [name for name in read if name in stated and policy.facts[name].evidence]
    sets = [list(one.facts) for one in assessed.missing]
    told = [names for names in sets if not any(policy.facts[name].sealed for name in names)]
    return min(told, key=len, default=[])


def _for_every_file(handed: Collection[str]) -> list[Lacking]:
    """The papers that each file needs, whatever the condition."""
    kinds = [kind for kind, about in rows.pack().evidence.items() if about.get("required_of_every_file")]
    return [
        Lacking(catalogue.evidence_label(kind), _pictures([kind])) for kind in kinds if kind not in handed
    ]


def _pictures(kinds: Collection[str]) -> list[tuple[str, str]]:
    return [(catalogue.evidence_picture(kind), catalogue.evidence_label(kind)) for kind in kinds]
