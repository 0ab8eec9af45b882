"""What a person says about themself, on its way from a form or a draft to a row."""

from dataclasses import dataclass, field, fields
from typing import Any

from .births import UNKNOWN, Birth
from .enums import ContactMark, NationalityStatus
from .models import Identity

# How the law names what the identity says.
_NATIONALITY_FACT = {
    NationalityStatus.STATED: "one",
    NationalityStatus.SEVERAL: "several",
    NationalityStatus.NONE: "none",
    NationalityStatus.DISPUTED: "disputed",
    NationalityStatus.UNKNOWN: "unknown",
}


@dataclass(frozen=True)
class PersonAnswers:
    """Every field of an Identity; the birth is one value here and three columns there."""

    family_name: str = ""
    given_names: str = ""
    name_arabic: str = ""
    name_said: str = ""
    birth: Birth = UNKNOWN
    birth_place: str = ""
    sex: str = ""
    nationalities: tuple[str, ...] = field(default=())
    nationality_status: str = NationalityStatus.UNKNOWN
    mother_name: str = ""
    document_kind: str = ""
    document_number: str = ""
    phone: str = ""
    phone_mark: str = ""
    email: str = ""
    email_mark: str = ""
    address: str = ""
    spoken_language: str = ""

    @property
    def has_a_name(self) -> bool:
        """One name, in any script, is enough (practice 19)."""
        return any(
            part.strip() for part in (self.family_name, self.given_names, self.name_arabic, self.name_said)
        )

    def columns(self) -> dict[str, Any]:
        """The columns of an Identity row."""
        row = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "birth"}
        row["nationalities"] = list(self.nationalities)
        return row | {
            "birth_kind": self.birth.kind,
            "birth_from": self.birth.first,
            "birth_to": self.birth.last,
        }

    def facts(self) -> dict[str, Any]:
        """The facts that the identity states by itself; what is not known is left out."""
        stated: dict[str, Any] = {}
        if (born := self.birth.as_fact()) is not None:
            stated["birth"] = born
        if self.sex:
            stated["sex"] = str(self.sex)
        if self.nationality_status != NationalityStatus.UNKNOWN:
            stated["nationality_status"] = _NATIONALITY_FACT[NationalityStatus(self.nationality_status)]
        return stated


def answers_of(person: Identity) -> PersonAnswers:
    """Read a row back into answers, for a form that corrects it."""
    birth = Birth(person.birth_kind, person.birth_from, person.birth_to)  # type: ignore[arg-type]
    row = {each.name: getattr(person, each.name) for each in fields(PersonAnswers) if each.name != "birth"}
    return PersonAnswers(**row | {"birth": birth, "nationalities": tuple(person.nationalities)})


def usable(contact: str, mark: str) -> bool:
    """Whether a neutral message may go there: stated, and not marked "do not use" or left unmarked."""
    return bool(contact) and mark in (ContactMark.MINE, ContactMark.SHARED)
