"""From the facts of a letter to its words, block by block, in one language."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from indimaj.design import wording

from ..enums import LetterKind
from . import attestation, decision, office, papers, recognition, sitting

Blocks = dict[str, Any]

WRITERS: dict[str, Callable[[dict[str, Any], str], Blocks]] = {
    LetterKind.RECEIPT: papers.receipt,
    LetterKind.REGISTRATION_REFUSAL: papers.registration_refusal,
    LetterKind.COMPLETION_REQUEST: papers.completion_request,
    LetterKind.FAVOURABLE: decision.favourable,
    LetterKind.UNFAVOURABLE: decision.unfavourable,
    LetterKind.AGENDA: sitting.agenda,
    LetterKind.MINUTES: sitting.minutes,
    LetterKind.ORDER_REGISTER: office.order_register,
    LetterKind.DAILY_SITUATION: office.daily_situation,
    LetterKind.DISPATCH_SLIP: office.dispatch_slip,
    LetterKind.ATTESTATION: attestation.attestation,
    LetterKind.RECOGNITION_DECISION: recognition.decision,
    LetterKind.CONSULATE_SILENCE: recognition.silence,
}


def compose(kind: str, data: dict[str, Any], language: str) -> Blocks:
    """The letter's content: {title, blocks, sensitive footer}. Text only; no layout."""
    with override(language):
        content = WRITERS[kind](data, language)
        words = {
            "house": wording.brand(),
            "check": _("Digest of this letter:"),
            "invented": _("Demonstration: the people and the decisions are invented."),
            "value_used": _("Value used:"),
            "source": _("Source:"),
        }
    return {
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "words": words,
        **content,
    }


def _french_spaces(value: Any) -> Any:
    """No line begins with the punctuation that French sets apart: the space before it does not break."""
    if isinstance(value, str):
        return re.sub(r" (?=[:;?!»%])|(?<=«) ", "\u00a0", value)
    if isinstance(value, dict):
        return {key: _french_spaces(one) for key, one in value.items()}
    return [_french_spaces(one) for one in value] if isinstance(value, list) else value
