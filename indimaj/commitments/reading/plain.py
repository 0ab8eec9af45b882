"""Reports that ask and promise in running text: sentences, and the points of an enumeration in a sentence."""

import re
from collections.abc import Iterator

from ..enums import CommitmentKind
from . import lines
from .findings import Finding
from .folding import fold

KINDS: tuple[tuple[CommitmentKind, str], ...] = (
    (
        CommitmentKind.PLEDGE,
        (
            r"\bcommit(?:s|ted)? (?:to|itself|himself|herself|themselves)\b|\bpledge[sd]?\b|\bundert(?:akes|ook) to\b"
            r"|\bpromise[sd]?\b|\bwill be (?:widely )?(?:disseminat|publish|shared|set up|created|opened|launched)"
            r"|s'est engage|s'engage|se sont engage|a promis|sera (?:largement )?(?:diffus|publi|cree|mis)"
            r"|التزم|يلتزم|تلتزم|تعهد|يتعهد|سيتم (?:نشر|توزيع|احداث|اعداد)|وعد ب"
        ),
    ),
    (
        CommitmentKind.DECISION,
        r"\b(?:decided|decides) (?:to|that)\b|\bhas adopted\b|a decide de|ont decide de|a adopte\b|قرر|اعتمد(?:ت)? ",
    ),
    (
        CommitmentKind.GUIDANCE,
        r"\b(?:royal|high|strategic) guidance\b|hautes? (?:orientations|instructions)|التوجيهات (?:الملكيه|الساميه)",
    ),
    (
        CommitmentKind.OPEN_ISSUE,
        (
            r"\bthe need (?:to|for|of)\b|\bcrucial role\b|\bremains? (?:open|to be)\b|\bissues? (?:of|concerning|such)\b"
            r"|le besoin de|role (?:crucial|essentiel)|reste a\b|الحاجه الي|الدور (?:الحاسم|الاساسي|المحوري)"
        ),
    ),
    (
        CommitmentKind.RECOMMENDATION,
        (
            r"\bshould\b|\bmust\b|\brecommend|\bcall(?:s|ed)? (?:on|upon|for)\b|\burge[sd]?\b|\bneeds? to\b"
            r"|\b(?:under(?:lined|lines|scored)|stress(?:es|ed)) (?:that|the)\b|\binvite[sd]? the\b"
            r"|devrai(?:t|en)|\bdoi(?:t|vent)\b|recommand|appel(?:le|lent)? a\b|il convient|il faut"
            r"|souligne|invite(?:nt)? l"
            r"|ينبغي|يجب|يتعين|يوصي|توصي|اوصي|نوصي|ضروره|يدعو|تدعو|دعا|دعوا|شدد|اكد(?:وا)? علي"
        ),
    ),
)
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in KINDS)
ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|M|MM|Mme|Mmes|No|n|art|Art|al|St|cf|p|pp|vol|etc|e\.g|i\.e)|\b[A-Z])$"
)
ENDS = re.compile(r"[.!?؟…]+[\"»”)]*(?=\s|$)|;(?=\s)|؛(?=\s)")
POINT = re.compile(r"(?<=[\s:،,;])\(?(?:[ivx]{1,4}|[a-h]|\d{1,2}|[أبجدهـوزح])\)\s+")
REACHED_AT = re.compile(r"\S+@\S+|\+?\d[\d \-.]{7,}\d|https?://|www\.")
FEWEST_WORDS, MOST_WORDS = 5, 120


def read(text: str, language: str) -> list[Finding]:
    """Every sentence that asks or promises, with the kind that its words speak for."""
    found = []
    for start, end in _paragraphs(text):
        for one, other in _sentences(text, start, end):
            found += list(_points(text, one, other))
    return found


def kind_of(sentence: str) -> CommitmentKind | None:
    """What a sentence asks or promises; nothing where it does neither."""
    said = fold(sentence).replace("’", "'")
    return next((kind for kind, pattern in _KINDS if pattern.search(said)), None)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches without a blank line, headings and furniture of the page left out; a sentence that a page cut is whole."""
    open_: tuple[int, int] | None = None
    for start, end in _stretches(text):
        if open_ is not None and _cut_short(text, open_, start):
            open_ = (open_[0], end)
            continue
        if open_ is not None:
            yield open_
        open_ = (start, end)
    if open_ is not None:
        yield open_


def _cut_short(text: str, before: tuple[int, int], start: int) -> bool:
    return (
        text[before[1] - 1] not in '.!?؟…:;؛»”"'
        and text[start].islower()
        and not text[before[1] : start].strip()
    )


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = end = None
    for row in lines.before_annex(lines.of(text), len(text) // 3):
        if row.is_blank or row.is_heading or row.is_page:
            if start is not None and end is not None:
                yield start, end
            start = None
            continue
        start = row.start if start is None else start
        end = row.end
    if start is not None and end is not None:
        yield start, end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begins = start
    for match in ENDS.finditer(text, start, end):
        if match.group().startswith(".") and ABBREVIATED.search(text[begins : match.start()]):
            continue
        if match.group() in (";", "؛") and POINT.search(text, begins, end):
            continue
        yield begins, match.end()
        begins = match.end()
    if text[begins:end].strip():
        yield begins, end


def _points(text: str, start: int, end: int) -> Iterator[Finding]:
    """A sentence, or the points that it numbers: each asks by the words that lead to them."""
    sentence = text[start:end]
    if REACHED_AT.search(sentence):
        return
    marks = list(POINT.finditer(text, start, end))
    if len(marks) < 2:
        yield from _finding(text, start, end, kind_of(sentence))
        return
    leading = kind_of(text[start : marks[0].start()])
    edges = [*(one.end() for one in marks), end]
    stops = [*(one.start() for one in marks[1:]), end]
    for begins, stops_at in zip(edges, stops, strict=False):
        yield from _finding(text, begins, stops_at, kind_of(text[begins:stops_at]) or leading, fewest=3)


def _finding(
    text: str, start: int, end: int, kind: CommitmentKind | None, fewest: int = FEWEST_WORDS
) -> Iterator[Finding]:
    said = text[start:end]
    begins = start + len(said) - len(said.lstrip())
    body = re.sub(r"[\s;,؛،]*(?:\b(?:and|et)\b,?|(?<=\s)و)?[\s;,؛،]*$", "", text[begins:end])
    words = " ".join(body.replace("**", "").split())
    if kind is not None and fewest <= len(words.split()) <= MOST_WORDS:
        yield Finding(begins, begins + len(body), words, kind=kind)
