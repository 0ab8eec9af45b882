"""A child's path, read from an interval of birth and from what is recorded. What is not sure is asked, never assumed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indimaj.people.births import ages

from .clocks import terms
from .enums import Step


class Status(StrEnum):
    """Where a step stands."""

    DONE = "done"
    AGAIN = "again"
    DUE = "due"
    MAYBE = "maybe"
    LATER = "later"
    PAST = "past"


# Statuses in which a step offers a referral: doubt benefits the child.
OFFERED = (Status.DUE, Status.MAYBE, Status.AGAIN)
_AGE = {Step.DOCUMENT_16: 16, Step.DOCUMENT_18: 18}


@dataclass(frozen=True)
class Reached:
    """A step that is recorded: when, and in which place."""

    on: date
    place: str | None


@dataclass(frozen=True)
class PathStep:
    """A step as it stands today."""

    step: Step
    status: Status
    reached: Reached | None = None


def is_child(first: date | None, last: date | None, today: date) -> bool:
    """Whether the path concerns this person: may be under 19, so that the document at 18 is not lost."""
    between = ages(first, last, today)
    return between is not None and between[0] < 19


def path(
    first: date | None,
    last: date | None,
    reached: Mapping[str, Reached],
    place: str | None,
    today: date,
) -> list[PathStep]:
    """Every step with its status. A move asks for school again, and loses nothing of what is reached."""
    between = ages(first, last, today)
    return [_stands(step, between, reached.get(step), place) for step in Step]


def _stands(
    step: Step, between: tuple[int, int] | None, reached: Reached | None, place: str | None
) -> PathStep:
    due = _due(step, between)
    if reached is None:
        return PathStep(step, due)
    moved = step == Step.SCHOOL and reached.place is not None and reached.place != place
    again = moved and due in (Status.DUE, Status.MAYBE)
    return PathStep(step, Status.AGAIN if again else Status.DONE, reached)


def _due(step: Step, between: tuple[int, int] | None) -> Status:
    if step == Step.BIRTH:
        return Status.DUE
    if between is None:
        return Status.MAYBE
    school = terms()["school"]
    start, end = (school["from_age"], school["to_age"]) if step == Step.SCHOOL else (_AGE[step], 200)
    youngest, oldest = between
    if oldest < start:
        return Status.LATER
    if youngest > end:
        return Status.PAST
    return Status.DUE if youngest >= start and oldest <= end else Status.MAYBE
