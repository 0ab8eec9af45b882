"""A text line by line, with offsets, and without what belongs to the page and not to the text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

FURNITURE = re.compile(
    r"A/\w+/[\w./()-]+(?:\s*\d+)?|GE\.\d\d-\d+(?:\s*\(\w\))?(?:\s*\d+)?|[-–—\s]*\d{1,3}[-–—\s]*"
    r"|(?:page|صفحة)\s+\d+(?:\s*(?:of|sur|/|من)\s*\d+)?|\d+\s*/\s*\d+|[_\-=*\s]{3,}"
    r"|\*{1,2}\s*(?:The conclusions|Les conclusions|لم تحرر|لم تُحرر).*",
    re.IGNORECASE,
)
ANNEX = re.compile(
    r"[#*\s]*(?:(?:annex|annexe|appendix|appendice|المرفق|مرفق|ملحق|الملحق)(?:\s*[IVX\d]{0,3}|\s+\w{4,7})?\s*[:.\-–]?"
    r"|(?:composition of the delegation|composition de la délégation|list of participants|liste des participants"
    r"|(?:تكوين|تشكيل|تشكيلة|أعضاء) الوفد|(?:قائمة|لائحة) المشاركين).{0,40})[*\s]*",
    re.IGNORECASE,
)
CONTENTS = re.compile(r"\.{4,}|…\s*\d+\s*$")
HEADING = re.compile(
    r"\s*(?:#{1,6}\s+\S|\*\*[^*]{3,120}\*\*\s*$|(?P<chapter>[IVX]{1,5}\.\s+\S)|[A-H]\.\s+\S)"
)
REPEATED, LONGEST_REPEATED = 3, 70


@dataclass(frozen=True)
class Line:
    """A line and where it stands; `is_page` marks running heads, page numbers and the like."""

    start: int
    text: str
    is_page: bool

    @property
    def end(self) -> int:
        """The offset after its last letter."""
        return self.start + len(self.text.rstrip())

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written on it."""
        return not self.text.strip()

    @property
    def is_heading(self) -> bool:
        """Whether it stands over what follows."""
        return HEADING.match(self.text) is not None


def of(text: str) -> list[Line]:
    """The lines of a text."""
    cut = re.split(r"(?<=[\n\f\u2028])", text)
    count = Counter(one.strip() for one in cut if 0 < len(one.strip()) <= LONGEST_REPEATED)
    found, at = [], 0
    for one in cut:
        bare = one.strip()
        again = count[bare] >= REPEATED and not bare[:1].isdigit() and not bare.endswith((";", ")", "؛"))
        is_page = bool(bare) and (again or FURNITURE.fullmatch(bare) is not None)
        found.append(Line(at, one.rstrip("\n\f\u2028\r"), is_page))
        at += len(one)
    return found


def before_annex(lines: Sequence[Line], after: int = 0) -> list[Line]:
    """The lines before the first annex beyond an offset: lists of people are nobody's recommendation."""
    for index, line in enumerate(lines):
        if line.start > after and ANNEX.fullmatch(line.text.strip()) and not CONTENTS.search(line.text):
            return list(lines[:index])
    return list(lines)


def joined(lines: Sequence[Line]) -> str:
    """The words of some lines as one text; a word that a line's end has cut is whole again."""
    said = "\n".join(line.text.strip() for line in lines if not line.is_page and not line.is_blank)
    said = re.sub(r"(?<=[a-zà-ÿ])-\n(?=[a-zà-ÿ])", "", said)
    return " ".join(said.replace("|", " ").replace("**", "").split())
