"""A course: enrol, wait, attend, reach a level; and an evening that needs both sides, and counts who came."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from indimaj.clients.enums import ConsentPurpose
from indimaj.letters.models import Verification
from indimaj.programmes import actions
from indimaj.programmes.enums import EnrolmentState, Presence
from indimaj.programmes.models import Attendance, Course, Enrolment
from tests.journeys.test_received import open_own_page
from tests.journeys.town import JUNE, Town
from tests.journeys.visitor import Visitor
from tests.letters.test_letters import printed_lines

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DARIJA = {"name_ar": "دروس الدارجة", "name_fr": "Cours de darija", "name_en": "Darija classes"}
EVENING = {
    "name_ar": "أمسية الطبخ المشترك",
    "name_fr": "Soirée de cuisine partagée",
    "name_en": "An evening of cooking together",
}
WHERE = {
    "ar": "دار الحي، شارع الكفاح",
    "fr": "Maison de quartier, rue Al Kifah",
    "en": "House of the quarter",
}
WHEN = {"ar": "الاثنين والأربعاء مساء", "fr": "lundi et mercredi soir", "en": "Monday and Wednesday evening"}
FROM_HERE = ("Nadia", "Youssef", "Khadija", "Omar", "Salma", "Hamza")
FROM_ELSEWHERE = ("Moussa", "Grace", "Ibrahim", "Fatou", "Joseph")


def at(month: int, day: int, hour: int = 19) -> datetime:
    return datetime(2014, month, day, hour, tzinfo=UTC)


def offer(visitor: Visitor, names: dict[str, str], **programme: str) -> None:
    """The coordinator offers something new."""
    visitor.go("programmes/desk/")
    visitor.look()
    visitor.follow("/new-programme/")
    visitor.look()
    visitor.fill(**names, **programme)
    visitor.press()


def open_course(visitor: Visitor, **course: str) -> Course:
    """And opens a course of it."""
    visitor.fill(place="MA-RAB", where=WHERE[visitor.language], rhythm=WHEN[visitor.language], **course)
    visitor.look()
    visitor.press()
    return Course.objects.get()


def test_a_person_enrols_attends_and_reaches_a_level(visitor: Visitor, town: Town, clock: Any) -> None:
    visitor.takes_pictures(("ar", "phone"))
    people = [
        town.person(visitor.language, ConsentPurpose.SUPPORT, given=given, family=family)
        for given, family in (("Awa", "Ndiaye"), ("Ousmane", "Kamara"), ("Bintou", "Diop"))
    ]
    awa, ousmane, bintou = (client for client, _code in people)

    # A course of two places; two people who are there are put down for it by the reference that they give.
    visitor.be(town.staff["coordinator"])
    offer(visitor, DARIJA, kind="language", taught="ary")
    course = open_course(visitor, starts_on="2014-06-09", ends_on="2014-09-12", level="A1", capacity="2")
    run = f"programmes/courses/{course.pk}/"
    for client in (awa, ousmane):
        visitor.fill(reference=client.reference, level_before="A1")
        visitor.page.locator("main [name=may_ask_later]").check()
        visitor.post("/enrol/")
    visitor.look()

    # The third finds it on a phone, and applies on her own page: she reads her place in the line, and its rule.
    visitor.be_nobody()
    visitor.go("programmes/?kind=language&taught=ary&place=MA-RAB")
    visitor.look()
    visitor.follow(f"/programmes/{course.pk}/")
    visitor.look()
    open_own_page(visitor, bintou, people[2][1], "programmes")
    visitor.post("/do/programmes/")
    visitor.look()
    waiting = Enrolment.objects.get(client=bintou)
    assert waiting.state == EnrolmentState.WAITING

    # The first evening: one is marked absent, all the others were there; one post saves the group.
    clock.move_to(at(6, 9))
    visitor.be(town.staff["coordinator"])
    visitor.go(f"{run}sheet/")
    visitor.look()
    visitor.go(f"{run}attendance/")
    absent = Enrolment.objects.get(client=ousmane)
    visitor.tick(**{f"p_{absent.pk.hex}": "absent"})
    visitor.look("attendance")
    visitor.press("main button[name=rest]")
    marks = dict(Attendance.objects.values_list("enrolment__client__given_names", "presence"))
    assert marks == {"Awa": Presence.PRESENT, "Ousmane": Presence.ABSENT}
    visitor.look()

    # Whoever leaves gives a reason; the next in line has the place at once.
    visitor.follow(f"/participants/{absent.pk}/")
    visitor.look()
    visitor.tick(reason="work")
    visitor.post("/leave/")
    visitor.look()
    waiting.refresh_from_db()
    assert waiting.state == EnrolmentState.ENROLLED

    # The end: a level, an attestation, and a code on it that anybody can check.
    clock.move_to(at(9, 12))
    visitor.be(town.staff["coordinator"])
    mine = Enrolment.objects.get(client=awa)
    visitor.go(f"programmes/participants/{mine.pk}/")
    visitor.fill(level_reached="A2")
    visitor.page.locator("main [name=has_certificate]").check()
    visitor.post("/complete/")
    mine.refresh_from_db()
    assert (mine.state, mine.level_reached) == (EnrolmentState.COMPLETED, "A2")
    visitor.follow(f"/participants/{mine.pk}/")
    visitor.look()
    with visitor.page.expect_download() as download:
        visitor.page.locator("main form[action$='/attestation/'] button").click()
    printed = printed_lines(download.value.path().read_bytes())
    token = Verification.objects.get().token
    assert f"/v/{token}" in printed.replace("\n", "")
    assert "A2" in printed
    visitor.be_nobody()
    visitor.go(f"verify/{token}/")
    visitor.reads("2014")
    visitor.reads_not(awa.family_name)
    visitor.look()

    open_own_page(visitor, awa, people[0][1], "programmes")
    visitor.reads("A2")
    visitor.go("my-page/")
    visitor.look()
    with visitor.page.expect_download() as mine_too:
        visitor.page.locator("main a[href*='/my-page/papers/']").click()
    assert printed_lines(mine_too.value.path().read_bytes()) == printed


def test_an_evening_of_both_sides_tells_who_came(visitor: Visitor, town: Town, clock: Any) -> None:
    awa, _code = town.person(visitor.language, ConsentPurpose.SUPPORT)

    # An evening that seeks as many people from here as from elsewhere.
    visitor.be(town.staff["coordinator"])
    offer(visitor, EVENING, kind="exchange", host_share_sought="50")
    course = open_course(visitor, starts_on="2014-06-07", ends_on="2014-06-07", capacity="12")
    run = f"programmes/courses/{course.pk}/"

    # A person by reference, a neighbour by first name alone; the others of the quarter after them.
    visitor.fill(reference=awa.reference)
    visitor.post("/enrol/")
    visitor.fill(first_name=FROM_HERE[0], community="host")
    visitor.post("/enrol/")
    for side, names in (("host", FROM_HERE[1:]), ("migrant", FROM_ELSEWHERE)):
        for name in names:
            actions.enrol(
                course=course, first_name=name, community=side, by=town.actor("coordinator"), at=JUNE
            )
    visitor.go(run)
    visitor.look()
    visitor.reads("50")

    # Everybody was there.
    clock.move_to(at(6, 7))
    visitor.be(town.staff["coordinator"])
    visitor.go(f"{run}attendance/")
    visitor.look()
    visitor.press("main button[name=rest]")
    assert Attendance.objects.filter(presence=Presence.PRESENT).count() == 12
    sides = Enrolment.objects.values_list("community", flat=True)
    assert sorted(sides) == ["host"] * 6 + ["migrant"] * 6

    # The public reads the mix that was sought and the mix that came; the ministry, whether courses mix.
    visitor.be_nobody()
    visitor.go(f"programmes/{course.pk}/")
    visitor.sees("main .chart", 1)
    visitor.look()
    visitor.be(town.staff["ministry"])
    visitor.go("programmes/counts/mixing/")
    visitor.look()
    assert course.starts_on == date(2014, 6, 7)
