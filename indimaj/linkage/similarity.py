"""How alike two names are, and why, for a person to judge."""

from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from indimaj.linkage.families import FAMILIES
from indimaj.linkage.skeletons import word_keys
from indimaj.linkage.spelling import normalise, words

CLOSE = 0.80
_MOST_WORDS = 4
_MISSING_WORD = 0.85


class Similarity(NamedTuple):
    """A score from 0 to 1 and the code of its reason (see ``reasons.REASONS``)."""

    score: float
    why: str


@lru_cache(maxsize=500_000)
def word_similarity(a: str, b: str) -> float:
    """How alike two normalised words are; 1 only for the same letters."""
    if a == b:
        return 1.0
    a, b = min(a, b), max(a, b)
    if a in FAMILIES and FAMILIES[a] == FAMILIES.get(b):
        return 0.96
    keys_a, keys_b = word_keys(a), word_keys(b)
    shared = [key for key in keys_a if key in keys_b]
    if a.isascii() != b.isascii():
        # Short vowels are not written in Arabic: only the skeletons can be compared.
        if shared:
            return 0.92 if max(map(len, shared)) > 1 else 0.85
        return 0.85 * max(JaroWinkler.similarity(x, y) for x in keys_a for y in keys_b)
    if shared:
        letters = JaroWinkler.similarity(a, b)
        sure = max(map(len, shared)) > 1
        return float(max(letters, 0.9 if sure else 0.5 + 0.4 * letters))
    # Other consonants: only a slip of the hand makes them one name (Koné and Konaté are two families).
    return float(min(OSA.normalized_similarity(a, b), 0.89))


def _paired(few: tuple[str, ...], many: tuple[str, ...]) -> float:
    """The best sum when each of the few words takes one of the many."""
    if len(few) == 1:
        if len(many) == 1:
            return word_similarity(few[0], many[0])
        return max(word_similarity(few[0], w) for w in many)
    return max(
        sum(word_similarity(a, b) for a, b in zip(few, chosen, strict=True))
        for chosen in permutations(many, len(few))
    )


@lru_cache(maxsize=200_000)
def name_similarity(a: str, b: str) -> Similarity:
    """Compare two whole names, whatever their scripts, word order and number of words."""
    if a == b and a.strip():
        return Similarity(1.0, "name_same")
    one, two = normalise(a), normalise(b)
    if not one or not two:
        same = bool(one == two and a.split() == b.split() and a.strip())
        return Similarity(1.0, "name_same") if same else Similarity(0.0, "name_differs")
    if one == two:
        return Similarity(1.0, "name_same")
    few, many = words(a)[:_MOST_WORDS], words(b)[:_MOST_WORDS]
    if (len(few), few) > (len(many), many):
        few, many = many, few
    mean = _paired(few, many) / len(few)
    missing = len(many) > len(few)
    # "Ben Ali" and "Benali": the words of both are the same once particles are joined.
    score = round(min(mean * (_MISSING_WORD if missing else 1.0), 0.99), 6)
    return Similarity(score, _why(few, many, score, mean, missing, one.isascii() != two.isascii()))


def _why(
    few: tuple[str, ...], many: tuple[str, ...], score: float, mean: float, missing: bool, across: bool
) -> str:
    if mean < CLOSE:
        return "name_differs"
    if missing:
        return "name_partly"
    if across:
        return "name_other_script"
    if sorted(few) == sorted(many):
        return "name_written_apart" if few == many else "name_other_order"
    return "name_spelling" if score >= 0.9 else "name_close"
