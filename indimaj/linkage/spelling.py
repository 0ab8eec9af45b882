"""How a written name becomes plain words: scripts, marks, particles and compounds."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u02bb\u02be\u02bf\u00b4`\u2032\u05f3]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_NOT_WORD = re.compile(r"[^a-z0-9\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff]+")
_ONE_LETTER = str.maketrans("أإآٱىیئؤةکھ", "اااايييوهكه")
LONGEST_NAME = 200
_ARTICLES = frozenset(
    {"el", "al", "l", "ed", "ud", "ال", "ould", "wuld", "weld", "ولد", "mint", "منت", "bint", "بنت"}
)
_JOINS_NEXT = frozenset(
    {"abd", "abdel", "abdul", "abdoul", "abdal", "عبد", "abou", "abu", "abo", "ابو", "ابا", "ben", "bin"}
    | {"ibn", "بن", "ابن", "beni", "بني", "ait", "ايت", "oum", "um", "ام", "de", "da", "do", "dos", "das"}
    | {"du", "di", "del", "dela", "la", "las", "los", "san", "santa", "sainte", "saint", "n", "d"}
)
_JOINS_PREVIOUS = frozenset(
    {"allah", "ullah", "oullah", "الله", "din", "dine", "eddin", "eddine", "uddin", "oudine", "addin"}
    | {"aldin", "eldin", "الدين", "دين"}
)
_SAME_PARTICLE = {"bin": "ben", "ibn": "ben", "بن": "ben", "ابن": "ben"}


def is_arabic(text: str) -> bool:
    """Whether the text holds a letter of the Arabic script."""
    return bool(_ARABIC.search(text))


@lru_cache(maxsize=200_000)
def normalise(name: str) -> str:
    """The name in lower case without accents, vowel marks or punctuation; Arabic letters stay Arabic.

    Other scripts are read into Latin letters. Doing it twice changes nothing.
    """
    name = name[: 5 * LONGEST_NAME]
    if name.isascii():
        plain = _NOT_WORD.sub(" ", name.lower().replace("'", "").replace("`", ""))
        return plain.strip()[:LONGEST_NAME].strip()
    text = unicodedata.normalize("NFKC", name).casefold().replace("ç", "s")
    text = unicodedata.normalize("NFKC", text)
    text = _APOSTROPHES.sub("", _MARKS.sub("", text)).translate(_ONE_LETTER)
    letters = (c if is_arabic(c) or c.isascii() else anyascii(c).lower() for c in text)
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", "".join(letters))).strip()[:LONGEST_NAME].strip()


@lru_cache(maxsize=200_000)
def words(name: str) -> tuple[str, ...]:
    """The words that carry the name: articles dropped, particles and compounds as one word."""
    raw = normalise(name).split()
    kept = [w for w in raw if w not in _ARTICLES] or raw
    out: list[str] = []
    pending = ""
    for word in kept:
        if not pending and out and word in _JOINS_PREVIOUS:
            out[-1] += _without_article(word)
        elif word in _JOINS_NEXT and word is not kept[-1]:
            pending += _SAME_PARTICLE.get(word, word)
        else:
            out.append(pending + (_without_article(word) if pending else word))
            pending = ""
    return tuple(out) if not pending else (*out, pending)


def _without_article(word: str) -> str:
    if word.startswith("ال") and len(word) > 3:
        return word[2:]
    return word
