"""Standings, evidence and answers in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import STATE_TONES, TONES, EvidenceState
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
