"""What came of a course: a level reached, a certificate, an attestation to show to whom the person wants."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letters
from indimaj.letters.enums import LetterKind
from indimaj.letters.models import Letter

from ..enums import EnrolmentState, Rung, Taught
from ..models import Course, Enrolment
from ..permissions import may_run_course
from ..transitions import WrongState, after
from .who import about, hold_course, hold_enrolment, line, purpose_of, staff_of


@dataclass(frozen=True)
class Result:
    """One participant's result, for the set form."""

    enrolment: Enrolment
    level_reached: str = ""
    has_certificate: bool = False


@transaction.atomic
def record_result(
    *,
    enrolment: Enrolment,
    by: Actor,
    at: datetime,
    level_reached: str = "",
    has_certificate: bool = False,
    version: int | None = None,
) -> Enrolment:
    """The participant has completed the course, with what they reached."""
    current = hold_enrolment(enrolment, version)
    purpose = purpose_of(by, may_run_course, current.course)
    complete(current, level_reached, has_certificate, at)
    current.save()
    ledger.record_many([_said(current, by, at, purpose)])
    return current


@transaction.atomic
def record_results(*, course: Course, results: Sequence[Result], by: Actor, at: datetime) -> int:
    """The set form: the results of one course at once; whoever is not enrolled any more is left as they are."""
    current = hold_course(course.pk)
    purpose = purpose_of(by, may_run_course, current)
    wanted = {one.enrolment.pk: one for one in results}
    rows = list(current.enrolments.filter(pk__in=wanted, state=EnrolmentState.ENROLLED))
    for row in rows:
        complete(row, wanted[row.pk].level_reached, wanted[row.pk].has_certificate, at)
    columns = ["state", "level_reached", "has_certificate", "ended_at", "version"]
    Enrolment.objects.bulk_update(rows, columns)
    ledger.record_many([_said(row, by, at, purpose) for row in rows])
    return len(rows)


def complete(row: Enrolment, level: str, certificate: bool, at: datetime) -> None:
    """Move a row to completed, not yet written."""
    row.state = after(row.state, "complete")
    row.level_reached = level if level in Rung.values else ""
    row.has_certificate, row.ended_at, row.version = certificate, at, row.version + 1


def _said(row: Enrolment, by: Actor, at: datetime, purpose: str) -> ledger.Line:
    return line(
        "course_completed", about(row), by, at, purpose, course=str(row.course_id), level=row.level_reached
    )


@transaction.atomic
def issue_attestation(*, enrolment: Enrolment, by: Actor, at: datetime) -> Letter:
    """A paper with a code to check, in the person's language; asked twice, it is the same paper."""
    current = hold_enrolment(enrolment)
    purpose = purpose_of(by, may_run_course, current.course)
    if current.letter is not None:
        return current.letter
    if current.state != EnrolmentState.COMPLETED or current.client is None:
        raise WrongState(current.state, "attest")
    staff = staff_of(by)
    current.letter = letters.issue(
        compartment=Compartment.SERVICE,
        subject=current.client.pk,
        kind=LetterKind.ATTESTATION,
        language=current.client.language,
        data=attested(current, staff.name if staff else "", at),
        at=at,
    )
    current.version += 1
    current.save(update_fields=["letter", "version"])
    said = line("attestation_issued", current.client.pk, by, at, purpose, course=str(current.course_id))
    ledger.record_many([said])
    return current.letter


def attested(enrolment: Enrolment, signed_by: str, at: datetime) -> dict[str, Any]:
    """The facts of the attestation: the course, the days, the level; nothing about the person's papers or needs."""
    course = enrolment.course
    programme, body = course.programme, course.body
    assert enrolment.client is not None
    lines: list[dict[str, Any]] = [
        {"label": _three("Course"), "value": {code: programme.name_in(code) for code in ("ar", "fr", "en")}}
    ]
    if course.taught:
        lines.append({"label": _three("Language taught"), "value": _label(Taught(course.taught))})
    if enrolment.level_reached:
        lines.append({"label": _three("Level reached"), "value": enrolment.level_reached})
    return {
        "title": _three("Attestation of a course"),
        "name": enrolment.client.name,
        "body": {code: body.name_in(code) for code in ("ar", "fr", "en")},
        "lines": lines,
        "from": course.starts_on.isoformat(),
        "until": course.ends_on.isoformat(),
        "on": timezone.localdate(at).isoformat(),
        "signed_by": signed_by,
    }


def _three(words: str) -> dict[str, str]:
    return {code: WORDS[words][n] for n, code in enumerate(("ar", "fr", "en"))}


def _label(choice: Any) -> dict[str, str]:
    said = {}
    for code in ("ar", "fr", "en"):
        with override(code):
            said[code] = str(choice.label)
    return said


# The paper is frozen in three languages, whatever the language of the desk.
WORDS = {
    "Course": ("الدورة", "Cours", "Course"),
    "Language taught": ("اللغة المدرسة", "Langue enseignée", "Language taught"),
    "Level reached": ("المستوى المحصل عليه", "Niveau atteint", "Level reached"),
    "Attestation of a course": ("شهادة حضور دورة", "Attestation de cours", "Attestation of a course"),
}
