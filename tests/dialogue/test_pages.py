"""The pages: what everybody reads, and what the policy officer does without a script."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indimaj.dialogue import actions, marks
from indimaj.dialogue.models import Contribution, Document, DocumentVersion, Event, Passage
from indimaj.directory.models import Staff
from indimaj.ledger.models import Read
from tests.dialogue.conftest import DAMAGED, DAY, NOON, PROMISE, World, words

pytestmark = pytest.mark.heavy


def browser(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def desk(world: World) -> Client:
    return browser(world.policy)


def test_an_event_is_written_in_three_languages_and_shown(world: World, desk: Client) -> None:
    typed = {
        "first_in": "fr", "title_fr": "Une table ronde", "title_ar": "مائدة مستديرة", "title_en": "A round table",
        "objectives_fr": "Se parler\nDécider", "objectives_en": "To talk\nTo decide", "key": "round-table",
        "kind": "round_table", "starts_on": "2015-01-27", "ends_on": "2015-01-27", "submission": str(uuid4()),
    }  # fmt: skip
    for _ in range(2):
        assert desk.post("/en/dialogue/desk/new-event/", typed).status_code == 302
    event = Event.objects.get()
    assert [one["en"]["text"] for one in event.objectives] == ["To talk", "To decide"]
    assert Client().get("/en/dialogue/events/round-table/").status_code == 404
    desk.post("/en/dialogue/desk/events/round-table/show/", {"version": "0", "public": "1"})
    assert "مائدة مستديرة" in Client().get("/ar/dialogue/events/round-table/").content.decode()


def test_a_translation_that_nobody_touched_is_stale_when_the_original_changes(
    world: World, desk: Client
) -> None:
    event = world.event()
    typed = {
        "first_in": "en", "title_en": "Another title", "title_fr": "A meeting (fr)", "title_ar": "عنوان آخر",
        "kind": "conference", "starts_on": "2014-03-10", "ends_on": "2014-03-11", "version": "0",
    }  # fmt: skip
    assert desk.post("/en/dialogue/desk/events/meeting/edit/", typed).status_code == 302
    page = Client().get("/fr/dialogue/events/meeting/").content.decode()
    event.refresh_from_db()
    assert (event.title["en"]["text"], event.title["fr"]["state"]) == ("Another title", "reviewed")
    assert (
        "L’original a changé" in page
        or "original" in page.partition("<h1")[2].split("A meeting (fr)")[1][:200]
    )
    assert "A meeting (fr)" in page


def test_what_was_typed_is_kept_when_the_form_is_refused_or_comes_too_late(
    world: World, desk: Client
) -> None:
    world.event()
    typed = {"first_in": "en", "title_en": "", "venue": "The old hall", "version": "0"}
    refused = desk.post("/en/dialogue/desk/events/meeting/edit/", typed)
    assert (refused.status_code, "The old hall" in refused.content.decode()) == (422, True)
    late = {
        "first_in": "en", "title_en": "New", "kind": "seminar", "starts_on": "2014-03-10", "ends_on": "2014-03-11",
        "venue": "The old hall", "version": "7",
    }  # fmt: skip
    answer = desk.post("/en/dialogue/desk/events/meeting/edit/", late)
    assert (answer.status_code, "The old hall" in answer.content.decode()) == (409, True)


def test_a_key_that_is_taken_is_said_on_the_form(world: World, desk: Client) -> None:
    world.document()
    typed = {"first_in": "en", "title_en": "x", "key": "note", "kind": "report", "submission": str(uuid4())}
    answer = desk.post("/en/dialogue/desk/new-document/", typed)
    assert (answer.status_code, "already has this short name" in answer.content.decode()) == (422, True)


def test_session_participants_and_accounts_are_added_on_pages_of_their_own(
    world: World, desk: Client
) -> None:
    event = world.event()
    once = {"first_in": "en", "submission": str(uuid4())}
    parts = {
        "session": {
            "title_en": "The opening hour",
            "kind": "opening",
            "themes": ["health"],
            "languages": ["ar"],
        },
        "participant": {"role": "expert", "category": "research", "country": "NG"},
        "account": {"says_en": "Three workshops", "claim": "sessions", "source": "A paper"},
    }
    for what, typed in parts.items():
        assert desk.post(f"/en/dialogue/desk/events/meeting/add/{what}/", typed | once).status_code == 302
    assert (event.sessions.count(), event.participations.count(), event.accounts.count()) == (1, 1, 1)
    page = Client().get("/en/dialogue/events/meeting/").content.decode()
    assert all(said in page for said in ("The opening hour", "Nigeria", "Three workshops", "A paper"))


def test_a_focal_point_replies_after_the_event_for_its_own_body(world: World) -> None:
    event = world.event()
    begun = actions.contribute(
        event=event, text=words("Who answers?"), kind="written", said_on=DAY, by=world.by, at=NOON
    )
    focal = browser(world.focal)
    url = f"/en/dialogue/events/meeting/write/?to={begun.pk}"
    assert "Who answers?" in focal.get(url).content.decode()
    typed = {"first_in": "en", "text_en": "We do.", "body": "B-HEALTH", "submission": str(uuid4())}
    for _ in range(2):
        assert focal.post(url, typed).status_code == 302
    reply = Contribution.objects.get(answers=begun)
    assert (reply.body, reply.event) == (world.health, event)
    foreign = typed | {"body": "B-MINISTRY", "submission": str(uuid4())}
    assert focal.post(url, foreign).status_code == 422


def test_a_file_becomes_a_version_and_what_cannot_be_read_is_said(world: World, desk: Client) -> None:
    world.document()
    url = "/en/dialogue/desk/documents/note/new-version/"
    typed = {"language": "en", "received_on": "2014-03-12", "submission": str(uuid4())}
    upload = SimpleUploadedFile("note.md", DAMAGED.encode())
    answer = desk.post(url, {**typed, "upload": upload})
    assert (answer.status_code, DocumentVersion.objects.get().method) == (302, "markdown")
    broken = desk.post(
        url, {**typed, "submission": str(uuid4()), "upload": SimpleUploadedFile("a.doc", b"\x00\x01")}
    )
    assert (broken.status_code, "This file cannot be read" in broken.content.decode()) == (422, True)


def test_a_sentence_is_marked_by_its_words_or_by_its_offsets(world: World, desk: Client) -> None:
    version = world.version()
    url = "/en/dialogue/desk/documents/note/1/mark/"
    assert desk.post(url, {"quote": PROMISE.replace(" ", "  ")}).status_code == 302
    assert Passage.objects.get().quote == PROMISE
    start = version.text.index("Atelier")
    assert desk.post(url, {"quote": "Atelier", "start": start, "end": start + 7}).status_code == 302
    assert Passage.objects.count() == 2
    missing = desk.post(url, {"quote": "Never said"})
    assert (missing.status_code, "do not stand in this text" in missing.content.decode()) == (422, True)


def test_words_that_stand_in_two_places_ask_which_one_is_meant(world: World, desk: Client) -> None:
    world.version(text="Access is a right. Work is a right. Access is a right.")
    url = "/en/dialogue/desk/documents/note/1/mark/"
    asked = desk.post(url, {"quote": "Access is a right."})
    assert (
        asked.status_code,
        "2</bdi> places" in asked.content.decode() or "places" in asked.content.decode(),
    ) == (422, True)
    assert desk.post(url, {"quote": "Access is a right.", "nth": "1"}).status_code == 302
    assert Passage.objects.get().start == 36


def test_proposals_are_carried_out_in_the_box_and_kept_only_when_one_says_so(
    world: World, desk: Client
) -> None:
    world.version()
    url = "/en/dialogue/desk/documents/note/1/repair/"
    page = desk.get(url)
    keys = [
        item["key"]
        for group in page.context["groups"]
        for item in group["items"]
        if item["after"] == "الندوة"
    ]
    tried = desk.post(url, {"propose": "1", "chosen": keys})
    assert (tried.status_code, DocumentVersion.objects.count()) == (200, 1)
    text = tried.context["form"].initial["text"]
    assert "الندوة الدوليـــة" in text
    kept = desk.post(url, {"text": text, "note": "One word", "submission": str(uuid4())})
    assert kept.headers["Location"] == "/en/dialogue/desk/documents/note/2/passages/"
    public = Client().get("/en/dialogue/documents/note/2/").content.decode()
    assert all(said in public for said in ("Nadia Berrada", "الندوة الدوليـــة", "الـنـــدوة"))


def test_a_lost_passage_is_listed_first_and_placed_by_hand(world: World, desk: Client) -> None:
    document = world.document()
    world.mark(world.version(document))
    second = world.version(document, text="Every question gets a written answer, the minister said.")
    page = desk.get("/en/dialogue/desk/documents/note/2/passages/").content.decode()
    assert "Not found any more" in page
    placement = second.placements.get()
    url = f"/en/dialogue/desk/documents/note/2/passages/{placement.pk}/"
    assert desk.post(url, {"quote": "Every question gets a written answer"}).status_code == 302
    assert "Nadia Berrada" in desk.get("/en/dialogue/desk/documents/note/2/passages/").content.decode()


def test_the_text_is_public_with_its_passages_and_what_came_of_them_but_without_addresses(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = world.version(text=f"{PROMISE}\n\nWrite to somebody@example.org for more.")
    passage = world.mark(version)
    monkeypatch.setattr(marks, "_markers", [lambda ids: {one: [("Pledge 1", "/en/pledge/")] for one in ids}])
    page = Client().get("/en/dialogue/documents/note/1/").content.decode()
    assert f'<span id="p-{passage.pk}" class="anchor"></span><mark>{PROMISE}</mark>' in page
    assert '<a href="/en/pledge/">Pledge 1</a>' in page
    assert "somebody@example.org" not in page
    told = json.loads(Client().get("/en/dialogue/documents/note/1.json").content)
    assert told["passages"][0]["quote"] == PROMISE
    assert told["passages"][0]["marks"] == [{"label": "Pledge 1", "url": "/en/pledge/"}]


def test_a_passage_leads_to_the_newest_version_and_page_in_which_it_stands(world: World) -> None:
    document = world.document()
    passage = world.mark(world.version(document))
    long = "\n\n".join("Some words that fill a page. " * 20 for _ in range(60))
    world.version(document, text=f"{long}\n\n{PROMISE}")
    answer = Client().get(f"/en/dialogue/passages/{passage.pk}/")
    assert answer.headers["Location"] == f"/en/dialogue/documents/note/2/?page=3#p-{passage.pk}"
    world.document("secret", is_public=False)
    hidden = world.mark(world.version(Document.objects.get(key="secret")))
    assert Client().get(f"/en/dialogue/passages/{hidden.pk}/").status_code == 404


def test_open_data_holds_what_is_public_and_no_formula(world: World) -> None:
    world.event(title=words("=1+1"))
    world.event("hidden", is_public=False)
    told = json.loads(Client().get("/en/dialogue/events.json").content)
    assert [one["key"] for one in told["events"]] == ["meeting"]
    lines = Client().get("/en/dialogue/events.csv").content.decode().split("\n")
    assert (lines[1].split(",")[0], "'=1+1" in lines[2]) == ("#event+code", True)
    world.version()
    detail = json.loads(Client().get("/en/dialogue/documents/note.json").content)
    assert [one["sha256"] for one in detail["versions"]] == [DocumentVersion.objects.get().sha256]


def test_every_reading_at_the_desk_is_written_down_before_the_answer(world: World, desk: Client) -> None:
    event = world.event()
    document = world.version().document
    for url in ("", "events/meeting/", "documents/", "documents/note/", "documents/note/1/"):
        assert desk.get(f"/en/dialogue/desk/{url}").status_code == 200
    said = list(Read.objects.filter(compartment="house").order_by("pk").values_list("what", "subject"))
    assert said[-5:] == [
        ("events", None), ("event", event.pk), ("documents", None), ("document", document.pk), ("document", document.pk)
    ]  # fmt: skip


@pytest.mark.parametrize("rows", [1, 12])
def test_the_page_of_an_event_asks_as_much_for_many_rows_as_for_one(
    world: World,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(marks, "_of_event", [])
    event = world.event()
    common = {"event": event, "by": world.by, "at": NOON}
    for number in range(rows):
        actions.add_session(title=words(f"Session {number}"), kind="forum", **common)
        actions.add_participation(category="national", role="expert", body=world.ministry, **common)
        actions.add_account(claim="aim", says=words("x"), source="A paper", **common)
        begun = actions.contribute(
            text=words("Q"), kind="written", said_on=DAY, body=world.health, institution="", **common
        )
        actions.contribute(
            text=words("A"), kind="written", said_on=DAY, answers=begun, body=world.health, **common
        )
        world.document(f"note-{number}", event=event)
    with django_assert_num_queries(8):
        assert Client().get("/en/dialogue/events/meeting/").status_code == 200


@pytest.mark.parametrize("passages", [1, 12])
def test_the_page_of_a_text_asks_as_much_for_many_passages_as_for_one(
    world: World,
    passages: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(marks, "_markers", [])
    document = world.document()
    text = "\n\n".join(f"Sentence {number} of the text." for number in range(12))
    version = world.version(document, text=text)
    for number in range(passages):
        world.mark(version, f"Sentence {number} of the text.")
    world.version(document, text=f"Preface.\n\n{text}")
    with django_assert_num_queries(5):
        assert Client().get("/en/dialogue/documents/note/2/").status_code == 200
