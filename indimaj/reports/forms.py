"""Forms of the reports room."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from indimaj.design.wording import language
from indimaj.dialogue.models import Event
from indimaj.directory.models import Body
from indimaj.ports import clock
from indimaj.texts import words as texts


class EditionForm(forms.Form):
    """The day up to which an edition counts, and the dialogue that replies enter."""

    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    cut_off = forms.DateField(
        label=_("Counted up to"),
        help_text=_("What was recorded later is left for the next edition."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    event = forms.ChoiceField(
        label=_("Dialogue that replies enter"),
        help_text=_("The replies of counterparts are read there by everybody."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Event.objects.filter(is_public=True).order_by("-starts_on", "-id")[:100]
        self.events = {str(one.pk): one for one in found}
        shown = [(key, texts.shown(one.title, language()).text) for key, one in self.events.items()]
        field = self.fields["event"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose")), *shown]

    def clean_cut_off(self) -> Any:
        """No day that has not come."""
        day = self.cleaned_data["cut_off"]
        if day > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class SubmissionForm(forms.Form):
    """What tells a second click from a second wish."""

    submission = forms.UUIDField(widget=forms.HiddenInput)


class CounterpartForm(forms.Form):
    """Where an institution is written to."""

    body = forms.ChoiceField(label=_("Institution"))
    address = forms.EmailField(label=_("E-mail address"), max_length=254)
    language = forms.ChoiceField(label=_("Language of the message"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {one.code: one for one in Body.objects.order_by("code")[:1000]}
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Choose")),
            *sorted(((c, str(b)) for c, b in self.bodies.items()), key=lambda one: one[1]),
        ]


class DispatchForm(forms.Form):
    """To whom an edition goes, and by when a reply is asked for."""

    bodies = forms.MultipleChoiceField(
        label=_("Counterparts that do not have it yet"), widget=forms.CheckboxSelectMultiple
    )
    reply_due_on = forms.DateField(
        label=_("Reply asked for by"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, bodies: list[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.code: one for one in bodies}
        field = self.fields["bodies"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, str(one)) for code, one in self.known.items()]

    def clean_reply_due_on(self) -> Any:
        """A day that has not passed."""
        day = self.cleaned_data["reply_due_on"]
        if day <= clock.today():
            raise forms.ValidationError(_("Leave time for a reply: choose a later day."))
        return day


class ReplyForm(forms.Form):
    """What an institution replies."""

    language = forms.ChoiceField(label=_("Language of your reply"), choices=settings.LANGUAGES)
    text = forms.CharField(
        label=_("Your reply"),
        help_text=_("It is read by everybody, in the name of your institution. Write no name of a person."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
    )
