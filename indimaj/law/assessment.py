"""What a decision leaves: findings with their trace, kept as they stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from indimaj.law.expressions import Outcome

FAVOURABLE, UNFAVOURABLE, UNDETERMINED = "favourable", "unfavourable", "undetermined"
_WORD = {True: "met", False: "not_met", None: "unknown"}


def outcome_word(outcome: Outcome) -> str:
    """Return met, not_met or unknown."""
    return _WORD[outcome]


class Step(NamedTuple):
    """One clause as it was tried: the value is JSON-able; None when unknown, and always for sealed facts."""

    clause: str
    outcome: str
    value: Any
    limit: Any


class Finding(NamedTuple):
    """The outcome of one criterion, with the clauses that were tried for it."""

    code: str
    outcome: str
    version: str
    trace: tuple[Step, ...]
    sources: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as JSON."""
        return {
            "code": self.code,
            "outcome": self.outcome,
            "version": self.version,
            "trace": [step._asdict() for step in self.trace],
            "sources": list(self.sources),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Finding:
        """Read a finding back."""
        trace = tuple(Step(**step) for step in data["trace"])
        return cls(data["code"], data["outcome"], data["version"], trace, tuple(data["sources"]))


class MissingSet(NamedTuple):
    """Facts that, once known, could settle the matter."""

    facts: tuple[str, ...]
    would: str


class Assessment:
    """The proposal of the rules for one person on one day. `missing` is worked out when first read."""

    __slots__ = (
        "_find_missing",
        "_missing",
        "campaign",
        "digest",
        "findings",
        "on",
        "orientation",
        "parameters",
        "policy",
        "proposal",
        "versions",
    )

    def __init__(
        self,
        *,
        policy: str,
        digest: str,
        on: date,
        campaign: str | None,
        proposal: str,
        findings: tuple[Finding, ...],
        orientation: tuple[str, ...],
        parameters: Mapping[str, Any],
        versions: tuple[str, ...],
        find_missing: Callable[[], tuple[MissingSet, ...]],
    ) -> None:
        self.policy, self.digest, self.on, self.campaign = policy, digest, on, campaign
        self.proposal, self.findings, self.orientation = proposal, findings, orientation
        self.parameters, self.versions = parameters, versions
        self._find_missing = find_missing
        self._missing: tuple[MissingSet, ...] | None = None

    @property
    def missing(self) -> tuple[MissingSet, ...]:
        """The smallest sets of facts that could still make the proposal favourable."""
        if self._missing is None:
            self._missing = self._find_missing()
        return self._missing

    def finding(self, code: str) -> Finding:
        """The finding with a code (the latest version's, when two versions use the code)."""
        for finding in reversed(self.findings):
            if finding.code == code:
                return finding
        raise KeyError(code)

    def as_dict(self) -> dict[str, Any]:
        """Return the assessment as JSON, to be kept as it stands."""
        return {
            "policy": self.policy,
            "pack": self.digest,
            "on": self.on.isoformat(),
            "campaign": self.campaign,
            "proposal": self.proposal,
            "findings": [finding.as_dict() for finding in self.findings],
            "orientation": list(self.orientation),
            "missing": [{"facts": list(one.facts), "would": one.would} for one in self.missing],
            "parameters": dict(self.parameters),
            "versions": list(self.versions),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Assessment:
        """Read a kept assessment back; nothing is worked out again."""
        missing = tuple(MissingSet(tuple(one["facts"]), one["would"]) for one in data["missing"])
        return cls(
            policy=data["policy"],
            digest=data["pack"],
            on=date.fromisoformat(data["on"]),
            campaign=data["campaign"],
            proposal=data["proposal"],
            findings=tuple(Finding.from_dict(finding) for finding in data["findings"]),
            orientation=tuple(data["orientation"]),
            parameters=data["parameters"],
            versions=tuple(data["versions"]),
            find_missing=lambda: missing,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Assessment) and self.as_dict() == other.as_dict()

    def __hash__(self) -> int:
        return hash((self.policy, self.on, self.proposal, self.findings))

    def __repr__(self) -> str:
        return f"<Assessment {self.policy} {self.on} {self.proposal}>"
