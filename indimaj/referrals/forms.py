"""What is typed on the pages of the room."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from indimaj.design.forms import PartialDateField
from indimaj.directory.enums import Theme
from indimaj.directory.models import Body
from indimaj.services.queries import places_to_choose

from .enums import (
    DELIVERIES_OF,
    AccessAnswer,
    Barrier,
    DropReason,
    HandedTo,
    Missed,
    Reason,
    Result,
    Step,
    Urgency,
    Wrong,
)

BLANK = ("", "")
REQUIRED = {"required": _("Choose an answer.")}


class Once(forms.Form):
    """A form that does once what it is sent twice for."""

    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission"].initial = uuid4


def _words(label: Any, hint: Any = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=2000, widget=forms.Textarea({"rows": 4})
    )


def _radio(label: Any, choices: Any, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, help_text=hint, widget=forms.RadioSelect, error_messages=REQUIRED
    )


class NeedForm(Once):
    """A need."""

    theme = _radio(_("What is it about?"), Theme.choices)
    urgency = _radio(_("How urgent is it?"), Urgency.choices)
    words = _words(
        _("In the person’s own words"),
        _("As it was said. No illness, no document number, no name of another person."),
    )


class CloseForm(forms.Form):
    """A need is met or given up."""

    reason = _radio(_("Why is the need closed?"), [("met", _("The need is met")), *DropReason.choices])


class SendForm(Once):
    """What the service learns; and the person's yes where none stands."""

    words = _words(
        _("What the service reads"), _("Only what it needs to receive the person. Read it to them first.")
    )
    language = forms.CharField(label=_("Language of the person"), max_length=40, required=False)
    interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    delivery_kind = _radio(_("What does it end with?"), [])
    agreed = forms.BooleanField(
        label=_("The person has read or heard these words and says yes"),
        error_messages={"required": _("Without the person’s yes nothing is sent.")},
    )

    def __init__(self, *args: Any, theme: str, consent_stands: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = DELIVERIES_OF.get(theme, ())
        if kinds:
            field = self.fields["delivery_kind"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("none", _("An answer or a visit")), *((one.value, one.label) for one in kinds)]
        else:
            del self.fields["delivery_kind"]
        if consent_stands:
            del self.fields["agreed"]


class Versioned(forms.Form):
    """A form that remembers which version was on the page."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class AcceptForm(Versioned):
    """The person is received: when, if it is known."""

    day = PartialDateField(label=_("Day of the appointment"), required=False, whole=True)
    hour = forms.TimeField(
        label=_("Hour of the appointment"),
        required=False,
        help_text=_("For example 09:30"),
        widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric", "maxlength": 5}),
    )


class RefuseForm(Versioned):
    """A reason, and words beside it."""

    reason = _radio(_("Why can the service not receive the person?"), Reason.choices)
    text = _words(_("More, if it helps"), _("The caseworker reads it."), required=False)


class FinishForm(Versioned):
    """What came of it."""

    result = _radio(_("What came of it?"), Result.choices)


class PlainForm(Versioned):
    """A step that needs no words."""


class PrepareForm(forms.Form):
    """Who answers for the thing."""

    owner_name = forms.CharField(
        label=_("Who answers for it"),
        help_text=_("A name, so that the person can ask for them."),
        max_length=120,
    )


class HandOverForm(forms.Form):
    """In whose hand."""

    to = _radio(_("Whom was it handed to?"), HandedTo.choices)


class MissForm(forms.Form):
    """Why it was not handed over."""

    reason = _radio(_("Why was it not handed over?"), Missed.choices)


class AccessForm(Once):
    """Somebody was not received. Nothing asks who."""

    theme = _radio(_("What did you need?"), Theme.choices)
    barrier = _radio(_("What happened?"), Barrier.choices)
    place = forms.ChoiceField(label=_("Where?"), error_messages=REQUIRED)
    words = _words(
        _("In your own words"), _("You need not give your name, nor that of anybody else."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [BLANK, *places_to_choose()]


class AccessAnswerForm(forms.Form):
    """What the body did."""

    answer = _radio(_("What did you do?"), AccessAnswer.choices)
    text = _words(_("Your answer"))


class GrievanceForm(Once):
    """What went wrong at work, and to whom it goes."""

    wrong = _radio(_("What went wrong?"), Wrong.choices)
    words = _words(
        _("In the person’s own words"),
        _("No paper is asked for, and no name of an employer. What is not said here is not passed on."),
    )
    body = _radio(_("To whom should it go?"), [], _("The person chooses."))

    def __init__(
        self, *args: Any, inspectorates: list[Body], associations: list[Body], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.inspectorates = {one.code: one for one in inspectorates}
        self.bodies = {one.code: one for one in (*inspectorates, *associations)}
        body = self.fields["body"]
        assert isinstance(body, forms.ChoiceField)
        body.choices = [(code, str(one)) for code, one in self.bodies.items()]


class OutcomeForm(Versioned):
    """How a grievance ended."""

    text = _words(_("What was done"))


class StepForm(forms.Form):
    """A step of a child's path is reached."""

    reached_on = PartialDateField(label=_("When?"), whole=True)

    def clean_reached_on(self) -> date:
        """A whole day."""
        return date.fromisoformat(self.cleaned_data["reached_on"])


STEP_THEMES = {
    Step.BIRTH: Theme.LEGAL,
    Step.SCHOOL: Theme.EDUCATION,
    Step.DOCUMENT_16: Theme.LEGAL,
    Step.DOCUMENT_18: Theme.LEGAL,
}
