"""Where what institutions answered and what they call their actions is put into the other languages."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
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
from ..enums import Claim, ResponsePosition
from ..forms import LANGUAGES as NAMES
from ..forms import TranslateForm
from ..models import Action, Response
from ..translations import Translated
from . import public
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
# Most letters, and lines of the box: as where the original is written.
SIZES: dict[type[Translated], tuple[int, int]] = {Response: (2000, 6), Action: (300, 1)}
SHORT = 160


@login_required
@require_safe
def to_translate(request: HttpRequest) -> HttpResponse:
    """What lacks a language, the latest first: of one's own institution, or of all of them for the ministry."""
    staff = staff_of(request)
    permission = permissions.may_see_translations(staff)
    see(permission)
    answers = queries.answers_to_translate(staff, request.GET.get("after", ""))
    doing = queries.actions_to_translate(staff, request.GET.get("from", ""))
    log(staff, permission, "translations", count=len(answers.rows) + len(doing.rows))
    context = {
        "answers": [_waiting(one) for one in answers.rows],
        "older_answers": public.next_page(answers.after),
        "actions": [_waiting(one) for one in doing.rows],
        "older_actions": f"?{urlencode({'from': doing.after})}" if doing.after else "",
        "back": reverse("delivery:steer" if permissions.may_steer(staff) else "delivery:mine"),
    }
    return render(request, "delivery/to_translate.html", context)


def _waiting(thing: Translated) -> dict[str, Any]:
    """A row of the list: the beginning of the original, whose it is, and what each language lacks."""
    value = translations.value_of(thing)
    return {
        **_original(value, SHORT),
        "thing": thing,
        "lacks": [
            (INTO[language], gap.label, TONES[gap], _address(thing, language))
            for language, gap in gaps(value)
        ],
    }


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


def into(thing: Translated) -> list[tuple[Any, str]]:
    """Where a text is translated or its translation corrected: each other language with its address."""
    source = source_of(translations.value_of(thing))
    return [(name, _address(thing, code)) for code, name in NAMES if source and code != source]


def _address(thing: Translated, language: str) -> str:
    what = "answer" if isinstance(thing, Response) else "action"
    return reverse("delivery:translate", args=[what, thing.pk, language])


@login_required
def translate(request: HttpRequest, what: str, pk: UUID, language: str) -> HttpResponse:
    """One text in one language, its original beside the box."""
    staff = staff_of(request)
    thing = _thing(what, pk)
    permission = permissions.may_translate(staff, translations.body_of(thing))
    see(permission)
    value = translations.value_of(thing)
    if language not in LANGUAGES or source_of(value) in (None, language):
        raise Http404
    log(
        staff,
        permission,
        "translation",
        thing.pk if isinstance(thing, Action) else thing.assignment.commitment_id,
    )
    most, lines = SIZES[type(thing)]
    form = TranslateForm(request.POST or None, value=value, language=language, most=most, lines=lines)
    if form.is_valid():
        try:
            actions.translate(
                thing=thing, language=language, by=Actor.staff(staff.pk), at=clock.now(), **form.cleaned_data
            )
            return redirect("delivery:translations")
        except actions.Stale:
            return moved_on(request, form)
    context = {"form": form, "title": INTO[language], "notice": _notice(value, language), **_about(thing)}
    return render(request, "delivery/translate.html", context, status=422 if form.errors else 200)


def _thing(what: str, pk: UUID) -> Translated:
    found: Translated | None = None
    if what == "answer":
        answers = Response.objects.select_related("assignment__body", "assignment__commitment")
        found = answers.filter(pk=pk).first()
    elif what == "action":
        found = Action.objects.select_related("body").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _notice(value: Words, language: str) -> Any:
    state = state_in(value, language)
    return NOTICES.get(state, "") if state else ""


def _about(thing: Translated) -> dict[str, Any]:
    """Whose words they are, and what they are about."""
    original = {"original": _original(translations.value_of(thing))}
    if isinstance(thing, Response):
        asked = thing.assignment
        return original | {
            "what": Claim.RESPONSE.label,
            "body": asked.body,
            "commitment": asked.commitment,
            "position": ResponsePosition(thing.position).label,
        }
    return original | {"what": Claim.ACTION.label, "body": thing.body, "action": thing}
