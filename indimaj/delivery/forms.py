"""What focal points, the ministry and bodies without an account type. A form reads; it never writes."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Level, Theme
from indimaj.directory.models import Body
from indimaj.texts.words import Words, original

from . import queries, translations
from .actions import NotFitting, Step
from .enums import (
    WITH_REASON,
    AssignmentRole,
    CarrierKind,
    EvidenceKind,
    Nature,
    ResponsePosition,
    Says,
    Shows,
)

LANGUAGES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]
STEPS = 3
CLOSE = 5
LTR = {"dir": "ltr", "autocomplete": "off"}
FAULTS: dict[str, Any] = {
    "asked_already": _("This institution is asked already."),
    "in_future": _("This day has not come yet."),
    "reason_missing": _("Write the reason."),
    "other_body_unasked": _("Name another institution only where it must act."),
    "other_body_same": _("This is the institution that answers: name another one."),
    "due_before_start": _("The last day lies before the first."),
    "step_of_another": _("This step belongs to another action."),
    "kind_cannot_prove": _("Evidence of this kind cannot prove this."),
    "leads_nowhere": _("Nothing is found there: check the address or the key."),
    "ends_before": _("The last day lies before the first."),
    "carries_nothing": _("Nothing is found under this key."),
}


def said(text: str) -> Words:
    """What somebody typed, in the language of the page that they typed it on; nothing where they typed nothing."""
    text = text.strip()
    return original((get_language() or "ar")[:2], text) if text else {}


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput({"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def _text(label: Any, *, required: bool = True, help_text: Any = "", most: int = 2000) -> forms.CharField:
    widget = forms.Textarea({"rows": 4})
    return forms.CharField(
        label=label, required=required, widget=widget, help_text=help_text, max_length=most
    )


class BodyField(forms.CharField):
    """An institution by its name in any of the three languages, or by its code; a part of the name where one fits."""

    def clean(self, value: Any) -> Any:
        """The institution. Where several fit they are named in the message."""
        text = super().clean(value).strip()
        if not text:
            return None
        found = queries.bodies_named(text)
        if len(found) != 1:
            part = Q(name_ar__contains=text) | Q(name_fr__icontains=text) | Q(name_en__icontains=text)
            found = list(Body.objects.filter(part).order_by("code")[: CLOSE + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("No institution has this name."))
        names = " · ".join(str(body) for body in found[:CLOSE])
        raise forms.ValidationError(_("Several institutions fit: %(names)s"), params={"names": names})


class Submitted(forms.Form):
    """A form that writes once, however often it is sent."""

    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"submission": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def refuse(self, fault: NotFitting) -> None:
        """Say what the action would not take, beside its field."""
        self.add_error(fault.field if fault.field in self.fields else None, FAULTS[fault.code])


class AnswerForm(Submitted):
    """What a body answers."""

    position = forms.ChoiceField(
        label=_("What does your institution answer?"),
        choices=ResponsePosition.choices,
        widget=forms.RadioSelect,
    )
    reason = _text(
        _("Reason"),
        required=False,
        help_text=_("It is published with the answer. It may be empty only for a full acceptance or a note."),
    )
    other_body = BodyField(
        label=_("Which other institution must act?"),
        required=False,
        help_text=_("Only where another institution must act."),
    )

    def clean(self) -> dict[str, Any]:
        """A reason where one is owed."""
        data = super().clean() or {}
        if data.get("position") in WITH_REASON and not data.get("reason", "").strip():
            self.add_error("reason", FAULTS["reason_missing"])
        if data.get("other_body") and data.get("position") != ResponsePosition.NEEDS_ANOTHER_BODY:
            self.add_error("other_body", FAULTS["other_body_unasked"])
        return data


class AssignForm(Submitted):
    """Who is asked to answer."""

    body = BodyField(label=_("Institution"), help_text=_("Its name, a part of it, or its code."))
    role = forms.ChoiceField(label=_("What for"), choices=AssignmentRole.choices)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    due_on = _day(
        _("Day by which it answers"),
        required=False,
        help_text=_("Empty: the usual term. Not for information."),
    )
    source_url = forms.URLField(
        label=_("Address of the source"), required=False, assume_scheme="https", widget=forms.URLInput(LTR)
    )


class PlanForm(Submitted):
    """An action that is planned."""

    title = forms.CharField(label=_("What will be done"), max_length=300)
    nature = forms.ChoiceField(label=_("What it changes"), choices=Nature.choices)
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices)
    place = forms.ChoiceField(label=_("Where"))
    starts_on = _day(_("First day"), required=False)
    due_on = _day(_("Last day"), required=False, help_text=_("Nobody can move it later."))
    supports = forms.CharField(
        label=_("Institutions in support"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One on a line."),
    )
    budget = forms.DecimalField(
        label=_("Money planned"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        help_text=_("Empty: not known."),
    )
    currency = forms.CharField(
        label=_("Currency"), required=False, max_length=3, initial="MAD", widget=forms.TextInput(LTR)
    )
    funder = forms.CharField(
        label=_("Who pays for it"),
        required=False,
        max_length=200,
        help_text=_("An institution by its whole name or code. Any other name is kept as you write it."),
    )
    source_url = forms.URLField(
        label=_("Address of the source"), required=False, assume_scheme="https", widget=forms.URLInput(LTR)
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = list(places)
        for number in range(1, STEPS + 1):
            self.fields[f"step_{number}"] = forms.CharField(
                label=_("Step %(number)s") % {"number": number}, required=False, max_length=300
            )
            self.fields[f"step_{number}_due"] = _day(_("Day by which it is done"), required=False)

    def clean_supports(self) -> list[Body]:
        """The institutions, one a line."""
        lines = [line for line in self.cleaned_data["supports"].splitlines() if line.strip()]
        return [BodyField().clean(line) for line in lines]

    def clean(self) -> dict[str, Any]:
        """A budget has its currency, a day of a step its step; who pays is an institution where just one has this name."""
        data = super().clean() or {}
        named = queries.bodies_named(data["funder"]) if data.get("funder") else []
        data["funder_body"] = named[0] if len(named) == 1 else None
        if data.get("budget") is not None and not data.get("currency"):
            self.add_error("currency", _("Write the currency of the budget."))
        for number in range(1, STEPS + 1):
            if data.get(f"step_{number}_due") and not data.get(f"step_{number}"):
                self.add_error(f"step_{number}", _("Write what this step is."))
        return data

    def steps(self) -> list[Step]:
        """The steps that were written."""
        data = self.cleaned_data
        numbers = [number for number in range(1, STEPS + 1) if data.get(f"step_{number}")]
        return [Step(said(data[f"step_{number}"]), data.get(f"step_{number}_due")) for number in numbers]


class DeclareForm(Submitted):
    """What a body says of an action or a step."""

    milestone = forms.ChoiceField(label=_("Of what"), required=False)
    says = forms.ChoiceField(label=_("Where it stands"), choices=Says.choices, widget=forms.RadioSelect)
    on = _day(_("Since when"))
    words = _text(_("In a few words"), required=False)

    def __init__(self, *args: Any, steps: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["milestone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("The whole action")), *steps]


class EvidenceForm(Submitted):
    """What proves a claim."""

    kind = forms.ChoiceField(label=_("Kind of evidence"))
    reference = forms.CharField(
        label=_("Where it is found"),
        max_length=400,
        widget=forms.TextInput(LTR),
        help_text=_(
            "The address of a page, or the key of a document, a passage, a figure or a rule of this platform."
        ),
    )
    shows = forms.ChoiceField(label=_("What it shows"), choices=Shows.choices, widget=forms.RadioSelect)
    says = _text(_("What can be read there, in your words"), required=False)
    valid_from = _day(_("Counts from"), required=False, help_text=_("Empty: from today."))
    valid_until = _day(_("Counts until"), required=False, help_text=_("Empty: no end."))

    def __init__(self, *args: Any, kinds: Iterable[EvidenceKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(kind.value, kind.label) for kind in kinds]


class ReasonForm(Submitted):
    """Why a piece of evidence is contested, upheld or taken back."""

    reason = _text(_("Reason"), help_text=_("It is published beside the evidence."))


class SearchForm(Submitted):
    """Where a trace was looked for."""

    looked_for = _text(_("What was looked for"))
    looked_in = _text(
        _("Where it was looked for"), help_text=_("Name the sources, so that anybody can look again.")
    )
    on = _day(_("Day of the search"))


class ContactForm(forms.Form):
    """Where a body is written to."""

    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(LTR))
    language = forms.ChoiceField(label=_("Language of the messages"), choices=LANGUAGES)


class CarryForm(forms.Form):
    """What carries a commitment or an action out in the running system."""

    kind = forms.ChoiceField(label=_("What it is"), choices=CarrierKind.choices)
    key = forms.CharField(
        label=_("Its key"), max_length=80, widget=forms.TextInput(LTR), help_text=_("As its page shows it.")
    )

    def refuse(self, fault: NotFitting) -> None:
        """Say what the action would not take, beside its field."""
        self.add_error(fault.field if fault.field in self.fields else None, FAULTS[fault.code])


class TranslateForm(forms.Form):
    """One text in one language, beside its original. What stood in the language already is there to be corrected."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)

    def __init__(self, data: Any, *, value: Words, language: str, most: int, lines: int) -> None:
        there = value[language]["text"] if language in value else ""
        super().__init__(data, initial={"seen": translations.seen(value, language), "text": there})
        box: dict[str, Any] = {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
        widget = forms.Textarea(box | {"rows": lines}) if lines > 1 else forms.TextInput(box)
        self.fields["text"] = forms.CharField(label=_("Translation"), max_length=most, widget=widget)


class FindForm(forms.Form):
    """What a list of actions is narrowed to."""

    is_filter = True
    theme = forms.ChoiceField(
        label=_("Theme"), required=False, choices=[("", _("Every theme")), *Theme.choices]
    )
    place = forms.ChoiceField(label=_("Where"), required=False)

    def __init__(self, data: Any, places: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Everywhere")), *places]
