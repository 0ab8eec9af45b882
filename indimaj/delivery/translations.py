"""What is translated in the room: the reason of an answer and the title of an action, each said first in one language."""

from indimaj.texts.words import Words, digest, gaps, source_of

from .models import Action, Response

Translated = Response | Action
COLUMNS: dict[type[Translated], str] = {Response: "reason", Action: "title"}


def value_of(thing: Translated) -> Words:
    """The words that are translated."""
    return thing.reason if isinstance(thing, Response) else thing.title


def body_of(thing: Translated) -> str:
    """The institution whose words they are."""
    return thing.assignment.body_id if isinstance(thing, Response) else thing.body_id


def lacking(value: Words) -> bool:
    """Whether somebody has something to translate: where nothing was written, nobody has."""
    return bool(value) and bool(gaps(value))


def seen(value: Words, language: str) -> str:
    """What a page showed to whoever translates: the original, and what stood in the language."""
    source = source_of(value)
    shown = [value[key]["text"] if key and key in value else "" for key in (source, language)]
    return digest("\x00".join(shown))
