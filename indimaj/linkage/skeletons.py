"""Consonant skeletons: one short key for the many spellings of a name, in any script.

Vowels say little (Mamadou, Mamadu, محمد) and consonants follow the habit of a French, English, Portuguese
or Arabic office. The rules map each habit to one letter; a letter with two readings gives two keys.
"""

import re
from functools import lru_cache
from itertools import product

from indimaj.linkage.families import FAMILIES
from indimaj.linkage.spelling import is_arabic, normalise, words

MOST_KEYS = 4

_ARABIC_LETTERS = {
    "ب": "b", "پ": "b", "ت": "t", "ث": "{s|t}", "ج": "j", "ح": "", "خ": "k", "د": "d", "ذ": "{d|s}",
    "ر": "r", "ز": "s", "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "{s|d}", "غ": "{j|r}",
    "ف": "f", "ڤ": "f", "ق": "{k|j}", "ك": "k", "گ": "j", "ڭ": "j", "ڨ": "j", "چ": "s", "ل": "l",
    "م": "m", "ن": "n", "ه": "", "ا": "a", "و": "w", "ي": "y", "ء": "", "ع": "",
}  # fmt: skip

# In order. "{a|b}" keeps two readings.
_LATIN_RULES = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[0-9]", ""),
        (r"(?:al|el)dine?$", "din"),
        (r"^abd[aeiou]*l?(?=[aeiouy]*h?[aeiouy]*[bcdfgjkmnpqrstvxz])", "abd"),
        (r"x", "ks"),
        (r"^ks", "s"),
        (r"chr", "kr"),
        (r"t?sch|t?ch|tsh", "s"),
        (r"^(n?)dh?[iy](?=[aeou])", r"\1j"),
        (r"^(n?)th?[iy](?=[aeou])", r"\1s"),
        (r"(?<=[a-z])dh?i(?=[aeou])", "{d|j}"),
        (r"n(?:gu?e?|k)$", "n"),
        (r"gn(?=[aeiouy])", "n"),
        (r"d[jg](?=[aeiouyh])", "j"),
        (r"ph", "f"),
        (r"th", "{t|s}"),
        (r"gh", "{j|r}"),
        (r"c(?=[eiy])", "s"),
        (r"[cq]", "k"),
        (r"g", "j"),
        (r"z", "s"),
        (r"p", "b"),
        (r"v", "f"),
    )
)
_FEMININE = re.compile(r"(?<=[a-z]{3})[aei]t(?:a|ou|u|oo|o)$")
_CHOICE = re.compile(r"\{(.)\|(.)\}")
_TWICE = re.compile(r"([^aeiouyhw])\1+")
_VOWEL = re.compile(r"[aeiouywh]+")


def _readings(marked: str) -> list[str]:
    pieces = _CHOICE.split(marked)
    options = [[pieces[0]]]
    for i in range(1, len(pieces), 3):
        options += [[pieces[i], pieces[i + 1]], [pieces[i + 2]]]
    return ["".join(choice) for choice in product(*options[:13])]


def _finish(reading: str, *, geminates_written: bool) -> str:
    text = reading if geminates_written else _TWICE.sub(r"\1", reading)
    bare = _VOWEL.sub("", text)
    if bare:
        return bare
    # A name of vowels only (Awa, Haoua, حواء; Yaya, يحيى): keep the two that every script writes.
    classes = re.sub("[iey]", "y", re.sub("[uow]", "w", re.sub("[ah]", "", text)))
    return "~" + re.sub(r"(.)\1+", r"\1", classes)


def _latin(word: str) -> list[str]:
    forms = [word]
    if word[:2] in ("el", "al") and len(word) >= 6:
        forms.append(word[2:])
    if _FEMININE.search(word):
        forms.append(_FEMININE.sub("a", word))
    found: list[str] = []
    for form in forms:
        text = form
        for pattern, to in _LATIN_RULES:
            text = pattern.sub(to, text)
        found += [_finish(reading, geminates_written=False) for reading in _readings(text)]
    return found


def _arabic(word: str) -> list[str]:
    text = word.replace("لله", "له").replace("دج", "ج").replace("تش", "ش")
    forms = [text]
    if text.startswith("ال") and len(text) > 4:
        forms = [text[2:], text]
    if text.startswith("عبدال") and len(text) > 7:
        forms = ["عبد" + text[5:]]
    found: list[str] = []
    for form in forms:
        letters = "".join(_ARABIC_LETTERS.get(c, c if c.isascii() else "") for c in form)
        letters = re.sub(r"^(n?)[dt]y(?=[aw])", lambda m: m[1] + ("j" if "d" in m[0] else "s"), letters)
        letters = re.sub(r"n[jk]$", "n", re.sub(r"n\{j\|r\}$", "n", letters))
        found += [_finish(reading, geminates_written=True) for reading in _readings(letters)]
    return found


@lru_cache(maxsize=500_000)
def word_keys(word: str) -> tuple[str, ...]:
    """The skeletons of one normalised word, the likeliest first; at most MOST_KEYS."""
    family = FAMILIES.get(word)
    ruled = _arabic(word) if is_arabic(word) else _latin(word)
    found = list(dict.fromkeys(([family] if family else []) + ruled))
    return tuple(found[:MOST_KEYS])


@lru_cache(maxsize=500_000)
def keys(name: str) -> tuple[str, ...]:
    """The blocking keys of a name: each word's skeletons. Empty only for a name without any visible sign."""
    found = dict.fromkeys(key for word in words(name) for key in word_keys(word))
    if not found and (rest := "".join(name.casefold().split())):
        found = {"=" + rest[:40]: None}
    return tuple(found)


def same_family(a: str, b: str) -> bool:
    """Whether two words are known spellings of one name."""
    return normalise(a) in FAMILIES and FAMILIES[normalise(a)] == FAMILIES.get(normalise(b))
