"""An employer says what a job needs and wishes for; a caseworker reads what is met, what is missing and what closes it."""

from datetime import date

import pytest

from indimaj.clients.enums import ConsentPurpose
from indimaj.programmes import actions as programmes
from indimaj.recognition import actions
from indimaj.recognition.models import Vacancy
from tests.journeys.test_a_course import DARIJA
from tests.journeys.town import JUNE, PIN, Town
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TITLE = {"ar": "خياط أو خياطة", "fr": "Couture sur mesure", "en": "Made-to-measure sewing"}
SEWS = {"ar": "أخيط فساتين على المقاس.", "fr": "Je couds des robes.", "en": "I sew dresses."}


def test_a_vacancy_and_a_person_are_held_beside_each_other(visitor: Visitor, town: Town) -> None:
    language = visitor.language

    # The employer: a skill twice is said at its box, then two skills, one of them wished.
    visitor.be(town.staff["employer"])
    visitor.go("recognition/vacancies/mine/")
    visitor.look()
    visitor.follow("/mine/new/")
    visitor.page.locator("main details summary").click()
    visitor.fill(
        title=TITLE[language], words_language=language, skill_1="75", skill_2="75", weight_2="wished", language="ary",
        level="A2", qualification="5", place="MA-RAB", openings="2", closes_on="2014-09-01",
    )  # fmt: skip
    visitor.look()
    visitor.press()
    visitor.sees(".error-summary li", 1)
    visitor.look()
    visitor.fill(skill_2="52")
    visitor.press()
    made = Vacancy.objects.get()
    assert (made.skills, made.wished) == (["75"], ["52"])

    # Everybody reads it, and that no residence document is asked for.
    visitor.be_nobody()
    visitor.go(f"recognition/vacancies/{made.pk}/")
    visitor.look()

    # Awa sews and has a diploma that nobody has recognised; a course of Darija leads to the level.
    client, code = town.person(language, *ConsentPurpose)
    by = town.actor("caseworker")
    for kind, words, held in (("skill", SEWS[language], "75"), ("qualification", SEWS[language], "6")):
        actions.add_asset(
            client=client, kind=kind, words=words, words_language=language, code=held, by=by, at=JUNE
        )
    runs = town.actor("coordinator")
    programme = programmes.make_programme(
        body=town.bodies["salam"], kind="language", taught="ary", by=runs, at=JUNE, **DARIJA
    )
    course = programmes.open_course(
        programme=programme, place=town.rabat, starts_on=date(2014, 6, 9), ends_on=date(2014, 9, 12), capacity=14,
        level="A2", by=runs, at=JUNE,
    )  # fmt: skip
    visitor.be(town.staff["caseworker"])
    visitor.go(f"recognition/people/{client.reference}/")
    visitor.follow("/matches/")
    visitor.look()
    visitor.follow(f"/matches/{made.pk}/")
    visitor.sees(f"main a[href$='/programmes/{course.pk}/']")
    diploma = client.assets.get(kind="qualification")
    visitor.sees(f"main a[href$='/{client.reference}/{diploma.pk}/']")
    visitor.look()

    # She reads the same on her own page.
    visitor.be_nobody()
    visitor.go("my-page/")
    visitor.fill(reference=client.reference, code=code, pin=PIN)
    visitor.press()
    visitor.follow("?part=recognition")
    visitor.reads(TITLE[language])
    visitor.look()
