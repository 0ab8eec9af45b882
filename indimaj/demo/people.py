"""Invented people: names as their countries write them, births as people know them, contacts as they are."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from indimaj.linkage.records import PersonName, Record
from indimaj.people.answers import PersonAnswers
from indimaj.people.births import UNKNOWN, Birth, from_hijri, year_of
from indimaj.people.enums import BirthKind, ContactMark, NationalityStatus, Sex

from .margins import draws
from .population import Planned
from .transliteration import in_arabic
from .variants import Pair, father_and_son, namesake, written_again

NAMES = Path(__file__).parent / "names"
ARABIC_SPEAKING = frozenset({"sy", "dz", "tn", "eg", "ly", "mr"})
ENGLISH_SPEAKING = frozenset({"ng", "gh", "gm", "lr", "ph"})
SPOKEN = {"sn": "Wolof", "gn": "Pulaar", "ml": "Bambara", "cd": "Lingala", "ng": "Pidgin", "ph": "Tagalog"}
CITIES = {
    "sn": "Dakar", "sy": "Homs", "ng": "Lagos", "ci": "Abidjan", "cm": "Douala", "gn": "Conakry", "ml": "Bamako",
    "cd": "Kinshasa", "ph": "Cebu", "mr": "Nouakchott", "ly": "Misrata", "eg": "Tanta", "ne": "Niamey",
    "cf": "Bangui", "lr": "Monrovia", "km": "Moroni",
}  # fmt: skip
HIJRI_COUNTRIES = frozenset({"sy", "mr", "ly", "km", "ne"})
# Of all files: written twice by one person; another person of the same name; father and son.
KINDS_OF_PAIR = (("same_person", 0.012), ("namesake", 0.006), ("father_and_son", 0.001))


@dataclass(frozen=True, slots=True)
class PlantedPair:
    """Two files by their numbers, whether one person made both, and what was done to the second."""

    first: int
    second: int
    same_person: bool
    changes: tuple[str, ...]


class People:
    """The people of a plan, each drawn from the number of the file, and the pairs planted among them."""

    def __init__(self, planned: Sequence[Planned]) -> None:
        self.planned = {one.number: one for one in planned}
        self._partners = _partners(planned)

    def person(self, number: int) -> PersonAnswers:
        """What the person of a file says about themself."""
        one = self.planned[number]
        if number not in self._partners:
            return _draw(one)
        first, kind = self._partners[number]
        return _second(one, _draw(self.planned[first]), self._pair(number, first, kind).second)

    def pairs(self) -> list[PlantedPair]:
        """The planted pairs, for tests and measurements: no page shows them."""
        return [
            PlantedPair(first, second, found.same_person, found.changes)
            for second, (first, kind) in sorted(self._partners.items())
            for found in [self._pair(second, first, kind)]
        ]

    def _pair(self, second: int, first: int, kind: str) -> Pair:
        make: dict[str, Callable[[Record, Random], Pair]] = {
            "same_person": written_again,
            "namesake": namesake,
            "father_and_son": father_and_son,
        }
        return make[kind](_record(_draw(self.planned[first])), draws("pair", second))


def birth_day(one: Planned) -> date:
    """The day on which the person was born, whether or not anybody knows it."""
    random = draws("birth", one.number)
    low, high = one.band
    # Some days inside the band on both sides, whatever the leap years.
    years = low + 0.01 + (high - low + 0.98) * (random.random() ** 1.3 if high > 60 else random.random())
    return one.filed_on - timedelta(days=int(years * 365.2425))


def invented(one: Planned) -> PersonAnswers:
    """One person alone, without the pairs of a campaign: for rooms that plan people of their own."""
    return _draw(one)


def _draw(one: Planned) -> PersonAnswers:
    random = draws("person", one.number)
    sex = {"woman": Sex.FEMALE, "man": Sex.MALE}.get(one.group) or (
        Sex.FEMALE if random.random() < GIRLS else Sex.MALE
    )
    given, family, arabic = _name(one.names, sex, random)
    phone, phone_mark = _phone(one, random)
    email = f"personne{one.number}@example.org" if random.random() < 0.08 else ""
    undisputed = random.random() > 0.004
    return PersonAnswers(
        family_name=family,
        given_names=given,
        name_arabic=arabic,
        birth=_birth(one, random),
        birth_place=CITIES.get(one.names, "") if random.random() < 0.8 else "",
        sex=sex,
        nationalities=(one.nationality,),
        nationality_status=NationalityStatus.STATED if undisputed else NationalityStatus.DISPUTED,
        mother_name=_mother(one.names, random) if random.random() < 0.7 else "",
        document_kind="passport" if random.random() < 0.7 else "",
        document_number=f"{random.choice('ABCDEG')}{random.randrange(10**7, 10**8)}",
        phone=phone,
        phone_mark=phone_mark,
        email=email,
        email_mark=ContactMark.MINE if email else "",
        spoken_language=SPOKEN.get(one.names, ""),
    )


# 420 of the 746 children (invented: 44% of all who are regularised are women and girls).
GIRLS = 0.563


def language(one: Planned) -> str:
    """The language in which the person wants letters."""
    if one.names in ARABIC_SPEAKING:
        return "ar"
    return "en" if one.names in ENGLISH_SPEAKING else "fr"


@cache
def _list(country: str) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """(part, sex) -> [(Latin name, the same name in Arabic or "")]."""
    with (NAMES / f"{country}.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    arabic = {
        (row["part"], row["sex"], row["variant_group"]): row["name"]
        for row in rows
        if row["script"] == "arab"
    }
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows:
        if row["script"] == "latn":
            key = (row["part"], row["sex"])
            found.setdefault(key, []).append((row["name"], arabic.get((*key, row["variant_group"]), "")))
    return found


def _name(country: str, sex: str, random: Random) -> tuple[str, str, str]:
    """Given names, family name and the name in Arabic. A few people have one name and no other (practice 19)."""
    lists = _list(country)
    letter = "F" if sex == Sex.FEMALE else "M"
    given = random.choice(lists["given", letter])
    family = random.choice(lists["family", ""])
    if country in ("ng", "ci", "cm", "cd", "ph") and random.random() < 0.25:
        more = random.choice(lists["given", letter])
        given = (f"{given[0]} {more[0]}", f"{given[1]} {more[1]}" if given[1] and more[1] else "")
    if random.random() < 0.015:
        family = ("", "")
    if random.random() > (0.9 if country in ARABIC_SPEAKING else 0.55):
        return given[0], family[0], ""
    parts = [arabic or in_arabic(latin) for latin, arabic in (given, family) if latin]
    return given[0], family[0], " ".join(parts)


def latin_name(country: str, sex: str, random: Random) -> str:
    """A given and a family name."""
    lists = _list(country)
    letter = "F" if sex == Sex.FEMALE else "M"
    return f"{random.choice(lists['given', letter])[0]} {random.choice(lists['family', ''])[0]}"


def written_in_arabic(country: str, name: str) -> str:
    """A whole name in Arabic: as the list has it, word by word as a clerk writes it otherwise."""
    known = {latin: arabic for part in _list(country).values() for latin, arabic in part if arabic}
    given, family = name.split(" ", 1)
    return " ".join(known.get(part) or in_arabic(part) for part in (given, family))


def _mother(country: str, random: Random) -> str:
    lists = _list(country)
    return f"{random.choice(lists['given', 'F'])[0]} {random.choice(lists['family', ''])[0]}"


def _birth(one: Planned, random: Random) -> Birth:
    """The birth as the person's papers give it: a day, a year, about, Hijri, two that disagree, or not known."""
    day, draw = birth_day(one), random.random()
    exact = Birth(BirthKind.DAY, day, day)
    if one.group == "child" or one.band[0] < 20 or draw < 0.80:
        return exact
    if draw < 0.94:
        return Birth(BirthKind.YEAR, *year_of(day.year))
    if draw < 0.96:
        return Birth(BirthKind.ABOUT, date(day.year - 1, 1, 1), date(day.year + 1, 12, 31))
    if draw < 0.975 and one.names in HIJRI_COUNTRIES:
        return from_hijri(int((day.year - 622) * 33 / 32))
    if draw < 0.99:
        other = day + timedelta(days=random.randrange(-400, 400))
        return Birth(BirthKind.CONFLICTING, min(day, other), max(day, other))
    return UNKNOWN if draw > 0.996 else exact


def _phone(one: Planned, random: Random) -> tuple[str, str]:
    """One in eight has no phone; some share one with others who came to the same office in that month."""
    draw = random.random()
    if draw < 0.12:
        return "", ""
    if draw < 0.19:
        shared = draws("phone", one.office, one.filed_on.strftime("%Y-%m"), one.names)
        return f"+2126{shared.randrange(10**7, 10**8)}", ContactMark.SHARED
    mark = ContactMark.DO_NOT_USE if draw > 0.97 else ContactMark.MINE
    return f"+2126{random.randrange(10**7, 10**8)}", mark


def _partners(planned: Sequence[Planned]) -> dict[int, tuple[int, str]]:
    """{second file: (first file, kind of pair)}: both men of one nationality and age band, at two offices."""
    random = draws("pairs", len(planned))
    alike: dict[tuple[str, tuple[int, int]], list[Planned]] = {}
    for one in planned:
        if one.group == "man" and one.band[0] >= 20:
            alike.setdefault((one.nationality, one.band), []).append(one)
    seconds = [one for people in alike.values() for one in people[1:] if not one.fate.favourable]
    random.shuffle(seconds)
    taken: dict[int, tuple[int, str]] = {}
    used: set[int] = set()
    for kind, share in KINDS_OF_PAIR:
        for _ in range(round(share * len(planned))):
            pair = _next_pair(seconds, alike, used, random)
            if pair is None:
                return taken
            first, second = pair
            taken[second] = (first, kind)
            used |= {first, second}
    return taken


def _next_pair(
    seconds: list[Planned],
    alike: dict[tuple[str, tuple[int, int]], list[Planned]],
    used: set[int],
    random: Random,
) -> tuple[int, int] | None:
    while seconds:
        second = seconds.pop()
        if second.number in used:
            continue
        firsts = [
            one
            for one in random.sample(
                alike[second.nationality, second.band], min(40, len(alike[second.nationality, second.band]))
            )
            if one.number < second.number and one.number not in used and one.office != second.office
        ]
        if firsts:
            return firsts[0].number, second.number
    return None


def _record(person: PersonAnswers) -> Record:
    return Record(
        names=(PersonName(person.given_names, person.family_name),),
        born_from=person.birth.first,
        born_to=person.birth.last,
        sex=person.sex,
        nationalities=person.nationalities,
        phones=(person.phone,) if person.phone else (),
        documents=(person.document_number,) if person.document_number else (),
        mother=person.mother_name,
    )


def _second(one: Planned, first: PersonAnswers, again: Record) -> PersonAnswers:
    """The person of a planted second file, as the second office wrote them."""
    name = again.names[0]
    phone = again.phones[0] if again.phones else ""
    if phone.startswith("0"):
        phone = f"+212{phone[1:]}"
    return replace(
        first,
        given_names=name.given,
        family_name=name.family,
        name_arabic="",
        birth=_birth_again(first.birth, again),
        mother_name=again.mother,
        document_number=again.documents[0] if again.documents else "",
        phone=phone,
        phone_mark=ContactMark.MINE if phone else "",
        email="",
        email_mark="",
    )


def _birth_again(birth: Birth, again: Record) -> Birth:
    if again.born_from is None or again.born_to is None:
        return UNKNOWN
    if (again.born_from, again.born_to) == (birth.first, birth.last):
        return birth
    return Birth(BirthKind.DAY, again.born_from, again.born_to)
