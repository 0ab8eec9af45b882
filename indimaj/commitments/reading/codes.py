"""Codes of recommendations: "144.239", "R144.239", and the Arabic mirror "239.144" are one key."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CODE = re.compile(r"(?:R\.?[ \t]?)?(?P<first>\d{1,3})(?P<between>[.\-‑–/])(?P<second>\d{1,3})(?![\d.\-/]*\d)")


@dataclass(frozen=True)
class Code:
    """Two numbers as they are printed; digits of any script."""

    first: int
    between: str
    second: int

    @property
    def pair(self) -> tuple[int, int]:
        """The two numbers in an order that the mirror does not change."""
        return min(self.first, self.second), max(self.first, self.second)

    def key(self, *, mirrored: bool) -> str:
        """Paragraph, point, number."""
        one, two = (self.second, self.first) if mirrored else (self.first, self.second)
        return f"{one}.{two}"


def of(match: re.Match[str]) -> Code:
    """The code that was matched."""
    between = "-" if match["between"] in "-‑–" else match["between"]
    return Code(int(match["first"]), between, int(match["second"]))


def is_mirrored(codes: Sequence[Code], paragraphs: Iterable[int] = ()) -> bool:
    """Whether the paragraph stands second: the side that hardly changes is the paragraph.

    `paragraphs` are numbers of paragraphs that announce recommendations; they settle it where the sides are alike.
    """
    firsts, seconds = Counter(one.first for one in codes), Counter(one.second for one in codes)
    known = set(paragraphs)
    if known and not known & set(firsts) and known & set(seconds):
        return True
    if known & set(firsts) and not known & set(seconds):
        return False
    if len(firsts) == len(seconds):
        # "12.1, 12.2" and "1.12, 2.12" differ; of one code alone nothing is known, and it stays as printed.
        return False
    return len(seconds) < len(firsts)


def in_order(codes: Sequence[tuple[int, Code]], *, mirrored: bool) -> list[tuple[int, Code]]:
    """Codes that begin a recommendation, among those at the beginning of a line: in each paragraph they only rise.

    A number that runs ahead while the numbers between follow later was a reference to another recommendation.
    """
    numbers = [(one.second, one.first) if mirrored else (one.first, one.second) for _at, one in codes]
    later: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for index, (paragraph, number) in enumerate(numbers):
        later[paragraph].append((index, number))
    last: dict[int, int] = {}
    kept = []
    for index, (paragraph, number) in enumerate(numbers):
        before = last.get(paragraph, 0)
        if number <= before:
            continue
        skipped = any(index < other and before < value < number for other, value in later[paragraph])
        if skipped:
            continue
        last[paragraph] = number
        kept.append(codes[index])
    return kept
