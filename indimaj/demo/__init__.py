"""A believable campaign of invented people, built only by the rooms' own actions in their set form."""

from typing import NamedTuple

from indimaj.directory.enums import DEMO_PASSWORD as PASSWORD

BUSY_OFFICE = "BE-RAB"


class Account(NamedTuple):
    """An account that a visitor may use."""

    username: str
    password: str
    role: str
    office: str


class Guest(NamedTuple):
    """A file that a visitor may open as its person."""

    reference: str
    code: str
    pin: str
    about: str


# User name, role, and whether the post is at the busy office alone.
CAST: tuple[tuple[str, str, bool], ...] = (
    ("counter", "counter", True),
    ("examiner", "examiner", True),
    ("secretary", "secretary", True),
    ("member", "member", True),
    ("security", "security_member", True),
    ("authority", "authority", True),
    ("medical", "medical", False),
    ("head", "head", True),
    ("national", "head", False),
    ("dataprotection", "data_protection", False),
    ("administrator", "administrator", False),
)


def accounts() -> list[Account]:
    """One account for each role, at one busy office, at invented bodies or for the whole country; and an employer."""
    from django.utils.translation import override

    from indimaj.directory.enums import DEMO_EMPLOYER, DEMO_USERNAMES, SERVICE_ROLES, BodyKind, Role

    with override("en"):
        at_offices = [
            Account(username, PASSWORD, str(Role(role).label), BUSY_OFFICE if at_office else "")
            for username, role, at_office in CAST
        ]
        at_bodies = [
            Account(DEMO_USERNAMES[role], PASSWORD, str(role.label), "")
            for role in (*SERVICE_ROLES, Role.FOCAL_POINT)
        ]
        return [*at_offices, *at_bodies, Account(DEMO_EMPLOYER, PASSWORD, str(BodyKind.EMPLOYER.label), "")]


def guests() -> list[Guest]:
    """Files and pages whose reference, code and PIN are public, in the demo that is built."""
    from .build import guests_of
    from .clients import guests_of_clients

    return guests_of() + guests_of_clients()
