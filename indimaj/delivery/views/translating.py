"""Where what institutions and the ministry wrote of the follow-up is put into the other languages."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from indimaj.ledger.actors import Actor
from indimaj.ports import clock
from indimaj.texts.enums import Gap, TextState
from indimaj.texts.words import LANGUAGES, Words, gaps, source_of, state_in

from .. import actions, permissions, queries, translations
from ..enums import MarkKind
from ..forms import LANGUAGES as NAMES
from ..forms import TranslateForm
from ..models import EvidenceMark
from ..translations import KINDS, Kind, Translated
from . import origins
from .door import log, moved_on, see, staff_of

INTO = {
    "ar": _("Translation into Arabic"),
    "fr": _("Translation into French"),
    "en": _("Translation into English"),
}
TONES = {Gap.MISSING: "amber", Gap.STALE: "red", Gap.MACHINE: "amber"}
NOTICES = {
    TextState.STALE: _(
        "The original has changed since this translation. Correct it, or keep it if it still says the same."
    ),
    TextState.MACHINE: _(
        "A machine wrote this translation and nobody has read it. Correct it, or keep it if it is right."
    ),
}
SHORT = 160


@login_required
@require_safe
def to_translate(request: HttpRequest) -> HttpResponse:
    """What lacks a language, a kind of text at a time: of one's own institution, or of all of them for the ministry."""
    staff = staff_of(request)
    permission = permissions.may_see_translations(staff)
    see(permission)
    waiting = queries.kinds_to_translate(staff)
    kind = _kind(request.GET.get("what", ""), waiting)
    listed = queries.to_translate(kind, staff, request.GET.get("after", ""))
    log(staff, permission, "translations", count=len(listed.rows))
    context = {
        "kind": kind,
        "tabs": [_tab(one, kind) for one in KINDS if one in waiting or one == kind],
        "rows": [_waiting(one) for one in listed.rows],
        "older": f"?{urlencode({'what': kind.key, 'after': listed.after})}" if listed.after else "",
        "back": reverse("delivery:steer" if permissions.may_steer(staff) else "delivery:mine"),
    }
    return render(request, "delivery/to_translate.html", context)


def _kind(asked: str, waiting: list[Kind]) -> Kind:
    """The kind that the address names, else the first of which something waits."""
    first = waiting[0] if waiting else KINDS[0]
    return next((kind for kind in KINDS if kind.key == asked), first)


def _tab(kind: Kind, shown: Kind) -> dict[str, Any]:
    return {"label": kind.label, "url": _list(kind), "current": kind == shown}


def _list(kind: Kind) -> str:
    return f"{reverse('delivery:translations')}?{urlencode({'what': kind.key})}"


def _waiting(thing: Translated) -> dict[str, Any]:
    """A row of the list: the beginning of each text that lacks a language, whose it is, and what is lacking."""
    names = translations.kind_of(thing).texts
    values = {name: translations.value_of(thing, name) for name in names}
    texts = [
        {
            **_original(value, SHORT),
            "what": origins.origin_of(thing, name).what if len(names) > 1 else "",
            "lacks": [
                (INTO[language], gap.label, TONES[gap], _address(thing, name, language))
                for language, gap in gaps(value)
            ],
        }
        for name, value in values.items()
        if translations.lacking(value)
    ]
    return {"texts": texts, "of": origins.origin_of(thing)}


def _original(value: Words, most: int = 0) -> dict[str, Any]:
    """What was said, in its own language."""
    source = source_of(value) or LANGUAGES[0]
    text = value[source]["text"]
    return {
        "text": Truncator(text).chars(most) if most else text,
        "language": source,
        "dir": "rtl" if source == "ar" else "ltr",
        "in": dict(NAMES)[source],
    }


def into(thing: Translated, name: str = "", *, steers: bool = True) -> list[tuple[Any, str]]:
    """Where a text is translated or its translation corrected: each other language with its address.

    Nowhere where it is the ministry's and whoever reads is not of it.
    """
    if isinstance(thing, EvidenceMark) and thing.kind != MarkKind.WITHDRAWN and not steers:
        return []
    name = name or translations.first_of(thing)
    source = source_of(translations.value_of(thing, name))
    return [(label, _address(thing, name, code)) for code, label in NAMES if source and code != source]


def _address(thing: Translated, name: str, language: str) -> str:
    return reverse("delivery:translate", args=[name, thing.pk, language])


@login_required
def translate(request: HttpRequest, what: str, pk: str, language: str) -> HttpResponse:
    """One text in one language, its original beside the box."""
    staff = staff_of(request)
    kind = translations.named(what)
    if kind is None:
        raise Http404
    thing = _thing(kind, pk)
    permission = permissions.may_translate(staff, kind.body(thing))
    see(permission)
    value = translations.value_of(thing, what)
    if language not in LANGUAGES or source_of(value) in (None, language):
        raise Http404
    log(staff, permission, "translation", kind.subject(thing))
    form = TranslateForm(
        request.POST or None, value=value, language=language, most=kind.most, lines=kind.lines
    )
    if form.is_valid():
        try:
            actions.translate(
                thing=thing, name=what, language=language, by=Actor.staff(staff.pk), at=clock.now(),
                **form.cleaned_data,
            )  # fmt: skip
            return redirect(_list(kind))
        except actions.Stale:
            return moved_on(request, form)
    context = {
        "form": form,
        "title": INTO[language],
        "notice": _notice(value, language),
        "original": _original(value),
        "of": origins.origin_of(thing, what),
        "back": _list(kind),
    }
    return render(request, "delivery/translate.html", context, status=422 if form.errors else 200)


def _thing(kind: Kind, pk: str) -> Any:
    try:
        key = kind.model._meta.pk.to_python(pk)
    except ValidationError:
        raise Http404 from None
    found = kind.model._default_manager.select_related(*kind.related).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _notice(value: Words, language: str) -> Any:
    state = state_in(value, language)
    return NOTICES.get(state, "") if state else ""
