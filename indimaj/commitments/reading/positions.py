"""What a report says of how recommendations were received, in its own words."""

import re

from ..enums import Position
from .folding import fold

# The first that is found counts: "examined and do not enjoy the support" holds the words of what it denies.
SAID: tuple[tuple[Position, str], ...] = (
    (Position.IN_PART, r"partial|in part\b|partly|en partie|partiell|جزئي"),
    (
        Position.NOT_SUPPORTED,
        (
            r"(?:not|n'ont pas|n'a pas|ne|n'emportent pas|n'ont) (?:\w+ ){0,2}?"
            r"(?:enjoy|support|accept|appu|recueilli|souscri)"
            r"|reject|rejet|cannot accept|ne peut accepter|unsupported"
            r"|لا (?:تحظي|يويد|توافق|يقبل|تويد|تقبل)|لم (?:تحظ|يقبل|يويد|تنل|تقبل)|رفض|مرفوض"
        ),
    ),
    (
        Position.PENDING,
        (
            r"will be (?:examined|considered)|will (?:examine|consider|respond|provide)|in due (?:time|course)|pending"
            r"|seront examin|sera examin|examinera|repondra|en temps voulu|en attente"
            r"|ست(?:نظر|درس|بحث|رد|قدم)|سينظر|سيدرس|سيبحث|في الوقت المناسب|قيد (?:النظر|الدراسه)"
        ),
    ),
    (
        Position.NOTED,
        (
            r"\bnoted\b|takes? note|took note|taken note|pris (?:bonne )?note|prend note|prises? en note|\bnotee?s?\b"
            r"|[اتي]حيط(?:ت)? (?:\w+ )?علما|احاط(?:ت)? (?:\w+ ){0,2}علما|علما ب"
        ),
    ),
    (
        Position.SUPPORTED,
        (
            r"enjoy\w* (?:the )?support|support|accept|appui|appuy|adhesion|assentiment|recueill|souscri|soutien|approuv"
            r"|تحظي? ب|حظيت ب|يويد|تويد|ايد|تاييد|قبول|مقبول|موافق"
        ),
    ),
)
_SAID = tuple((position, re.compile(pattern)) for position, pattern in SAID)
ABOUT = re.compile(r"recomm[ae]nd|توصي")
INLINE = re.compile(
    r"(?P<before>[)|;.\]]\s*)[-–—|:\[(]*\s*(?:(?:position|الموقف)\s*:?\s*)?"
    r"(?P<said>(?:not |partially |partly )?(?:supported|accepted)|noted"
    r"|rejected|accept[ée]es?|appuy[ée]es?|soutenues?|not[ée]es?|rejet[ée]es?|(?:partiellement )accept[ée]es?"
    r"|مقبولة|مؤيدة|مرفوضة|أحيط بها علم[اً]+|محاط بها علم[اً]+)\s*[\])|.;]*\s*$",
    re.IGNORECASE,
)  # fmt: skip
SHORT = 14


def of(text: str, *, heading: bool = False) -> Position | None:
    """The position that a sentence on recommendations, or a heading over them, states."""
    said = fold(text).replace("’", "'")
    if not ABOUT.search(said) and not (heading and len(said.split()) <= SHORT):
        return None
    return stated(said)


def stated(said: str) -> Position | None:
    """The position in folded words."""
    return next((position for position, pattern in _SAID if pattern.search(said)), None)


def cut(text: str) -> tuple[str, Position | None]:
    """A recommendation and the position printed after its sponsors, as tables of answers do."""
    found = INLINE.search(text)
    if found is None:
        return text, None
    return text[: found.end("before")].rstrip(" |"), stated(fold(found["said"]))
