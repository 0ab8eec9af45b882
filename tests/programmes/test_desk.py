"""The pages: for whom they are there, what they show, and the group's attendance in one post."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from indimaj.clients.enums import ConsentPurpose
from indimaj.directory.enums import Role, Theme
from indimaj.ledger.actors import Actor
from indimaj.ledger.models import Read
from indimaj.letters.models import Letter
from indimaj.ports import clock
from indimaj.programmes import actions, page
from indimaj.programmes.actions.livelihoods import Part
from indimaj.programmes.actions.many import Followed, History, Joins, Sheet, follow_many, run_many
from indimaj.programmes.models import Attendance, Course, Enrolment, FollowUp, Livelihood, Meeting
from tests.clients.making import NOON, make_body, make_client, post
from tests.services.making import make_service

from .conftest import World

pytestmark = pytest.mark.heavy

SignIn = Callable[[Any], Browser]
DAY = date(2014, 3, 3)


@pytest.fixture(autouse=True)
def june(monkeypatch: pytest.MonkeyPatch) -> None:
    at = NOON + timedelta(days=60)
    monkeypatch.setattr(clock, "now", lambda: at)


def full(world: World, count: int) -> Course:
    course = world.course(capacity=count)
    for number in range(count):
        actions.enrol(course=course, client=world.person(f"Name{number}"), by=world.by, at=NOON)
    return course


def test_thirty_people_are_saved_in_one_post_with_few_questions(world: World, signed_in: SignIn) -> None:
    course = full(world, 30)
    browser = signed_in(world.coordinator)
    address = f"/en/programmes/courses/{course.pk}/attendance/"
    assert browser.get(address, {"on": DAY.isoformat()}).status_code == 200
    people = list(course.enrolments.all())
    sent: dict[str, Any] = {f"p_{one.pk.hex}": "present" for one in people[:28]}
    sent |= {f"p_{people[28].pk.hex}": "absent", f"p_{people[29].pk.hex}": "excused"}
    sent |= {"version": 0, "on": DAY.isoformat(), "typed_late": "on"}
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.post(address, sent).status_code == 302
    assert len(asked) <= 24
    assert Attendance.objects.filter(presence="present").count() == 28
    meeting = Meeting.objects.get()
    assert (meeting.held_on, meeting.typed_late) == (DAY, True)
    again = browser.post(address, sent)
    assert again.status_code == 302
    assert Meeting.objects.get().version == 1
    other = {**sent, f"p_{people[0].pk.hex}": "absent"}
    assert browser.post(address, other).status_code == 409
    assert Attendance.objects.filter(presence="present").count() == 28


def test_whoever_is_not_marked_was_there_when_the_coordinator_says_so(
    world: World, signed_in: SignIn
) -> None:
    course = full(world, 3)
    absent = course.enrolments.first()
    sent = {"version": 0, "on": DAY.isoformat(), "rest": "present", f"p_{absent.pk.hex}": "absent"}
    signed_in(world.coordinator).post(f"/ar/programmes/courses/{course.pk}/attendance/", sent)
    assert sorted(Attendance.objects.values_list("presence", flat=True)) == ["absent", "present", "present"]


def test_a_day_on_which_the_course_does_not_meet_is_refused_and_the_sheet_kept(
    world: World, signed_in: SignIn
) -> None:
    course = full(world, 1)
    one = course.enrolments.get()
    for day in (date(2014, 2, 1), date(2014, 6, 1)):
        sent = {"version": 0, "on": day.isoformat(), f"p_{one.pk.hex}": "present"}
        answer = signed_in(world.coordinator).post(f"/en/programmes/courses/{course.pk}/attendance/", sent)
        assert answer.status_code == 422
    assert not Meeting.objects.exists()


def test_a_coordinator_sees_what_the_course_needs_and_nothing_else(world: World, signed_in: SignIn) -> None:
    course = world.course()
    awa = world.person(
        "Awaname",
        phone="+212600000077",
        address="12 hidden street",
        nationalities=("SN",),
        mother_name="Hiddenmother",
    )
    one = actions.enrol(course=course, client=awa, by=world.by, at=NOON)
    browser = signed_in(world.coordinator)
    for address in (f"courses/{course.pk}/", f"participants/{one.pk}/", f"courses/{course.pk}/sheet/"):
        text = browser.get(f"/en/programmes/{address}").content.decode()
        assert "Awaname" in text
        for hidden in ("600000077", "hidden street", "Hiddenmother", "Senegal", awa.reference):
            assert hidden not in text
    assert Read.objects.filter(what="course").exists()
    assert Read.objects.filter(what="participant", subject=awa.pk).exists()


@pytest.mark.parametrize("role", [*Role])
def test_another_role_or_another_body_finds_nothing_there(
    world: World, signed_in: SignIn, role: Role
) -> None:
    course = world.course()
    one = actions.enrol(course=course, client=world.person(), by=world.by, at=NOON)
    body = make_body("B-THIRD")
    browser = signed_in(post(role, body, username="somebody"))
    other = str(uuid4())
    for address in (
        f"courses/{course.pk}/",
        f"courses/{course.pk}/attendance/",
        f"courses/{course.pk}/sheet/",
        f"participants/{one.pk}/",
        f"desk/{world.centre.code}/new-course/",
    ):
        answer = browser.get(f"/en/programmes/{address}")
        there = address.replace(str(course.pk), other).replace(str(one.pk), other).replace("CENTRE", "NOBODY")
        unknown = browser.get(f"/en/programmes/{there}")
        assert (answer.status_code, len(answer.content)) == (404, len(unknown.content))
    counts = browser.get("/en/programmes/counts/mixing/").status_code
    assert counts == (200 if role in (Role.POLICY_OFFICER, Role.COORDINATOR) else 404)


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_a_course_from_its_opening_to_the_attestation(world: World, signed_in: SignIn, language: str) -> None:
    browser, root = signed_in(world.coordinator), f"/{language}/programmes"
    sent = {
        "submission": uuid4(), "kind": "language", "taught": "ary", "name_ar": "دروس", "name_fr": "Cours",
        "name_en": "Classes",
    }  # fmt: skip
    assert browser.post(f"{root}/desk/B-CENTRE/new-programme/", {**sent, "taught": ""}).status_code == 422
    to = browser.post(f"{root}/desk/B-CENTRE/new-programme/", sent).headers["Location"]
    assert browser.get(to).status_code == 200
    programme = to.partition("programme=")[2]
    opened = {
        "submission": uuid4(), "programme": programme, "place": "MA-RAB", "starts_on": "2014-03-01",
        "ends_on": "2014-06-30", "capacity": 12, "level": "A1", "days_1": ["MO", "WE"], "opens_1": "18:00",
        "closes_1": "20:00", "rhythm": "ما عدا العطل",
    }  # fmt: skip
    wrong = {**opened, "ends_on": "2014-01-01"}
    assert browser.post(f"{root}/desk/B-CENTRE/new-course/", wrong).status_code == 422
    run = browser.post(f"{root}/desk/B-CENTRE/new-course/", opened).headers["Location"]
    hours = {
        "ar": "الاثنين، الأربعاء من\u00a018:00\u00a0إلى\u00a020:00",
        "fr": "Lundi, mercredi de\u00a018:00\u00a0à\u00a020:00",
        "en": "Monday, Wednesday 18:00\u00a0to\u00a020:00",
    }
    course = Course.objects.get()
    for shown in (run, f"{run}sheet/", f"{root}/{course.pk}/", f"{root}/"):
        text = browser.get(shown).content.decode()
        assert f"{hours[language]}; \u2068ما عدا العطل\u2069" in text, (
            "days in the reader's words, the rest apart"
        )
    assert browser.post(f"{run}enrol/", {"submission": uuid4()}).status_code == 422
    nobody = {"submission": uuid4(), "reference": "IND-0000-0000"}
    assert browser.post(f"{run}enrol/", nobody).status_code == 422
    awa = world.person("Awaname")
    browser.post(f"{run}enrol/", {"submission": uuid4(), "reference": awa.reference, "may_ask_later": "on"})
    browser.post(f"{run}enrol/", {"submission": uuid4(), "first_name": "Nadia", "community": "host"})
    one = Enrolment.objects.get(client=awa)
    assert browser.get(run).status_code == 200
    result = {"version": one.version, "level_reached": "A1", "has_certificate": "on"}
    assert browser.post(f"{root}/participants/{one.pk}/complete/", result).status_code == 302
    assert browser.post(f"{root}/participants/{one.pk}/complete/", result).status_code == 409
    for _ in range(2):
        paper = browser.post(f"{root}/participants/{one.pk}/attestation/")
        assert paper.content[:4] == b"%PDF"
    assert Letter.objects.filter(subject=awa.pk, kind="attestation").count() == 1
    for address in ("/desk/", "/livelihoods/", "/counts/livelihoods/", f"/participants/{one.pk}/"):
        assert browser.get(root + address).status_code == 200


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_anybody_finds_a_course_a_level_and_the_gaps(world: World, client: Browser, language: str) -> None:
    course = world.course(ends_on=date(2014, 12, 1))
    root = f"/{language}/programmes/"
    assert (
        str(course.pk)
        in client.get(root, {"kind": "language", "taught": "ary", "place": "MA-04"}).content.decode()
    )
    assert str(course.pk) not in client.get(root, {"taught": "fr"}).content.decode()
    assert client.get(root, {"kind": "nonsense"}).status_code == 422
    assert client.get(f"{root}{course.pk}/").status_code == 200
    assert client.get(f"{root}{uuid4()}/").status_code == 404
    said = client.get(f"{root}where-to-begin/", {"done": 1, "can_A1": ["0", "1", "2"]}).content.decode()
    assert "A2" in said
    assert client.get(f"{root}where/").status_code == 200


def test_two_of_one_name_are_told_apart_and_the_mix_is_a_share(world: World, signed_in: SignIn) -> None:
    course = world.course(world.programme(host_share_sought=50), capacity=9)
    for days in (0, 2, 2):
        at = NOON + timedelta(days=days)
        actions.enrol(course=course, first_name="Nadia", community="host", by=world.by, at=at)
    actions.enrol(course=course, first_name="Awa", community="migrant", by=world.by, at=NOON)
    browser, root = signed_in(world.coordinator), f"/en/programmes/courses/{course.pk}/"
    for address in (root, f"{root}sheet/", f"{root}attendance/?on=2014-03-03"):
        text = browser.get(address).content.decode()
        for name in ("Nadia · 3 March 2014", "Nadia · 5 March 2014<", "Nadia · 5 March 2014 (2)"):
            assert name in text
        assert "Awa ·" not in text
    shown = re.sub(r"<[^>]*>", "", browser.get(root).content.decode())
    assert "From here: 75% (sought: 50%)" in shown


def test_a_course_says_where_its_body_is_asked_and_where_it_meets(world: World, client: Browser) -> None:
    course = world.course(ends_on=date(2014, 12, 1), where="3, rue du Puits")
    address = f"/en/programmes/{course.pk}/"
    assert client.get(address).context["asked"] is None
    make_service(world.centre, theme=Theme.HEALTH, phones=[{"number": "+212 5 11 11 11 11"}])
    asked = make_service(world.centre)
    with CaptureQueriesContext(connection) as counted:
        text = client.get(address).content.decode()
    assert len(counted) <= 12
    for known in (
        str(asked.pk),
        "12, rue de la Paix",
        "+212 537 00 00 00",
        "Rabat town\u2069 · \u20683, rue du Puits",
    ):
        assert known in text
    assert "+212 5 11 11 11 11" not in text, "of its entries, that of the course's theme"


def test_a_page_costs_as_much_for_one_as_for_thirty(world: World, signed_in: SignIn) -> None:
    browser = signed_in(world.coordinator)
    counts = []
    for course in (full(world, 1), full(world, 30)):
        browser.get("/en/programmes/desk/")
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/en/programmes/courses/{course.pk}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_a_persons_page_shows_their_place_in_the_line_and_lets_them_give_it_back(world: World) -> None:
    course = world.course(capacity=1, ends_on=date(2014, 12, 1))
    awa, binta = world.person(), world.person("Binta")
    page.act(awa, "apply", str(course.pk), NOON)
    page.act(binta, "apply", str(course.pk), NOON + timedelta(hours=1))
    made = page.section(binta)
    assert made is not None
    assert made.rows[0].state == "On the waiting list"
    assert "1" in made.rows[0].text
    assert [(act.label, act.kind) for act in made.rows[0].acts] == [("Leave the line", "plain")]
    held = page.section(awa)
    assert held is not None
    assert [act.label for act in held.rows[0].acts] == ["Give my place back"]
    mine = Enrolment.objects.get(client=awa)
    page.act(awa, "leave", str(mine.pk), NOON + timedelta(hours=2))
    assert Enrolment.objects.get(client=binta).state == "enrolled"
    assert page.held(awa)["enrolments"][0]["state"] == "dropped_out"


def test_a_livelihood_is_planned_paid_started_and_followed(world: World, signed_in: SignIn) -> None:
    browser, root = signed_in(world.coordinator), "/en/programmes"
    awa = world.person("Awaname")
    sent = {"submission": uuid4(), "reference": awa.reference, "plan": "Sewing at home"}
    to = browser.post(f"{root}/desk/B-CENTRE/new-livelihood/", sent).headers["Location"]
    one = Livelihood.objects.get()
    fund = {"version": 0, "kind": "grant", "amount_1": "2000", "due_1": "2014-03-10"}
    assert browser.post(f"{to}fund/", fund).status_code == 302
    assert browser.post(f"{to}fund/", fund).status_code == 409
    assert browser.post(f"{to}paid/1/", {"paid_on": "2014-03-12"}).status_code == 302
    assert browser.post(f"{to}start/", {"version": 1, "started_on": "2015-01-01"}).status_code == 422
    assert browser.post(f"{to}start/", {"version": 1, "started_on": "2013-09-01"}).status_code == 302
    answer = {"version": 2, "month": 6, "answer": "yes"}
    assert browser.post(f"{to}asked/", answer).status_code == 422
    actions.enrol(course=world.course(), client=awa, may_ask_later=True, by=world.by, at=NOON)
    assert browser.post(f"{to}asked/", answer).status_code == 302
    assert FollowUp.objects.get().answer == "yes"
    shown = browser.get(to).content.decode()
    assert "Does it still feed the person?" in shown, "staff read about the person"
    assert browser.get(to).status_code == 200
    assert signed_in(world.stranger).get(to).status_code == 404
    actions.stop_livelihood(livelihood=one, reason="job", by=world.by, at=NOON)
    actions.forget(awa, NOON)
    one.refresh_from_db()
    assert one.plan == ""


def kept(course: Course) -> list[tuple[Any, ...]]:
    rows = course.enrolments.order_by("applied_at").values_list(
        "first_name", "client", "state", "admitted_at", "ended_at", "leave_reason", "level_reached", "version"
    )
    marks = course.meetings.values_list("held_on", "version", "attendances__presence").order_by(
        "held_on", "attendances__presence"
    )
    return [*rows, *marks, (course.taken, course.waiting, course.version, course.term)]


def test_the_set_form_leaves_what_the_single_acts_leave(world: World) -> None:
    awa, programme = world.person(), world.programme()
    at = [NOON + timedelta(hours=n) for n in range(8)]
    end = NOON + timedelta(days=30)
    single = world.course(programme, capacity=2)
    one = actions.enrol(course=single, client=awa, by=world.by, at=at[0])
    two = actions.enrol(course=single, first_name="Nadia", community="host", by=world.by, at=at[1])
    actions.enrol(course=single, first_name="Omar", community="host", by=world.by, at=at[2])
    actions.leave(enrolment=two, reason="work", by=world.by, at=at[3])
    actions.save_attendance(
        course=single, held_on=DAY, marks={one.pk: "present", two.pk: "absent"}, by=world.by, at=at[4]
    )
    results = [actions.results.Result(row, "A1") for row in single.enrolments.all()]
    actions.record_results(course=single, results=results, by=world.by, at=end)
    single.refresh_from_db()
    history = History(
        programme, world.rabat, date(2014, 3, 1), date(2014, 6, 30), 2, world.coordinator, NOON, uuid4(), "A1",
        joins=[
            Joins(at[0], client=awa, level_reached="A1"),
            Joins(at[1], first_name="Nadia", community="host", leaves=(at[3], "work")),
            Joins(at[2], first_name="Omar", community="host", level_reached="A1"),
        ],
        sheets=[Sheet(DAY, at[4], {0: "present", 1: "absent"})],
        results_at=end,
    )  # fmt: skip
    made = run_many([history])[0]
    made.refresh_from_db()
    assert kept(made) == kept(single)
    assert run_many([history]) == []


def test_the_set_form_of_livelihoods_is_written_once(world: World) -> None:
    awa = make_client(None, None, ConsentPurpose.FOLLOW_UP)
    start = NOON - timedelta(days=200)
    one = Followed(
        awa, world.centre, "Bread", world.coordinator, start, uuid4(), [("fund", start), ("start", start)],
        [(Part("grant", 2000, DAY), DAY)], "", [(6, date(2014, 3, 20), "partly", "customers")],
    )  # fmt: skip
    assert len(follow_many([one], date(2014, 4, 1))) == 1
    assert follow_many([one], date(2014, 4, 1)) == []
    assert FollowUp.objects.get().reason == "customers"
    assert Actor.staff(world.coordinator.pk) == world.by
