"""What is typed on the pages of the room. A form reads and says what it cannot read; it never writes."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from indimaj.dialogue.three import InThree
from indimaj.directory.enums import Level, Theme
from indimaj.directory.models import Place

from .enums import Certainty, CommitmentKind, RelationKind, Style, Wording
from .models import Commitment, Proposal
from .queries import Filters

LTR = {"dir": "ltr", "autocomplete": "off"}
DAY = {"type": "date"}
MOST_TITLE, MOST_TEXT = 300, 8000


def _day(label: Any, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, required=False, help_text=hint, widget=forms.DateInput(DAY, format="%Y-%m-%d")
    )


def _several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class FilterForm(forms.Form):
    """What somebody looks for in the list; an answer that is none is passed over."""

    is_filter = True
    q = forms.CharField(
        label=_("Words to look for"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *CommitmentKind.choices]
    )
    theme = forms.ChoiceField(
        label=_("Theme"), required=False, choices=[("", _("All themes")), *Theme.choices]
    )
    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("All levels")), *Level.choices]
    )
    document = forms.ChoiceField(label=_("From which document"), required=False)

    def __init__(self, data: Any, documents: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(data)
        field = self.fields["document"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All documents")), *documents]

    def filters(self) -> Filters:
        """What is asked, without what no choice is."""
        self.full_clean()
        data = self.cleaned_data
        return Filters(**{name: data.get(name) or "" for name in ("q", "kind", "theme", "level", "document")})


class CommitmentForm(InThree):
    """A commitment, in full."""

    texts = {"title": (_("Title"), MOST_TITLE, 1, True), "text": (_("Text"), MOST_TEXT, 4, True)}
    submission = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=CommitmentKind.choices)
    addressed_to = forms.CharField(
        label=_("To whom it is addressed"),
        max_length=600,
        required=False,
        help_text=_("As the source says it. Who answers for it is decided on its own page."),
    )
    raised_on = _day(_("Day on which it was said"))
    next_date = _day(_("Next date"), _("When it is looked at again. No commitment should be without one."))
    themes = _several(_("Themes"), Theme.choices)
    levels = _several(_("Levels"), Level.choices)
    places = forms.CharField(
        label=_("Where it applies"),
        required=False,
        max_length=400,
        help_text=_("Codes of regions, provinces or prefectures, with commas. Empty for the whole country."),
        widget=forms.TextInput(LTR),
    )
    source_url = forms.URLField(
        label=_("Address of the source"),
        max_length=400,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(LTR),
    )
    certainty = forms.ChoiceField(label=_("How sure the source is"), choices=Certainty.choices)
    wording = forms.ChoiceField(label=_("Whose words these are"), choices=Wording.choices)

    def __init__(self, data: Any = None, *, of: Commitment | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"submission": uuid4()}
        kept = {}
        if of is not None:
            kept = {"title": of.title, "text": of.text}
            columns = (
                "kind",
                "addressed_to",
                "raised_on",
                "next_date",
                "source_url",
                "certainty",
                "wording",
                "version",
            )
            initial |= {name: getattr(of, name) for name in columns}
            initial |= {
                "submission": of.submission,
                "themes": [one.theme for one in of.themes.all()],
                "levels": [one.level for one in of.levels.all()],
                "places": ", ".join(one.pk for one in of.places.all()),
            }
        super().__init__(data, initial=initial, words=kept, **kwargs)

    def clean_places(self) -> list[Place]:
        """The places by their codes."""
        codes = [
            one.strip() for one in self.cleaned_data["places"].replace("،", ",").split(",") if one.strip()
        ]
        there = {one.pk: one for one in Place.objects.filter(pk__in=codes)}
        missing = [one for one in codes if one not in there]
        if missing:
            raise forms.ValidationError(
                _("There is no place with the code %(code)s."), params={"code": f"\u2068{missing[0]}\u2069"}
            )
        return [there[one] for one in dict.fromkeys(codes)]

    def changes(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        names = ("kind", "addressed_to", "raised_on", "next_date", "themes", "levels", "places", "source_url")
        return {name: self.cleaned_data[name] for name in (*names, "certainty", "wording")} | {
            "title": self.words("title"),
            "text": self.words("text"),
        }


class ImportForm(forms.Form):
    """How a version is read."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    style = forms.ChoiceField(
        label=_("How does the document set out what it asks for?"),
        choices=Style.choices,
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label=_("What are its points, where their words do not say?"), choices=CommitmentKind.choices
    )
    addressed_to = forms.CharField(label=_("To whom it is addressed"), max_length=600, required=False)
    raised_on = _day(_("Day on which it was said"), _("Left empty, the day of the document is taken."))


class ProposalForm(forms.Form):
    """A proposal corrected before it is confirmed; the quoted passage stays as the document has it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=CommitmentKind.choices)
    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput({"dir": "auto"}))
    text = forms.CharField(
        label=_("Text"), max_length=MOST_TEXT, widget=forms.Textarea({"rows": 6, "dir": "auto"})
    )
    themes = _several(_("Themes"), Theme.choices)

    def __init__(self, data: Any, of: Proposal) -> None:
        names = ("version", "kind", "title", "text", "themes")
        super().__init__(data, initial={name: getattr(of, name) for name in names})


class RelateForm(forms.Form):
    """What a commitment is to another one."""

    kind = forms.ChoiceField(label=_("What is it to the other?"), choices=RelationKind.choices)
    other = forms.CharField(
        label=_("Short name of the other, as in its address"), max_length=300, widget=forms.TextInput(LTR)
    )

    def clean_other(self) -> Commitment:
        """The other commitment; a whole address may be pasted."""
        key = self.cleaned_data["other"].rstrip("/").rsplit("/", 1)[-1]
        other = Commitment.objects.standing().filter(key=key).first()
        if other is None:
            raise forms.ValidationError(_("There is no commitment with this short name."))
        return other
