"""Indicators as definitions: what is counted, over what, in which period, broken down by what. Pure Python."""

from .definition import Counting, Definition, DefinitionError, Test, Time, canonical, digest, parse
from .sources import ColumnSpec, SourceSpec
from .validity import breakdown_is_exact, check, is_exact
from .words import Line, Naming, describe

__all__ = [
    "ColumnSpec",
    "Counting",
    "Definition",
    "DefinitionError",
    "Line",
    "Naming",
    "SourceSpec",
    "Test",
    "Time",
    "breakdown_is_exact",
    "canonical",
    "check",
    "describe",
    "digest",
    "is_exact",
    "parse",
]
