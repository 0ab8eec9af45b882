"""Who works in the demo: an account for each role to try, and the people of every other office."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction

from indimaj.decisions.actions import Member
from indimaj.directory import actions as directory
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from indimaj.ledger.actors import Actor

from . import BUSY_OFFICE, CAST, PASSWORD
from .margins import draws
from .people import latin_name, written_in_arabic

BEFORE = datetime(2013, 12, 20, 9, tzinfo=UTC)
HELD_FROM = date(2013, 12, 20)
BUILDER = Actor.system("demo")
ROLES = (Role.COUNTER, Role.EXAMINER, Role.SECRETARY, Role.AUTHORITY)
# The composition that one source saw in Tangier: officials, security services, two people of civil society.
SEATS: tuple[tuple[str, bool], ...] = (
    ("", False),
    ("", False),
    ("Sûreté nationale", True),
    ("Association (inventée)", False),
    ("Association de migrants (inventée)", False),
)


class Crew:
    """The staff of the offices, by office and role, and the seats of each local commission."""

    @transaction.atomic
    def __init__(self, offices: Iterable[str]) -> None:
        self.offices = Office.objects.select_related("body").in_bulk(list(offices))
        known = Staff.objects.in_bulk(field_name="username")
        self._by_role: dict[tuple[str, str], UUID] = {}
        for code, office in self.offices.items():
            for role in ROLES:
                username = _username(code, role)
                staff = known.get(username) or _hire(username, role, office)
                self._by_role[code, role] = staff.pk
        for username, post, at_office in CAST:
            if username not in known and username not in {name for name, _r, _o in _OF_THE_OFFICES}:
                busy = Office.objects.get(code=BUSY_OFFICE) if at_office else None
                _hire(username, Role(post), busy, password=PASSWORD)
        self.medical = Staff.objects.get(username="medical").pk
        self._seated = Staff.objects.in_bulk(["member", "security"], field_name="username")

    def id(self, office: str, role: Role) -> UUID:
        """Who holds a role at an office."""
        return self._by_role[office, role]

    def actor(self, office: str, role: Role) -> Actor:
        """The same as the ledger knows them."""
        return Actor.staff(self.id(office, role))

    def name(self, office: str, role: Role) -> str:
        """Their name, for a signature."""
        return staff_name(_username(office, role))

    def seats(self, office: str) -> list[Member]:
        """The members of an office's commission; at the busy office two of them have an account."""
        seats = []
        for place, (institution, for_security) in enumerate(SEATS):
            staff = None
            if office == BUSY_OFFICE:
                staff = self._seated.get("security" if for_security else "member" if place == 3 else "")
            name = staff.name if staff else staff_name(f"seat {office} {place}")
            body = institution or self.offices[office].body.name_fr
            seats.append(Member(name, body, chairs=place == 0, for_security=for_security, staff=staff))
        return seats


_OF_THE_OFFICES = [row for row in CAST if row[2] and row[1] in ROLES]


def staff_name(key: str) -> str:
    """An invented Moroccan name for a member of staff."""
    random = draws("staff", key)
    return latin_name("ma", "female" if random.random() < 0.4 else "male", random)


def _username(office: str, role: Role) -> str:
    """At the busy office the short names that visitors type; elsewhere nobody signs in."""
    return str(role) if office == BUSY_OFFICE else f"{role}-{office.lower()}"


def _hire(username: str, role: Role, office: Office | None, password: str | None = None) -> Staff:
    if office is not None and office.code == BUSY_OFFICE:
        password = PASSWORD
    name = staff_name(username)
    staff = directory.create_staff(
        username=username,
        name=name,
        name_ar=written_in_arabic("ma", name),
        password=password,
        by=BUILDER,
        at=BEFORE,
        language="ar",
    )
    directory.give_post(staff=staff, role=role, by=BUILDER, at=BEFORE, office=office, held_from=HELD_FROM)
    return staff
