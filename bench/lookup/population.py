"""Invented people by the million, and which spelling groups are held back from whoever writes the keys."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import indimaj.demo
from indimaj.demo.variants import Pair, respell, written_again
from indimaj.linkage.families import FAMILIES
from indimaj.linkage.records import PersonName, Record
from indimaj.linkage.spelling import is_arabic, normalise, words
from tests.linkage.test_names import DIFFERENT_NAMES, SAME_NAME

FOLDER = Path(indimaj.demo.__file__).parent / "names"
# Shares of nationalities, roughly those of the campaign; the rest of the origins share what is left.
SHARES = {"SN": 24, "SY": 19, "NG": 9, "CI": 8, "CD": 7, "CM": 5, "GN": 5, "ML": 4, "PH": 3, "MR": 2}
_ALREADY_SEEN = {
    word
    for text in [*"|".join(SAME_NAME).split("|"), *(name for pair in DIFFERENT_NAMES for name in pair)]
    for word in words(text)
}


@dataclass(frozen=True)
class Group:
    """The spellings of one name, the usual one first."""

    spellings: tuple[str, ...]
    held: bool

    @classmethod
    def of(cls, spellings: list[str]) -> Group:
        even = hashlib.sha256(spellings[0].casefold().encode()).digest()[0] % 2 == 0
        known = any(w in FAMILIES or w in _ALREADY_SEEN for s in spellings for w in (normalise(s), *words(s)))
        return cls(tuple(spellings), even and not known)


@dataclass(frozen=True)
class Names:
    """Spelling groups by (origin, part, sex)."""

    by_part: dict[tuple[str, str, str], list[Group]]

    @classmethod
    def read(cls) -> Names:
        rows: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for path in sorted(FOLDER.glob("*.csv")):
            with path.open(newline="") as lines:
                for row in csv.DictReader(lines):
                    key = row["country"], row["part"], row["sex"]
                    rows[key][row["variant_group"] or "=" + row["name"]].append(row["name"])
        return cls(_settled({key: [Group.of(s) for s in groups.values()] for key, groups in rows.items()}))

    @property
    def groups(self) -> int:
        return sum(map(len, self.by_part.values()))

    @property
    def held_groups(self) -> int:
        return sum(group.held for groups in self.by_part.values() for group in groups)


def _settled(by_part: dict[tuple[str, str, str], list[Group]]) -> dict[tuple[str, str, str], list[Group]]:
    """A spelling that an open group lists anywhere opens every group that holds it."""
    while True:
        groups = [group for part in by_part.values() for group in part]
        seen = {spelling for group in groups if not group.held for spelling in group.spellings}
        if not any(group.held and seen.intersection(group.spellings) for group in groups):
            return by_part
        by_part = {
            key: [
                replace(group, held=group.held and not seen.intersection(group.spellings)) for group in part
            ]
            for key, part in by_part.items()
        }


class Population:
    """Draws people, and writes one of them a second time."""

    def __init__(self, names: Names, random: Random) -> None:
        self.random = random
        self.origins = sorted({country for country, _, _ in names.by_part})
        self.shares = [SHARES.get(country, 1.2) for country in self.origins]
        self.pools: dict[tuple[str, str, str], tuple[list[Group], list[float]]] = {}
        self.group_of: dict[str, list[Group]] = defaultdict(list)
        for key, groups in names.by_part.items():
            order = random.sample(groups, len(groups))
            # A handful of names covers a large share of people.
            total, reach = 0.0, []
            for rank in range(len(order)):
                total += 1 / (rank + 4)
                reach.append(total)
            self.pools[key] = order, reach
            for group in groups:
                for spelling in group.spellings:
                    self.group_of[spelling].append(group)

    def _group(self, key: tuple[str, str, str]) -> Group:
        order, reach = self.pools[key]
        return self.random.choices(order, cum_weights=reach)[0]

    def _spelling(self, group: Group) -> str:
        return group.spellings[0] if self.random.random() < 0.7 else self.random.choice(group.spellings)

    def draw(self) -> tuple[Record, bool | None]:
        """A person, and whether all names are held (True), all open (False) or mixed (None)."""
        random = self.random
        country = random.choices(self.origins, self.shares)[0]
        sex = "F" if random.random() < 0.4 else "M"
        given, family = self._group((country, "given", sex)), self._group((country, "family", ""))
        sides = [given.held, family.held]
        first = self._spelling(given)
        if random.random() < 0.15:
            second = self._group((country, "given", sex))
            sides.append(second.held)
            first = f"{first} {self._spelling(second)}"
        mother = ""
        if random.random() < 0.5:
            names = self._group((country, "given", "F")), self._group((country, "family", ""))
            mother = " ".join(self._spelling(group) for group in names)
        day = date(1954, 1, 1) + timedelta(days=int(random.triangular(0, 16_000, 11_500)))
        if random.random() < 0.25:
            day = date(day.year, 1, 1)
        phones = (f"06{random.randrange(10**8):08d}",) if random.random() < 0.8 else ()
        documents = (f"{country[0]}{random.randrange(10**8):08d}",) if random.random() < 0.6 else ()
        name = PersonName(first, self._spelling(family))
        record = Record((name,), day, day, sex, (country,), phones, documents, mother)
        side = sides[0] if len(set(sides)) == 1 else None
        return record, side

    def again(self, record: Record) -> Pair:
        return written_again(record, self.random, self._respell)

    def _respell(self, name: str, random: Random) -> tuple[str, str] | None:
        """A listed spelling half of the time, else another office's habit."""
        parts = [name] if name in self.group_of else name.split(" ")
        open_to = [i for i, part in enumerate(parts) if part in self.group_of]
        if open_to and random.random() < 0.5:
            i = random.choice(open_to)
            others = [s for g in self.group_of[parts[i]] for s in g.spellings if s != parts[i]]
            if others:
                parts[i] = random.choice(others)
                return " ".join(parts), "listed_arabic" if is_arabic(parts[i]) else "listed"
        return respell(name, random)
