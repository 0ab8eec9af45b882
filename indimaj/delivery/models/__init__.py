"""Who answers for a commitment, what they answer, what is done, and what proves it.

There is no column for a status. Answers, steps, declarations, evidence, what is said of evidence and searches are
append-only in the database itself (`triggers.py`), and so are the days on which answers and actions are due; translations
alone come in later.
"""

from .answers import AnswerLink, Assignment, Contact, Reminder, Response, TraceSearch
from .doing import Action, Declaration, Milestone, Partner
from .proof import Evidence, EvidenceMark, PolicyLink

__all__ = [
    "Action",
    "AnswerLink",
    "Assignment",
    "Contact",
    "Declaration",
    "Evidence",
    "EvidenceMark",
    "Milestone",
    "Partner",
    "PolicyLink",
    "Reminder",
    "Response",
    "TraceSearch",
]
