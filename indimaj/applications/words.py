"""States and verbs as the pages of the desk show them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import EvidenceState, State

TONES = {
    State.DRAFT: "grey",
    State.REGISTERED: "blue",
    State.EXAMINATION: "purple",
    State.AWAITING_DOCUMENTS: "amber",
    State.EXAMINED: "blue",
    State.ON_AGENDA: "purple",
    State.OPINION_GIVEN: "purple",
    State.DECIDED_FAVOURABLE: "green",
    State.DECIDED_UNFAVOURABLE: "red",
    State.WITHDRAWN: "grey",
}
EVIDENCE_TONES = {
    EvidenceState.RECEIVED: "blue",
    EvidenceState.ACCEPTED: "green",
    EvidenceState.REJECTED: "red",
    EvidenceState.IMPOSSIBLE: "amber",
}

# Every verb that the ledger may hold about a file, as its timeline says it.
VERBS: dict[str, Promise] = {
    "draft_started": _("Application begun online"),
    "answers_saved": _("Answers saved"),
    "submit": _("Application filed online"),
    "register": _("Application registered at the counter"),
    "identity_corrected": _("Identity or contact corrected"),
    "withdraw": _("Application withdrawn by the person"),
    "pin_set": _("PIN chosen"),
    "fact_handed_out": _("Proof of one fact made by the person"),
    "code_locked": _("Access closed for a while after wrong codes"),
    "code_replaced": _("Access code replaced at the counter"),
    "evidence_received": _("Document received"),
    "evidence_impossible": _("Proof stated as impossible to obtain"),
    "evidence_accepted": _("Document accepted"),
    "evidence_rejected": _("Document not accepted"),
    "fact_confirmed": _("Fact confirmed"),
    "fact_set_aside": _("Confirmation taken back"),
    "separate_review": _("Separate review done"),
    "request_completion": _("List of missing documents sent"),
    "answer_completion": _("Missing documents brought"),
    "mark_examined": _("Examination finished"),
    "reopen_examination": _("Examination taken up again"),
    "assign": _("File given to an examining officer"),
    "put_on_agenda": _("Put on the agenda of a sitting"),
    "take_off_agenda": _("Taken off the agenda"),
    "adjourn": _("Adjourned by the commission"),
    "give_opinion": _("Opinion of the commission"),
    "decide_favourable": _("Favourable decision"),
    "decide_unfavourable": _("Unfavourable decision"),
    "referred_to_national_commission": _("Referred to the national commission"),
    "notice_given": _("The person was told"),
    "message_sent": _("Neutral message sent"),
}
ANOTHER_ACT = _("Another act")

READS: dict[str, Promise] = {
    "application": _("File opened"),
    "evidence": _("Document opened"),
    "letter": _("Letter opened"),
    "separate_review": _("Opened for the separate review"),
    "own_file": _("Opened by the person"),
}
ANOTHER_READING = _("Read in another way")


def tone(state: str) -> str:
    """The colour of a state; its word says it all."""
    return TONES[State(state)]


ABOUT: dict[str, Promise] = {
    "person": _("Person"),
    "identity": _("Identity"),
    "stay": _("Stay in Morocco"),
    "family": _("Family"),
    "work": _("Work"),
    "schooling": _("Schooling"),
    "papers": _("Papers"),
    "procedure": _("Procedure"),
    "association": _("Associations"),
    "statement": _("Statements"),
    "health": _("Separate review"),
}

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

MRZ_FIELDS: dict[str, Promise] = {
    "document_number": _("Document number"),
    "birth": _("Birth"),
    "expires_on": _("Expiry date"),
    "personal_number": _("Personal number"),
    "whole": _("The line as a whole"),
}
