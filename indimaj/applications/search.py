"""Finds a file by reference, phone, document or name in any script; and likely duplicates of a person.

How names and numbers are looked up is `people.search`; here is which table of keys this side has.
"""

from dataclasses import dataclass

from indimaj.directory.models import Office, Staff
from indimaj.linkage.comparison import FieldVerdict
from indimaj.people.models import Identity
from indimaj.people.search import Finder, Found

from .models import Applicant, ApplicantKey, Application
from .queries import COLUMNS

FINDER = Finder(
    people=Applicant,
    table=ApplicantKey,
    owner="applicant_id",
    path="applicant_id",
    prefix="applicant__",
    order=("submitted_at", "id"),
    columns=tuple(COLUMNS),
)


@dataclass(frozen=True)
class Likely:
    """A file that may be the same person's: the office where it is, and each field's reason.

    `reference` is there only for a viewer who may open that file.
    """

    office: Office
    score: float
    fields: tuple[FieldVerdict, ...]
    reference: str = ""


def search(staff: Staff, text: str) -> Found:
    """Find files among those that this person may see."""
    return FINDER.search(Application.objects.visible_to(staff), text)


def duplicates(staff: Staff, person: Identity, *, limit: int = 5) -> list[Likely]:
    """Files on this side of the wall that may be the same person's, best first. A person decides, never this."""
    by_applicant = FINDER.duplicates(person, limit)
    if not by_applicant:
        return []
    files = Application.objects.filter(applicant_id__in=list(by_applicant), submitted_at__isnull=False)
    mine = set(
        Application.objects.visible_to(staff)
        .filter(applicant_id__in=list(by_applicant))
        .values_list("id", flat=True)
    )
    found = [
        Likely(
            office=file.office,
            score=by_applicant[file.applicant_id].score,
            fields=tuple(
                field for field in by_applicant[file.applicant_id].fields if field.verdict != "unknown"
            ),
            reference=file.reference if file.pk in mine else "",
        )
        for file in files.select_related("office")
    ]
    return sorted(found, key=lambda one: -one.score)
