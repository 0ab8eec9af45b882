"""A damaged text: what is done to every text, and what is proposed to the person who repairs one.

Pure: strings in, strings and proposals out. A proposal names its place, so that a person may take it or leave it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

TATWEEL = "\u0640"
ARABIC = "\u0621-\u063a\u0641-\u065f\u0670-\u06d3"
ARABIC_WORD = re.compile(f"[{ARABIC}]+")
STRETCHED = re.compile(f"[{ARABIC}]*{TATWEEL}[{ARABIC}{TATWEEL}]*")
PRESENTED = re.compile(r"[\ufb50-\ufdfb\ufe70-\ufefc]+(?:[ \u0640]*[\ufb50-\ufdfb\ufe70-\ufefc]+)*")
HYPHENATED = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad]\n(?=[a-zà-ÿ])")
ENDS = (".", "!", "?", ":", ";", "؟", "؛", "…", "»", '"', "”", ")")
PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
FEWEST_WORDS = 6
MOST_BETWEEN = 12
MOST_BETWEEN_LETTERS = 2000
SHORTEST_WORD = 4
MOST_GUESSES = 80


class Damage(TextChoices):
    """What is the matter with a stretch of text."""

    STRETCHED = "stretched", _("Letters stretched by a line")
    PRESENTED = "presented", _("Printed shapes in place of letters")
    BROKEN = "broken", _("A sentence cut by something set between")
    HYPHENATED = "hyphenated", _("A word cut at the end of a line")
    LIKELY = "likely", _("Perhaps another word was meant")


@dataclass(frozen=True)
class Proposal:
    """Put `after` in place of the text from `start` to `end`, which is `before`; `moved` is the part of it that only
    moves.
    """

    damage: Damage
    start: int
    end: int
    before: str
    after: str
    moved: str = ""

    @property
    def edits(self) -> list[tuple[int, int, str]]:
        """The same as small changes, which leave what stands between alone: it may be mended too."""
        between = self.before[: len(self.before) - len(self.moved)].rstrip()
        if not self.moved or not between:
            return [(self.start, self.end, self.after)]
        return [(self.start, self.start, f" {self.moved}"), (self.start + len(between), self.end, "")]

    @property
    def key(self) -> str:
        """How a form names it: its place and what it is about."""
        return f"{self.damage.value}-{self.start}-{self.end}-{self.after if self.damage == Damage.LIKELY else ''}"


def tidy(text: str) -> str:
    """The text with one kind of line end, no control characters, and at most one empty line in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n").replace("\u2028", "\n")
    text = text.replace("\ufffe", "-").replace("\x02", "-").replace("\u00a0", " ")
    kept = "".join(
        one for one in text if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs", "Cn")
    )
    lines = [line.rstrip() for line in kept.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def proposals(text: str, known: Collection[str] = ()) -> list[Proposal]:
    """What might be mended, in the order of the text; `known` are Arabic words against which others are guessed."""
    found = [*_stretched(text), *_presented(text), *_hyphenated(text), *_broken(text)]
    taken = [(one.start, one.end) for one in found if one.damage in (Damage.STRETCHED, Damage.PRESENTED)]
    if known:
        found += _guesses(text, frozenset(known), taken)
    return sorted(found, key=lambda one: (one.start, one.end, one.after))


def mended(text: str, chosen: Iterable[Proposal]) -> str:
    """The text with the chosen proposals carried out; of two that overlap, the first."""
    parts, at = [], 0
    fitting = [one for one in chosen if text[one.start : one.end] == one.before]
    for start, end, after in sorted(edit for one in fitting for edit in one.edits):
        if start >= at:
            parts += [text[at:start], after]
            at = end
    return "".join([*parts, text[at:]])


def _stretched(text: str) -> Iterator[Proposal]:
    for found in STRETCHED.finditer(text):
        before = found.group()
        yield Proposal(Damage.STRETCHED, found.start(), found.end(), before, before.replace(TATWEEL, ""))


def _presented(text: str) -> Iterator[Proposal]:
    for found in PRESENTED.finditer(text):
        before = found.group()
        after = unicodedata.normalize("NFKC", before).replace(TATWEEL, "")
        if after != before:
            yield Proposal(Damage.PRESENTED, found.start(), found.end(), before, after)


def _hyphenated(text: str) -> Iterator[Proposal]:
    for found in HYPHENATED.finditer(text):
        yield Proposal(Damage.HYPHENATED, found.start(), found.end(), found.group(), "")


def _broken(text: str) -> Iterator[Proposal]:
    """A paragraph that stops in the middle, and goes on after a banner, a caption or a page's end."""
    blocks = [(found.start(), found.end(), found.group()) for found in PARAGRAPH.finditer(text)]
    at = 0
    while at < len(blocks):
        _start, end, block = blocks[at]
        later = _continuation(blocks, at) if _stops_midway(block) else None
        if later is None:
            at += 1
            continue
        between = text[end : blocks[later][0]].strip()
        rest = blocks[later][2]
        joined = f" {rest}\n\n{between}" if between else f" {rest}"
        yield Proposal(Damage.BROKEN, end, blocks[later][1], text[end : blocks[later][1]], joined, rest)
        at = later + 1


def _stops_midway(block: str) -> bool:
    return len(block.split()) >= FEWEST_WORDS and not block.rstrip().endswith(ENDS) and block[-1:].isalpha()


def _continuation(blocks: list[tuple[int, int, str]], at: int) -> int | None:
    for later in range(at + 1, min(at + MOST_BETWEEN + 2, len(blocks))):
        if blocks[later][0] - blocks[at][1] > MOST_BETWEEN_LETTERS:
            return None
        if blocks[later][2][:1].islower() and len(blocks[later][2].split()) >= FEWEST_WORDS:
            return later
    return None


def _guesses(text: str, known: frozenset[str], taken: list[tuple[int, int]]) -> Iterator[Proposal]:
    """Words that nobody knows and that are one letter away from one that is known."""
    index = _one_away(known)
    count = 0
    for found in ARABIC_WORD.finditer(text):
        word = found.group()
        if len(word) < SHORTEST_WORD or word in known or any(a <= found.start() < b for a, b in taken):
            continue
        for likely in sorted(near(word, index))[:3]:
            yield Proposal(Damage.LIKELY, found.start(), found.end(), word, likely)
            count += 1
        if count >= MOST_GUESSES:
            return


def near(word: str, index: dict[str, set[str]]) -> set[str]:
    """The known words that differ by one letter: another, one more, one less, or two that changed places."""
    found: set[str] = set()
    for shape in _shapes(word):
        found |= index.get(shape, set())
    return {one for one in found if _is_one_away(word, one)}


@lru_cache(maxsize=4)
def _one_away(known: frozenset[str]) -> dict[str, set[str]]:
    index: dict[str, set[str]] = {}
    for word in known:
        if len(word) >= SHORTEST_WORD:
            for shape in _shapes(word):
                index.setdefault(shape, set()).add(word)
    return index


def _shapes(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _is_one_away(one: str, other: str) -> bool:
    if one == other:
        return False
    if len(one) == len(other):
        differ = [at for at in range(len(one)) if one[at] != other[at]]
        if len(differ) == 1:
            return True
        return (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and one[differ[0]] == other[differ[1]]
            and one[differ[1]] == other[differ[0]]
        )
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
