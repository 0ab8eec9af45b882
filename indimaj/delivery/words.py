"""Standings, evidence, answers and actions in words, ready to print."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indimaj.design.wording import number_text
from indimaj.directory.enums import Level, Theme

from .dossier import Shown
from .enums import (
    POSITION_TONES,
    STATE_TONES,
    TONES,
    AssignmentRole,
    Claim,
    EvidenceKind,
    EvidenceState,
    MarkKind,
    ResponsePosition,
    Shows,
)
from .models import Action, Assignment, Response
from .status import ActionStanding, Ground, Standing

_WHY: dict[Ground, Promise] = {
    Ground.OWN_EVIDENCE: _("Evidence shows that it is done."),
    Ground.ALL_ACTIONS: _("Evidence shows every action that answers it to be done."),
    Ground.SOME_EVIDENCE: _("Evidence shows that it has begun."),
    Ground.LOST_EVIDENCE: _("There was evidence; it has expired, is contested or was withdrawn."),
    Ground.SEARCH: _("Somebody looked for a trace of it and found none."),
    Ground.WORD: _("A body says so and gives no evidence."),
    Ground.ANSWER: _("A body has answered; nothing is declared yet."),
    Ground.PLAN: _("An action is planned; nothing is declared yet."),
    Ground.REFUSAL: _("Every body that answered has declined, with its reason."),
    Ground.SILENCE: _("The day for the answer has passed and no body has answered."),
    Ground.TERM: _("The day for the answer has not come yet."),
    Ground.NOBODY: _("No body has been asked to answer for it."),
}


def why(ground: Ground) -> str:
    """What a standing rests on."""
    return str(_WHY[ground])


def tone(standing: Standing | ActionStanding) -> str:
    """The colour of a standing."""
    return TONES[standing.status]


def state(of: EvidenceState) -> tuple[str, str]:
    """The state of a piece of evidence and its colour."""
    return str(of.label), STATE_TONES[of]


def evidence(shown: Shown) -> dict[str, Any]:
    """A piece of evidence, ready to print."""
    piece, reference = shown.evidence, shown.reference
    label, colour = state(shown.state)
    return {
        "id": piece.pk,
        "kind": EvidenceKind(piece.kind).label,
        "claim": Claim(piece.claim).label,
        "about": piece.milestone.title if piece.milestone else None,
        "shows": Shows(piece.shows).label,
        "says": piece.says,
        "state": label,
        "tone": colour,
        "since": piece.valid_from,
        "until": piece.valid_until,
        "url": reference.url if reference else "",
        "name": reference.words if reference and reference.words else None,
        "label": reference.label if reference else piece.reference,
        "mark": shown.mark.reason if shown.mark else None,
        "marked": MarkKind(shown.mark.kind).label if shown.mark else "",
        "is_invented": piece.is_invented,
    }


def assignment(one: Assignment, on: date) -> dict[str, Any]:
    """Who is asked, and what they answered, ready to print."""
    answers = list(one.responses.all())
    owes = one.answer_due_on is not None and one.held_until is None and not answers
    late = owes and one.answer_due_on is not None and one.answer_due_on < on
    return {
        "id": one.pk,
        "body": one.body,
        "role": AssignmentRole(one.role).label,
        "level": Level(one.level).label,
        "since": one.held_from,
        "ended": one.held_until,
        "due": one.answer_due_on if owes else None,
        "silent": late,
        "owes": owes,
        "source": one.source_url,
        "is_invented": one.is_invented,
        "answers": [answer(given) for given in answers],
    }


def answer(given: Response) -> dict[str, Any]:
    """An answer, ready to print."""
    return {
        "id": given.pk,
        "position": ResponsePosition(given.position).label,
        "tone": POSITION_TONES[given.position],
        "reason": given.reason,
        "other": given.other_body,
        "on": given.on,
        "by_link": given.link_id is not None,
        "source": given.source_url,
        "is_invented": given.is_invented,
    }


def card(action: Action, standing: ActionStanding) -> dict[str, Any]:
    """An action in a list, ready to print."""
    return {
        "key": action.key,
        "title": action.title,
        "body": action.body,
        "place": action.place,
        "theme": Theme(action.theme).label,
        "starts": action.starts_on,
        "due": action.due_on,
        "state": standing.status.label,
        "tone": TONES[standing.status],
        "since": standing.since,
        "overdue": standing.is_overdue,
        "steps": standing.steps,
        "done": standing.steps_done,
        "is_invented": action.is_invented,
    }


def money(action: Action) -> str:
    """The budget with its currency; empty where it is not known."""
    if action.budget is None:
        return ""
    amount = (
        number_text(int(action.budget))
        if action.budget == int(action.budget)
        else number_text(action.budget, 2)
    )
    return f"{amount} {action.currency}"
