"""Without an account: what is done, by whom, and what a body was asked and answered."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indimaj.design.wording import day_text
from indimaj.directory.door import frame_of
from indimaj.directory.enums import Theme
from indimaj.directory.models import Body
from indimaj.ports import clock

from .. import carriers, dossier, queries, status, words
from ..enums import EvidenceState, Nature, Says, Shows
from ..forms import FindForm
from ..models import Action, PolicyLink


@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    """Every action, the latest day first, narrowed to a theme or a place."""
    form = FindForm(request.GET or None, queries.places())
    valid = form.is_valid()
    narrowed = {name: form.cleaned_data[name] for name in ("theme", "place")} if valid else {}
    wanted = queries.Wanted(**narrowed)
    listed = queries.actions(wanted, request.GET.get("after", ""))
    context = {
        "frame": frame_of(request),
        "form": form,
        "cards": cards(listed.rows),
        "older": next_page(listed.after, **narrowed),
        "query": urlencode({name: value for name, value in narrowed.items() if value}),
    }
    refused = form.is_bound and not valid and bool({"theme", "place"} & set(request.GET))
    return render(request, "delivery/actions.html", context, status=422 if refused else 200)


def cards(rows: list[Action]) -> list[dict[str, Any]]:
    """Actions ready to print, with where they stand and what they answer."""
    keys = [action.pk for action in rows]
    standings = status.action_status_of(keys, clock.today())
    return [words.card(action, standings[action.pk]) for action in rows]


def no_links(_thing: object) -> tuple[()]:
    """Where the public translates a text: nowhere."""
    return ()


def next_page(after: str, **more: str) -> str:
    """The address of the next page of a list; nothing where there is none."""
    narrowed = {name: value for name, value in more.items() if value}
    return f"?{urlencode({**narrowed, 'after': after})}" if after else ""


@require_safe
def action(request: HttpRequest, key: str) -> HttpResponse:
    """One action: who, when, with what money, its steps, what was declared and what proves it."""
    found = queries.action(key)
    if found is None:
        raise Http404
    return render(request, "delivery/action.html", about(found) | {"frame": frame_of(request)})


def about(found: Action, into: Callable[[Any], Any] = no_links) -> dict[str, Any]:
    """What the page of an action shows, to the public and at the desk; `into` is where a text of it is translated."""
    today = clock.today()
    evidence, acting = dossier.evidence_of(found, today)
    links = list(PolicyLink.objects.filter(action=found).order_by("kind", "key"))
    known = carriers.resolve([(link.kind, link.key) for link in links], today)
    steps = {step.pk: step.title for step in found.known_steps}  # type: ignore[attr-defined]
    return {
        "action": found,
        "card": words.card(found, acting.standing),
        "partners": queries.partners(found),
        "commitments": queries.titles_of([found.pk]).get(found.pk, []),
        "budget": words.money(found),
        "nature": Nature(found.nature).label,
        "steps": [
            _step(step, acting, today) | {"into": into(step)}
            for step in found.known_steps  # type: ignore[attr-defined]
        ],
        "said": [
            _declared(one, steps) | {"into": into(one)}
            for one in reversed(found.known_words)  # type: ignore[attr-defined]
        ],
        "evidence": [shown(one, into) for one in evidence],
        "carriers": [known[link.kind, link.key] for link in links],
    }


def shown(one: dossier.Shown, into: Callable[[Any], Any]) -> dict[str, Any]:
    """A piece of evidence with where its words, and the last word on it, are translated."""
    of_mark = into(one.mark) if one.mark else ()
    return words.evidence(one) | {"into": into(one.evidence), "mark_into": of_mark}


def _step(step: Any, acting: dossier.Acting, today: Any) -> dict[str, Any]:
    """A step with what is said of it, and whether something shows it."""
    last = next((one for one in reversed(acting.rows.said) if one.milestone == step.pk), None)
    shown = any(
        proof.milestone == step.pk and proof.shows == Shows.DONE and proof.state(today) == EvidenceState.VALID
        for proof in acting.rows.proofs
    )
    late = step.due_on is not None and step.due_on < today and not shown
    return {
        "id": step.pk,
        "title": step.title,
        "due": step.due_on,
        "said": Says(last.says).label if last else "",
        "said_on": last.on if last else None,
        "shown": shown,
        "late": late and (last is None or last.says == Says.BEGUN),
    }


def _declared(one: Any, steps: dict[Any, Any]) -> dict[str, Any]:
    return {
        "says": Says(one.says).label,
        "on": one.on,
        "words": one.words,
        "step": steps.get(one.milestone_id),
        "source": one.source_url,
        "is_invented": one.is_invented,
    }


@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """A body: what it was asked, what it answered, what it does."""
    found = Body.objects.select_related("place").filter(code=code).first()
    if found is None:
        raise Http404
    today = clock.today()
    asked = queries.asked_of(found.pk, request.GET.get("after", ""))
    doing = queries.actions_of(found.pk, request.GET.get("from", ""))
    mandates = found.mandates.select_related("place").order_by("theme", "level", "place")[:25]
    context = {
        "frame": frame_of(request),
        "body": found,
        "asked": [_asked(one, today) for one in asked.rows],
        "older_asked": next_page(asked.after),
        "cards": cards(doing.rows),
        "older_doing": f"?{urlencode({'from': doing.after})}" if doing.after else "",
        "mandates": [
            (Theme(one.theme).label, one.get_level_display(), str(one.place), one.legal_basis)
            for one in mandates
        ],
    }
    return render(request, "delivery/body.html", context)


def _asked(one: Any, today: Any) -> dict[str, Any]:
    answers = sorted(one.responses.all(), key=lambda given: given.given_at)
    last = words.answer(answers[-1]) if answers else None
    return {
        "commitment": one.commitment,
        "last": last,
        "due": one.answer_due_on,
        "due_text": day_text(one.answer_due_on),
        "silent": last is None and one.answer_due_on < today,
    }
