"""The machine-readable lines of a passport (TD3, two lines of 44) or a card (TD1, three lines of 30)."""

import re
from dataclasses import dataclass
from datetime import date

from babel.core import get_global

from .births import UNKNOWN, Birth, year_of
from .enums import BirthKind, NationalityStatus, Sex

# ICAO 9303 codes that are not the alpha-3 code of a state.
_SPECIAL = {"D": "DE", "RKS": "XK", "GBD": "GB", "GBN": "GB", "GBO": "GB", "GBP": "GB", "GBS": "GB"}
_STATELESS = "XXA"
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class MrzError(ValueError):
    """The text is no machine-readable line of a kind that is read here."""


@dataclass(frozen=True)
class MachineLine:
    """What the lines say. `doubtful` names the fields whose check digit does not fit what was typed."""

    document_kind: str
    document_number: str
    family_name: str
    given_names: str
    nationality: str
    nationality_status: NationalityStatus
    birth: Birth
    sex: str
    expires_on: date | None
    doubtful: tuple[str, ...]


def parse(text: str, *, today: date) -> MachineLine:
    """Read typed or scanned lines; spaces and line ends do not matter. Raises MrzError."""
    line = re.sub(r"\s+", "", text.upper()).replace("«", "<<")
    if not re.fullmatch(r"[A-Z0-9<]+", line, re.ASCII):
        raise MrzError("characters")
    if len(line) == 88 and line[0] == "P":
        return _passport(line[:44], line[44:], today)
    if len(line) == 90 and line[0] in "ACI":
        return _card(line[:30], line[30:60], line[60:], today)
    raise MrzError("length")


def check_digit(field: str) -> str:
    """The ICAO 9303 check digit: weights 7, 3, 1; letters count from 10; a filler is nothing."""
    values = (0 if sign == "<" else _ALPHABET.index(sign) for sign in field)
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def _passport(first: str, second: str, today: date) -> MachineLine:
    number, birth, expiry, personal = second[0:9], second[13:19], second[21:27], second[28:42]
    checks = {
        "document_number": (number, second[9]),
        "birth": (birth, second[19]),
        "expires_on": (expiry, second[27]),
        "whole": (second[0:10] + second[13:20] + second[21:43], second[43]),
    }
    if personal.strip("<"):
        checks["personal_number"] = (personal, second[42])
    return _line("passport", number, first[5:], second[10:13], birth, second[20], expiry, checks, today)


def _card(first: str, second: str, names: str, today: date) -> MachineLine:
    number, birth, expiry = first[5:14], second[0:6], second[8:14]
    checks = {
        "document_number": (number, first[14]),
        "birth": (birth, second[6]),
        "expires_on": (expiry, second[14]),
        "whole": (first[5:30] + second[0:7] + second[8:15] + second[18:29], second[29]),
    }
    if first[14] == "<":
        # A longer number goes on in the optional field; its check digit ends it.
        rest = first[15:30].split("<")[0]
        number, checks["document_number"] = number + rest[:-1], (number + rest[:-1], rest[-1:])
    return _line(
        "national_identity_document", number, names, second[15:18], birth, second[7], expiry, checks, today
    )


def _line(
    kind: str,
    number: str,
    names: str,
    country: str,
    birth: str,
    sex: str,
    expiry: str,
    checks: dict[str, tuple[str, str]],
    today: date,
) -> MachineLine:
    family, _, given = names.partition("<<")
    nationality, status = _nationality(country)
    wrong = (name for name, (field, digit) in checks.items() if check_digit(field) != digit.replace("<", "0"))
    return MachineLine(
        document_kind=kind,
        document_number=number.replace("<", ""),
        family_name=_words(family),
        given_names=_words(given),
        nationality=nationality,
        nationality_status=status,
        birth=_birth(birth, today),
        sex={"F": Sex.FEMALE.value, "M": Sex.MALE.value}.get(sex, ""),
        expires_on=_day(expiry, 2000),
        doubtful=tuple(wrong),
    )


def _words(field: str) -> str:
    return " ".join(field.replace("<", " ").split())


def _nationality(country: str) -> tuple[str, NationalityStatus]:
    code = country.strip("<")
    if code == _STATELESS:
        return "", NationalityStatus.NONE
    if code in _SPECIAL:
        return _SPECIAL[code], NationalityStatus.STATED
    found = get_global("territory_aliases").get(code, [])
    if len(code) == 3 and found and len(found[0]) == 2:
        return found[0], NationalityStatus.STATED
    return "", NationalityStatus.UNKNOWN


def _birth(field: str, today: date) -> Birth:
    """Two digits of a year: the latest century in which the person is already born. Fillers leave the year."""
    if not field[:2].isdigit():
        return UNKNOWN
    century = 2000 if 2000 + int(field[:2]) <= today.year else 1900
    day = _day(field, century)
    if day is not None and day > today:
        day = _day(field, century - 100)
    if day is not None:
        return Birth(BirthKind.DAY, day, day)
    return Birth(BirthKind.YEAR, *year_of(century + int(field[:2])))


def _day(field: str, century: int) -> date | None:
    try:
        return date(century + int(field[:2]), int(field[2:4]), int(field[4:6]))
    except ValueError:
        return None
