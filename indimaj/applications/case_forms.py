"""What is typed on a file that is there: the list of what is missing, a piece judged or added, who has the file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indimaj.design.wording import isolated
from indimaj.directory.models import Staff

from . import catalogue
from .forms import LEFT_TO_RIGHT
from .reasons import REJECTIONS

TYPES_ACCEPTED = "application/pdf,image/jpeg,image/png"


class VersionedForm(forms.Form):
    """A form that remembers which version of the file was on the page."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class CompletionForm(VersionedForm):
    """The complete list of what is missing: the office edits what the rule proposes."""

    asked = forms.MultipleChoiceField(
        label=_("What to ask for"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one line.")},
    )
    reason = forms.ChoiceField(label=_("Why the office asks again"), required=False)

    def __init__(self, *args: Any, facts: list[str], second: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.fields["asked"]
        assert isinstance(asked, forms.MultipleChoiceField)
        asked.choices = [(fact, catalogue.fact_label(fact)) for fact in facts]
        reason = self.fields["reason"]
        assert isinstance(reason, forms.ChoiceField)
        reason.choices = [catalogue.BLANK, *catalogue.texts("second_request_reason")]
        reason.required = second
        if not second:
            del self.fields["reason"]


class RejectForm(VersionedForm):
    """Why a piece is not taken."""

    reason = forms.ChoiceField(label=_("Why the document is not accepted"), choices=list(REJECTIONS.items()))


class PieceForm(forms.Form):
    """One more piece for a file."""

    kind = forms.ChoiceField(label=_("Document"))
    upload = forms.FileField(
        label=_("File"), required=False, widget=forms.ClearableFileInput({"accept": TYPES_ACCEPTED})
    )
    impossible = forms.BooleanField(label=_("This proof is impossible to obtain"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = catalogue.evidence_kinds() + catalogue.evidence_kinds(sealed=True)


class PhoneForm(forms.Form):
    """One paper on the office phone: what it is, and its picture."""

    kind = forms.ChoiceField(label=_("Which paper is it?"))
    upload = forms.FileField(
        label=_("Picture of the paper"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput({"accept": "image/jpeg,image/png", "capture": "environment"}),
        error_messages={"required": _("Choose a file. The one that was sent is empty.")},
    )
    sent = forms.UUIDField(label=_("Picture of the paper"), widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = kinds


class OfficerField(forms.ModelChoiceField):
    """Officers by name, each isolated from the words around it."""

    def label_from_instance(self, obj: Staff) -> str:
        """The name."""
        return isolated(obj.name)


class AssignForm(VersionedForm):
    """Who examines the file."""

    to = OfficerField(label=_("Examining officer"), queryset=Staff.objects.none())

    def __init__(self, *args: Any, examiners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = examiners


class HealthForm(VersionedForm):
    """All that leaves the separate review: met or not met, and until when."""

    fact = forms.ChoiceField(label=_("Condition reviewed"))
    outcome = forms.ChoiceField(
        label=_("Finding"), widget=forms.RadioSelect, choices=[("yes", _("Met")), ("no", _("Not met"))]
    )
    valid_until = forms.DateField(
        label=_("Valid until"), required=False, widget=forms.DateInput({"type": "date", **LEFT_TO_RIGHT})
    )

    def __init__(self, *args: Any, facts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["fact"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = facts
