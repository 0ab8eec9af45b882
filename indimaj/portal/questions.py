"""Which questions the law still needs, in the order in which a person would be asked them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from indimaj import law
from indimaj.law.expressions import All, AnyOf, AtLeast, Clause, Node, Not, clauses_of

ASKED_OF_THE_PERSON = "self"
Known = Mapping[str, Any]


def is_asked(pack: law.Pack, fact: str) -> bool:
    """Whether the person is asked for a fact; the others come from an officer or from the file itself."""
    return pack.facts[fact].asked_of == ASKED_OF_THE_PERSON


def track_facts(pack: law.Pack) -> list[str]:
    """The facts that show another way, in the order of the pack."""
    trees = [track.when for track in pack.orientation if track.when is not None]
    found = {fact for tree in trees for clause in clauses_of(tree) for fact in clause.facts}
    return in_order(pack, found)


def in_order(pack: law.Pack, facts: Iterable[str]) -> list[str]:
    """Facts that the person is asked for, in the order of the pack."""
    wanted = set(facts)
    return [name for name in pack.facts if name in wanted and is_asked(pack, name)]


def assess(pack: law.Pack, answers: Known, *, on: date, campaign: str) -> law.Assessment:
    """The rule on what somebody answers; a None is an "I do not know". Raises law.FactError."""
    return law.decide(pack, law.parse_facts(pack, answers), on=on, campaign=campaign)


def next_question(
    pack: law.Pack, answers: Known, *, on: date, campaign: str, past_other_tracks: bool = False
) -> str | None:
    """The next fact to ask for, or None when no answer could change the result any more.

    First what shows another way; then the facts of the sets that the law says are missing. A set with a fact
    that the person does not know, or that nobody asks them, cannot be completed and is left.
    """
    assessed = assess(pack, answers, on=on, campaign=campaign)
    if not past_other_tracks:
        if assessed.orientation:
            return None
        for fact in track_facts(pack):
            if fact not in answers:
                return fact
    useful = {
        fact
        for missing in assessed.missing
        if all(is_asked(pack, name) and answers.get(name, "open") is not None for name in missing.facts)
        for fact in missing.facts
        if fact not in answers
    }
    return next(iter(in_order(pack, useful)), None)


def open_facts(pack: law.Pack, assessed: law.Assessment) -> list[str]:
    """The facts that could still turn a criterion that is neither met nor failed."""
    found: set[str] = set()
    for finding in assessed.findings:
        outcomes = {step.clause: step.outcome for step in finding.trace}
        found.update(_open(pack.criterion(finding.version, finding.code).when, outcomes))
    return in_order(pack, found)


def _open(node: Node, outcomes: Mapping[str, str]) -> Iterator[str]:
    if _outcome(node, outcomes) is not None:
        return
    match node:
        case Clause():
            yield from node.facts
        case Not(part=part):
            yield from _open(part, outcomes)
        case All(parts=parts) | AnyOf(parts=parts) | AtLeast(parts=parts):
            for part in parts:
                yield from _open(part, outcomes)


def _outcome(node: Node, outcomes: Mapping[str, str]) -> bool | None:
    match node:
        case Clause():
            return {"met": True, "not_met": False}.get(outcomes[node.id])
        case Not(part=part):
            inner = _outcome(part, outcomes)
            return None if inner is None else not inner
        case All(parts=parts):
            needed, tried = len(parts), [_outcome(part, outcomes) for part in parts]
        case AnyOf(parts=parts):
            needed, tried = 1, [_outcome(part, outcomes) for part in parts]
        case AtLeast(count=count, parts=parts):
            needed, tried = count, [_outcome(part, outcomes) for part in parts]
    if sum(outcome is True for outcome in tried) >= needed:
        return True
    return None if sum(outcome is not False for outcome in tried) >= needed else False
