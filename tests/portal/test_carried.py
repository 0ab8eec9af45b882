"""The pages of a rule, a service and a course lead back to the commitments that they carry out."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indimaj.commitments import actions as commitments
from indimaj.delivery import actions
from indimaj.programmes import actions as programmes
from indimaj.programmes.models import Course
from indimaj.services.models import Service
from tests.clients.making import SETUP
from tests.delivery.making import NOON, World, build
from tests.services.making import make_service

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
LANGUAGES = ("ar", "fr", "en")
HEADINGS = {
    "ar": "الالتزامات التي تنفذ هنا",
    "fr": "Engagements mis en œuvre ici",
    "en": "Commitments that this carries out",
}
RULE, DAY, BEFORE = "2013-12-16-circular", "2014-02-01", "2013-01-01"
MOST_QUERIES = 12


@pytest.fixture
def world(db: None) -> World:
    return build()


@pytest.fixture
def service(world: World) -> Service:
    return make_service(body=world.salam)


@pytest.fixture
def course(world: World) -> Course:
    names = {"name_ar": "دروس الدارجة", "name_fr": "Cours de darija", "name_en": "Darija classes"}
    programme = programmes.make_programme(
        body=world.salam, kind="language", taught="ary", by=SETUP, at=NOON, **names
    )
    return programmes.open_course(
        programme=programme, place=world.rabat, starts_on=date(2014, 3, 1), ends_on=date(2014, 6, 30), capacity=9,
        level="A1", by=SETUP, at=NOON,
    )  # fmt: skip


def pages(service: Service, course: Course, language: str = "en") -> dict[str, str]:
    return {
        "rule": f"/{language}/rule/?on={DAY}",
        "service": f"/{language}/services/{service.pk}/",
        "course": f"/{language}/programmes/{course.pk}/",
    }


def carry(thing: Any, kind: str, key: object) -> None:
    actions.carry(thing=thing, kind=kind, key=str(key), by=SETUP, at=NOON)


def text(page: str) -> str:
    answer = Client().get(page)
    assert (answer.status_code, page) == (200, page)
    return answer.content.decode()


def led(page: str) -> list[str]:
    """The commitments and actions to which a page leads, by key."""
    return re.findall(r'href="/\w+/(?:commitments|follow-up/actions)/([\w-]+)/"', text(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_leads_to_the_commitments_that_it_carries_out(
    world: World, service: Service, course: Course, language: str
) -> None:
    for kind, key in (("rule_version", RULE), ("service", service.pk), ("programme", course.pk)):
        carry(world.one, kind, key)
    found = {
        name: (HEADINGS[language] in text(page), led(page))
        for name, page in pages(service, course, language).items()
    }
    assert found == dict.fromkeys(found, (True, [world.one.key]))


def test_a_page_of_what_carries_nothing_out_says_nothing(
    world: World, service: Service, course: Course
) -> None:
    other = make_service(body=world.health)
    carry(world.one, "service", other.pk)
    carry(world.one, "rule_version", "2014-07-28-women")
    found = {name: (HEADINGS["en"] in text(page), led(page)) for name, page in pages(service, course).items()}
    assert found == {"rule": (False, []), "service": (False, []), "course": (False, [])}
    assert led(f"/en/rule/?on={BEFORE}") == []


def test_what_an_action_answers_is_carried_out_too_by_a_programme_and_by_its_courses(
    world: World, service: Service, course: Course
) -> None:
    answered = world.commitment("Enseigner la langue")
    action = world.plan(answered)
    carry(action, "programme", course.programme_id)
    carry(action, "service", service.pk)
    carry(world.one, "programme", course.pk)
    both = pages(service, course)
    assert led(both["service"]) == [answered.key, action.key]
    assert led(both["course"]) == [world.one.key, answered.key, action.key]


def test_a_commitment_that_was_taken_back_is_on_none_of_them(
    world: World, service: Service, course: Course
) -> None:
    for kind, key in (("rule_version", RULE), ("service", service.pk), ("programme", course.pk)):
        carry(world.one, kind, key)
    commitments.withdraw(commitment=world.one, by=SETUP, at=NOON)
    found = {name: led(page) for name, page in pages(service, course).items()}
    assert found == {"rule": [], "service": [], "course": []}


def test_a_page_asks_as_little_with_many_commitments_as_with_one(
    world: World, service: Service, course: Course
) -> None:
    def asked() -> dict[str, int]:
        found = {}
        for name, page in pages(service, course, "ar").items():
            with CaptureQueriesContext(connection) as queries:
                Client().get(page)
            found[name] = len(queries)
        return found

    def more() -> None:
        one = world.commitment("Encore un")
        for kind, key in (
            ("rule_version", RULE),
            ("service", service.pk),
            ("programme", course.programme_id),
        ):
            carry(one, kind, key)
            carry(world.plan(one), kind, key)

    more()
    few = asked()
    for _time in range(5):
        more()
    assert (asked(), [name for name, number in few.items() if number > MOST_QUERIES]) == (few, [])
