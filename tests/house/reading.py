"""Reads a page as a person and as a browser do: its words, by language, and what it loads."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.pofile import read_po

from tests.house.tree import rooms

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
OWN_WORDS = {"bdi", "code", "textarea", "script", "style", "pre", "kbd"}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}|<[^>]+>|&\w+;")
LOADED = {"script": "src", "img": "src", "link": "href", "source": "src", "audio": "src", "iframe": "src"}
ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")
LEADS = ("href", "action", "formaction", "hx-get", "hx-post", "src")


class Reading(HTMLParser):
    """The words of a page in the page's language, its language and direction, its title, what it loads."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.language = self.direction = self.title = ""
        self.words: list[str] = []
        self.all_words: list[str] = []
        self.inline: list[str] = []
        self.loads: list[str] = []
        self.leads: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(body)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language, self.direction = given.get("lang", ""), given.get("dir", "")
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        if tag in LOADED and given.get(LOADED[tag]):
            self.loads.append(given[LOADED[tag]])
        self.leads += [given[name] for name in LEADS if given.get(name)]
        apart = tag in OWN_WORDS or given.get("lang", self.language) != self.language
        apart = apart or given.get("dir") == "auto" or tag == "title"
        if tag not in VOID:
            self._open.append((tag, apart))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _apart in self._open]
        if "title" in tags and "svg" not in tags:
            self.title += data
        if not {"script", "style"} & set(tags):
            self.all_words.append(data)
            if not any(apart for _tag, apart in self._open):
                self.words.append(ISOLATED.sub(" ", data))

    @property
    def text(self) -> str:
        """What is written in the page's own language."""
        return " ".join(" ".join(self.words).split())

    @property
    def all_text(self) -> str:
        return " ".join(" ".join(self.all_words).split())


@cache
def english(language: str) -> re.Pattern[str]:
    """Pieces of three words and more, and whole strings of two, that this language says otherwise."""
    found: set[str] = set()
    for room in rooms():
        path = Path(room) / "locale" / language / "LC_MESSAGES" / "django.po"
        if not path.exists():
            continue
        with path.open("rb") as source:
            for message in read_po(source):
                forms = message.id if isinstance(message.id, tuple) else (message.id,)
                said = message.string if isinstance(message.string, tuple) else (message.string,)
                found |= {part for form in forms if form and form not in said for part in _parts(form)}
    return re.compile(
        r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, found), key=len, reverse=True)) + r")(?!\w)"
    )


def _parts(form: str) -> list[str]:
    pieces = [" ".join(piece.split()).strip(" .:,;!?()«»\"'") for piece in PLACEHOLDER.split(form)]
    least = 2 if len(pieces) == 1 else 3
    return [piece for piece in pieces if len(re.findall(r"[A-Za-z]+", piece)) >= least]
