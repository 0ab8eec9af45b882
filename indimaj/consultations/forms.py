"""What is typed on the pages of the room."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from indimaj.design.forms import PartialDateField
from indimaj.directory.models import Body
from indimaj.texts import words as texts
from indimaj.texts.enums import TextState
from indimaj.texts.words import LANGUAGES, Words

from .enums import SOMETHING_CHANGED, Choice, Kind, Outcome, Way

REQUIRED = {"required": _("Choose an answer.")}
LANGUAGE_CHOICES = (("ar", _("Arabic")), ("fr", _("French")), ("en", _("English")))
DIRECTION = {"ar": "rtl", "fr": "ltr", "en": "ltr"}
LINES = 12


def _radio(label: Any, choices: Any, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, help_text=hint, widget=forms.RadioSelect, error_messages=REQUIRED
    )


def _text(value: Words, language: str) -> str:
    return value[language]["text"] if language in value else ""


class Once(forms.Form):
    """A form that does once what it is sent twice for."""

    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission"].initial = uuid4


class ThreeTexts(forms.Form):
    """Texts written side by side in three languages, one of which was first.

    A translation that was not touched stays as stale as it was, unless somebody says that they read it again.
    """

    texts: tuple[tuple[str, Any, int, int], ...] = ()  # name, label, most characters, rows
    first = _radio(_("Which language was written first?"), LANGUAGE_CHOICES)

    def __init__(self, *args: Any, kept: Mapping[str, Words] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept: Mapping[str, Words] = kept or {}
        for name, label, most, rows in self.texts:
            for language, spoken in LANGUAGE_CHOICES:
                attrs = {"dir": DIRECTION[language], "lang": language}
                widget = forms.Textarea({**attrs, "rows": rows}) if rows else forms.TextInput(attrs)
                self.fields[f"{name}_{language}"] = forms.CharField(
                    label=format_lazy("{} · {}", label, spoken),
                    max_length=most,
                    required=False,
                    widget=widget,
                    initial=_text(self.kept.get(name, {}), language),
                )
        if any(self.kept.values()):
            self.fields["read_again"] = forms.BooleanField(
                label=_("I have read the three texts side by side: they say the same"), required=False
            )
            kept_first = next(filter(None, map(texts.source_of, self.kept.values())), None)
            self.fields["first"].initial = kept_first
        last = [name for name in self.fields if name not in self.base_fields or name == "read_again"]
        self.order_fields([*last, *(name for name in self.base_fields if name != "submission"), "submission"])

    def clean(self) -> dict[str, Any]:
        """The text that was first must be there."""
        data = super().clean() or self.cleaned_data
        first = data.get("first")
        for name, *_rest in self.texts:
            if first and not data.get(f"{name}_{first}") and f"{name}_{first}" not in self.errors:
                self.add_error(f"{name}_{first}", _("Write this text: it is the one that was first."))
        return data

    def words(self, name: str) -> Words:
        """One of the texts, as it is kept."""
        data, first, kept = self.cleaned_data, self.cleaned_data["first"], self.kept.get(name, {})
        value = texts.original(first, data[f"{name}_{first}"])
        untouched = texts.source_of(kept) == first and not data.get("read_again")
        for language in LANGUAGES:
            text = data[f"{name}_{language}"]
            if language == first or not text:
                continue
            if untouched and language in kept and kept[language]["text"] == text:
                value = value | {language: kept[language]}
            else:
                value = texts.translated(value, language, text, TextState.REVIEWED)
        return value


class RoundForm(ThreeTexts, Once):
    """What a round asks, of whom, until when, and when an answer is owed."""

    texts = (("title", _("Title"), 160, 0), ("about", _("What it is about"), 3000, 5))
    body = forms.ChoiceField(
        label=_("Who asks, and owes the answer?"), widget=forms.Select, error_messages=REQUIRED
    )
    way = _radio(
        _("Who may answer?"),
        Way.choices,
        _("Invited and open answers are counted apart and never added together."),
    )
    closes_on = PartialDateField(label=_("Last day for answers"), whole=True)
    due_on = PartialDateField(label=_("Day by which the answer is given"), whole=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, bodies: list[Body], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies, self.today = {one.code: one for one in bodies}, today
        body = self.fields["body"]
        assert isinstance(body, forms.ChoiceField)
        body.choices = [("", ""), *((one.code, str(one)) for one in bodies)]

    def clean_closes_on(self) -> date:
        """A whole day that is not over."""
        day = date.fromisoformat(self.cleaned_data["closes_on"])
        if day < self.today:
            raise forms.ValidationError(_("This day is over: give a later one."))
        return day

    def clean_due_on(self) -> date:
        """A whole day after the last one for answers."""
        day = date.fromisoformat(self.cleaned_data["due_on"])
        closes = self.cleaned_data.get("closes_on")
        if closes and day <= closes:
            raise forms.ValidationError(_("Give a day after the last day for answers."))
        return day


class StatementForm(ThreeTexts, Once):
    """One sentence to agree with or not."""

    texts = (("text", _("Statement"), 600, 3),)


class InviteForm(Once):
    """One participant."""

    kind = _radio(_("For whom do they speak?"), Kind.choices)
    name = forms.CharField(
        label=_("Institution or group"),
        help_text=_(
            "So that you know whom you gave the link to. It is not published and does not stand beside an answer."
        ),
        max_length=160,
    )


class VersionForm(forms.Form):
    """A step that needs no words."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class VoteForm(forms.Form):
    """What somebody says to one statement."""

    choice = _radio(_("What do you say?"), Choice.choices)
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_(
            "Those who prepare the answer read it. It is not published. Write no name and no number."
        ),
        required=False,
        max_length=1500,
        widget=forms.Textarea({"rows": 3}),
    )
    browser = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class AnswerForm(ThreeTexts):
    """What came of a round, in three languages, and what changed."""

    texts = (("text", _("The answer"), 6000, 6),)
    outcome = _radio(_("What came of it?"), Outcome.choices)
    commitments = forms.CharField(
        label=_("Commitments that came of it or changed"),
        help_text=_("Paste their addresses, one a line."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2, "dir": "ltr"}),
    )
    actions = forms.CharField(
        label=_("Actions that came of it or changed"),
        help_text=_("Paste their addresses, one a line."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2, "dir": "ltr"}),
    )
    rule_versions = forms.MultipleChoiceField(
        label=_("Versions of the rule"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rules: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rule_versions"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = rules

    def clean_commitments(self) -> list[str]:
        """Keys, from addresses or as they are."""
        return _keys(self.cleaned_data["commitments"])

    def clean_actions(self) -> list[str]:
        """Keys, from addresses or as they are."""
        return _keys(self.cleaned_data["actions"])

    def clean(self) -> dict[str, Any]:
        """An answer stands in three languages, and names what changed where something did."""
        data = super().clean()
        for language in LANGUAGES:
            name = f"text_{language}"
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("The answer is published in three languages: write this one too."))
        named = any(data.get(name) for name in ("commitments", "actions", "rule_versions"))
        outcome = data.get("outcome")
        if outcome in SOMETHING_CHANGED and not named and not self.errors:
            self.add_error(
                "commitments", _("Name at least one thing that changed, or say that nothing was taken up.")
            )
        if outcome == Outcome.NOT_TAKEN_UP and named:
            self.add_error("outcome", _("Something is named that changed: then something was taken up."))
        return data


def _keys(typed: str) -> list[str]:
    """The last part of each address; a key alone is one too."""
    lines = (
        line.strip().partition("?")[0].partition("#")[0].strip("/") for line in typed.splitlines()[:LINES]
    )
    return list(dict.fromkeys(key for line in lines if (key := line.rpartition("/")[2])))
