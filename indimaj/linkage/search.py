"""What an officer types into the search box, as ranges of the same index: a name, a phone or its last digits."""

import re
from itertools import combinations, product
from typing import NamedTuple

from indimaj.linkage.lookup import LAST_YEAR, Fetch, Id, Load, Probe
from indimaj.linkage.records import LONGEST_KEY, NO_YEAR, Kind, Record, phone_key, phone_tail
from indimaj.linkage.similarity import name_similarity
from indimaj.linkage.skeletons import word_keys
from indimaj.linkage.spelling import words

_NUMBER = re.compile(r"[+\d][\d\s().-]*\Z")
_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)")
_MOST_WORDS = 4
_PAIR_CAP, _WORD_CAP, _NUMBER_CAP = 200, 100, 100
_LIKE = 0.6


class Found(NamedTuple):
    """A record that answers what was typed, and how well its name does (1 for a number)."""

    record_id: object
    score: float


def search_probes(text: str) -> list[Probe]:
    """The ranges to read for a typed text; none if it says too little (fewer than four digits, no word)."""
    typed = text.strip()
    if _NUMBER.match(typed):
        return _number_probes(typed)
    named, first, last = _without_year(typed)
    keyed = [word_keys(word) for word in words(named)[:_MOST_WORDS]]
    if not keyed:
        return []
    pairs = {
        " ".join(sorted(pair))[:LONGEST_KEY]
        for one, two in combinations(keyed, 2)
        for pair in product(one[:2], two[:2])
    }
    if pairs:
        found = [Probe(Kind.YEAR_AND_NAMES, pair, first, last, _PAIR_CAP) for pair in sorted(pairs)]
        return found + [
            Probe(Kind.UNDATED_NAMES, pair, NO_YEAR, NO_YEAR, _WORD_CAP) for pair in sorted(pairs)
        ]
    return [Probe(Kind.YEAR_AND_WORD, key, first, last, _WORD_CAP) for key in keyed[0]]


def search(text: str, fetch: Fetch[Id], load: Load[Id], limit: int = 20) -> list[Found]:
    """The records that answer a typed text, best name first; at most 200 of one name are looked at."""
    ids = list(dict.fromkeys(record_id for _, record_id in fetch(search_probes(text))))
    loaded = load(ids)
    if _NUMBER.match(text.strip()):
        return [Found(record_id, 1.0) for record_id in ids if record_id in loaded][:limit]
    named = _without_year(text)[0]
    found = [Found(key, _best(named, loaded[key])) for key in ids if key in loaded]
    return sorted((f for f in found if f.score >= _LIKE), key=lambda f: -f.score)[:limit]


def _number_probes(typed: str) -> list[Probe]:
    tail, whole = phone_tail(typed), phone_key(typed)
    if whole:
        return [Probe(Kind.PHONE, whole, NO_YEAR, NO_YEAR, _NUMBER_CAP)]
    return [Probe(Kind.PHONE_TAIL, tail, NO_YEAR, NO_YEAR, _NUMBER_CAP)] if tail else []


def _without_year(text: str) -> tuple[str, int, int]:
    """The text without a birth year, and the years to look at."""
    year = _YEAR.search(text)
    if year is None:
        return text, NO_YEAR, LAST_YEAR
    return _YEAR.sub(" ", text, count=1), int(year[1]), int(year[1])


def _best(named: str, record: Record) -> float:
    return max((name_similarity(named, name.whole()).score for name in record.names), default=0.0)
