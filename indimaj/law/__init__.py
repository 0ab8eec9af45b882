"""The law as code: expression trees over facts, read by every reader from one text. Pure Python."""

from indimaj.law.assessment import Assessment, Finding, MissingSet, Step
from indimaj.law.decide import decide
from indimaj.law.explain import explain, in_words, trace_sentences, what_would_change
from indimaj.law.facts import FactError, Facts, parse_facts
from indimaj.law.pack import LANGUAGES, Pack, PackError
from indimaj.law.population import At, Reform, clause_order, pack_dates, population, reform
from indimaj.law.reading import FILES, read_pack

__all__ = [
    "FILES",
    "LANGUAGES",
    "Assessment",
    "At",
    "FactError",
    "Facts",
    "Finding",
    "MissingSet",
    "Pack",
    "PackError",
    "Reform",
    "Step",
    "clause_order",
    "decide",
    "explain",
    "in_words",
    "pack_dates",
    "parse_facts",
    "population",
    "read_pack",
    "reform",
    "trace_sentences",
    "what_would_change",
]
