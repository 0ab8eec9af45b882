"""What a row of the table of pages is made of: who, which address with which things, what is posted."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache as once
from typing import Any
from uuid import UUID

from indimaj.directory.enums import Role
from indimaj.portal import policy, questions
from tests.house.world import DEPOSIT, World

Args = Callable[[World], list[Any]]
Data = Callable[[World], dict[str, Any]]

C, E, S, A, H = (
    str(role) for role in (Role.COUNTER, Role.EXAMINER, Role.SECRETARY, Role.AUTHORITY, Role.HEAD)
)
MEDICAL, MEMBER, SECURITY = str(Role.MEDICAL), str(Role.MEMBER), str(Role.SECURITY_MEMBER)
OVERSIGHT, ACCOUNTS = str(Role.DATA_PROTECTION), str(Role.ADMINISTRATOR)
CASEWORKER, PROVIDER, COORDINATOR = str(Role.CASEWORKER), str(Role.PROVIDER), str(Role.COORDINATOR)
ASSESSOR, CONSULATE, POLICY = str(Role.ASSESSOR), str(Role.CONSULATE), str(Role.POLICY_OFFICER)
OF_STATUS = (C, E, S, A, H, MEDICAL, MEMBER, SECURITY)
FOCAL = str(Role.FOCAL_POINT)
OF_HOUSE = (OVERSIGHT, ACCOUNTS, FOCAL)
OF_SERVICE = (CASEWORKER, PROVIDER, COORDINATOR, ASSESSOR, CONSULATE, POLICY)
ROLES = (*OF_STATUS, *OF_HOUSE, *OF_SERVICE)
STRANGER = "stranger"  # the head of another office
ELSEWHERE = ("caseworker elsewhere", "provider elsewhere", "coordinator elsewhere")  # at other bodies
CASEWORKER2, PROVIDER2, COORDINATOR2 = ELSEWHERE
STAFF = (*ROLES, STRANGER, *ELSEWHERE)
VISITOR, DRAFT, PERSON, REFUSED = "visitor", "draft", "asked", "refused"
HELPED, NEW = "helped", "new"  # people on their page of the service side
HALF_WAY, PROVEN = "half-way", "proven"  # in the middle of signing in, and signed in with a second factor
LISTING = (C, E, S, A, H)
NOBODY = "0000-0000-0000"
NOTHING = UUID(int=0)


def nothing(world: World) -> list[Any]:
    return []


@dataclass(frozen=True)
class Page:
    """One row of the table."""

    name: str
    who: tuple[str, ...]
    status: int = 200
    args: Args = nothing
    post: Data | None = None
    query: str = ""
    about: str = ""
    fixed: bool = False  # the address holds no language
    partly: bool = False  # others see it too: the row is there for a detail

    @property
    def shown(self) -> str:
        """How a failure names it."""
        return (
            f"{'POST ' if self.post else ''}{self.name}{self.query}{f' ({self.about})' if self.about else ''}"
        )


def file(name: str, *more: Any) -> Args:
    return lambda world: [world.files[name].reference, *more]


def letter(name: str, kind: str) -> Args:
    return lambda world: [world.files[name].reference, world.letter(world.files[name], kind).pk]


def piece(name: str, kind: str) -> Args:
    return lambda world: [world.files[name].reference, world.files[name].evidence.get(kind=kind).pk]


def sitting(which: str, *more: Any) -> Args:
    return lambda world: [world.sittings[which].pk, *more]


def decision(name: str) -> Args:
    return lambda world: [world.decisions[name].pk]


def staff(role: str) -> Args:
    return lambda world: [world.staff[role].pk]


def thing(*names: str) -> Args:
    """Things of the service side by their key."""
    return lambda world: [world.things[name].pk for name in names]


def person(name: str, *more: str) -> Args:
    """A person of the service side by reference, and things of theirs."""
    return lambda world: [world.things[name].reference, *(world.things[one].pk for one in more)]


def token(name: str) -> Args:
    return lambda world: [world.tokens[name]]


def seen(name: str, **fields: Any) -> Data:
    return lambda world: {"version": world.files[name].version, "seen": DEPOSIT.isoformat(), **fields}


def sent(**fields: Any) -> Data:
    return lambda world: dict(fields)


def typed(**fields: Any) -> Data:
    """A deposit at the counter."""
    person = {
        "given_names": "Awa",
        "family_name": "Ndiaye",
        "birth": "1985",
        "birth_kind": "day",
        "sex": "female",
    }
    return lambda world: {
        "office": world.home.code,
        "language": "fr",
        "submission": str(UUID(int=7)),
        "envelope": "no",
        "seen_kind": ["passport"],
        **person,
        **fields,
    }


@once
def through_the_check(**known: Any) -> str:
    """Answers that bring the self-check to its end: the known ones, and "I do not know"."""
    pack, given = policy.pack(), dict(known)
    on = pack.campaigns["2014"].closes
    while fact := questions.next_question(pack, given, on=on, campaign="2014", past_other_tracks=True):
        given[fact] = None
    return json.dumps(given)


def first_question() -> str:
    pack = policy.pack()
    return str(questions.next_question(pack, {}, on=pack.campaigns["2014"].closes, campaign="2014"))


def check(answers: Callable[[], str], **more: str) -> Data:
    return lambda world: {"campaign": "2014", "answers": answers(), **more}
