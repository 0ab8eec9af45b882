"""A package read record by record: whatever its size, no more than one record and a piece of text are in memory.

Understood: a list of services; an object of lists (`services`, `organizations`, ...); a page of an API
(`contents`); one service alone; one record a line; an object of tables (`service`, `phone`, ...: `tabular`).
"""

import json
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

PIECE = 1 << 20
# What a list is called at the top of a package, and the kind of its records.
KINDS = {
    "services": "service",
    "contents": "service",
    "organizations": "organization",
    "locations": "location",
    "service_at_locations": "service_at_location",
    "programs": "program",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
    "attributes": "attribute",
    "metadata": "metadata",
    # Of ours: records that named an id that another record of their package has.
    "services_again": "service_again",
    "organizations_again": "organization_again",
}
# What a page of an API says of itself, not of services.
PAGE_FIELDS = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty"}
SPACE = " \t\r\n"


class Record(NamedTuple):
    """One record: its kind, its number in the package from 1, and what it says."""

    kind: str
    number: int
    value: Any


class NotReadable(ValueError):
    """The file is no JSON from some place on; the text says where."""


def read(text: IO[str]) -> Iterator[Record]:
    """The records of a package in their order. Raises NotReadable."""
    numbers = iter(range(1, 1 << 62))
    for kind, value in _values(_Reader(text)):
        yield Record(kind, next(numbers), value)


def _values(reader: "_Reader") -> Iterator[tuple[str, Any]]:
    first = reader.peek()
    if first == "[":
        yield from (("service", value) for value in reader.items())
    elif first == "{":
        yield from _object(reader)
    elif first:
        raise NotReadable(f"The file begins with {first!r}: this is no package of services.")


def _object(reader: "_Reader") -> Iterator[tuple[str, Any]]:
    """The members of the object at the top; without one list of records among them it is a service itself.

    Lists that the standard does not know are records of their own kind.
    """
    rest: dict[str, Any] = {}
    lists = False
    for name in reader.members():
        if name in KINDS and "id" not in rest and reader.peek() == "[":
            lists = True
            yield from ((KINDS[name], value) for value in reader.items())
        else:
            rest[name] = reader.value()
    if not lists and _rows(rest.get("service")):
        yield from _tables(rest)
    elif not lists and rest:
        yield "service", rest
    else:
        for name, value in rest.items():
            if rows := _rows(value):
                yield from ((name[:40], row) for row in rows)
            else:
                yield "head", {name: value}
    while reader.peek():  # one record a line: the next line
        yield "service", reader.value()


def _rows(value: Any) -> list[dict[str, Any]]:
    """A list of records; nothing for anything else."""
    return value if isinstance(value, list) and value and all(isinstance(one, dict) for one in value) else []


def _tables(rest: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    from . import tabular

    yield from tabular.join({name: rows for name, value in rest.items() if (rows := _rows(value))})
    yield from (("head", {name: value}) for name, value in rest.items() if not _rows(value))


class _Reader:
    """Steps through JSON text; values are decoded whole, lists item by item."""

    def __init__(self, text: IO[str]) -> None:
        self._text, self._held, self._at, self._gone = text, "", 0, 0
        self._decode = json.JSONDecoder(parse_constant=str).raw_decode

    def peek(self) -> str:
        """The next sign that is no space; nothing at the end."""
        while True:
            while self._at < len(self._held) and self._held[self._at] in SPACE:
                self._at += 1
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return ""

    def items(self) -> Iterator[Any]:
        """The items of the list that begins here."""
        self._take("[")
        while self.peek() != "]":
            yield self.value()
            if self.peek() == ",":
                self._take(",")
            elif self.peek() != "]":
                raise self._fault()
        self._take("]")

    def members(self) -> Iterator[str]:
        """The names of the object that begins here; the caller takes each value before the next name."""
        self._take("{")
        while self.peek() != "}":
            name = self.value()
            self._take(":")
            yield str(name)
            if self.peek() == ",":
                self._take(",")
            elif self.peek() != "}":
                raise self._fault()
        self._take("}")

    def value(self) -> Any:
        """The value that begins here, whole."""
        self.peek()
        while True:
            try:
                found, end = self._decode(self._held, self._at)
            except json.JSONDecodeError as error:
                if not self._more():
                    raise self._fault() from error
                continue
            # A number may go on in the next piece.
            if end == len(self._held) and self._more():
                continue
            self._at = end
            return found

    def _take(self, sign: str) -> None:
        if self.peek() != sign:
            raise self._fault()
        self._at += 1

    def _more(self) -> bool:
        # The next piece is as long as what is held, so that a long record is not tried again and again.
        # A NUL, which no database column holds, becomes the sign for what cannot be shown.
        piece = self._text.read(max(PIECE, len(self._held) - self._at)).replace("\\u0000", "\\ufffd")
        self._gone += self._at
        self._held, self._at = self._held[self._at :] + piece, 0
        return bool(piece)

    def _fault(self) -> NotReadable:
        return NotReadable(f"The file is no JSON after sign {self._gone + self._at}.")
