"""Reports of United Nations reviews: coded recommendations, who made each, and how the State received it.

A recommendation begins with its code at the beginning of a line, or right after the brackets of the one before. It ends
where its brackets close a line, or where the next code, paragraph or heading begins. What a section says of the State's
answer holds for every recommendation under it; a list of codes with an answer holds for those codes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ..enums import Position
from . import codes, lines, lists, positions, sponsors
from .codes import CODE, Code
from .findings import Finding
from .lines import Line

BEGINS = re.compile(rf"^[\s>*_•|\-–#]*?(?:{CODE.pattern})[.)\]:]?[*_]*[ \t|]*(?=\S)", re.MULTILINE)
INLINE = re.compile(rf"(?<=[)\]؛;.])[ \t]+(?:{CODE.pattern})[.)\]:]?[ \t]+(?=\S)")
# After a line that ends so, a code begins something; after any other it may be a reference that the line cut.
CLOSED = re.compile(r"(?:[;:.)\]»\"”؛|*]|\b(?:and|et)|و)\s*$")
SECTION = re.compile(r"^[\s>*_]*(?P<number>\d{1,3})[.)\]\-–]?[*_]*[ \t]+(?=\S)")
EXCEPT = re.compile(r"\bexcept|exception|باستثناء|ما عدا")
CLOSES = re.compile(r"\)\s*[;.؛,|*\s]*(?:\d{1,2})?\s*$")
NAMED = re.compile(r"\d{1,3}[.\-]\d{1,3}(?:\s*(?:[-–—]|to|through|à|au|إلى)\s*\d{1,3}[.\-]\d{1,3})?")


@dataclass
class Block:
    """The lines from one beginning to the next."""

    code: Code | None
    body: int
    rows: list[Line] = field(default_factory=list)
    chapter: bool = False


def read(text: str, language: str) -> list[Finding]:
    """Every coded recommendation of a report, in its order."""
    rows = lines.of(text)
    begins = _begins(text, rows)
    if not begins:
        return _of_the_first_cycle(text, rows, language)
    announced = _announced(rows)
    mirrored = codes.is_mirrored([code for _at, code in begins], announced)
    kept = dict(codes.in_order(begins, mirrored=mirrored))
    blocks = list(_blocks(text, lines.before_annex(rows, min(kept)), kept))
    answers = _answers_by_code(blocks, mirrored=mirrored)
    return list(_findings(text, blocks, answers, mirrored=mirrored))


def _of_the_first_cycle(text: str, rows: Sequence[Line], language: str) -> list[Finding]:
    """Reports that number from 1 under a paragraph: how all were received, where one sentence says it of all."""
    found = [one for one in lists.read(text, language) if one.code.isdigit()]
    kept: list[Finding] = []
    for one in found:
        if int(one.code) == len(kept) + 1:
            kept.append(one)
    said = [positions.fold(row.text) for row in rows if SECTION.match(row.text)]
    stated = {one for one in map(positions.of, said) if one is not None}
    if len(stated) != 1 or any(EXCEPT.search(one) for one in said):
        return kept
    (of_all,) = stated
    return [replace(one, position=one.position or of_all) for one in kept]


def _begins(text: str, rows: Sequence[Line]) -> list[tuple[int, Code]]:
    """Where a code stands that may begin a recommendation; one sign between the numbers holds for the whole report."""
    found = [(match.start("first"), codes.of(match)) for match in BEGINS.finditer(text)]
    found += [(match.start("first"), codes.of(match)) for match in INLINE.finditer(text)]
    found = sorted(dict(found).items())
    page = [(line.start, line.start + len(line.text)) for line in rows if line.is_page]
    found = [(at, code) for at, code in found if not any(start <= at < end for start, end in page)]
    if not found:
        return []
    signs = [code.between for _at, code in found]
    sign = max(sorted(set(signs)), key=signs.count)
    return [(at, code) for at, code in found if code.between == sign and _may_begin(text, at)]


def _may_begin(text: str, at: int) -> bool:
    line = text.rfind("\n", 0, at) + 1
    before = [one for one in text[:line].rstrip().rsplit("\n", 4)[-3:] if one.strip()]
    before = [one for one in before if not lines.FURNITURE.fullmatch(one.strip())]
    if text[line:at].strip(" \t>*_•|-–#R."):
        return True
    if not before or text[:line].endswith("\n\n"):
        return True
    return (
        CLOSED.search(before[-1]) is not None
        or lines.HEADING.match(before[-1]) is not None
        or len(before[-1]) < 40
    )


def _announced(rows: Sequence[Line]) -> list[int]:
    """The numbers of paragraphs that speak of recommendations."""
    found = []
    for row in rows:
        match = SECTION.match(row.text)
        if match and not BEGINS.match(row.text) and positions.ABOUT.search(positions.fold(row.text)):
            found.append(int(match["number"]))
    return found


def _blocks(text: str, rows: Sequence[Line], kept: dict[int, Code]) -> Iterator[Block]:
    """The text cut at each code, paragraph and heading."""
    block = Block(None, 0)
    for row in _cut(rows, kept):
        at = next((at for at in kept if row.start <= at <= row.start + len(row.text)), None)
        if at is not None:
            yield block
            block = Block(kept[at], _after_code(text, at), [row])
        elif not row.is_page and _begins_section(row, block):
            yield block
            chapter = (found := lines.HEADING.match(row.text)) is not None and bool(found["chapter"])
            block = Block(None, row.start, [row], chapter=chapter)
        else:
            block.rows.append(row)
    yield block


def _cut(rows: Sequence[Line], kept: dict[int, Code]) -> Iterator[Line]:
    """The lines, with those cut that hold the beginning of more than one recommendation."""
    for row in rows:
        inside = [at for at in kept if row.start < at < row.start + len(row.text)]
        first = next((at for at in inside if not row.text[: at - row.start].strip(" \t>*_•|-–#R.")), None)
        edges = [row.start, *(at for at in inside if at != first), row.start + len(row.text)]
        for start, end in pairwise(edges):
            yield Line(start, row.text[start - row.start : end - row.start], row.is_page)


def _after_code(text: str, at: int) -> int:
    found = re.compile(rf"(?:{CODE.pattern})[.)\]:]?[*_]*[ \t|]*").match(text, at)
    return found.end() if found else at


def _begins_section(row: Line, block: Block) -> bool:
    if row.is_heading:
        return True
    written = [one for one in block.rows if not one.is_page and not one.is_blank]
    ended = not written or CLOSED.search(written[-1].text) is not None
    return ended and SECTION.match(row.text) is not None


def _answers_by_code(blocks: Sequence[Block], *, mirrored: bool) -> dict[str, Position]:
    """Answers given to codes by name: "144.5 and 144.7 to 144.12 are noted"."""
    found: dict[str, Position] = {}
    for block in blocks:
        # What stands after a recommendation that its brackets have closed is no part of it.
        rows = block.rows if block.code is None else block.rows[len(_own_lines(block)) :]
        said = lines.joined(rows)
        position = positions.of(said, heading=block.code is None)
        if position is None:
            continue
        for named in NAMED.findall(said):
            for code in _range(named, mirrored=mirrored):
                found[code] = position
    return found


def _range(named: str, *, mirrored: bool) -> list[str]:
    ends = [codes.of(one) for one in re.compile(CODE.pattern.split("(?!")[0]).finditer(named)]
    keys = [one.key(mirrored=mirrored) for one in ends]
    if len(keys) < 2:
        return keys
    (paragraph, first), (other, last) = (tuple(map(int, key.split("."))) for key in (keys[0], keys[-1]))
    if paragraph != other or not first < last <= first + 400:
        return keys
    return [f"{paragraph}.{number}" for number in range(first, last + 1)]


def _findings(
    text: str, blocks: Sequence[Block], answers: dict[str, Position], *, mirrored: bool
) -> Iterator[Finding]:
    position: Position | None = None
    for block in blocks:
        if block.code is None:
            said = lines.joined(block.rows)
            heading = bool(block.rows) and block.rows[0].is_heading
            stated = positions.of(said, heading=heading)
            position = stated or (None if block.chapter else position)
            continue
        found = _finding(text, block, mirrored=mirrored)
        if found is not None:
            own = found.position or answers.get(found.code) or position
            yield Finding(found.start, found.end, found.text, found.code, found.sponsors, own)


def _finding(text: str, block: Block, *, mirrored: bool) -> Finding | None:
    assert block.code is not None
    rows = _own_lines(block)
    end = rows[-1].end
    first = Line(block.body, text[block.body : rows[0].start + len(rows[0].text)], False)
    said, position = positions.cut(lines.joined([first, *rows[1:]]))
    words, named = sponsors.split(said)
    if not words:
        return None
    start = block.body + len(text[block.body : end]) - len(text[block.body : end].lstrip())
    return Finding(start, end, words, block.code.key(mirrored=mirrored), named, position)


def _own_lines(block: Block) -> list[Line]:
    """The lines of a recommendation: until its brackets close a line and nothing goes on after them."""
    last = 0
    for index, row in enumerate(block.rows):
        if row.is_page or row.is_blank:
            continue
        if index and CLOSES.search(block.rows[last].text) and not _goes_on(block.rows, last, index):
            break
        last = index
    return block.rows[: last + 1]


def _goes_on(rows: Sequence[Line], last: int, index: int) -> bool:
    begins = rows[index].text.lstrip()[:1]
    if begins in ("(", ")") or begins.islower():
        return True
    # Arabic has no capitals: what follows without a blank line goes on.
    return "\u0600" <= begins <= "\u06ff" and not any(row.is_blank for row in rows[last + 1 : index])
