"""Filters and tags of every template: `{% load design %}`. The words are made in `design.wording`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.template import RequestContext
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from indimaj.design import context as pages
from indimaj.design import wording
from indimaj.design.pictures import picture

register = template.Library()

TONES = ("grey", "blue", "amber", "green", "red", "purple")


@register.filter
def number(value: wording.Number | None, decimals: int | None = None) -> str:
    """27 649, grouped and isolated."""
    if value is None or value == "":
        return ""
    return format_html('<bdi dir="ltr">{}</bdi>', wording.number_text(value, decimals))


@register.filter
def number_text(value: wording.Number | None, decimals: int | None = None) -> str:
    """27 649 as plain text, isolated by characters."""
    return "" if value is None or value == "" else wording.isolated(wording.number_text(value, decimals))


@register.filter
def percent(value: wording.Number | None, decimals: int = 0) -> str:
    """0.8353 as 84%."""
    return (
        "" if value is None else format_html('<bdi dir="ltr">{}</bdi>', wording.percent_text(value, decimals))
    )


@register.filter
def days(value: int | None) -> str:
    """121 as "121 days"."""
    return "" if value is None else wording.days_text(value)


@register.filter
def day(value: wording.Moment) -> str:
    """A date in words, in a `time` element when it is a whole date."""
    text = wording.day_text(value)
    if isinstance(value, datetime):
        value = wording.local(value).date()
    if isinstance(value, date):
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)
    return text


@register.filter
def day_text(value: wording.Moment) -> str:
    """A date in words, text only."""
    return wording.day_text(value)


@register.filter
def instant(value: datetime | None) -> str:
    """A day and an hour in Morocco."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), wording.instant_text(value))


@register.filter
def when(value: date | datetime | None) -> str:
    """An instant with its hour, a date without."""
    return instant(value) if isinstance(value, datetime) else day(value)


@register.filter
def ref(value: object) -> str:
    """A reference, code, phone or address that runs left to right and never wraps."""
    return "" if value in (None, "") else format_html('<bdi class="ref" dir="ltr">{}</bdi>', value)


@register.filter
def name(value: object) -> str:
    """A name, or any text whose script is not known."""
    return "" if value in (None, "") else format_html('<bdi dir="auto">{}</bdi>', value)


@register.filter
def set_apart(value: str) -> str:
    """Text in which parts were isolated by characters: on a page each becomes an element of its own."""
    text = conditional_escape(value)
    depth = 0
    for sign in re.findall(f"[{wording.FSI}{wording.PDI}]", text):
        depth += 1 if sign == wording.FSI else -1
        if depth < 0:
            break
    if depth:
        return text  # An end without its beginning: an element would close what others opened.
    return mark_safe(text.replace(wording.FSI, '<bdi dir="auto">').replace(wording.PDI, "</bdi>"))  # noqa: S308


@register.filter
def at(values: Sequence[Any], index: int) -> Any:
    """The item at a place of a list."""
    return values[index]


@register.filter
def errors_of(form: BaseForm | str | None) -> list[dict[str, object]]:
    """Each message of a form with the id of the box that it is about ("" for the form as a whole).

    A page that has no form at this moment has no errors.
    """
    if not form or isinstance(form, str):
        return []
    found: list[dict[str, object]] = [{"id": "", "text": text} for text in form.non_field_errors()]
    for field in form:
        found += [{"id": first_box(field), "label": field.label, "text": text} for text in field.errors]
    return found


@register.filter
def first_box(field: BoundField) -> str:
    """The id of the first input of a field: where a link to the field must land."""
    kind = getattr(field.field.widget, "input_type", None)
    if (kind in ("radio", "checkbox") and field.use_fieldset) or hasattr(field.field.widget, "widgets"):
        return field.subwidgets[0].id_for_label if kind else f"{field.auto_id}_0"
    return field.id_for_label


@register.simple_tag
def brand() -> str:
    """The name of the platform, in the script of the page."""
    return wording.brand()


@register.simple_tag
def colon() -> str:
    """A colon and its space: French keeps it on the line with a space before it."""
    return wording.colon(wording.language())


@register.simple_tag
def status_tag(label: object, tone: str = "grey") -> SafeString:
    """A word in colour; the word says it all, the colour only helps."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"There is no tone {tone!r}: use one of {', '.join(TONES)}.")
    return format_html('<span class="tag tag-{}">{}</span>', tone, label)


@register.simple_tag(takes_context=True)
def url_in(context: RequestContext, code: str) -> str:
    """This page in another language."""
    request: HttpRequest = context["request"]
    return pages.url_in(request, code)


@register.simple_tag
def icon(which: str) -> SafeString:
    """A decorative picture, hidden from screen readers: the words beside it say the same."""
    return picture(which)


@register.simple_tag(takes_context=True)
def shortcuts_off(context: RequestContext) -> bool:
    """Whether the signed-in person has switched single-key shortcuts off (WCAG 2.1.4)."""
    user: Any = context.get("user")
    return bool(user and user.is_authenticated and not getattr(user, "shortcuts", True))
