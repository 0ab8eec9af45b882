"""What institutions and the ministry wrote is translated. What was said in its own language stays as it was."""

from datetime import datetime
from typing import Any

from django.db import transaction

from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.texts.enums import TextState
from indimaj.texts.words import state_in, translated

from .. import translations
from ..permissions import may_translate
from ..translations import Translated
from .writing import Stale, note, staff_of


@transaction.atomic
def translate(
    *, thing: Translated, language: str, text: str, seen: str, by: Actor, at: datetime, name: str = ""
) -> Any:
    """Write the translation of the original as it stands: the row anew. The same text again changes nothing.

    `name` says which of its texts, where the row has two. Raises Stale where the original or this translation is not
    what `seen` says; ValueError for the original's own language and for an empty text.
    """
    if not text.strip():
        raise ValueError("A translation says something.")
    kind, name = translations.kind_of(thing), name or translations.first_of(thing)
    held: Any = kind.model._default_manager.select_for_update(of=("self",)).select_related(*kind.related)
    current = held.get(pk=thing.pk)
    purpose = ""
    if staff := staff_of(by):
        purpose = ensure(may_translate(staff, kind.body(current))).purpose
    before = translations.value_of(current, name)
    after = translated(before, language, text, TextState.REVIEWED)
    known = state_in(before, language) in (TextState.OFFICIAL, TextState.REVIEWED)
    if known and before[language]["text"] == text:
        return current
    if seen != translations.seen(before, language):
        raise Stale
    setattr(current, kind.texts[name], after)
    current.to_translate = translations.lacks(current)
    current.save(update_fields=[kind.texts[name], "to_translate"])
    detail = {"language": language, "text": name if len(kind.texts) > 1 else ""}
    if kind.row:
        detail[kind.row] = str(current.pk)
    note(f"{kind.key}_translated", kind.subject(current), by, at, purpose, **detail)
    return current
