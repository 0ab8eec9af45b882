"""A person says what they need and hands in papers on their page; what nobody helps with goes to data protection."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client as Browser

from indimaj.clients import actions
from indimaj.clients.models import Arrival, Client, Objection, Paper, Support
from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.ledger.actors import Actor
from indimaj.ledger.models import Entry, Read
from indimaj.people.answers import PersonAnswers
from indimaj.ports import clock, storage
from indimaj.referrals.models import Need
from tests.clients.making import make_body, make_client, post

from .conftest import PDF, PIN, hidden, pdf, text
from .test_own_page import NOW, SETUP, opened

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
SignIn = Callable[[Staff], Browser]
Own = tuple[Client, str]


@pytest.fixture
def own(worker: Staff) -> Own:
    body = worker.posts.get().body
    person = PersonAnswers(given_names="Awa", family_name="Ndiaye")
    return actions.register_client(
        person=person, by=Actor.staff(worker.pk), at=NOW, body=body, pin=PIN, language="fr"
    )


def need(**changed: Any) -> dict[str, Any]:
    given = {"theme": "housing", "urgency": "1", "words": "Une chambre pour deux", "submission": str(uuid4())}
    return {**given, **changed}


def verbs(client: Client) -> list[str]:
    return list(Entry.objects.filter(subject=client.pk).order_by("number").values_list("verb", flat=True))


def test_a_need_that_the_person_says_reaches_whoever_helps_them(
    own: Own, worker: Staff, signed_in: SignIn
) -> None:
    client, _ = own
    browser, given = opened(own), need()
    for _ in range(2):  # A second press is the same need.
        assert browser.post("/en/my-page/need/", given)["Location"] == "/en/my-page/?part=referrals"
    assert "Une chambre pour deux" in text(browser.get("/en/my-page/?part=referrals"))
    assert Need.objects.get().recorded_by is None
    assert verbs(client)[-1] == "need_recorded"
    desk = signed_in(worker)
    assert "Waiting for an answer" in text(desk.get("/en/people/"))
    waiting = desk.get("/en/people/written/")
    assert "Awa Ndiaye A need, in their own words" in text(waiting)
    assert "Une chambre pour deux" in text(desk.get(f"/en/referrals/people/{client.reference}/"))
    arrival = Arrival.objects.get()
    assert desk.post(f"/en/people/written/{arrival.pk}/seen/").status_code == 302
    assert desk.post(f"/en/people/written/{arrival.pk}/seen/").status_code == 409
    assert "Everything was seen." in text(desk.get("/en/people/written/"))
    assert verbs(client)[-1] == "arrival_seen"


def test_what_lacks_is_said_and_nothing_is_lost(own: Own) -> None:
    refused = opened(own).post("/en/my-page/need/", need(theme=""))
    assert refused.status_code == 422
    assert "Une chambre pour deux" in refused.content.decode()
    assert not Need.objects.exists()


def hand_in(browser: Browser, **changed: Any) -> Any:
    given = {"words": "Bulletin scolaire", "upload": pdf(), "submission": str(uuid4())}
    return browser.post("/en/my-page/handed-in/", {**given, **changed})


def test_a_paper_is_opened_by_whoever_helps_and_by_nobody_else(
    own: Own, worker: Staff, signed_in: SignIn
) -> None:
    client, _ = own
    browser = opened(own)
    assert hand_in(browser).status_code == 302
    paper = Paper.objects.get()
    assert storage.read(paper.path) == PDF
    assert "Bulletin scolaire Not seen yet" in text(browser.get("/en/my-page/handed-in/"))
    address = f"/en/people/{client.reference}/papers/{paper.pk}/"
    stranger = post(Role.CASEWORKER, make_body("B-OTHER"))
    assert signed_in(stranger).get(address).status_code == 404
    desk = signed_in(worker)
    assert "Papers that the person handed in" in text(desk.get(f"/en/people/{client.reference}/"))
    assert "Bulletin scolaire" in text(desk.get(f"/en/people/{client.reference}/papers/"))
    got = desk.get(address)
    assert (got.content, got["Content-Type"], got["X-Content-Type-Options"]) == (
        PDF,
        "application/pdf",
        "nosniff",
    )
    assert "Bulletin" not in got["Content-Disposition"]
    assert Read.objects.filter(subject=client.pk, what="paper", actor=str(worker.pk)).count() == 1
    desk.post(f"/en/people/written/{Arrival.objects.get().pk}/seen/")
    assert "It was seen" in text(browser.get("/en/my-page/handed-in/"))
    assert "A paper of yours was opened" in text(browser.get("/en/my-page/readers/"))
    assert "Bulletin scolaire" in browser.post("/en/my-page/take-along/").content.decode()


def test_a_paper_taken_back_is_gone_from_the_disk(own: Own, django_capture_on_commit_callbacks: Any) -> None:
    browser = opened(own)
    hand_in(browser)
    paper = Paper.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"/en/my-page/handed-in/{paper.pk}/back/")
    assert (Paper.objects.count(), Arrival.objects.count()) == (0, 0)
    with pytest.raises(FileNotFoundError):
        storage.read(paper.path)
    assert verbs(own[0])[-1] == "paper_taken_back"


def test_erasure_takes_the_papers_along(
    own: Own, worker: Staff, django_capture_on_commit_callbacks: Any
) -> None:
    hand_in(opened(own))
    path = Paper.objects.get().path
    request = actions.ask_erasure(client=own[0], at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        actions.decide_erasure(request=request, by=worker, at=NOW)
    assert not Paper.objects.exists()
    with pytest.raises(FileNotFoundError):
        storage.read(path)


def test_a_file_of_another_kind_is_refused_and_leaves_nothing(own: Own) -> None:
    before = [one for one in settings.UPLOAD_DIR.rglob("*") if one.is_file()]
    refused = hand_in(opened(own), upload=pdf("page.html", b"<script>alert(1)</script>"))
    assert refused.status_code == 415
    assert [one for one in settings.UPLOAD_DIR.rglob("*") if one.is_file()] == before
    assert not Paper.objects.exists()


@pytest.fixture
def alone(own: Own, worker: Staff) -> Own:
    actions.end_support(support=Support.objects.get(), by=Actor.staff(worker.pk), at=NOW)
    return own


def test_somebody_whom_nobody_helps_is_told_so_and_hands_nothing_into_the_void(alone: Own) -> None:
    browser = opened(alone)
    assert "Nobody helps you at the moment" in text(browser.get("/en/my-page/need/"))
    shown = browser.get("/en/my-page/handed-in/")
    assert "there is nobody who could read it" in text(shown)
    assert "multipart/form-data" not in shown.content.decode()
    assert hand_in(browser).status_code == 422
    assert not Paper.objects.exists()
    assert browser.post("/en/my-page/need/", need()).status_code == 302


class TestAnObjectionOfSomebodyWhomNobodyHelps:
    def test_is_answered_by_data_protection_without_a_name(
        self, alone: Own, worker: Staff, signed_in: SignIn
    ) -> None:
        client, _ = alone
        browser, officer = opened(alone), post(Role.DATA_PROTECTION)
        page = browser.get("/en/my-page/objections/")
        assert "the data-protection officer reads what you write here" in text(page)
        browser.post("/en/my-page/objections/", {"text": "Retirez mon numéro", **hidden(page)})
        found = Objection.objects.get()
        desk = signed_in(officer)
        assert client.reference in text(desk.get("/en/people/objections/"))
        shown = text(desk.get(f"/en/people/objections/{found.pk}/"))
        assert ("Retirez mon numéro" in shown, "Awa" in shown) == (True, False)
        assert desk.get(f"/en/people/{client.reference}/").status_code == 404
        answered = desk.post(f"/en/people/objections/{found.pk}/", {"answer": "C’est fait."})
        assert answered["Location"] == "/en/people/objections/"
        assert "C’est fait." in text(browser.get("/en/my-page/objections/"))
        again = desk.post(f"/en/people/objections/{found.pk}/", {"answer": "Encore"})
        assert again.status_code == 409
        assert verbs(client)[-1] == "objection_answered"

    def test_is_nobody_elses(self, alone: Own, worker: Staff, signed_in: SignIn) -> None:
        found = actions.object_to(client=alone[0], text="Non", at=NOW)
        for one in (worker, post(Role.ADMINISTRATOR), post(Role.COORDINATOR, make_body("B-OTHER"))):
            assert signed_in(one).get(f"/en/people/objections/{found.pk}/").status_code == 404
            assert signed_in(one).get("/en/people/objections/").status_code == 404

    def test_of_somebody_who_is_helped_is_not_shown_to_data_protection(
        self, own: Own, signed_in: SignIn
    ) -> None:
        found = actions.object_to(client=own[0], text="Non", at=NOW)
        desk = signed_in(post(Role.DATA_PROTECTION))
        assert own[0].reference not in text(desk.get("/en/people/objections/"))
        assert desk.get(f"/en/people/objections/{found.pk}/").status_code == 302

    def test_that_whoever_helps_leaves_for_more_than_thirty_days_comes_to_data_protection(
        self, own: Own, signed_in: SignIn, june: Any
    ) -> None:
        found = actions.object_to(client=own[0], text="Retirez mon numéro", at=clock.now())
        officer = post(Role.DATA_PROTECTION)
        june.shift(timedelta(days=30))
        assert own[0].reference not in text(signed_in(officer).get("/en/people/objections/"))
        june.shift(timedelta(minutes=1))
        assert own[0].reference in text(signed_in(officer).get("/en/people/objections/"))
        address = f"/en/people/objections/{found.pk}/"
        assert signed_in(officer).post(address, {"answer": "C’est fait."}).status_code == 302
        assert Objection.objects.get().answer == "C’est fait."


def test_setup_is_no_person() -> None:
    """What the platform itself writes down is put before nobody."""
    from indimaj.referrals.actions import record_need

    client = make_client()
    record_need(client=client, theme="work", urgency=2, words="Un travail", by=SETUP, at=NOW)
    assert not Arrival.objects.exists()
