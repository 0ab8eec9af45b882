"""The catalogue of figures in the policy pack: read, and held against the declared sources before anything is written."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from indimaj import indicators, policies
from indimaj.directory.enums import Theme
from indimaj.indicators import Definition, DefinitionError

from .enums import Dimension, Direction, Side
from .sources import SPECS

LANGUAGES = ("ar", "fr", "en")
# Where the catalogue names no day, a definition holds for every campaign of the platform.
FIRST_DAY = date(2013, 1, 1)


@dataclass(frozen=True)
class Entry:
    """One indicator of the catalogue, checked."""

    code: str
    text: dict[str, Any]
    definition: Definition

    @property
    def in_force_from(self) -> date:
        """The day from which the definition holds."""
        return self.text.get("in_force_from") or FIRST_DAY


@lru_cache
def text() -> dict[str, Any]:
    """The catalogue as it is written."""
    path = Path(policies.__file__).parent / settings.POLICY / "catalogues" / "indicators.yaml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def entries() -> list[Entry]:
    """Every indicator; raises DefinitionError that names each indicator and each problem."""
    return read(text()["indicators"])


def read(listed: list[dict[str, Any]]) -> list[Entry]:
    """Read and check a list of indicators."""
    problems: list[str] = []
    found = []
    codes = {str(one.get("code", "")) for one in listed}
    for one in listed:
        code = str(one.get("code", ""))
        problems += [f"{code}: {problem}" for problem in _of_names(one, codes)]
        try:
            definition = indicators.parse(one.get("definition", {}))
            indicators.check(definition, SPECS)
        except DefinitionError as wrong:
            problems += [f"{code}: {problem}" for problem in wrong.problems]
        else:
            found.append(Entry(code, one, definition))
    problems += [f"{one.code}: {problem}" for one in found for problem in _of_pair(one, found)]
    if problems:
        raise DefinitionError(problems)
    return found


def months_kept() -> int:
    """For how long restricted cells are kept."""
    return int(text()["restricted_cells_kept_months"])


def _of_names(one: dict[str, Any], codes: set[str]) -> list[str]:
    problems = [
        f"names.{language} is missing" for language in LANGUAGES if not one.get("names", {}).get(language)
    ]
    for key, choices in (
        ("side", Side),
        ("direction", Direction),
        ("dimension", Dimension),
        ("theme", Theme),
    ):
        given = one.get(key, "")
        if (given or key in ("side", "direction")) and given not in choices.values:
            problems.append(f"{key}: {given!r} is not one of {', '.join(choices.values)}")
    if one.get("pair") and one["pair"] not in codes:
        problems.append(f"pair: there is no {one['pair']!r}")
    return problems


def _of_pair(one: Entry, all_of: list[Entry]) -> list[str]:
    """Both sides name each other, in one dimension; the other side is never the same."""
    other = next((each for each in all_of if each.code == one.text.get("pair")), None)
    if other is None:
        return []
    if other.text.get("pair") != one.code or other.text.get("dimension") != one.text.get("dimension"):
        return [f"pair: {other.code!r} does not answer it in the same dimension"]
    return ["pair: both are of one side"] if other.text["side"] == one.text["side"] else []
