"""Try a policy on the situations that a jurist wrote for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from indimaj.law.decide import decide
from indimaj.law.facts import FactError, parse_facts
from indimaj.law.pack import Pack


def disagreements(pack: Pack, examples: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield one line for each expectation that the rules do not meet, naming the example."""
    for example in examples:
        try:
            yield from _disagreements_in(pack, example)
        except (FactError, KeyError, ValueError) as problem:
            yield f"{example.get('id', '?')}: {problem}"


def _disagreements_in(pack: Pack, example: Mapping[str, Any]) -> Iterator[str]:
    facts = parse_facts(pack, example["facts"])
    campaign = example.get("campaign")
    found = decide(pack, facts, on=example["on"], campaign=None if campaign is None else str(campaign))
    expected = example["expect"]
    outcomes = {finding.code: finding.outcome for finding in found.findings}
    if "proposal" in expected and found.proposal != expected["proposal"]:
        yield f"{example['id']}: proposal is {found.proposal}, expected {expected['proposal']}"
    for code, outcome in expected.get("findings", {}).items():
        if outcomes.get(code) != outcome:
            yield f"{example['id']}: {code} is {outcomes.get(code, 'not applied')}, expected {outcome}"
    if "orientation" in expected and list(found.orientation) != expected["orientation"]:
        yield f"{example['id']}: orientation is {list(found.orientation)}, expected {expected['orientation']}"
