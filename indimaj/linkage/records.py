"""What is known of a person for finding likely duplicates, and the keys under which it is filed."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache
from itertools import combinations, product
from typing import NamedTuple

from indimaj.linkage.skeletons import keys, word_keys
from indimaj.linkage.spelling import words

NO_YEAR = 0
LONGEST_KEY = 80
_NOT_DIGIT = re.compile(r"\D")
_NOT_SIGN = re.compile(r"[\W_]")
_ALIKE = str.maketrans("OI", "01")
_WIDEST_SPAN = 5
_MOST_PAIRS = 8
_MOST_DATED = 8
_MOST_SINGLE = 6
_MOST_PARTS = 4


class PersonName(NamedTuple):
    """A name as one document or one person gives it; a single name stands in ``given`` alone."""

    given: str
    family: str = ""

    def whole(self) -> str:
        """Both parts as one text."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True)
class Record:
    """One person as one file knows them. A birth date is an interval; equal ends are an exact day."""

    names: tuple[PersonName, ...]
    born_from: date | None = None
    born_to: date | None = None
    sex: str = ""
    nationalities: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    mother: str = ""

    def birth_day(self) -> date | None:
        """The exact day of birth. 1 January and 31 December often mean that only the year is known."""
        day = self.born_from
        if day is None or day != self.born_to or (day.month, day.day) in ((1, 1), (12, 31)):
            return None
        return day

    def birth_years(self) -> range:
        """The years the person may be born in; empty when unknown or too wide to help."""
        if self.born_from is None or self.born_to is None:
            return range(0)
        span = range(self.born_from.year, self.born_to.year + 1)
        return span if len(span) <= _WIDEST_SPAN else range(0)

    def phone_keys(self) -> frozenset[str]:
        """The comparable forms of the phone numbers."""
        return frozenset(k for p in self.phones if (k := phone_key(p)))

    def document_keys(self) -> frozenset[str]:
        """The comparable forms of the document numbers."""
        return frozenset(k for d in self.documents if (k := document_key(d)))


class Kind(IntEnum):
    """What an index row files a person under. The numbers are stored: never change one."""

    DOCUMENT = 1
    PHONE = 2
    PHONE_TAIL = 3
    DAY_AND_NAME = 4
    YEAR_AND_NAMES = 5
    UNDATED_NAMES = 6
    MOTHER_AND_NAME = 7
    YEAR_AND_WORD = 8


class BlockKey(NamedTuple):
    """One row of the index: a person is found under (kind, key, birth_year)."""

    kind: Kind
    key: str
    birth_year: int = NO_YEAR


def _digits(text: str) -> str:
    if text.isascii() and text.isdigit():
        return text
    digits = _NOT_DIGIT.sub("", text)
    return digits if digits.isascii() else "".join(str(unicodedata.digit(c)) for c in digits)


@lru_cache(maxsize=4096)
def phone_key(number: str) -> str:
    """The last nine digits, the same for 0612345678 and +212 6 12 34 56 78; "" if too short."""
    digits = _digits(number)
    return digits[-9:].lstrip("0") if len(digits) >= 7 else ""


def phone_tail(number: str) -> str:
    """The last four digits, for search at the counter."""
    digits = _digits(number)
    return digits[-4:] if len(digits) >= 4 else ""


@lru_cache(maxsize=4096)
def document_key(number: str) -> str:
    """Letters and digits alone, with 0/O and 1/I read as one: scanners and eyes confuse them."""
    text = unicodedata.normalize("NFKC", number).upper()
    bare = _NOT_SIGN.sub("", text).translate(_ALIKE)
    return bare if len(bare) >= 4 else ""


@lru_cache(maxsize=100_000)
def _name_parts(name: PersonName) -> tuple[tuple[str, ...], ...]:
    """The skeletons of each part; a name given as one text has its words for parts."""
    if name.given.strip() and name.family.strip():
        return keys(name.given)[:_MOST_DATED], keys(name.family)[:_MOST_DATED]
    whole = name.whole()
    return tuple(map(word_keys, words(whole)[:_MOST_PARTS])) or ((keys(whole),) if keys(whole) else ())


def _pairs(record: Record) -> list[str]:
    """Two skeletons of different parts together, in an order that exchanging them does not change."""
    found: dict[str, None] = {}
    for name in record.names:
        parts = _name_parts(name)
        together = [*combinations(parts, 2)] or [(part, ("",)) for part in parts]
        for one, two in together:
            for pair in product(one, two):
                found[" ".join(sorted(pair)).strip()] = None
    return list(found)[:_MOST_PAIRS]


def _single_keys(record: Record) -> list[str]:
    """Each name part's skeletons, the likeliest of each part first."""
    parts = [part for name in record.names for part in _name_parts(name)]
    depth = max(map(len, parts), default=0)
    in_turn = (part[i] for i in range(depth) for part in parts if i < len(part))
    return list(dict.fromkeys(in_turn))


def _day_key(day: date) -> str:
    """Year, then day and month smallest first, so that exchanging them does not change the key."""
    low, high = sorted((day.day, day.month))
    return f"{day.year:04d}{low:02d}{high:02d}"


def block_keys(record: Record) -> list[BlockKey]:
    """Under which keys a record is filed and looked for: the most selective first, each kind bounded."""
    single = _single_keys(record)
    rows = *_number_keys(record), *_day_keys(record, single), *_year_keys(record, single)
    return list(dict.fromkeys(BlockKey(kind, key[:LONGEST_KEY], year) for kind, key, year in rows))


def _number_keys(record: Record) -> list[BlockKey]:
    tails = sorted({tail for number in record.phones if (tail := phone_tail(number))})
    return [
        *(BlockKey(Kind.DOCUMENT, key) for key in sorted(record.document_keys())),
        *(BlockKey(Kind.PHONE, key) for key in sorted(record.phone_keys())),
        *(BlockKey(Kind.PHONE_TAIL, key) for key in tails),
    ]


def _day_keys(record: Record, single: list[str]) -> list[BlockKey]:
    """Keys that join a name part to the exact day, or to the mother's name."""
    found: list[BlockKey] = []
    if day := record.birth_day():
        found = [BlockKey(Kind.DAY_AND_NAME, f"{_day_key(day)} {key}") for key in single[:_MOST_DATED]]
    if mother := " ".join(sorted(word_keys(word)[0] for word in words(record.mother))):
        found += [BlockKey(Kind.MOTHER_AND_NAME, f"{mother} {key}") for key in single[:2]]
    return found


def _year_keys(record: Record, single: list[str]) -> list[BlockKey]:
    """Keys for when only the year is sure, or not even the year."""
    pairs, years = _pairs(record), record.birth_years()
    names = [BlockKey(Kind.YEAR_AND_NAMES, pair, year) for pair in pairs for year in years]
    if not years:
        names = [BlockKey(Kind.UNDATED_NAMES, pair) for pair in pairs]
    words_alone = product(single[:_MOST_SINGLE], years or (NO_YEAR,))
    return names + [BlockKey(Kind.YEAR_AND_WORD, key, year) for key, year in words_alone]
