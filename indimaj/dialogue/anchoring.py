"""A passage is offsets and the words themselves; in another text it is found again as exact, moved or lost.

Pure: strings in, offsets out. Offsets count characters, as Python does.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from typing import Protocol

from .enums import Outcome

AROUND = 64
# Below this share of common words in order a stretch is another sentence.
LIKE_ENOUGH = 0.72
MOST_WINDOWS = 12
WORD = re.compile(r"[^\W_]+", re.UNICODE)
TATWEEL = "\u0640"
SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"})


class Anchored(Protocol):
    """What a passage must tell to be found again."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def quote(self) -> str: ...

    @property
    def prefix(self) -> str: ...

    @property
    def suffix(self) -> str: ...


@dataclass(frozen=True)
class Anchor:
    """A passage before it has a row."""

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Found:
    """Where a passage stands in a text; no offsets when it is lost. `likeness` 1 means the very same words."""

    outcome: Outcome
    start: int | None = None
    end: int | None = None
    likeness: float = 0.0


LOST = Found(Outcome.LOST)


def anchor(text: str, start: int, end: int) -> Anchor:
    """The passage between two offsets, without the spaces at its edges. Raises ValueError when nothing is left."""
    if not 0 <= start < end <= len(text):
        raise ValueError("These offsets lie outside the text.")
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    end -= len(inside) - len(inside.rstrip())
    if start >= end:
        raise ValueError("A passage holds words.")
    return Anchor(start, end, text[start:end], text[max(start - AROUND, 0) : start], text[end : end + AROUND])


def places_of(quote: str, text: "str | Searched") -> list[Anchor]:
    """Everywhere that a quotation stands in a text, spaces, line ends, quotation marks and tatweel apart."""
    searched = text if isinstance(text, Searched) else Searched(text)
    return [anchor(searched.text, start, end) for start, end in searched.verbatim(quote)]


def realign(passage: Anchored, text: "str | Searched") -> Found:
    """Find a passage in another text: at its place, elsewhere, nearly the same, or not at all."""
    searched = text if isinstance(text, Searched) else Searched(text)
    if searched.text[passage.start : passage.end] == passage.quote:
        return Found(Outcome.EXACT, passage.start, passage.end, 1.0)
    places = searched.verbatim(passage.quote)
    if places:
        start, end = max(places, key=lambda place: _context(passage, searched.text, *place))
        return Found(Outcome.MOVED, start, end, 1.0)
    return _nearly(passage, searched)


def _context(passage: Anchored, text: str, start: int, end: int) -> tuple[float, int]:
    """How much a place looks like the surroundings that the passage had; then how near it is."""
    before = SequenceMatcher(None, passage.prefix, text[max(start - AROUND, 0) : start], autojunk=False)
    after = SequenceMatcher(None, passage.suffix, text[end : end + AROUND], autojunk=False)
    return round(before.ratio() + after.ratio(), 3), -abs(start - passage.start)


def _nearly(passage: Anchored, searched: "Searched") -> Found:
    """The stretch of the text whose words are most like those of the passage, if any is like enough."""
    wanted = [folded(match.group()) for match in WORD.finditer(passage.quote)]
    best = LOST
    for first in searched.windows(wanted):
        found = _compare(wanted, searched, first, passage)
        if found.likeness > best.likeness:
            best = found
    return best if best.likeness >= LIKE_ENOUGH else LOST


def _compare(wanted: list[str], searched: "Searched", first: int, passage: Anchored) -> Found:
    """The words around a place against those wanted, cut to where they first and last agree."""
    low = max(first - len(wanted) // 2 - 2, 0)
    there = searched.words[low : first + len(wanted) * 2]
    matcher = SequenceMatcher(None, wanted, [word for word, _start, _end in there], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return LOST
    begin = max(blocks[0].b - blocks[0].a, 0)
    last = blocks[-1]
    finish = min(last.b + last.size + len(wanted) - last.a - last.size, len(there))
    stretch = there[begin:finish]
    likeness = SequenceMatcher(None, wanted, [word for word, _s, _e in stretch], autojunk=False).ratio()
    start, end = stretch[0][1], stretch[-1][2]
    tail = passage.quote[len(passage.quote.rstrip(".!?؟؛;:,،»\"'")) :]
    if tail and searched.text[end : end + len(tail)] == tail:
        end += len(tail)
    return Found(Outcome.MOVED, start, end, round(min(likeness, 0.999), 3))


@dataclass
class Searched:
    """A text made ready to be searched for many passages."""

    text: str
    _plain: str = field(init=False, repr=False)
    _offsets: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._plain, self._offsets = plain(self.text)

    def verbatim(self, quote: str) -> list[tuple[int, int]]:
        """Where the same words stand, as offsets of the text."""
        wanted = plain(quote)[0].strip()
        if not wanted:
            return []
        return [
            (self._offsets[at], self._offsets[at + len(wanted) - 1] + 1) for at in _all(self._plain, wanted)
        ]

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """Each word, folded, with its offsets."""
        return [(folded(found.group()), found.start(), found.end()) for found in WORD.finditer(self.text)]

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for at, (word, _start, _end) in enumerate(self.words):
            index.setdefault(word, []).append(at)
        return index

    def windows(self, wanted: list[str]) -> list[int]:
        """Where a stretch may begin: places on which the rarer words of the passage agree."""
        votes: Counter[int] = Counter()
        common = max(len(self.words) // 50, 20)
        for position, word in enumerate(wanted):
            places = self._by_word.get(word, [])
            if len(places) <= common:
                votes.update(max(place - position, 0) // 4 for place in places)
        return [bucket * 4 for bucket, _count in votes.most_common(MOST_WINDOWS)]


def folded(word: str) -> str:
    """A word as it is compared: without case, vowel signs, tatweel and presentation forms."""
    decomposed = unicodedata.normalize("NFKD", word).casefold().replace(TATWEEL, "")
    return "".join(one for one in decomposed if not unicodedata.combining(one))


def plain(text: str) -> tuple[str, list[int]]:
    """The text with one space for any spaces, one kind of quotation mark and no tatweel; the offset of each letter."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, letter in _letters(text):
        if letter == " " and letters and letters[-1] == " ":
            continue
        letters.append(letter)
        offsets.append(offset)
    return "".join(letters), offsets


def _letters(text: str) -> Iterator[tuple[int, str]]:
    same: Callable[[str], str] = lambda letter: letter.translate(SAME)  # noqa: E731
    for offset, letter in enumerate(text):
        if letter == TATWEEL:
            continue
        if letter.isspace():
            yield offset, " "
        elif letter.isascii():
            yield offset, letter
        else:
            for part in unicodedata.normalize("NFKC", same(letter)):
                yield offset, part


def _all(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))


def likeness(one: str, other: str) -> float:
    """How much of the words of two texts agree, in order: 1 for the same."""
    first, second = ([folded(found.group()) for found in WORD.finditer(text)] for text in (one, other))
    return 1.0 if first == second else round(SequenceMatcher(None, first, second, autojunk=False).ratio(), 3)
