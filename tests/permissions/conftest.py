from datetime import date

import pytest

from indimaj.directory.enums import COMPARTMENT_OF, PURPOSE_OF, SERVICE_ROLES, Role
from indimaj.directory.models import Body, Office, Place, Post, Staff
from indimaj.ledger.enums import Compartment

from .table import ELSEWHERE, HERE


@pytest.fixture
def offices(db: None) -> dict[str, Office]:
    made = {}
    for where, code in ((HERE, "BE-RAB"), (ELSEWHERE, "BE-OUJ")):
        names = {"name_ar": code, "name_fr": code, "name_en": code}
        place = Place.objects.create(code=f"P-{code}", level="province", path=f"MA/P-{code}/", **names)
        body = Body.objects.create(code=f"B-{code}", kind="province", place=place, **names)
        made[where] = Office.objects.create(code=code, place=place, body=body, **names)
    return made


@pytest.fixture
def staff(offices: dict[str, Office]) -> dict[tuple[str, str], Staff]:
    """One person for each role here and elsewhere: at offices and, on the service side, at the bodies of those offices.

    Oversight and accounts are national in both.
    """
    made = {}
    for role in Role:
        for where, office in offices.items():
            somebody = Staff.objects.create(username=f"{role}-{where}", name="x")
            national = COMPARTMENT_OF[role] == Compartment.HOUSE
            serves = role in (*SERVICE_ROLES, Role.FOCAL_POINT)
            Post.objects.create(
                staff=somebody,
                role=role,
                compartment=COMPARTMENT_OF[role],
                purpose=PURPOSE_OF[role],
                office=None if national or serves else office,
                body=office.body if serves else None,
                held_from=date(2013, 1, 1),
            )
            made[role.value, where] = somebody
    return made
