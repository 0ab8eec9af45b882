"""Make one of the office's own papers: frozen as it was when it was made, and kept."""

from datetime import date, datetime

from django.db import transaction

from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letters
from indimaj.letters.enums import LetterKind
from indimaj.letters.models import Letter

from .. import office_papers
from ..permissions import may_make_paper
from .sittings import paper_language


@transaction.atomic
def make_paper(*, office: Office, kind: str, day: date, by: Staff, at: datetime) -> Letter:
    """The paper of an office about one day, in the language of who makes it. Raises NotAllowed."""
    allowed = ensure(may_make_paper(by, office))
    subject = office_papers.subject_of(office)
    made = letters.issue(
        compartment=Compartment.STATUS,
        subject=subject,
        kind=LetterKind(kind),
        language=paper_language(by),
        data=office_papers.data_of(kind, office, day),
        at=at,
    )
    ledger.record(
        compartment=Compartment.STATUS,
        subject=subject,
        verb="office_paper_made",
        by=Actor.staff(by.pk),
        purpose=allowed.purpose,
        detail={"paper": str(made.kind), "office": office.code, "on": day.isoformat()},
        at=at,
    )
    return made
