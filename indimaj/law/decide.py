"""Decide one application: findings, proposal and trace, by the version of the rules that reaches it.

A pack is compiled once for each day and campaign, and once more for each set of versions that can reach a
file; after that a decision is a walk over closures.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from indimaj.law import dates, missing
from indimaj.law.assessment import (
    FAVOURABLE,
    UNDETERMINED,
    UNFAVOURABLE,
    Assessment,
    Finding,
    Step,
    outcome_word,
)
from indimaj.law.dates import Interval
from indimaj.law.expressions import Clause, Evaluator, Node, clauses_of, compile_tree
from indimaj.law.facts import Facts
from indimaj.law.pack import Pack, Version
from indimaj.law.trials import Trial, resolve, trial

# The two facts that say where a file stands; every campaign has them, and no criterion waits for them.
FILED_ON, FIRST_OUTCOME = "filed_on", "first_outcome"
REFUSED = "unfavourable"


class CompiledCriterion(NamedTuple):
    """One criterion, ready to be tried."""

    code: str
    version: str
    sources: tuple[str, ...]
    when: Node
    evaluate: Evaluator
    steps: Callable[[list[Step]], tuple[Step, ...]]


class Reach:
    """The rules that reach one kind of file on one day: compiled criteria over shared clauses."""

    def __init__(self, pack: Pack, on: date, versions: tuple[Version, ...]) -> None:
        self.pack, self.on, self.versions = pack, on, versions
        trees = [criterion.when for version in versions for criterion in version.criteria]
        trees += [track.when for track in pack.orientation if track.when is not None]
        self.clauses: list[Clause] = list({c.id: c for tree in trees for c in clauses_of(tree)}.values())
        self.slot = {clause.id: index for index, clause in enumerate(self.clauses)}
        self.trials: list[Trial] = [trial(pack, clause, on) for clause in self.clauses]
        self.criteria = [
            self._compile(version.id, criterion.code, criterion.sources, criterion.when)
            for version in versions
            for criterion in version.criteria
        ]
        self.tracks = [
            (track.code, compile_tree(track.when, self.slot))
            for track in pack.orientation
            if track.when is not None
        ]
        self.ids = tuple(version.id for version in versions)
        self.parameters = self._parameters_used()

    def _compile(self, version: str, code: str, sources: tuple[str, ...], when: Node) -> CompiledCriterion:
        slots = [self.slot[clause.id] for clause in clauses_of(when)]
        steps = itemgetter(*slots) if len(slots) > 1 else partial(_only, slots[0])
        return CompiledCriterion(code, version, sources, when, compile_tree(when, self.slot), steps)

    def _parameters_used(self) -> dict[str, Any]:
        used = {}
        for clause in self.clauses:
            if clause.limit.parameter is not None:
                value = resolve(self.pack, clause.limit, self.on)
                used[clause.limit.parameter] = value.isoformat() if isinstance(value, date) else value
        return dict(sorted(used.items()))


def _only(slot: int, steps: list[Step]) -> tuple[Step, ...]:
    return (steps[slot],)


class Program:
    """The rules of one campaign on one day."""

    def __init__(self, pack: Pack, on: date, campaign: str) -> None:
        self.pack, self.on, self.campaign = pack, on, pack.campaigns[campaign]
        self.versions = pack.versions_of(campaign, on)
        self.open = dates.pack_day(self.campaign.opens), dates.pack_day(self.campaign.closes)
        self.filing_by_default = self._day_of_question()
        self._reaches: dict[tuple[bool, ...], Reach] = {}
        self._spans = [
            (
                dates.pack_day(version.in_force_from),
                dates.LATEST if version.in_force_until is None else dates.pack_day(version.in_force_until),
                version.reaches_pending,
                version.reaches_refused,
            )
            for version in self.versions
        ]

    def _day_of_question(self) -> Interval:
        """Without a filing day: as if filed on the day of the question, or the last day of the campaign."""
        day = dates.pack_day(min(self.on, self.campaign.closes))
        return day, day

    def reach(self, filing: Interval, refused: bool) -> Reach:
        """The rules that reach a file lodged on a day, pending or refused at first instance."""
        day = filing[0]
        inside = self.open[0] <= day <= self.open[1]
        bits = tuple(
            inside and (since <= day <= until or (day < since and (on_refused if refused else on_pending)))
            for since, until, on_pending, on_refused in self._spans
        )
        found = self._reaches.get(bits)
        if found is None:
            reached = tuple(version for version, bit in zip(self.versions, bits, strict=True) if bit)
            found = self._reaches[bits] = Reach(self.pack, self.on, reached)
        return found


def program(pack: Pack, on: date, campaign: str) -> Program:
    """Return the compiled rules of a campaign on a day, kept beside the pack."""
    if campaign not in pack.campaigns:
        raise ValueError(f"no campaign is called {campaign!r}; there are {', '.join(pack.campaigns)}")
    found: Program = pack.kept((on, campaign), lambda: Program(pack, on, campaign))
    return found


def choose_campaign(pack: Pack, facts: Facts, on: date) -> str | None:
    """Return the campaign in which the file was lodged, or else the one open on the day of the question."""
    filed = facts.values_by_name.get(FILED_ON)
    if isinstance(filed, tuple):
        return pack.campaign_for(dates.last_day_until(filed[0]))
    return pack.campaign_for(on)


def decide(pack: Pack, facts: Facts, on: date, campaign: str | None = None) -> Assessment:
    """Decide one application on a day. Unfavourable only when every criterion that reaches it is not met."""
    if campaign is None:
        campaign = choose_campaign(pack, facts, on)
        if campaign is None:
            return _outside(pack, facts, on)
    rules = program(pack, on, campaign)
    values = facts.values_by_name
    filing: Any = values.get(FILED_ON) or rules.filing_by_default
    reach = rules.reach(filing, values.get(FIRST_OUTCOME) == REFUSED)

    outcomes, steps = [], []
    for tried in reach.trials:
        outcome, step = tried(values, filing)
        outcomes.append(outcome)
        steps.append(step)

    findings = []
    proposal = UNFAVOURABLE if reach.criteria else UNDETERMINED
    for code, version, sources, _, evaluate, steps_of in reach.criteria:
        outcome = evaluate(outcomes)
        if outcome:
            proposal = FAVOURABLE
        elif outcome is None and proposal is UNFAVOURABLE:
            proposal = UNDETERMINED
        findings.append(Finding(code, outcome_word(outcome), version, steps_of(steps), sources))
    return Assessment(
        policy=pack.code,
        digest=pack.digest,
        on=on,
        campaign=campaign,
        proposal=proposal,
        findings=tuple(findings),
        orientation=tuple([code for code, evaluate in reach.tracks if evaluate(outcomes)]),
        parameters=reach.parameters,
        versions=reach.ids,
        find_missing=partial(missing.smallest_sets, reach, facts, filing, proposal),
    )


def _outside(pack: Pack, facts: Facts, on: date) -> Assessment:
    """No campaign holds the file or the day: nothing is proposed, other tracks are still named."""
    reach: Reach = pack.kept(on, lambda: Reach(pack, on, ()))
    today = dates.pack_day(on)
    outcomes = [tried(facts.values_by_name, (today, today))[0] for tried in reach.trials]
    return Assessment(
        policy=pack.code,
        digest=pack.digest,
        on=on,
        campaign=None,
        proposal=UNDETERMINED,
        findings=(),
        orientation=(
            *(code for code, evaluate in reach.tracks if evaluate(outcomes)),
            *(track.code for track in pack.orientation if track.when is None),
        ),
        parameters=reach.parameters,
        versions=(),
        find_missing=tuple,
    )
