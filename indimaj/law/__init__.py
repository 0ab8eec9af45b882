"""The law as code: expression trees over facts, read by every reader from one text. Pure Python."""

from indimaj.law.assessment import Assessment, Finding, MissingSet, Step
from indimaj.law.decide import decide
from indimaj.law.facts import FactError, Facts, parse_facts
from indimaj.law.pack import LANGUAGES, Pack, PackError
from indimaj.law.reading import FILES, read_pack

__all__ = [
    "FILES",
    "LANGUAGES",
    "Assessment",
    "FactError",
    "Facts",
    "Finding",
    "MissingSet",
    "Pack",
    "PackError",
    "Step",
    "decide",
    "parse_facts",
    "read_pack",
]
