"""Codes, PINs, sessions and headers: guessing is slowed, old keys are dead, and pages keep their secrets."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from indimaj.applications.actions import intake
from indimaj.applications.actions.access import WrongCode, open_with_code
from indimaj.applications.models import Application
from indimaj.directory import limits
from indimaj.directory.models import Office, Staff
from indimaj.ledger.models import Entry
from indimaj.people import pins
from indimaj.people.codes import new_code, new_reference
from tests.applications.conftest import person

from .conftest import NOW, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("june"), pytest.mark.heavy]
PIN = "246802"


@pytest.fixture
def own(office: Office) -> tuple[Application, str]:
    draft, code = intake.start_draft(campaign="2014", office=office, language="fr", pin=PIN, at=NOW)
    return intake.save_answers(application=draft, person=person(), declared={}, at=NOW), code


def opened(file: Application, code: str, pin: str = PIN) -> Any:
    client = Client()
    client.answer = client.post("/en/file/", {"reference": file.reference, "code": code, "pin": pin})
    return client


def test_guesses_at_one_file_are_locked_and_told(own: tuple[Application, str], june: Any) -> None:
    file, code = own
    assert [opened(file, new_code()).answer.status_code for _ in range(6)] == [422] * 5 + [429]
    told = opened(file, code).answer
    assert (told.status_code, told["Retry-After"].isdigit()) == (429, True)
    assert Entry.objects.filter(subject=file.pk, verb="code_locked").count() == 1
    june.shift(timedelta(minutes=2))
    assert opened(file, code).answer.status_code == 302


def test_guesses_from_one_address_are_locked_too(office: Office) -> None:
    client = Client()
    sent = {"code": new_code(), "pin": PIN}
    found = [
        client.post("/en/file/", {**sent, "reference": new_reference("2014")}).status_code
        for _ in range(limits.OPENING.tries + 1)
    ]
    assert (set(found[:-1]), found[-1]) == ({422}, 429)
    assert client.post("/en/file/", sent, headers={"X-Forwarded-For": "1.2.3.4"}).status_code == 429


def test_an_unknown_reference_and_a_wrong_code_take_the_same_work(
    own: tuple[Application, str], deposit: Callable[..., Application], monkeypatch: Any
) -> None:
    work: list[str] = []
    for name in ("digest", "fits"):
        real = getattr(pins, name)
        monkeypatch.setattr(pins, name, lambda *a, real=real, name=name: work.append(name) or real(*a))
    for reference in (own[0].reference, new_reference("2014"), deposit().reference):
        with pytest.raises(WrongCode):
            open_with_code(reference=reference, code=new_code(), pin=PIN, address="192.0.2.1", at=NOW)
    assert len(work) == 3


def test_the_code_of_another_file_opens_nothing(own: tuple[Application, str], office: Office) -> None:
    other, other_code = intake.start_draft(campaign="2014", office=office, language="ar", pin=PIN, at=NOW)
    assert opened(own[0], other_code).answer.status_code == 422
    assert opened(other, own[1]).answer.status_code == 422


def test_a_visit_ends_after_twenty_minutes(own: tuple[Application, str], june: Any) -> None:
    client = opened(*own)
    assert client.get("/en/apply/tasks/").status_code == 200
    june.shift(timedelta(minutes=21))
    answer = client.post("/en/apply/person/name/", {"given_names": "Somebody else"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/file/")
    assert Application.objects.get(pk=own[0].pk).applicant.given_names == "Awa"


def test_a_replaced_code_ends_the_visit_that_the_old_one_opened(
    deposit: Callable[..., Application], counter: Staff
) -> None:
    file = deposit()
    old = intake.replace_code(application=file, by=counter, at=NOW)
    client = opened(file, old)
    assert client.get("/en/file/").status_code == 200
    new = intake.replace_code(application=file, by=counter, at=NOW)
    assert client.post("/en/file/withdraw/").status_code == 302
    assert Application.objects.get(pk=file.pk).state == "registered"
    assert opened(file, old).answer.status_code == 422
    assert opened(file, new).answer.status_code == 302


def test_another_pin_ends_other_visits_and_not_this_one(own: tuple[Application, str]) -> None:
    here, elsewhere = opened(*own), opened(*own)
    assert here.post("/en/file/pin/", {"pin": "135791", "again": "135791"}).status_code == 302
    assert here.get("/en/apply/tasks/").status_code == 200
    assert elsewhere.get("/en/apply/tasks/").status_code == 302


def test_a_stale_tab_after_leaving_changes_nothing(own: tuple[Application, str]) -> None:
    client = opened(*own)
    client.post("/en/leave/")
    assert client.post("/en/file/withdraw/")["Location"] == "/en/file/"
    assert Application.objects.get(pk=own[0].pk).state == "draft"


def test_no_secret_stands_in_a_log_an_address_or_a_session(own: tuple[Application, str], caplog: Any) -> None:
    file, code = own
    client = opened(file, code)
    opened(file, new_code(), "999999")
    kept = str(dict(client.session.items()))
    for secret in (code, PIN, file.code_digest, file.pin_digest):
        assert secret not in caplog.text
        assert secret not in client.answer["Location"]
        assert secret not in kept
    assert "Ndiaye" not in caplog.text


def test_a_visit_begins_under_another_session_key(own: tuple[Application, str]) -> None:
    client = Client()
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    client.post("/en/file/", {"reference": own[0].reference, "code": own[1], "pin": PIN})
    assert client.cookies["sessionid"].value != planted


def test_signing_in_changes_the_session_and_leads_nowhere_else(hire: Callable[..., Staff]) -> None:
    from indimaj.directory.enums import Role

    staff = hire(Role.ADMINISTRATOR)
    staff.set_password("a long enough password")
    staff.save()
    for away in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        client = Client()
        client.get("/en/account/login/")
        session = client.session
        session["planted"] = "1"
        session.save()
        client.cookies["sessionid"] = planted = session.session_key
        sent = {"login": staff.username, "password": "a long enough password", "next": away}
        answer = client.post("/en/account/login/", sent)
        assert (answer.status_code, "evil" in answer["Location"]) == (302, False), away
        assert not answer["Location"].startswith(("javascript", "//"))
        assert client.cookies["sessionid"].value != planted


@pytest.mark.parametrize("page", ["/en/", "/en/file/", "/en/account/login/", "/en/nothing/", "/en/desk/"])
def test_each_page_has_its_headers(page: str, counter: Staff) -> None:
    answer = browser(counter).get(page)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    if page not in ("/en/",):
        assert answer["Cache-Control"] == "no-store"


def test_cookies_are_for_no_script_and_no_other_site(own: tuple[Application, str]) -> None:
    client = opened(*own)
    client.get("/en/apply/tasks/")
    client.get("/en/apply/person/name/")
    assert {"sessionid", "csrftoken"} <= set(client.cookies)
    for cookie in client.cookies.values():
        assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax"), cookie.key


def test_a_host_that_is_not_ours_gets_nothing(office: Office) -> None:
    client = Client(raise_request_exception=False)
    answer = client.get("/en/", headers={"Host": "evil.example"})
    assert (answer.status_code, b"evil" in answer.content) == (400, False)
