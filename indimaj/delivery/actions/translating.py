"""Answers and titles of actions are translated. What was said in its own language stays as it was."""

from datetime import datetime

from django.db import transaction

from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.texts.enums import TextState
from indimaj.texts.words import state_in, translated

from .. import translations
from ..models import Action, Response
from ..permissions import may_translate
from ..translations import Translated
from .writing import Stale, note, staff_of


@transaction.atomic
def translate(
    *, thing: Translated, language: str, text: str, seen: str, by: Actor, at: datetime
) -> Translated:
    """Write the translation of the original as it stands. The same text again changes nothing.

    Raises Stale where the original or this translation is not what `seen` says; ValueError for the original's own
    language and for an empty text.
    """
    if not text.strip():
        raise ValueError("A translation says something.")
    current = _hold(thing)
    purpose = ""
    if staff := staff_of(by):
        purpose = ensure(may_translate(staff, translations.body_of(current))).purpose
    before = translations.value_of(current)
    after = translated(before, language, text, TextState.REVIEWED)
    known = state_in(before, language) in (TextState.OFFICIAL, TextState.REVIEWED)
    if known and before[language]["text"] == text:
        return current
    if seen != translations.seen(before, language):
        raise Stale
    column = translations.COLUMNS[type(current)]
    setattr(current, column, after)
    current.to_translate = translations.lacking(after)
    current.save(update_fields=[column, "to_translate"])
    if isinstance(current, Response):
        subject = current.assignment.commitment_id
        note("answer_translated", subject, by, at, purpose, language=language, response=str(current.pk))
    else:
        note("action_translated", current.pk, by, at, purpose, language=language)
    return current


def _hold(thing: Translated) -> Translated:
    if isinstance(thing, Response):
        held = Response.objects.select_for_update(of=("self",)).select_related("assignment")
        return held.get(pk=thing.pk)
    return Action.objects.select_for_update().get(pk=thing.pk)
