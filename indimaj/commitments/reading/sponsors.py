"""Who made a recommendation: the names in brackets at its end, one pair for each or several in one."""

import re
from dataclasses import dataclass

from . import countries

BETWEEN = re.compile(r"\s*[;,،؛/]\s*")
AND = re.compile(r"\s+(?:and|et|y)\s+|\s+و(?=\S)")
# What stands in brackets at the end of a sentence without being who says it.
NOT_A_NAME = re.compile(
    r"[A-Z0-9/\-. ]{2,}|[a-zà-ÿ].*|.*\d.*|(?:art|para|see|cf|voir|انظر|المادة|الفقرة)\b.*", re.DOTALL
)
TAIL = re.compile(r"[\s;.,،؛:*†‡]*")
SWAPPED = re.compile(r"\)([^()]{2,80})\((?=\s*[;.؛]?\s*$)")
LONGEST = 9


@dataclass(frozen=True)
class Sponsor:
    """A name as printed, and the code of the country where it is one."""

    name: str
    country: str = ""


def split(text: str) -> tuple[str, tuple[Sponsor, ...]]:
    """A recommendation and its sponsors: the brackets at the end are taken off, those inside stay in the text."""
    body = SWAPPED.sub(r"(\1)", text)
    groups: list[str] = []
    while (found := _last_group(body)) is not None:
        inside, rest = found
        if not _is_name(inside):
            break
        groups.insert(0, inside)
        body = rest
    said = [one for group in (*_inner(body), *groups) for one in _names(group)]
    return body.rstrip(" ;,،؛").strip(), tuple(dict.fromkeys(said))


def _last_group(text: str) -> tuple[str, str] | None:
    """What the last pair of brackets holds, and the text before it; nothing where the text goes on after them."""
    end = len(text) - len(_trailing(text))
    if end == 0 or text[end - 1] != ")":
        return None
    depth = 0
    for at in range(end - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[at], 0)
        if depth == 0:
            return " ".join(text[at + 1 : end - 1].split()), text[:at]
    return None


def _trailing(text: str) -> str:
    found = TAIL.match(text[::-1])
    return found.group() if found else ""


def _inner(text: str) -> list[str]:
    """Names inside, where one recommendation holds the parts of several: "ratify it (Chile); accede to it"."""
    inside = re.findall(r"\(((?:[^()]|\([^()]*\))+)\)\s*(?:[;/؛]|,?\s*(?:and|et)\b|و)", text)
    return [
        one
        for one in inside
        if countries.code_of(one) or all(countries.code_of(n) for n in BETWEEN.split(one))
    ]


def _is_name(inside: str) -> bool:
    if not inside:
        return False
    if countries.code_of(inside):
        return True
    parts = [one for one in BETWEEN.split(inside) if one]
    return _may_name(inside) or (
        len(parts) > 1 and all(countries.code_of(one) or _may_name(one) for one in parts)
    )


def _may_name(text: str) -> bool:
    return NOT_A_NAME.fullmatch(text) is None and len(text.split()) <= LONGEST


def _names(inside: str) -> list[Sponsor]:
    whole = countries.code_of(inside)
    if whole:
        return [Sponsor(inside, whole)]
    parts = [one for one in BETWEEN.split(inside) if one]
    if len(parts) > 1 and all(_stands_alone(one) for one in parts):
        return [one for part in parts for one in _names(part)]
    joined = AND.split(inside)
    if len(joined) > 1 and all(countries.code_of(one) for one in joined):
        return [Sponsor(one, countries.code_of(one)) for one in joined]
    return [Sponsor(inside)]


def _stands_alone(part: str) -> bool:
    return bool(countries.code_of(part)) or not part[0].islower()
