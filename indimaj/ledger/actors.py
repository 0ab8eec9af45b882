"""Who acts: a member of staff, the person concerned, or the platform itself. Nobody is not an actor."""

from dataclasses import dataclass
from uuid import UUID

from .enums import ActorKind


@dataclass(frozen=True)
class Actor:
    """An actor as the ledger knows it: a kind and an opaque id."""

    kind: ActorKind
    id: str

    @classmethod
    def staff(cls, staff_id: UUID | str) -> "Actor":
        """A member of staff, by id."""
        return cls(ActorKind.STAFF, str(staff_id))

    @classmethod
    def person(cls, application_id: UUID | str) -> "Actor":
        """The person whose file it is: known to the ledger by the id of the file."""
        return cls(ActorKind.PERSON, str(application_id))

    @classmethod
    def system(cls, what: str) -> "Actor":
        """A job of the platform, by its name."""
        return cls(ActorKind.SYSTEM, what)
