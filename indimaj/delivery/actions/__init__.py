"""The only writer of the room."""

from .answering import BY_LINK, answer
from .asking import (
    Made,
    assign,
    digest,
    end_assignment,
    keep_contact,
    make_answer_link,
    record_search,
)
from .doing import Plan, Step, add_partner, add_step, answer_commitment, declare, plan_action
from .proving import add_evidence, carry, contest, fitting, uphold, withdraw
from .reminding import remind
from .translating import translate
from .writing import NotFitting, Stale

__all__ = [
    "BY_LINK",
    "Made",
    "NotFitting",
    "Plan",
    "Stale",
    "Step",
    "add_evidence",
    "add_partner",
    "add_step",
    "answer",
    "answer_commitment",
    "assign",
    "carry",
    "contest",
    "declare",
    "digest",
    "end_assignment",
    "fitting",
    "keep_contact",
    "make_answer_link",
    "plan_action",
    "record_search",
    "remind",
    "translate",
    "uphold",
    "withdraw",
]
