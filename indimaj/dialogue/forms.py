"""What is typed on the pages of the room. A form reads and says what it cannot read; it never writes."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from indimaj.design.wording import number_text
from indimaj.directory.enums import Theme
from indimaj.texts import words as texts
from indimaj.texts.words import Words

from . import countries, queries
from .anchoring import places_of
from .enums import Category, Claim, ContributionKind, DocumentKind, EventKind, Part, SessionKind, TextLanguage
from .models import DocumentVersion, Event
from .printing import page_of
from .three import InThree, joined, zipped

BLANK = ("", "—")
LTR = {"dir": "ltr", "autocomplete": "off"}
MOST_QUOTE = 6000
MOST_TEXT = 3_000_000


def _day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


def _source() -> dict[str, forms.Field]:
    return {
        "source": forms.CharField(label=_("Who says so"), max_length=160, required=False),
        "source_url": _address(_("Address of the source")),
    }


def _address(label: Any) -> forms.URLField:
    return forms.URLField(
        label=label, max_length=400, required=False, assume_scheme="https", widget=forms.URLInput(LTR)
    )


def _key() -> forms.SlugField:
    return forms.SlugField(
        label=_("Short name in the address"),
        max_length=80,
        help_text=_("Small Latin letters, numbers and hyphens. It stays as it is."),
        widget=forms.TextInput(LTR),
    )


class Once(forms.Form):
    """A form that does once what it is sent twice for."""

    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission"].initial = uuid4()


class EventForm(InThree):
    """An event: title and aims in three languages, days, place, what it continues."""

    texts = {
        "title": (_("Title"), 300, 1, True),
        "objectives": (_("Aims, one a line"), 4000, 4, False),
    }
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = _key()
    kind = forms.ChoiceField(label=_("Kind"), choices=EventKind.choices)
    starts_on = _day(_("First day"))
    ends_on = _day(_("Last day"))
    place = forms.ChoiceField(label=_("Place"), required=False)
    venue = forms.CharField(label=_("Building or address"), max_length=160, required=False)
    continues = forms.ChoiceField(label=_("Goes on with"), required=False)

    def __init__(self, *args: Any, event: Event | None = None, **kwargs: Any) -> None:
        if event is not None:
            kwargs["words"] = {"title": event.title, "objectives": joined(event.objectives)}
        super().__init__(*args, **kwargs)
        if event is not None:
            del self.fields["key"]
        offer(self, "place", queries.places_to_choose())
        language = (get_language() or "ar")[:2]
        known = queries.events_to_choose(event)
        offer(self, "continues", [(key, texts.shown(title, language).text) for key, title in known])

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean()
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day is before the first."))
        return data

    def objectives(self) -> list[Words]:
        """The aims, a text each."""
        return zipped(self.words("objectives"))


def offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]], *, blank: bool = True) -> None:
    """Give a choice its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [BLANK, *choices] if blank else list(choices)


class SessionForm(Once, InThree):
    """A part of the programme."""

    texts = {"title": (_("Title"), 300, 1, True)}
    kind = forms.ChoiceField(label=_("Kind"), choices=SessionKind.choices)
    day = _day(_("Day"), required=False, hint=_("Leave empty when it is not known."))
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        required=False,
        choices=[("ar", _("Arabic")), ("fr", _("French")), ("en", _("English")), ("es", _("Spanish"))],
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, choices=Theme.choices, widget=forms.CheckboxSelectMultiple
    )
    source, source_url = _source().values()


class ParticipationForm(Once):
    """Who was there. No name of a person is asked for."""

    role = forms.ChoiceField(label=_("Was there as"), choices=Part.choices)
    category = forms.ChoiceField(label=_("Kind of institution"), choices=Category.choices)
    body = forms.ChoiceField(label=_("Institution known here"), required=False)
    institution = forms.CharField(
        label=_("Or another institution"),
        max_length=160,
        required=False,
        help_text=_("The institution that somebody speaks for, never a person’s name."),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    head_count = forms.IntegerField(
        label=_("How many people"), required=False, min_value=1, max_value=100_000
    )
    is_at_least = forms.BooleanField(label=_("At least so many"), required=False)
    source, source_url = _source().values()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", queries.bodies_to_choose())
        offer(self, "country", countries.choices((get_language() or "ar")[:2]))

    def clean(self) -> dict[str, Any]:
        """Something is known of them."""
        data = super().clean() or {}
        known = ("body", "institution", "country", "head_count")
        if not self.errors and not any(data.get(name) for name in known):
            self.add_error("institution", _("Give an institution, a country or a number of people."))
        return data


class AccountForm(Once, InThree):
    """What one source says on one point."""

    texts = {"says": (_("What the source says, in our words"), 2000, 3, True)}
    claim = forms.ChoiceField(label=_("On which point"), choices=Claim.choices)
    source = forms.CharField(label=_("Who says so"), max_length=160)
    source_url = _address(_("Address of the source"))


class ContributionForm(Once, InThree):
    """What an institution said or writes."""

    texts = {"text": (_("Text"), 20_000, 6, True)}
    kind = forms.ChoiceField(label=_("Kind"), choices=ContributionKind.choices)
    session = forms.ChoiceField(label=_("Session"), required=False)
    body = forms.ChoiceField(label=_("Institution known here"), required=False)
    institution = forms.CharField(label=_("Or another institution"), max_length=160, required=False)
    said_on = _day(_("Day on which it was said or written"))
    source_url = _address(_("Address of the source"))

    def __init__(
        self, *args: Any, event: Event, writes: bool, bodies: Sequence[tuple[str, str]], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        language = (get_language() or "ar")[:2]
        offer(self, "body", bodies, blank=writes)
        offer(
            self,
            "session",
            [(str(one.pk), texts.shown(one.title, language).text) for one in queries.sessions(event)],
        )
        if not writes:
            for name in ("kind", "session", "institution", "said_on", "source_url"):
                del self.fields[name]


class DocumentForm(InThree):
    """What is said of a document."""

    texts = {"title": (_("Title"), 300, 1, True)}
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = _key()
    kind = forms.ChoiceField(label=_("Kind"), choices=DocumentKind.choices)
    issuer = forms.CharField(label=_("Given out by"), max_length=160, required=False)
    body = forms.ChoiceField(label=_("Institution known here"), required=False)
    event = forms.ChoiceField(label=_("Event"), required=False)
    published_on = _day(_("Given out on"), required=False, hint=_("Leave empty when it is not known."))
    source_url = _address(_("Address of the source"))
    is_account = forms.BooleanField(
        label=_("The text is our own account of the source, not its sentences"), required=False
    )

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["key"]
        language = (get_language() or "ar")[:2]
        offer(self, "body", queries.bodies_to_choose())
        known = queries.events_to_choose()
        offer(self, "event", [(key, texts.shown(title, language).text) for key, title in known])


class VersionForm(Once):
    """A file, or a text that is typed or pasted."""

    language = forms.ChoiceField(label=_("Language of the text"), choices=TextLanguage.choices)
    received_on = _day(_("Received on"))
    upload = forms.FileField(label=_("File to read"), required=False)
    text = forms.CharField(
        label=_("Or the text itself"),
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
    )
    note = forms.CharField(label=_("Note on this version"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or {}
        if not self.errors and bool(data.get("upload")) == bool(data.get("text")):
            self.add_error("upload", _("Give a file, or a text: one of the two."))
        return data


class RepairForm(Once):
    """The corrected text, whole."""

    text = forms.CharField(
        label=_("Corrected text"),
        max_length=MOST_TEXT,
        strip=False,
        widget=forms.Textarea({"rows": 24, "dir": "auto", "spellcheck": "true"}),
    )
    note = forms.CharField(label=_("What was corrected"), max_length=300, required=False)


class SelectionForm(forms.Form):
    """A passage of a version: two offsets from the page's script, or the words themselves, copied.

    Valid, it has `place`, the two offsets. Words that stand in several places ask which one is meant.
    """

    quote = forms.CharField(
        label=_("The sentence, as it stands in the text"),
        max_length=MOST_QUOTE,
        strip=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto", "data-quote": True}),
        help_text=_("Select it in the text, or copy it here."),
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput({"data-start": True}))
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput({"data-end": True}))
    nth = forms.TypedChoiceField(label=_("Which one?"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, version: DocumentVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        self.place: tuple[int, int] | None = None
        self._places: list[tuple[int, int]] = []
        if self.is_bound:
            self._places = [
                (one.start, one.end)
                for one in places_of(self.data.get(self.add_prefix("quote"), ""), version.text)
            ]
        several = len(self._places) > 1
        choices = (
            [(n, self._named(n, start)) for n, (start, _end) in enumerate(self._places)] if several else []
        )
        offer(self, "nth", choices)  # type: ignore[arg-type]
        if not several:
            self.fields["nth"].widget = forms.HiddenInput()

    def _named(self, number: int, start: int) -> str:
        page = page_of(self.version.text, start)
        before = self.version.text[max(start - 40, 0) : start].split("\n")[-1]
        return _("%(number)s: page %(page)s, after “%(before)s”") % {
            "number": number_text(number + 1), "page": number_text(page), "before": before,
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The words stand in the text, and it is known where."""
        data = super().clean() or {}
        if self.errors:
            return data
        start, end, nth = data.get("start"), data.get("end"), data.get("nth")
        if start is not None and end is not None and self._holds(start, end, data["quote"]):
            self.place = (start, end)
        elif not self._places:
            self.add_error("quote", _("These words do not stand in this text. Copy them as they are."))
        elif len(self._places) == 1 or nth is not None:
            self.place = self._places[nth or 0]
        else:
            count = len(self._places)
            said = ngettext(
                "These words stand in %(count)s place. Which one?",
                "These words stand in %(count)s places. Which one?",
                count,
            )
            self.add_error("nth", said % {"count": number_text(count)})
        return data

    def _holds(self, start: int, end: int, quote: str) -> bool:
        held = self.version.text[start:end]
        return bool(held.strip()) and held.split() == quote.split()
