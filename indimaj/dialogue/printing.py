"""A long text on pages of a few screens, with its passages marked. Pure: a text and spans in, blocks out."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
PAGE_LETTERS = 15_000
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
BARE = "…@…"


@dataclass(frozen=True)
class Span:
    """A stretch of the text that has a name."""

    key: UUID
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """Some letters of a block: `begins` are the spans that start here, `inside` says whether any span covers them."""

    text: str
    begins: tuple[UUID, ...]
    inside: bool


@dataclass(frozen=True)
class Block:
    """A paragraph with its place in the text; `ends` are the spans that end in it."""

    start: int
    end: int
    pieces: list[Piece]
    ends: list[UUID] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """One page of a text."""

    number: int
    of: int
    blocks: list[Block]


def sheet(text: str, spans: Sequence[Span], number: int, *, hides_addresses: bool = False) -> Sheet:
    """A page of the text, the nearest one where there is no such number."""
    pages = cut(text)
    number = min(max(number, 1), len(pages))
    blocks = [_block(text, start, end, spans, hides_addresses) for start, end in pages[number - 1]]
    return Sheet(number, len(pages), blocks)


def cut(text: str) -> list[list[tuple[int, int]]]:
    """The paragraphs of each page, as offsets."""
    pages: list[list[tuple[int, int]]] = [[]]
    letters = 0
    for found in BLOCK.finditer(text):
        if letters and letters + len(found.group()) > PAGE_LETTERS:
            pages.append([])
            letters = 0
        pages[-1].append(found.span())
        letters += len(found.group())
    return pages


def page_of(text: str, offset: int) -> int:
    """The number of the page on which an offset lies."""
    for number, blocks in enumerate(cut(text), start=1):
        if blocks and offset < blocks[-1][1]:
            return number
    return max(len(cut(text)), 1)


def _block(text: str, start: int, end: int, spans: Sequence[Span], hides: bool) -> Block:
    here = [one for one in spans if one.start < end and one.end > start]
    edges = {start, end}
    for one in here:
        edges |= {max(one.start, start), min(one.end, end)}
    ordered = sorted(edges)
    pieces = [
        Piece(
            text=ADDRESS.sub(BARE, text[low:high]) if hides else text[low:high],
            begins=tuple(one.key for one in here if max(one.start, start) == low and one.start >= start),
            inside=any(one.start <= low and one.end >= high for one in here),
        )
        for low, high in itertools.pairwise(ordered)
    ]
    return Block(start, end, pieces, [one.key for one in here if start < one.end <= end])
