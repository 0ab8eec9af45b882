"""Words of the room: what a consent says in a language, and what a line of the ledger means."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from indimaj.directory.models import Body

from . import blocks
from .enums import MEANINGS, ConsentPurpose

LANGUAGES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]

VERBS: dict[str, str | Promise] = {
    "registered": _("Registered"),
    "corrected": _("Identity or a contact corrected"),
    "consent_given": _("Consent given"),
    "consent_withdrawn": _("Consent taken back"),
    "contact_noted": _("Contact written down"),
    "handed_over": _("Support handed over"),
    "support_begun": _("Support begun"),
    "support_ended": _("Support ended"),
    "guardian_named": _("Parent or guardian named"),
    "guardian_ended": _("Parent or guardian no more"),
    "child_named": _("Named as parent or guardian of a child"),
    "child_ended": _("No more parent or guardian of a child"),
    "pin_set": _("PIN chosen"),
    "code_replaced": _("Access code replaced"),
    "code_locked": _("Too many wrong codes from one place"),
    "objected": _("Objection made"),
    "objection_answered": _("Objection answered"),
    "paper_handed_in": _("Paper handed in by the person"),
    "paper_taken_back": _("Paper taken back by the person"),
    "arrival_seen": _("What the person said or brought was seen"),
    "erasure_asked": _("Erasure asked for"),
    "erasure_taken_back": _("Request for erasure taken back"),
    "erasure_refused": _("Erasure refused, for a reason that the law gives"),
    "erased": _("Erased"),
    "fact_handed": _("Proof of one fact brought by the person"),
}
GOES_ALONG = _(
    "The other body helps you from now on. It learns your name, how to reach you and everything that was written down "
    "here; the body that helped you before sees your page no more."
)
READINGS: dict[str, str | Promise] = {
    "client": _("Page opened"),
    "history": _("History opened"),
    "erasure": _("Request for erasure opened"),
    "family": _("Page of the family opened"),
    "own_page": _("Own page opened"),
    "own_export": _("Own data taken along"),
    "letter": _("Document opened"),
    "paper": _("Paper of the person opened"),
    "papers": _("List of the person’s papers opened"),
    "objection": _("Objection opened"),
}


def verb(code: str) -> str:
    """What an act was; a plain word for one that no room has named."""
    return str(VERBS.get(code) or blocks.verb(code) or _("Worked on it"))


def reading(code: str) -> str:
    """What a reading was."""
    return str(READINGS.get(code) or blocks.verb(code) or _("Page opened"))


def consent_words(purpose: str, language: str, body: Body | None = None) -> str:
    """What a person reads before they say yes, in one language."""
    with override(language):
        said = f"{ConsentPurpose(purpose).label}. {MEANINGS[purpose]}"
        return f"{said} ({body.name_in(language)})" if body else said


def hand_over_words(language: str, body: Body | None = None) -> str:
    """What a person reads before another body takes over: what was written down goes along."""
    with override(language):
        said = f"{ConsentPurpose.REFERRAL.label}. {GOES_ALONG}"
        return f"{said} ({body.name_in(language)})" if body else said


def in_three(say: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """(language, direction, words) in each language of the house."""
    return [(code, "rtl" if code == "ar" else "ltr", say(code)) for code, _name in LANGUAGES]


FIELDS: dict[str, Promise] = {
    "given": _("Given names"),
    "family": _("Family name"),
    "birth": _("Birth"),
    "sex": _("Sex"),
    "nationality": _("Nationality"),
    "phone": _("Phone"),
    "document": _("Document"),
    "mother": _("Mother's name"),
}
# How alike a field is: the word and its tone.
LIKENESS: dict[str, tuple[Promise, str]] = {
    "same": (_("the same"), "green"),
    "close": (_("close"), "amber"),
    "differs": (_("differs"), "grey"),
}
