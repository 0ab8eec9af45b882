"""The pages of the room: for whom they are there, and what they keep when something is wrong."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from indimaj.clients import blocks
from indimaj.directory.enums import Role
from indimaj.ledger.models import Read
from indimaj.recognition import actions, page
from indimaj.recognition.enums import ConsularKind, Reason
from indimaj.recognition.models import Asset, ConsularRequest, RecognitionRequest, Vacancy
from tests.clients.making import make_place, post

from .making import AT, World, another_caseworker, later

pytestmark = pytest.mark.heavy

SignIn = Callable[[Any], Browser]
WEIGHTS = {f"weight_{number}": "needed" for number in range(1, 6)}


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_a_caseworker_follows_a_person_through_the_room(
    world: World, signed_in: SignIn, language: str
) -> None:
    document = world.paper()
    request = world.sent(asset=document.asset)
    question = world.prepared(ConsularKind.BIRTH)
    world.asset(kind="language", code="fr", level="A2", words="Je parle")
    browser, root = signed_in(world.caseworker), f"/{language}/recognition/people/{world.awa.reference}"
    for address in (
        "/",
        "/add/",
        "/matches/",
        "/consulate/",
        f"/consulate/{question.pk}/",
        f"/{document.asset.pk}/",
    ):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = browser.get(root + address)
        assert answer.status_code == 200, address
        assert len(asked) <= 12, (address, len(asked))
    assert browser.get(f"/{language}/recognition/documents/{document.pk}/").status_code == 200
    assert Read.objects.filter(subject=world.awa.pk, actor=str(world.caseworker.pk)).count() >= 4
    assert request.is_open


def test_the_pages_of_somebody_elses_person_do_not_exist(world: World, signed_in: SignIn) -> None:
    document = world.paper()
    question = world.prepared(ConsularKind.BIRTH)
    stranger, _person = another_caseworker()
    browser = signed_in(stranger)
    root = f"/en/recognition/people/{world.awa.reference}"
    for address in (
        "/",
        "/add/",
        "/matches/",
        "/consulate/",
        f"/consulate/{question.pk}/",
        f"/{document.asset.pk}/",
    ):
        assert browser.get(root + address).status_code == 404
    assert browser.get(f"/en/recognition/documents/{document.pk}/").status_code == 404
    for address in (f"/consulate/{question.pk}/act/", "/never/", f"/{document.asset.pk}/take-away/"):
        assert browser.post(root + address, {"do": "confirm"}).status_code == 404


def test_what_was_typed_is_kept_when_something_is_missing(world: World, signed_in: SignIn) -> None:
    browser = signed_in(world.caseworker)
    answer = browser.post(
        f"/en/recognition/people/{world.awa.reference}/add/",
        {"words": "Je suis maçon depuis dix ans", "submission": "0" * 32},
    )
    assert answer.status_code == 422
    assert "Je suis maçon depuis dix ans" in answer.content.decode()
    assert not Asset.objects.exists()


def test_the_assessor_sees_only_what_was_sent_to_their_body(world: World, signed_in: SignIn) -> None:
    mine, other_body = world.sent(), world.recogniser("B-ELSE")
    theirs = world.sent(other_body, world.asset(words="SECRET OF ANOTHER"))
    unsent = actions.draft(asset=world.asset(words="NOT SENT"), body=world.center, by=world.by, at=AT)
    browser = signed_in(world.assessor)
    text = browser.get("/en/recognition/requests/").content.decode()
    assert str(mine.pk) in text
    assert "SECRET" not in text
    assert "NOT SENT" not in text
    assert "CANARY" not in text
    for hidden in (theirs, unsent):
        assert browser.get(f"/en/recognition/requests/{hidden.pk}/").status_code == 404
        paper = world.paper(hidden.asset)
        assert browser.get(f"/en/recognition/documents/{paper.pk}/").status_code == 404
    paper = world.paper(mine.asset)
    assert browser.get(f"/en/recognition/documents/{paper.pk}/").status_code == 200
    shown = browser.get(f"/en/recognition/requests/{mine.pk}/").content.decode()
    assert "CANARY" not in shown
    assert world.awa.reference not in shown


def test_an_assessor_decides_and_the_second_one_is_told(world: World, signed_in: SignIn) -> None:
    seen = world.seen()
    browser = signed_in(world.assessor)
    address = f"/en/recognition/requests/{seen.pk}/decide/"
    empty = browser.post(address, {"version": seen.version, "verb": "refuse", "words": "Kept words"})
    assert empty.status_code == 422
    assert "Kept words" in empty.content.decode()
    given = {"version": seen.version, "verb": "refuse", "reason": Reason.LEVEL}
    assert browser.post(address, given).status_code == 302
    colleague = signed_in(post(Role.ASSESSOR, world.center, username="second"))
    assert colleague.post(address, given).status_code == 409


def test_what_is_overdue_is_in_plain_sight(world: World, signed_in: SignIn, settings: Any) -> None:
    world.sent()
    text = signed_in(world.assessor).get("/en/recognition/requests/").content.decode()
    assert "Overdue" in text


def test_the_queue_is_oldest_first_and_uses_its_index(world: World, signed_in: SignIn) -> None:
    asset = world.asset()
    RecognitionRequest.objects.bulk_create(
        RecognitionRequest(
            client=world.awa, asset=asset, body=world.center, state="sent", is_open=True,
            drafted_at=AT, sent_at=later(-number), due_on=date(2015, 1, 1),
        )
        for number in range(70)
    )  # fmt: skip
    browser = signed_in(world.assessor)
    browser.get("/en/recognition/requests/")
    with CaptureQueriesContext(connection) as asked:
        first = browser.get("/en/recognition/requests/")
    assert len(asked) <= 12, len(asked)
    older = first.context["older"]
    second = browser.get("/en/recognition/requests/" + older)
    days = [line["request"].sent_at for page_ in (first, second) for line in page_.context["rows"]]
    assert len(days) == 60
    assert days == sorted(days)
    rows = RecognitionRequest.objects.at_desk_of(world.assessor).waiting()
    if connection.vendor == "sqlite":
        plan = rows.explain()
        assert "recognition_queue" in plan
        assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    "after",
    ["x", "~", "2014-05-05~x", "2014-05-05T10:00~" + "0" * 32, "9999-99-99~", "%00", "2014-05-05T10:00:00Z"],
)
def test_a_key_that_cannot_be_read_is_the_first_page(world: World, signed_in: SignIn, after: str) -> None:
    world.sent()
    world.asked()
    for staff, address in ((world.assessor, "requests/"), (world.consul, "consulate/"), (None, "vacancies/")):
        browser = signed_in(staff) if staff else Browser()
        assert browser.get(f"/en/recognition/{address}?after={after}").status_code == 200


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_a_new_vacancy_is_written_in_the_language_of_the_page_unless_somebody_says_another(
    world: World, signed_in: SignIn, language: str
) -> None:
    shown = signed_in(world.provider).get(f"/{language}/recognition/vacancies/mine/new/").content.decode()
    chosen = re.search(r'name="words_language".*?<option value="([^"]*)" selected', shown, re.DOTALL)
    assert chosen is not None
    assert chosen[1] == language


def test_pages_of_vacancies_follow_each_other(world: World) -> None:
    Vacancy.objects.bulk_create(
        Vacancy(body=world.employer, title=f"Work {number}", skills=["71"], languages={}, place=make_place(),
                closes_on=date(2099, 1, 1 + number % 28), posted_at=AT)
        for number in range(65)
    )  # fmt: skip
    browser, address, seen = Browser(), "/en/recognition/vacancies/", []
    while address:
        answer = browser.get(address)
        seen += [row["vacancy"].title for row in answer.context["rows"]]
        address = answer.context["older"] and "/en/recognition/vacancies/" + answer.context["older"]
    assert len(seen) == len(set(seen)) == 65


def test_each_list_follows_its_index(world: World) -> None:
    day = date(2014, 6, 1)
    if connection.vendor == "postgresql":
        with (
            connection.cursor() as cursor
        ):  # Few rows would be read as they lie: does the index serve the order?
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    lists = {
        "consular_queue": ConsularRequest.objects.at_consulate_of(world.consul).order_by("sent_at", "id"),
        "vacancies_open": Vacancy.objects.open_on(day),
        "vacancies_of_a_body": Vacancy.objects.visible_to(world.provider).order_by("-posted_at", "id"),
    }
    for index, rows in lists.items():
        plan = rows.explain()
        assert index in plan, plan
        assert "TEMP B-TREE" not in plan, plan
        assert "Sort" not in plan, plan


def test_everybody_reads_vacancies_and_nobody_is_asked_for_papers(world: World, client: Browser) -> None:
    made = actions.post_vacancy(
        body=world.employer, by=world.provider, at=AT, title="Couturière", skills=["75"], languages={"fr": "A2"},
        place=make_place(), closes_on=date(2099, 7, 1),
    )  # fmt: skip
    for language, words in (
        ("en", "No residence document"),
        ("fr", "Aucun titre de séjour"),
        ("ar", "لا يطلب سند"),
    ):
        assert "Couturière" in client.get(f"/{language}/recognition/vacancies/").content.decode()
        page_of_one = client.get(f"/{language}/recognition/vacancies/{made.pk}/").content.decode()
        assert words in page_of_one
        assert all(
            f"/{other}/recognition/vacancies/{made.pk}/" in page_of_one for other in ("ar", "fr", "en")
        )
    assert client.get("/en/recognition/vacancies/mine/").status_code == 302


def test_an_employer_offers_corrects_and_closes(world: World, signed_in: SignIn) -> None:
    browser = signed_in(world.provider)
    assert browser.get("/fr/recognition/vacancies/mine/new/").status_code == 200
    given = {
        "submission": "1" * 32, "body": world.employer.code, "title": "Maçon", "words_language": "fr", "skill_1": "71",
        "skill_2": "83", "skill_4": "74", "place": make_place().code, "openings": 3, "closes_on": "2099-01-01",
        **WEIGHTS, "weight_2": "wished",
    }  # fmt: skip
    for _twice in range(2):
        assert browser.post("/fr/recognition/vacancies/mine/new/", given).status_code == 302
    made = Vacancy.objects.get()
    address = f"/fr/recognition/vacancies/mine/{made.pk}/"
    assert browser.get(address).status_code == 200
    assert browser.post(address, {**given, "title": "Maçonne", "version": 0}).status_code == 302
    assert browser.post(address, {**given, "title": "Late", "version": 0}).status_code == 409
    assert browser.post(address + "close/").status_code == 302
    made.refresh_from_db()
    assert (made.title, made.state) == ("Maçonne", "closed")
    assert (made.skills, made.wished) == (["71", "74"], ["83"])
    clinic = post(Role.PROVIDER, world.association)
    assert signed_in(clinic).get("/fr/recognition/vacancies/mine/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [({}, "skill_1"), ({"skill_1": "71", "skill_3": "71"}, "skill_3"), ({"skill_1": "7x"}, "skill_1")],
)
def test_a_vacancy_asks_for_a_skill_and_for_each_once(
    world: World, signed_in: SignIn, typed: dict[str, str], wrong: str
) -> None:
    given = {
        "submission": "1" * 32, "body": world.employer.code, "title": "Maçon", "words_language": "fr",
        "place": make_place().code, "openings": 3, "closes_on": "2099-01-01",
        **WEIGHTS, **typed,
    }  # fmt: skip
    answer = signed_in(world.provider).post("/fr/recognition/vacancies/mine/new/", given)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [wrong]
    assert Vacancy.objects.count() == 0


def test_what_was_offered_is_there_again_to_correct(world: World, signed_in: SignIn) -> None:
    made = actions.post_vacancy(
        body=world.employer, by=world.provider, at=AT, title="Tailor", skills=["75", "73"], wished=["52"],
        place=make_place(), closes_on=date(2099, 7, 1),
    )  # fmt: skip
    form = signed_in(world.provider).get(f"/fr/recognition/vacancies/mine/{made.pk}/").context["form"]
    typed = [(skill.value(), weight.value()) for skill, weight in form.skill_rows]
    assert typed == [("75", "needed"), ("73", "needed"), ("52", "wished"), (None, "needed"), (None, "needed")]


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_each_vacancy_has_a_page_beside_the_person_in_at_most_12_questions(
    world: World, signed_in: SignIn, language: str
) -> None:
    for number in range(30):
        actions.post_vacancy(
            body=world.employer, by=world.provider, at=AT, title=f"Work {number}", skills=["71", "75"],
            wished=["52"], languages={"fr": "B1"}, qualification="6", place=make_place(), closes_on=date(2099, 7, 1),
        )  # fmt: skip
    world.asset(kind="skill", code="71")
    for code in ("6", "5", ""):
        world.sent(asset=world.asset(kind="qualification", code=code, words="Licence de lettres"))
    browser, root = (
        signed_in(world.caseworker),
        f"/{language}/recognition/people/{world.awa.reference}/matches/",
    )
    first = Vacancy.objects.first()
    assert first is not None
    for address in (root, f"{root}{first.pk}/"):
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(address)
        assert answer.status_code == 200
        assert "Licence de lettres" in answer.content.decode()
        assert len(asked) <= 12, (address, len(asked))
    stranger, _person = another_caseworker()
    assert signed_in(stranger).get(f"{root}{first.pk}/").status_code == 404


def test_the_persons_own_page_shows_the_warning_in_their_language(world: World) -> None:
    world.awa.language = "fr"
    world.awa.save()
    prepared = world.prepared()
    rows = {row.title: row for row in page.section(world.awa).rows}
    warned = next(row for row in rows.values() if any(act.verb == "confirm" for act in row.acts))
    assert "ni où vous habitez" in warned.text
    page.act(world.awa, "confirm", str(prepared.pk), AT)
    assert ConsularRequest.objects.get().state == "sent"
    assert page.held(world.awa)


def test_the_persons_own_page_says_which_work_fits_and_what_is_missing(world: World) -> None:
    for title, skill in (("Tailor", "75"), ("Driver", "83")):
        actions.post_vacancy(
            body=world.employer, by=world.provider, at=AT, title=title, skills=[skill], languages={"fr": "A2"},
            place=make_place(), closes_on=date(2099, 7, 1),
        )  # fmt: skip
    world.asset(kind="skill", code="75")
    with override("en"):
        row = next(row for row in page.section(world.awa).rows if "Work on offer" in row.title)
        with CaptureQueriesContext(connection) as asked:
            assert not any("Driver" in one.title for one in page.section(world.awa).rows)
    assert len(asked) <= 6  # The page around it asks four, and more for the page of a child.
    assert (row.title, row.state) == ("Work on offer: \u2068Tailor\u2069", "1 thing is missing")
    assert row.text == (
        "This skill is there: Food, wood and textiles. "
        "French: this work asks for A2: everyday talk. A course can close the gap."
    )


def test_the_caseworkers_page_has_this_rooms_part_for_the_right_reader(world: World) -> None:
    world.asset()
    mine = page.block(world.awa, world.caseworker)
    assert mine is not None
    assert any("Dama ñaw yére" in row.title for row in mine.rows)
    assert page.block in blocks._BUILDS
    stranger, _person = another_caseworker()
    assert page.block(world.awa, stranger) is None


def test_every_verb_of_the_room_has_words() -> None:
    for verb in page.VERBS:
        assert str(blocks.verb(verb))
