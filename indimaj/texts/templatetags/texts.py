"""`{% load texts %}`: words as a reader sees them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indimaj.texts import words as texts
from indimaj.texts.enums import TextState

register = template.Library()

UNMARKED = (TextState.ORIGINAL, TextState.OFFICIAL, TextState.REVIEWED)


@register.simple_tag
def words(value: texts.Words | None) -> SafeString:
    """The text in the reader's language, or another one with its name; a machine's or a stale one says so."""
    reader = (get_language() or "ar")[:2]
    shown = texts.shown(value or {}, reader)
    direction = "rtl" if shown.language == "ar" else "ltr"
    text = format_html('<span lang="{}" dir="{}">{}</span>', shown.language, direction, shown.text)
    notes = []
    if shown.text and shown.language != reader:
        notes.append({"ar": _("in Arabic"), "fr": _("in French"), "en": _("in English")}[shown.language])
    if shown.state not in UNMARKED:
        notes.append(str(shown.state.label))
    if not notes:
        return text
    return format_html('{} <small class="quiet">({})</small>', text, _("; ").join(notes))


@register.simple_tag
def words_text(value: texts.Words | None) -> str:
    """The same as plain text, for titles and attributes."""
    return texts.shown(value or {}, (get_language() or "ar")[:2]).text
