"""What a secretary, an authority and a counter officer type. Nothing is pre-ticked."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from indimaj.applications import catalogue
from indimaj.design.wording import isolated
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Post
from indimaj.ports import clock

from .actions import Member, Verdict
from .actions.opinions import leads_to
from .enums import NoticeChannel, Outcome, Stance
from .office_papers import KINDS

SEATS = 8


class SittingForm(forms.Form):
    """A new sitting: its office, its day, how many files, who sits."""

    office = forms.ChoiceField(label=_("Office"))
    held_on = forms.DateField(label=_("Day of the sitting"), widget=forms.DateInput(attrs={"type": "date"}))
    how_many = forms.IntegerField(
        label=_("How many files, oldest first"), min_value=1, max_value=100, initial=20
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, offices: list[Office], accounts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = {str(post.staff_id): post for post in accounts}
        _offer(self.fields["office"], [(office.code, str(office)) for office in offices])
        known = [
            ("", _("No account")),
            *((key, isolated(post.staff.name)) for key, post in self.accounts.items()),
        ]
        for seat in range(1, SEATS + 1):
            self.fields[f"name_{seat}"] = forms.CharField(
                label=_("Member %(number)d: name") % {"number": seat}, max_length=120, required=seat <= 2
            )
            self.fields[f"institution_{seat}"] = forms.CharField(
                label=_("Member %(number)d: institution") % {"number": seat},
                max_length=160,
                required=seat <= 2,
            )
            self.fields[f"account_{seat}"] = forms.ChoiceField(
                label=_("Member %(number)d: account") % {"number": seat}, choices=known, required=False
            )
            self.fields[f"security_{seat}"] = forms.BooleanField(
                label=_("Member %(number)d sits for the security services") % {"number": seat}, required=False
            )

    def members(self) -> list[Member]:
        """The seats that were filled; the first one chairs."""
        return [self._member(seat) for seat in range(1, SEATS + 1) if self.cleaned_data[f"name_{seat}"]]

    def _member(self, seat: int) -> Member:
        data = self.cleaned_data
        post = self.accounts.get(data[f"account_{seat}"])
        return Member(
            name=data[f"name_{seat}"],
            institution=data[f"institution_{seat}"],
            chairs=seat == 1,
            for_security=data[f"security_{seat}"] or (post is not None and post.role == Role.SECURITY_MEMBER),
            staff=post.staff if post else None,
        )


def _offer(field: forms.Field, choices: list[Any]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class PaperForm(forms.Form):
    """One of the office's own papers, about one day."""

    office = forms.ChoiceField(label=_("Office"))
    kind = forms.ChoiceField(label=_("Paper"), choices=[(kind.value, kind.label) for kind in KINDS])
    on = forms.DateField(label=_("About which day?"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, offices: list[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["office"], [(office.code, str(office)) for office in offices])

    def clean_on(self) -> Any:
        """No day that has not come."""
        on = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return on


class VerdictForm(forms.Form):
    """An outcome with its reasons: for the commission's opinion and for the authority's decision."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect)
    departure_code = forms.ChoiceField(
        label=_("Reason for departing from what the rule proposes"), required=False
    )
    departure_reason = forms.CharField(
        label=_("Explanation, as the person may read it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    ground = forms.ChoiceField(label=_("Ground outside the conditions"), required=False)
    ground_legal_text = forms.CharField(label=_("Legal text of the ground"), required=False, max_length=200)
    ground_facts = forms.CharField(
        label=_("Facts stated"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    ground_signatory = forms.CharField(label=_("Who signs for the ground"), required=False, max_length=120)
    signed_by = forms.CharField(label=_("Signed by"), max_length=120)

    def __init__(self, *args: Any, proposal: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        for name, kind in (("departure_code", "departure_reason"), ("ground", "ground_outside_criteria")):
            _offer(self.fields[name], [("", _("None")), *catalogue.texts(kind)])

    def clean(self) -> dict[str, Any]:
        """A departure has its coded reason; a ground has its source, facts and signatory."""
        data = super().clean() or {}
        outcome = data.get("outcome")
        if outcome and outcome != self.proposal:
            if not leads_to(data.get("departure_code", ""), outcome):
                self.add_error(
                    "departure_code",
                    _("This departs from what the rule proposes: choose the reason from the list."),
                )
            if not data.get("departure_reason"):
                self.add_error("departure_reason", _("Explain it in words that the person may read."))
        if data.get("ground"):
            for name in ("ground_legal_text", "ground_facts", "ground_signatory"):
                if not data.get(name):
                    self.add_error(name, _("A ground outside the conditions needs this."))
            if outcome == Outcome.FAVOURABLE:
                self.add_error("ground", _("A ground goes with an unfavourable outcome only."))
        return data

    def verdict(self) -> Verdict:
        """What the form says."""
        data = self.cleaned_data
        grounds = []
        if data["ground"]:
            grounds.append(
                {
                    "code": data["ground"],
                    "facts": data["ground_facts"],
                    "legal_text": data["ground_legal_text"],
                    "signatory": data["ground_signatory"],
                }
            )
        return Verdict(
            outcome=data["outcome"],
            signed_by=data["signed_by"],
            departure_code=data["departure_code"],
            departure_reason=data["departure_reason"],
            grounds=grounds,
        )


class OpinionForm(VerdictForm):
    """The joint opinion, and before it what each member holds."""

    def __init__(self, *args: Any, members: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        own = dict(self.fields)
        self.fields.clear()
        for member in members:
            self.fields[f"stance_{member.pk}"] = forms.ChoiceField(
                label=isolated(member.name),
                choices=Stance.choices,
                widget=forms.RadioSelect,
                help_text=isolated(member.institution),
            )
            self.fields[f"reason_{member.pk}"] = forms.CharField(
                label=_("Reason of %(name)s, if any") % {"name": isolated(member.name)},
                required=False,
                max_length=1000,
            )
        self.fields.update(own)
        self.fields["outcome"].label = _("Joint opinion of the commission")

    def voices(self) -> dict[int, tuple[str, str]]:
        """What each member holds: {member id: (stance, reason)}."""
        data = self.cleaned_data
        return {
            member.pk: (data[f"stance_{member.pk}"], data[f"reason_{member.pk}"]) for member in self.members
        }


class NoticeForm(forms.Form):
    """When and how the person was told."""

    channel = forms.ChoiceField(
        label=_("How was the person told?"), choices=NoticeChannel.choices, widget=forms.RadioSelect
    )
    on = forms.DateField(label=_("On which day?"), widget=forms.DateInput(attrs={"type": "date"}))
    signed = forms.ChoiceField(
        label=_("The person signed with"),
        required=False,
        choices=[
            ("", _("Nothing")),
            ("signature", _("A signature")),
            ("mark", _("A mark or thumbprint, with a witness")),
            ("refused", _("The person did not wish to sign")),
        ],
    )
    witness = forms.CharField(label=_("Witness chosen by the person"), required=False, max_length=120)

    def __init__(self, *args: Any, decided_on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decided_on = decided_on

    def clean_on(self) -> Any:
        """Between the decision and today."""
        on = self.cleaned_data["on"]
        if on < self.decided_on or on > clock.today():
            raise forms.ValidationError(
                _("The day of notice lies between the day of the decision and today.")
            )
        return on
