"""Texts in three languages as plain values: {language: {"text", "state", "of"}}."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TypedDict

from .enums import STORED, Gap, TextState

LANGUAGES = ("ar", "fr", "en")


class Entry(TypedDict):
    """A text in one language; `of` is the digest of the original that it was made from."""

    text: str
    state: str
    of: str


Words = dict[str, Entry]


@dataclass(frozen=True)
class Shown:
    """What a reader gets: the text, the language that it is in, and its state."""

    text: str
    language: str
    state: TextState


def digest(text: str) -> str:
    """What a translation remembers of its original (the first 16 hex digits of its SHA-256)."""
    return sha256(text.encode()).hexdigest()[:16]


def original(language: str, text: str) -> Words:
    """A text as it was first written."""
    return {language: Entry(text=text, state=TextState.ORIGINAL.value, of="")}


def of_three(texts: dict[str, str], *, language: str = "fr", state: TextState = TextState.REVIEWED) -> Words:
    """Words whose original is in `language`; the other texts are translations of it in the state given."""
    value = original(language, texts[language])
    for other, text in texts.items():
        if other != language:
            value = translated(value, other, text, state)
    return value


def source_of(value: Words) -> str | None:
    """The language of the original; None for empty words."""
    return next((key for key, entry in value.items() if entry["state"] == TextState.ORIGINAL), None)


def translated(value: Words, language: str, text: str, state: TextState) -> Words:
    """The words with a translation of the original as it stands. An empty text takes the translation away.

    Raises ValueError where there is no original, or where the language is the original's.
    """
    source = source_of(value)
    if source is None or source == language:
        raise ValueError(f"No original to translate into {language!r}.")
    rest = {key: entry for key, entry in value.items() if key != language}
    if not text:
        return rest
    return rest | {language: Entry(text=text, state=state.value, of=digest(value[source]["text"]))}


def rewritten(value: Words, text: str) -> Words:
    """The words with another original; the translations stay, and are stale from now on."""
    source = source_of(value)
    if source is None:
        raise ValueError("No original to write anew.")
    return value | {source: Entry(text=text, state=TextState.ORIGINAL.value, of="")}


def state_in(value: Words, language: str) -> TextState | None:
    """The state of the text in a language, stale included; None where there is none."""
    entry = value.get(language)
    if entry is None:
        return None
    source = source_of(value)
    state = TextState(entry["state"])
    if state != TextState.ORIGINAL and source and entry["of"] != digest(value[source]["text"]):
        return TextState.STALE
    return state


def shown(value: Words, language: str) -> Shown:
    """The text for a reader: in their language where it is there, else the original, else the first of the three."""
    for key in (language[:2], source_of(value), *LANGUAGES):
        state = state_in(value, key) if key else None
        if key and state:
            return Shown(value[key]["text"], key, state)
    return Shown("", language[:2], TextState.ORIGINAL)


def gaps(value: Words, languages: Iterable[str] = LANGUAGES) -> list[tuple[str, Gap]]:
    """What must be mended before the text is published, by language."""
    found = []
    for language in languages:
        state = state_in(value, language)
        if state is None:
            found.append((language, Gap.MISSING))
        elif state in (TextState.STALE, TextState.MACHINE):
            found.append((language, Gap(state.value)))
    return found


def faults(value: object) -> list[str]:
    """Why a value is no words: for the field and for imports. Empty words are allowed: nothing was written yet."""
    if not isinstance(value, dict):
        return ["not an object of languages"]
    found = []
    for key, entry in value.items():
        if key not in LANGUAGES:
            found.append(f"{key!r} is not one of {', '.join(LANGUAGES)}")
        elif not isinstance(entry, dict) or set(entry) != {"text", "state", "of"}:
            found.append(f"{key}: not text, state and of")
        elif entry["state"] not in STORED or not isinstance(entry["text"], str):
            found.append(f"{key}: the state {entry['state']!r} is not stored")
    originals = [
        key for key, entry in value.items() if isinstance(entry, dict) and entry.get("state") == "original"
    ]
    if value and len(originals) != 1:
        found.append(f"{len(originals)} originals, not one")
    return found
