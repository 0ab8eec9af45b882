"""What a person types on their page of the service side."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Theme
from indimaj.proofs.enums import Fact, ProofPurpose
from indimaj.referrals.enums import Urgency

from .forms import LEFT_TO_RIGHT, PIN_BOX, offer

LONG = {"rows": 4, "dir": "auto", "autocomplete": "off"}


class OpenPageForm(forms.Form):
    """Reference, printed code and PIN."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=40,
        help_text=_("It is printed on the slip that you were given."),
        widget=forms.TextInput(LEFT_TO_RIGHT),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        help_text=_("Sixteen letters and digits in groups of four, on the slip that you were given."),
        widget=forms.TextInput(LEFT_TO_RIGHT),
    )
    pin = forms.CharField(
        label=_("Your PIN"),
        help_text=_("The six digits that you chose. If you have none yet, choose six digits now."),
        widget=forms.PasswordInput(PIN_BOX),
    )


class ObjectionForm(forms.Form):
    """What the person disagrees with."""

    text = forms.CharField(
        label=_("What is wrong, or what should stop?"),
        help_text=_("In your own words and language. Somebody must answer you here."),
        max_length=4000,
        widget=forms.Textarea(LONG),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)


class NeedForm(forms.Form):
    """What the person needs."""

    theme = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect, choices=Theme.choices)
    urgency = forms.ChoiceField(
        label=_("How urgent is it?"), widget=forms.RadioSelect, choices=Urgency.choices
    )
    words = forms.CharField(
        label=_("What do you need?"),
        help_text=_("In your own words and language. Write no illness and no document number."),
        max_length=2000,
        widget=forms.Textarea(LONG),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)


class HandInForm(forms.Form):
    """A paper for whoever helps."""

    words = forms.CharField(
        label=_("What is this paper?"),
        max_length=200,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    upload = forms.FileField(
        label=_("Photograph or file"),
        widget=forms.ClearableFileInput({"accept": "application/pdf,image/jpeg,image/png"}),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)


class TokenForm(forms.Form):
    """A proof of one fact, and what it is for."""

    purpose = forms.ChoiceField(
        label=_("What is it for?"), widget=forms.RadioSelect, choices=ProofPurpose.choices
    )
    token = forms.CharField(
        label=_("Code of the proof"),
        max_length=60,
        help_text=_("Sixteen letters and digits in groups of four. It works once."),
        widget=forms.TextInput(LEFT_TO_RIGHT),
    )


class OneFactForm(forms.Form):
    """Which fact, and for what."""

    fact = forms.ChoiceField(label=_("Which fact?"), widget=forms.RadioSelect)
    purpose = forms.ChoiceField(
        label=_("What is it for?"), widget=forms.RadioSelect, choices=ProofPurpose.choices
    )

    def __init__(self, *args: Any, facts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "fact", facts)

    def chosen(self) -> tuple[Fact, ProofPurpose]:
        """Only after is_valid()."""
        return Fact(self.cleaned_data["fact"]), ProofPurpose(self.cleaned_data["purpose"])
