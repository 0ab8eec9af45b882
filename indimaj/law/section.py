"""One mapping of one file of a pack: every read of it can say where it went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from indimaj.law.expressions import Text
from indimaj.law.pack import LANGUAGES, PackError


class Section:
    """One mapping of one file: every read of it can say where it went wrong."""

    def __init__(self, file: str, path: str, data: Any) -> None:
        self.file, self.path = file, path
        if not isinstance(data, Mapping):
            raise PackError(file, path, f"a mapping is needed, not {type(data).__name__}")
        self.data = data

    def fail(self, key: str, problem: str) -> PackError:
        """Return the error that names this file and key."""
        return PackError(self.file, f"{self.path}.{key}" if self.path else key, problem)

    def need(self, key: str, kind: type | tuple[type, ...]) -> Any:
        """Return a value that must be there and of a kind."""
        if key not in self.data:
            raise self.fail(key, "is missing")
        value = self.data[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
            raise self.fail(key, f"has the wrong type: {value!r}")
        return value

    def text(self, key: str) -> Text:
        """Return a text that must be there in every language."""
        value = self.need(key, Mapping)
        for language in LANGUAGES:
            if not isinstance(value.get(language), str) or not value[language].strip():
                raise self.fail(key, f"has no text in {language}")
        return {language: value[language].strip() for language in LANGUAGES}

    def optional_text(self, key: str) -> Text | None:
        """Return a text in every language, or nothing."""
        return self.text(key) if self.data.get(key) is not None else None

    def names(self, key: str, known: Iterable[str], what: str) -> tuple[str, ...]:
        """Return a list of names (or one name), each of them known."""
        given = self.data.get(key) or []
        given = [given] if isinstance(given, str) else given
        for name in given:
            if name not in known:
                raise self.fail(key, f"{what} {name!r} is not known")
        return tuple(given)

    def sections(self, key: str) -> list[tuple[str, Section]]:
        """Return the named mappings below a key."""
        inner = self.need(key, Mapping)
        path = f"{self.path}.{key}" if self.path else key
        return [(str(name), Section(self.file, f"{path}.{name}", data)) for name, data in inner.items()]

    def listed(self, key: str) -> list[Section]:
        """Return the listed mappings below a key."""
        inner = self.need(key, list)
        path = f"{self.path}.{key}" if self.path else key
        return [Section(self.file, f"{path}[{index}]", data) for index, data in enumerate(inner)]
