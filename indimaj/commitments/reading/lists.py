"""Numbered and bulleted lists: each item is a proposal. Under headings that speak of recommendations, only those."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from . import lines, positions, sponsors
from .findings import Finding
from .lines import Line

ITEM = re.compile(
    r"^(?P<before>[ \t>|]*(?:\*\*)?)"
    r"(?:(?:recomm[ae]nda(?:tion)?|التوصية|توصية)[ \t]*(?:n[o°.]*[ \t]*)?(?P<named>\d{1,3})[*]*[ \t]*[.:)\-–]"
    r"|(?P<code>R?\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z]|[ivxIVX]{1,5}|[\u0621-\u064a])[.)\]\-][*]*"
    r"|\((?P<bracketed>\d{1,3}|[a-z]|[ivx]{1,5}|[\u0621-\u064a])\)"
    r"|(?P<bullet>[-–—•▪◦*]))[ \t]+(?=\S)",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"recomm[ae]nd|توصي|engagement|commitment|pledge|التزام|conclusion|خلاصات|priorit|mesure|measure|تدابير|objecti|اهداف"
)
FEWEST_WORDS = 4


def read(text: str, language: str) -> list[Finding]:
    """Every item of the lists of a text, in its order."""
    rows = lines.before_annex(lines.of(text), len(text) // 3)
    chosen = list(_under_headings(rows)) or [list(rows)]
    return [found for part in chosen for found in _items(text, part)]


def _under_headings(rows: Sequence[Line]) -> Iterator[list[Line]]:
    """The parts under headings that speak of recommendations, if there are such headings."""
    heads = [
        index for index, row in enumerate(rows)
        if row.is_heading and not (row.text.lstrip().startswith("**") and ITEM.match(row.text))
    ]  # fmt: skip
    for start, end in pairwise([*heads, len(rows)]):
        if ABOUT.search(positions.fold(rows[start].text)):
            yield list(rows[start + 1 : end])


def _items(text: str, rows: Sequence[Line]) -> Iterator[Finding]:
    starts = [index for index, row in enumerate(rows) if not row.is_page and ITEM.match(row.text)]
    for start, following in pairwise([*starts, len(rows)]):
        match = ITEM.match(rows[start].text)
        assert match is not None
        own = _until_it_ends(rows[start:following])
        body = own[0].start + match.end()
        first = Line(body, own[0].text[match.end() :], False)
        said, position = positions.cut(lines.joined([first, *own[1:]]))
        words, named = _sponsors(said)
        if len(words.split()) >= FEWEST_WORDS and not lines.CONTENTS.search(words):
            code = match["named"] or match["code"] or match["bracketed"] or ""
            yield Finding(body, own[-1].end, words, _plain(code), named, position)


def _sponsors(said: str) -> tuple[str, tuple[sponsors.Sponsor, ...]]:
    """Outside of United Nations reviews only names of countries in brackets are sponsors."""
    words, named = sponsors.split(said)
    return (words, named) if named and all(one.country for one in named) else (said.rstrip(" ;,؛"), ())


def _until_it_ends(rows: Sequence[Line]) -> list[Line]:
    """An item ends at a heading, and at a blank line that no indented text follows."""
    last = 0
    for index, row in enumerate(rows[1:], 1):
        if row.is_heading:
            break
        if row.is_blank or row.is_page:
            continue
        if any(one.is_blank for one in rows[last + 1 : index]) and not row.text.startswith((" ", "\t")):
            break
        last = index
    return list(rows[: last + 1])


def _plain(code: str) -> str:
    """Digits of every script as those of ASCII; a bullet has no code."""
    return "".join(str(int(one)) if one.isdigit() else one for one in code)
