"""A text in three languages on a form: three boxes a text, and the language in which it was first written."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indimaj.texts import words as texts
from indimaj.texts.enums import TextState
from indimaj.texts.words import LANGUAGES, Words

IN = {"ar": _("in Arabic"), "fr": _("in French"), "en": _("in English")}
CHOICES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]


class InThree(forms.Form):
    """A form with texts in three languages. `texts` names them: label, most letters, lines of the box, required."""

    texts: dict[str, tuple[Any, int, int, bool]] = {}

    def __init__(self, *args: Any, words: dict[str, Words] | None = None, **kwargs: Any) -> None:
        self.before = words or {}
        super().__init__(*args, **kwargs)
        source = next(filter(None, map(texts.source_of, self.before.values())), (get_language() or "ar")[:2])
        self.fields["first_in"] = forms.ChoiceField(
            label=_("Language in which it was first written"), choices=CHOICES, initial=source
        )
        for name, (label, most, lines, needed) in self.texts.items():
            value = self.before.get(name, {})
            for language in LANGUAGES:
                box = self.fields[f"{name}_{language}"] = _box(label, language, most, lines)
                box.initial = value[language]["text"] if language in value else ""
                # Which of the three must be filled in depends on the language that is chosen.
                box.is_one_of = needed  # type: ignore[attr-defined]
        boxes = [f"{name}_{language}" for name in self.texts for language in LANGUAGES]
        self.order_fields(["first_in", *boxes])

    def clean(self) -> dict[str, Any]:
        """The text stands at least in the language in which it was first written."""
        data = super().clean() or {}
        source = data.get("first_in")
        for name, (_label, _most, _lines, needed) in self.texts.items():
            written = [one for one in LANGUAGES if data.get(f"{name}_{one}")]
            if source and source not in written and (needed or written):
                self.add_error(
                    f"{name}_{source}", _("Write the text in the language in which it was first written.")
                )
        return data

    def words(self, name: str) -> Words:
        """What was typed, as words: a translation that was not touched keeps its state, and may be stale."""
        data = self.cleaned_data
        typed = {one: data[f"{name}_{one}"] for one in LANGUAGES}
        return merged(self.before.get(name, {}), typed, data["first_in"])


def merged(before: Words, typed: dict[str, str], source: str) -> Words:
    """Words from three boxes: the original anew where it changed, and each translation that somebody touched."""
    if not typed[source]:
        return {}
    same = texts.source_of(before) == source
    value = texts.rewritten(before, typed[source]) if same else texts.original(source, typed[source])
    for language in LANGUAGES:
        untouched = same and language in before and before[language]["text"] == typed[language]
        if language != source and not untouched:
            value = texts.translated(value, language, typed[language], TextState.REVIEWED)
    return value


def _box(label: Any, language: str, most: int, lines: int) -> forms.CharField:
    attributes = {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    widget: forms.Widget = (
        forms.Textarea({**attributes, "rows": lines}) if lines > 1 else forms.TextInput(attributes)
    )
    return forms.CharField(label=_label_in(label, language), max_length=most, required=False, widget=widget)


def _labelled(label: Any, language: str) -> str:
    return f"{label} ({IN[language]})"


_label_in = lazy(_labelled, str)


def lines_of(text: str) -> list[str]:
    """One text a line, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def zipped(value: Words, split: Iterable[str] = LANGUAGES) -> list[Words]:
    """Words of several lines as words a line: the lines of the translations go with those of the original in order."""
    source = texts.source_of(value)
    if source is None:
        return []
    columns = {one: lines_of(value[one]["text"]) for one in split if one in value}
    found = []
    for number, line in enumerate(columns[source]):
        words = texts.original(source, line)
        for language, lines in columns.items():
            if language != source and number < len(lines):
                words = texts.translated(words, language, lines[number], TextState.REVIEWED)
        found.append(words)
    return found


def joined(values: Iterable[Words]) -> Words:
    """The reverse: a list of words as one text of several lines."""
    rows = list(values)
    source = next(filter(None, map(texts.source_of, rows)), None)
    if source is None:
        return {}
    lines = {one: [row[one]["text"] if one in row else "" for row in rows] for one in LANGUAGES}
    value = texts.original(source, "\n".join(lines[source]))
    for language in LANGUAGES:
        if language != source and any(lines[language]):
            value = texts.translated(value, language, "\n".join(lines[language]).rstrip(), TextState.REVIEWED)
    return value
