"""The form renderer, so that `{{ form }}` has the look, and the date of which only the year may be known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

# Django's own sentence, in this room's catalogues: there the refused value is isolated from the words around it.
NOT_OFFERED = gettext_noop("Select a valid choice. %(value)s is not one of the available choices.")

OURS = {
    "django/forms/widgets/text.html": "design/widgets/text.html",
    "django/forms/widgets/textarea.html": "design/widgets/textarea.html",
    "django/forms/widgets/radio.html": "design/widgets/options.html",
    "django/forms/widgets/checkbox_select.html": "design/widgets/options.html",
    "django/forms/widgets/clearable_file_input.html": "design/widgets/file.html",
}


class Renderer(TemplatesSetting):
    """Draws forms, fields and the common widgets from this room's templates."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"
    formset_template_name = "design/forms/formset.html"

    def get_template(self, template_name: str) -> Any:
        """Return our template for a widget that has one, Django's otherwise."""
        return get_template(OURS.get(template_name, template_name))

    def render(self, template_name: str, context: Mapping[str, Any], request: Any = None) -> Any:
        """Draw a widget; a list to choose from without a template for each of its places or countries."""
        if template_name == forms.Select.template_name:
            return _select(context["widget"])
        return super().render(template_name, dict(context), request)


def _select(widget: Mapping[str, Any]) -> SafeString:
    """What Django's own template makes of it, without the empty lines."""
    groups = "".join([_group(name, options) for name, options, _place in widget["optgroups"]])
    name = conditional_escape(widget["name"])
    return SafeString(f'<select name="{name}"{_attributes(widget["attrs"])}>{groups}\n</select>')


def _group(name: str | None, options: Sequence[Mapping[str, Any]]) -> str:
    drawn = "".join([
        f'\n  <option value="{conditional_escape(str(one["value"]))}"{_attributes(one["attrs"])}>'
        f"{conditional_escape(one['label'])}</option>"
        for one in options
    ])  # fmt: skip
    return f'\n  <optgroup label="{conditional_escape(name)}">{drawn}\n  </optgroup>' if name else drawn


def _attributes(given: Mapping[str, Any]) -> str:
    if not given:
        return ""
    told = [(conditional_escape(name), value) for name, value in given.items() if value is not False]
    return "".join([
        f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"' for name, value in told
    ])  # fmt: skip


class DatePartsWidget(forms.MultiWidget):
    """Day, month and year in three number boxes; no calendar to open, no format to guess."""

    template_name = "design/widgets/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput(
                {"inputmode": "numeric", "dir": "ltr", "maxlength": length, "autocomplete": "off"}
            )
            for name, length in (("day", 2), ("month", 2), ("year", 4))
        }
        super().__init__(boxes, dict(attrs) if attrs else None)

    def decompress(self, value: str | date | None) -> list[str]:
        """Split "1985-06-12", "1985-06", "1985" or a date into day, month, year."""
        if not value:
            return ["", "", ""]
        written = value.isoformat()[:10] if isinstance(value, date) else str(value)
        year, month, day = (*written.split("-"), "", "")[:3]
        return [day.lstrip("0"), month.lstrip("0"), year]

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """Name each box for the person who reads."""
        context = super().get_context(name, value, dict(attrs) if attrs else None)
        for box, label in zip(
            context["widget"]["subwidgets"], (_("Day"), _("Month"), _("Year")), strict=True
        ):
            box["label"] = label
        return context


class PartialDateField(forms.MultiValueField):
    """A date of which the year alone may be known (practice 19); cleans to "1985", "1985-06" or "1985-06-12".

    With `whole=True` all three parts are asked. `earliest` and `latest` bound the year or the day.
    """

    widget = DatePartsWidget
    default_error_messages = {
        "invalid": _("There is no such day. Check the day, the month and the year."),
        "year": _("Write the year with four digits, such as 1985."),
        "month": _("You wrote the day: write the month as well."),
        "whole": _("Write the day, the month and the year."),
        "latest": _("This date is in the future. Check the year."),
        "earliest": _("This date is too long ago. Check the year."),
    }

    def __init__(
        self,
        *,
        whole: bool = False,
        earliest: date = date(1900, 1, 1),
        latest: date | None = None,
        **kwargs: Any,
    ) -> None:
        self.whole, self.earliest, self.latest = whole, earliest, latest
        parts = tuple(forms.CharField(required=False, max_length=4) for _part in range(3))
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[str]) -> str:
        """Join the three boxes, or say which part is wrong."""
        day, month, year = (part.strip() for part in (data_list or ("", "", "")))
        if not (day or month or year):
            return ""
        if not (len(year) == 4 and year.isdecimal()):
            raise self._problem("year")
        if day and not month:
            raise self._problem("month")
        if self.whole and not (day and month):
            raise self._problem("whole")
        written, first = self._joined(day, month, year)
        if first < self.earliest and (day or first.year < self.earliest.year):
            raise self._problem("earliest")
        if self.latest and first > self.latest:
            raise self._problem("latest")
        return written

    def _joined(self, day: str, month: str, year: str) -> tuple[str, date]:
        if not all(part.isdecimal() for part in (day, month) if part):
            raise self._problem("invalid")
        try:
            first = date(int(year), int(month or 1), int(day or 1))
        except ValueError as impossible:
            raise self._problem("invalid") from impossible
        return first.isoformat()[: 10 if day else 7 if month else 4], first

    def _problem(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)
