"""The content of an edition laid out in one language: chapters of blocks, the same for web, PDF and Word."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from indimaj.design import wording

from .. import contract
from . import closing, figures, recommendations, words
from .blocks import Block, heading, lead

__all__ = ["Chapter", "Sheet", "lay_out", "printed", "web_pages"]

SUMMARY, UNANSWERED, CONSULTATIONS, METHODS = "summary", "unanswered", "consultations", "methods"
# What a page on the web weighs at most, in characters of its blocks: it stays quick on a phone.
PAGE_WEIGHT = 26_000


@dataclass(frozen=True)
class Chapter:
    """A chapter in one language."""

    key: str
    title: str
    blocks: list[Block]


@dataclass(frozen=True)
class Sheet:
    """An edition in one language."""

    language: str
    number: int
    title: str
    issuer: str
    subtitle: str
    words: dict[str, str]
    chapters: list[Chapter]
    digest: str
    is_draft: bool
    invented: bool

    @property
    def direction(self) -> str:
        """Where reading begins."""
        return "rtl" if self.language == "ar" else "ltr"


def lay_out(content: contract.Content, language: str, *, is_draft: bool = False) -> Sheet:
    """Say the whole edition in one language."""
    with override(language):
        return Sheet(
            language=language,
            number=content["number"],
            title=words.say(content["title"]),
            issuer=words.say(content["issuer"]),
            subtitle=_("Edition %(number)s, counted up to %(day)s")
            % {"number": wording.isolated(str(content["number"])), "day": words.day(content["cut_off"])},
            words=fixed_words(),
            chapters=list(_chapters(content)),
            digest=contract.digest(content),
            is_draft=is_draft,
            invented=bool(content["invented"]),
        )


def _chapters(content: contract.Content) -> list[Chapter]:
    titles = {
        one["key"]: words.say(one["title"])
        for chapter in content["chapters"]
        for one in chapter["recommendations"]
    }
    names = {figure["code"]: words.say(figure["name"]) for _key, figure in contract.figures(content)}
    return [
        Chapter(SUMMARY, _("In short"), closing.summary(content)),
        *(_theme(chapter, titles, names) for chapter in content["chapters"]),
        Chapter(UNANSWERED, _("What was not answered, and by whom"), closing.unanswered(content)),
        Chapter(CONSULTATIONS, _("Consultations"), closing.consultations(content)),
        Chapter(METHODS, _("How the figures were counted"), closing.methods(content)),
    ]


def _theme(chapter: dict[str, Any], titles: dict[str, str], names: dict[str, str]) -> Chapter:
    made = [lead(words.say(chapter["lead"]))] if chapter["lead"] else []
    if chapter["figures"]:
        made += [heading(_("Figures")), *figures.chapter_figures(chapter["figures"], titles)]
    if chapter["recommendations"]:
        made.append(heading(_("Commitments")))
        made += [recommendations.recommendation(one, names) for one in chapter["recommendations"]]
    return Chapter(chapter["key"], words.say(chapter["title"]), made)


def fixed_words() -> dict[str, str]:
    """What the templates print around the blocks."""
    return {
        "house": wording.brand(),
        "contents": _("Contents"),
        "files": _("Files to fetch"),
        "draft": _("Draft: not frozen, not to be passed on"),
        "invented": _("Demonstration: the people in it are invented."),
        "check": _("Check sum of the data:"),
        "query": _("Query"),
        "published": _("Published elsewhere"),
        "source": _("Source"),
        "owners": _("Who answers"),
        "responses": _("Answers"),
        "actions": _("Actions"),
        "evidence": _("Evidence"),
        "quotes": _("Where it comes from"),
        "figures": _("Figures that show it"),
        "commitments": _("Commitments that it shows"),
        "nobody": _("nobody yet"),
    }


def web_pages(chapter: Chapter) -> list[list[Block]]:
    """Cut a chapter into pages that stay light; a heading begins the page of what it heads."""
    pages: list[list[Block]] = [[]]
    weight = 0
    for block in chapter.blocks:
        for part in _slices(block):
            weighs = len(json.dumps(part, ensure_ascii=False))
            if pages[-1] and weight + weighs > PAGE_WEIGHT:
                held = [pages[-1].pop()] if pages[-1][-1]["kind"] == "heading" else []
                pages.append(held)
                weight = 0
            pages[-1].append(part)
            weight += weighs
    return [page for page in pages if page]


def printed(blocks: Sequence[Block]) -> Iterator[tuple[str, str, str]]:
    """What a page prints that somebody may look for: kind, key, and the place on the page."""
    for block in blocks:
        if block["kind"] == "figures":
            for half in block["halves"]:
                yield "figure", half["code"], half["id"]
                yield "measurement", half["measurement"], half["id"]
        elif block["kind"] == "recommendation":
            yield "commitment", block["key"], block["id"]


def _slices(block: Block) -> list[Block]:
    """A table of many rows as several of few."""
    if block["kind"] != "table" or len(json.dumps(block, ensure_ascii=False)) <= PAGE_WEIGHT:
        return [block]
    some = max(1, len(block["rows"]) * PAGE_WEIGHT // (2 * len(json.dumps(block, ensure_ascii=False))))
    return [
        {**block, "rows": block["rows"][start : start + some]} for start in range(0, len(block["rows"]), some)
    ]
