"""Invented people are as hard to find again as real ones: spellings, single names, births that are no day."""

from collections import Counter

import pytest

from indimaj.demo.people import KINDS_OF_PAIR, People, birth_day
from indimaj.demo.population import Planned, plan
from indimaj.demo.transliteration import in_arabic
from indimaj.people.answers import PersonAnswers
from indimaj.people.enums import BirthKind, ContactMark

FILES = 2000


@pytest.fixture(scope="module")
def planned() -> list[Planned]:
    return plan(FILES)


@pytest.fixture(scope="module")
def people(planned: list[Planned]) -> People:
    return People(planned)


@pytest.fixture(scope="module")
def drawn(planned: list[Planned], people: People) -> list[PersonAnswers]:
    return [people.person(one.number) for one in planned]


def test_every_person_has_a_name_and_some_have_one_name_only(drawn: list[PersonAnswers]) -> None:
    assert all(person.has_a_name for person in drawn)
    assert sum(1 for person in drawn if not person.family_name) > 5


def test_births_are_known_in_every_way_that_papers_give_them(drawn: list[PersonAnswers]) -> None:
    assert {person.birth.kind for person in drawn} == set(BirthKind)


def test_many_names_are_written_in_arabic_too(drawn: list[PersonAnswers]) -> None:
    written = [person.name_arabic for person in drawn if person.name_arabic]
    assert len(written) > FILES / 3
    assert not any(sign.isascii() and sign.isalpha() for name in written for sign in name)


def test_some_people_have_no_phone_and_some_share_one(drawn: list[PersonAnswers]) -> None:
    assert sum(1 for person in drawn if not person.phone) > FILES / 20
    shared = [person.phone for person in drawn if person.phone_mark == ContactMark.SHARED]
    assert max(Counter(shared).values()) > 1


def test_a_child_is_under_eighteen_and_an_adult_is_not(planned: list[Planned]) -> None:
    for one in planned:
        born = birth_day(one)
        had_birthday = (one.filed_on.month, one.filed_on.day) >= (born.month, born.day)
        age = one.filed_on.year - born.year - (0 if had_birthday else 1)
        assert (age < 18) == (one.group == "child")


def test_planted_pairs_are_counted_and_labelled(people: People) -> None:
    pairs = people.pairs()
    same = [pair for pair in pairs if pair.same_person]

    assert len(pairs) == sum(round(share * FILES) for _kind, share in KINDS_OF_PAIR)
    assert len(same) == round(dict(KINDS_OF_PAIR)["same_person"] * FILES)
    assert len({number for pair in pairs for number in (pair.first, pair.second)}) == 2 * len(pairs)


def test_a_name_is_written_in_arabic_by_ear() -> None:
    assert in_arabic("Mamadou") == "مامادو"
    assert in_arabic("Cheikh") == "شيخ"
    assert [in_arabic(name) for name in ("Néné", "Bèye", "Jean")] == ["نيني", "بي", "جان"]
