"""Work that an employer offers. Its lines stand on the vacancy's own chain: it is nobody's data."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

from ..enums import VacancyState
from ..models import Vacancy
from ..permissions import may_change_vacancy, may_post_vacancy
from .who import Stale


@transaction.atomic
def post_vacancy(
    *, body: Body, by: Staff, at: datetime, submission: UUID | None = None, **fields: Any
) -> Vacancy:
    """Offer work; the same submission twice is one vacancy."""
    submission = submission or uuid4()
    ensure(may_post_vacancy(by, body))
    if there := Vacancy.objects.filter(submission=submission, body=body).first():
        return there
    vacancy = Vacancy.objects.create(body=body, posted_at=at, posted_by=by, submission=submission, **fields)
    _line("vacancy_posted", vacancy, by, at)
    return vacancy


@transaction.atomic
def save_vacancy(
    *, vacancy: Vacancy, by: Staff, at: datetime, version: int | None = None, **fields: Any
) -> Vacancy:
    """Correct it. Raises Stale when somebody else has meanwhile."""
    current = _hold(vacancy, by, version)
    for name, value in fields.items():
        setattr(current, name, value)
    current.version += 1
    current.save()
    _line("vacancy_corrected", current, by, at)
    return current


@transaction.atomic
def close_vacancy(*, vacancy: Vacancy, by: Staff, at: datetime) -> Vacancy:
    """Nobody is shown it any more; a second time changes nothing."""
    current = _hold(vacancy, by, None)
    if current.state == VacancyState.OPEN:
        current.state = VacancyState.CLOSED
        current.version += 1
        current.save()
        _line("vacancy_closed", current, by, at)
    return current


def _hold(vacancy: Vacancy, by: Staff, version: int | None) -> Vacancy:
    current = Vacancy.objects.select_for_update(of=("self",)).select_related("body").get(pk=vacancy.pk)
    ensure(may_change_vacancy(by, current))
    if version is not None and current.version != version:
        raise Stale
    return current


def _line(verb: str, vacancy: Vacancy, by: Staff, at: datetime) -> None:
    ledger.record(
        compartment=Compartment.SERVICE,
        subject=vacancy.pk,
        verb=verb,
        by=Actor.staff(by.pk),
        purpose="service",
        detail={"body": vacancy.body_id},
        at=at,
    )
