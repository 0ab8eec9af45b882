"""Forms of the counting desk. None takes a number: a month is chosen from a list, and so is a reason."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indimaj.design.wording import day_text

from . import periods
from .enums import Correction

MONTHS_BACK = 24


def months(today: date) -> list[tuple[str, str]]:
    """The months that are over, the last one first."""
    first = today.replace(day=1)
    found = [periods.after(first, -back) for back in range(1, MONTHS_BACK + 1)]
    return [(f"{month:%Y-%m}", day_text(f"{month:%Y-%m}")) for month in found]


class FreezeForm(forms.Form):
    """Which month."""

    month = forms.ChoiceField(label=_("Month"))
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["month"].choices = months(today)  # type: ignore[attr-defined]


class CorrectForm(forms.Form):
    """Why a published figure is counted anew."""

    reason = forms.ChoiceField(
        label=_("Why is the figure counted anew?"), choices=Correction.choices, widget=forms.RadioSelect
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)
