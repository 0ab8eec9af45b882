"""A body answers for a commitment: its focal point, or whoever holds its link, once."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from indimaj.directory.models import Body
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words

from ..enums import WITH_REASON, ResponsePosition
from ..models import AnswerLink, Assignment, Response
from ..permissions import may_answer, may_answer_by_link
from ..translations import lacking
from .writing import NotFitting, note, staff_of

BY_LINK = Actor.system("answer_link")


@transaction.atomic
def answer(
    *,
    assignment: Assignment,
    position: str,
    reason: Words,
    by: Actor,
    at: datetime,
    on: date | None = None,
    other_body: Body | None = None,
    link: AnswerLink | None = None,
    source_url: str = "",
    is_invented: bool = False,
    submission: UUID | None = None,
) -> Response:
    """What a body answers; a later answer stands beside the earlier ones. Raises NotFitting or NotAllowed.

    Whoever does not accept the whole says why. A link is used up by its answer.
    """
    submission = submission or uuid4()
    if there := Response.objects.filter(submission=submission, assignment=assignment).first():
        return there
    current = Assignment.objects.select_for_update().get(pk=assignment.pk)
    staff, purpose = staff_of(by), ""
    if link is not None:
        link = AnswerLink.objects.select_for_update().get(pk=link.pk)
        link.assignment = current
        purpose = ensure(may_answer_by_link(link, at)).purpose
    elif staff:
        purpose = ensure(may_answer(staff, current)).purpose
    _check(position, reason, other_body, current)
    given = Response.objects.create(
        assignment=current,
        position=position,
        reason=reason,
        to_translate=lacking(reason),
        other_body=other_body,
        on=on or timezone.localdate(at),
        source_url=source_url,
        is_invented=is_invented,
        given_at=at,
        given_by=staff,
        link=link,
        submission=submission,
    )
    if link is not None:
        link.used_at = at
        link.save(update_fields=["used_at"])
    note(
        "body_answered", current.commitment_id, by, at, purpose,
        response=str(given.pk), body=current.body_id, position=str(position),
    )  # fmt: skip
    return given


def _check(position: str, reason: Words, other_body: Body | None, assignment: Assignment) -> None:
    if position in WITH_REASON and not reason:
        raise NotFitting("reason_missing", "reason")
    if other_body is not None and position != ResponsePosition.NEEDS_ANOTHER_BODY:
        raise NotFitting("other_body_unasked", "other_body")
    if other_body is not None and other_body.pk == assignment.body_id:
        raise NotFitting("other_body_same", "other_body")
