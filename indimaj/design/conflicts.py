"""The page of the second of two people: nothing was overwritten, and what they typed is still there to read."""

from collections.abc import Iterable

from django.forms import BaseForm, Field
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.choices import flatten_choices
from django.utils.text import capfirst

NOT_TYPED = {"csrfmiddlewaretoken", "version", "seen", "submission", "pin", "again", "code", "password"}


def typed(request: HttpRequest, *forms: BaseForm) -> list[tuple[str, str]]:
    """What was typed into the form that came too late: label and value, as its page showed them.

    No secret, and nothing that the page itself had put there. Without the form a value has no label.
    """
    fields = {form.add_prefix(name): field for form in forms for name, field in form.fields.items()}
    return [
        (_label(name, fields), _shown(value, fields.get(name)))
        for name, values in request.POST.lists()
        for value in values
        if value and name not in NOT_TYPED and (name in fields or not forms)
    ]


def _label(name: str, fields: dict[str, Field]) -> str:
    return str(capfirst(fields[name].label or "")) if name in fields else ""


def _shown(value: str, field: Field | None) -> str:
    choices: Iterable[tuple[object, object]] = flatten_choices(getattr(field, "choices", ()))
    return next((str(shown) for code, shown in choices if str(code) == value), value)


def conflict(request: HttpRequest, *forms: BaseForm) -> HttpResponse:
    """409."""
    return render(request, "design/errors/409.html", {"typed": typed(request, *forms)}, status=409)
