"""What a commitment shares with others, in whatever language each is written, and in words why two look alike.

It only suggests: a person says whether two are the same. Pure: texts in, features and reasons out.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from indimaj.texts.words import Words

from .reading import vocabulary
from .reading.folding import words

# How many of the smallest digests of a text's word pairs are kept: texts that share wording share some of them.
SHAPES = 8
SHORTEST = 4
ALIKE, NEARLY_THE_SAME = 72.0, 90.0
MOST_TERMS = 30


@dataclass(frozen=True)
class Reason:
    """Why two commitments look alike: what they share, and how much that says. `likeness` is of their wording, in 100."""

    terms: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    language: str = ""
    likeness: int = 0

    @property
    def says_something(self) -> bool:
        """One shared theme says nothing; a number, nearly the same wording or two terms do."""
        return bool(self.numbers or self.likeness or len(self.terms) >= 2)


def features(title: Words, text: Words, themes: Iterable[str]) -> set[str]:
    """What a commitment is found by: "term:housing", "theme:housing", "number:02-03", "shape:fr:9c1d..."."""
    found = {f"theme:{one}" for one in themes}
    for language in {*title, *text}:
        said = _said(title, text, language)
        found |= {f"term:{one}" for one in sorted(vocabulary.terms_in(said, language))[:MOST_TERMS]}
        found |= {f"number:{one[:32]}" for one in vocabulary.numbers_in(said)}
        found |= {f"shape:{language}:{one}" for one in _shapes(said)}
    return found


def _said(title: Words, text: Words, language: str) -> str:
    return " ".join(one[language]["text"] for one in (title, text) if language in one)


def _shapes(said: str) -> list[str]:
    pairs = {" ".join(pair) for pair in pairwise(one for one in words(said) if len(one) >= SHORTEST)}
    return sorted(hashlib.blake2b(one.encode(), digest_size=6).hexdigest() for one in pairs)[:SHAPES]


def compare(mine: Collection[str], theirs: Collection[str], my_text: Words, their_text: Words) -> Reason:
    """What two commitments share; wording is compared in a language that both have."""
    shared = set(mine) & set(theirs)
    best, language = 0.0, ""
    for one in sorted({*my_text} & {*their_text}):
        likeness = fuzz.token_set_ratio(
            *(" ".join(words(text[one]["text"])) for text in (my_text, their_text))
        )
        if likeness > best:
            best, language = likeness, one
    alike = best >= ALIKE
    return Reason(
        terms=_of(shared, "term"),
        themes=_of(shared, "theme"),
        numbers=_of(shared, "number"),
        language=language if alike else "",
        likeness=round(best) if alike else 0,
    )


def _of(shared: Collection[str], kind: str) -> tuple[str, ...]:
    return tuple(sorted(one.partition(":")[2] for one in shared if one.startswith(f"{kind}:")))


def score(reason: Reason, weights: Mapping[str, float]) -> float:
    """How strongly two look alike: rare terms count more than those that half of all share."""
    said = [*(f"term:{one}" for one in reason.terms), *(f"number:{one}" for one in reason.numbers)]
    said += [f"theme:{one}" for one in reason.themes]
    return sum(weights.get(one, 1.0) for one in said) + max(reason.likeness - ALIKE, 0) / 4
