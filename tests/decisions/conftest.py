from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from indimaj.applications.actions import examine
from indimaj.applications.models import Application
from indimaj.decisions import actions
from indimaj.decisions.models import AgendaItem, Sitting
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from tests.applications.conftest import (  # noqa: F401
    counter,
    deposit,
    examiner,
    hire,
    medical,
    office,
    other_office,
)

SITTING_DAY = date(2014, 4, 10)
IN_SESSION = datetime(2014, 4, 10, 10, tzinfo=UTC)
RESIDENT = {
    "sex": "male",
    "birth": "1985-03-04",
    "in_morocco_since": "2008-01-15",
    "residence_continuous": True,
    "residence_proven": True,
}
TOO_RECENT = {
    **RESIDENT,
    "in_morocco_since": "2012-01-15",
    "spouse": "none",
    "parents_couple": "none",
    "work_contract_effective": False,
    "serious_illness": False,
}
MEMBERS = [
    actions.Member(name="A. Alaoui", institution="Préfecture", chairs=True),
    actions.Member(name="B. Berrada", institution="Association"),
]


@pytest.fixture
def secretary(hire: Callable[..., Staff], office: Office) -> Staff:  # noqa: F811
    return hire(Role.SECRETARY, office)


@pytest.fixture
def authority(hire: Callable[..., Staff], office: Office) -> Staff:  # noqa: F811
    return hire(Role.AUTHORITY, office)


@pytest.fixture
def examined(
    deposit: Callable[..., Application],  # noqa: F811
    examiner: Staff,  # noqa: F811
    medical: Staff,  # noqa: F811
) -> Callable[..., Application]:
    """A file whose facts have been confirmed and that is ready for the commission."""

    def make(facts: dict[str, Any], **fields: Any) -> Application:
        file = deposit(sex="male", **fields)
        at = datetime(2014, 3, 20, 12, tzinfo=UTC)
        for fact, value in facts.items():
            by = medical if fact == "serious_illness" else examiner
            examine.confirm_fact(application=file, fact=fact, value=value, by=by, version=None, at=at)
        return examine.mark_examined(application=file, by=examiner, version=None, at=at)

    return make


@pytest.fixture
def in_session(secretary: Staff, office: Office) -> Callable[..., Sitting]:  # noqa: F811
    """An open sitting with these files on its agenda."""

    def make(*files: Application) -> Sitting:
        sitting = actions.call_sitting(
            office=office,
            campaign="2014",
            held_on=SITTING_DAY,
            members=MEMBERS,
            applications=[file.pk for file in files],
            by=secretary,
            at=datetime(2014, 4, 1, 9, tzinfo=UTC),
        )
        return actions.open_sitting(sitting=sitting, by=secretary, at=IN_SESSION)

    return make


def item_of(sitting: Sitting, position: int = 1) -> AgendaItem:
    return AgendaItem.objects.get(sitting=sitting, position=position)


def verdict(outcome: str, **fields: Any) -> actions.Verdict:
    return actions.Verdict(outcome=outcome, signed_by="A. Alaoui", **fields)
