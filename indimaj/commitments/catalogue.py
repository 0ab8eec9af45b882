"""What a country's strategy lays down, from the catalogue of its policy pack: facts with their sources, our own wording."""

import csv
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from indimaj import policies


class Laid(NamedTuple):
    """An objective, a programme, a specific objective, an action or a measure. An empty lead is not known."""

    code: str
    part_of: str
    kind: str
    themes: tuple[str, ...]
    names: dict[str, str]
    lead: str
    source: str
    certainty: str


def strategy() -> tuple[Laid, ...]:
    """Everything that is known of the strategy, in its order; what no source says is not there."""
    return _strategy(settings.POLICY)


@lru_cache
def _strategy(policy: str) -> tuple[Laid, ...]:
    path = Path(policies.__file__).parent / policy / "catalogues" / "strategy.csv"
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(
            Laid(
                code=row["code"],
                part_of=row["part_of"],
                kind=row["kind"],
                themes=tuple(one for one in row["themes"].split(";") if one),
                names={language: row[f"name_{language}"] for language in ("ar", "fr", "en")},
                lead=row["lead"],
                source=row["source"],
                certainty=row["certainty"],
            )
            for row in csv.DictReader(handle)
        )
