"""The page of the office phone has no sign-in: what somebody may try with its address, or without one."""

import io
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from indimaj.applications.actions import intake, phone
from indimaj.applications.models import Application, Evidence, PhonePairing, PhonePaper
from indimaj.applications.permissions import PHONE_PAPERS, PHONE_REST
from indimaj.config.logs import HideKeys
from indimaj.directory import limits
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from indimaj.ledger.models import Entry, Read
from indimaj.ports.uploads import UploadRefused
from tests.applications.conftest import person

from .conftest import NOW, at_once, browser
from .test_uploads import BOMB, JPEGS, REFUSED
from .test_uploads import kept as on_disk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("june"), pytest.mark.heavy]
JPEG = JPEGS["exif"]
MADE_UP = "A" * 43
COUNTER = "/en/desk/counter/"


BEFORE: set[Path] = set()


@pytest.fixture(autouse=True)
def _disk() -> None:
    BEFORE.clear()
    BEFORE.update(on_disk())


def kept() -> set[Path]:
    """What this test left on the disk."""
    return on_disk() - BEFORE


@pytest.fixture
def made(counter: Staff, office: Office) -> phone.Made:
    return phone.pair(submission=uuid4(), office=office, by=counter, at=NOW)


def page_of(token: str) -> str:
    return f"/en/desk/phone/{token}/"


def send(token: str, data: bytes = JPEG, client: Client | None = None, **fields: Any) -> Any:
    given = {"kind": "passport", "upload": SimpleUploadedFile("p.jpg", data), "sent": str(uuid4()), **fields}
    return (client or Client(raise_request_exception=False)).post(page_of(token), given)


def plain(answer: Any, token: str) -> tuple[int, str]:
    return answer.status_code, answer.content.decode().replace(token, "…")


# --- whose key it is


@pytest.mark.parametrize("token", [MADE_UP, "x", "A" * 4000, "%00", "..", "café", "' OR 1=1 --"])
def test_a_token_that_was_guessed_opens_nothing(made: phone.Made, token: str) -> None:
    for answer in (Client(raise_request_exception=False).get(page_of(token)), send(token)):
        assert answer.status_code == 404
    assert not PhonePaper.objects.exists()


def test_the_number_and_the_digest_of_a_pairing_are_no_token(made: phone.Made) -> None:
    for token in (str(made.pairing.pk), made.pairing.digest, str(made.pairing.submission), made.token[:-1]):
        assert send(token).status_code == 404
    assert send(made.token.swapcase()).status_code == 404


def test_made_up_closed_at_rest_and_full_look_alike(
    made: phone.Made, counter: Staff, office: Office, june: Any
) -> None:
    unknown = plain(Client().get(page_of(MADE_UP)), MADE_UP)
    phone.let_go(pairing=made.pairing, by=counter, at=NOW)
    closed = plain(Client().get(page_of(made.token)), made.token)
    second = phone.pair(submission=uuid4(), office=office, by=counter, at=NOW)
    june.move_to(NOW + PHONE_REST + timedelta(seconds=1))
    rested = plain(Client().get(page_of(second.token)), second.token)
    assert unknown == closed == rested
    assert unknown[0] == 404
    assert send(second.token).status_code == 404


def test_each_paper_and_nothing_else_keeps_the_phone_awake(
    made: phone.Made, counter: Staff, june: Any
) -> None:
    june.move_to(NOW + PHONE_REST)
    assert Client().get(page_of(made.token)).status_code == 200
    browser(counter).get(f"{COUNTER}phone/{made.pairing.pk}/")
    assert send(made.token).status_code == 302
    june.move_to(NOW + 2 * PHONE_REST)
    assert send(made.token).status_code == 302
    june.move_to(NOW + 3 * PHONE_REST + timedelta(seconds=1))
    assert send(made.token).status_code == 404


def test_guessing_is_slowed_down_and_does_not_shut_other_addresses_out(made: phone.Made) -> None:
    here = Client(raise_request_exception=False)
    for _ in range(limits.PHONE.tries):
        assert here.get(page_of(MADE_UP)).status_code == 404
    answer = here.get(page_of(MADE_UP))
    assert (answer.status_code, answer["Referrer-Policy"]) == (429, "no-referrer")
    assert "Retry-After" in answer
    assert send(made.token, client=here).status_code == 429
    assert send(made.token, client=Client(REMOTE_ADDR="192.0.2.9")).status_code == 302


# --- what the key opens


def test_nothing_can_be_read_with_the_key_but_a_number(made: phone.Made, counter: Staff) -> None:
    send(made.token, kind="birth_record")
    paper, body = PhonePaper.objects.get(), Client().get(page_of(made.token)).content.decode()
    private = (str(paper.pk), str(made.pairing.pk), str(made.pairing.submission), counter.name, counter.username,
               str(counter.pk), made.pairing.office_id, paper.path, "p.jpg", "<img")  # fmt: skip
    assert [word for word in private if word in body] == []
    for address in (
        f"{COUNTER}phone/{made.pairing.pk}/",
        f"{COUNTER}phone/{made.pairing.pk}/{paper.pk}/",
        f"{page_of(made.token)}{paper.pk}/",
        COUNTER,
    ):
        assert Client().get(address).status_code in (302, 404), address


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_the_page_takes_no_other_verb(made: phone.Made, method: str) -> None:
    assert getattr(Client(), method)(page_of(made.token)).status_code == 405


def test_a_phone_cannot_name_another_deposit(
    made: phone.Made, office: Office, hire: Callable[..., Staff]
) -> None:
    other = phone.pair(submission=uuid4(), office=office, by=hire(Role.COUNTER, office), at=NOW)
    send(made.token, submission=str(other.pairing.submission), pairing=str(other.pairing.pk), id=str(uuid4()))
    assert PhonePaper.objects.get().pairing == made.pairing


@pytest.mark.parametrize("kind", ["", "nothing", "medical_certificate_sealed", "passport\x00", "9" * 5000])
def test_a_kind_that_is_not_offered_is_refused_the_sealed_ones_too(made: phone.Made, kind: str) -> None:
    assert send(made.token, kind=kind).status_code == 422
    assert not PhonePaper.objects.exists()
    assert kept() == set()


def test_the_act_itself_takes_no_sealed_paper_whatever_the_form_let_through(made: phone.Made) -> None:
    given = {"pairing": made.pairing, "upload": SimpleUploadedFile("p.jpg", JPEG), "sent": uuid4(), "at": NOW}
    for kind in ("medical_certificate_sealed", "nothing"):
        with pytest.raises(UploadRefused, match="unknown_kind"):
            phone.receive(kind=kind, **given)
    assert (PhonePaper.objects.count(), kept()) == (0, set())


@pytest.mark.parametrize("sent", ["", "nothing", "1", "\x00"])
def test_a_form_that_does_not_say_which_paper_it_is_is_refused(made: phone.Made, sent: str) -> None:
    assert send(made.token, sent=sent).status_code == 422


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_counter_takes_the_phone_does_not_either(made: phone.Made, name: str) -> None:
    assert send(made.token, REFUSED[name]).status_code in (415, 422)
    assert not PhonePaper.objects.exists()
    assert kept() == set()


def test_a_picture_that_opens_to_something_huge_is_kept_as_bytes_and_never_opened(made: phone.Made) -> None:
    assert send(made.token, BOMB).status_code == 302
    assert PhonePaper.objects.get().size == len(BOMB)


def test_too_large_is_told_as_such(made: phone.Made) -> None:
    answer = send(made.token, JPEG + b"\0" * settings.UPLOAD_LIMIT)
    assert answer.status_code == 413
    assert kept() == set()


def test_so_many_papers_and_no_more(made: phone.Made) -> None:
    for _ in range(PHONE_PAPERS):
        assert send(made.token).status_code == 302
    assert send(made.token).status_code == 404
    assert (PhonePaper.objects.count(), len(kept())) == (PHONE_PAPERS, PHONE_PAPERS)


def test_one_paper_sent_twice_is_there_once(made: phone.Made) -> None:
    once = str(uuid4())
    assert [send(made.token, sent=once).status_code for _ in range(2)] == [302, 302]
    assert (PhonePaper.objects.count(), len(kept())) == (1, 1)


# --- whose papers they are


def test_another_officer_sees_none_of_it_and_can_change_none_of_it(
    made: phone.Made, office: Office, other_office: Office, hire: Callable[..., Staff]
) -> None:
    send(made.token)
    paper = PhonePaper.objects.get()
    for role, where in (
        (Role.COUNTER, office),
        (Role.HEAD, office),
        (Role.HEAD, other_office),
        (Role.EXAMINER, office),
    ):
        client = browser(hire(role, where))
        for address in (
            f"{COUNTER}phone/{made.pairing.pk}/",
            f"{COUNTER}phone/{made.pairing.pk}/{paper.pk}/",
        ):
            assert client.get(address).status_code == 404
        form = {"submission": str(made.pairing.submission), "office": where.code, "phone_code": made.token}
        for do in ("phone-see", "phone-close", f"phone-away-{paper.pk}"):
            page = client.post(COUNTER, {**form, "do": do})
            assert made.token not in page.content.decode()
            assert str(paper.pk) not in page.content.decode()
    made.pairing.refresh_from_db()
    assert (made.pairing.closed_at, PhonePaper.objects.count()) == (None, 1)
    assert not Read.objects.filter(what="phone_paper").exists()


def test_another_officer_cannot_draw_the_papers_into_their_own_deposit(
    made: phone.Made, office: Office, hire: Callable[..., Staff]
) -> None:
    send(made.token)
    file, _code = intake.register_at_counter(
        office=office, by=hire(Role.COUNTER, office), person=person(), declared={}, language="ar", evidence=[],
        submission=made.pairing.submission, at=NOW,
    )  # fmt: skip
    assert (file.evidence.count(), PhonePaper.objects.count()) == (0, 1)


def test_an_officer_cannot_open_a_picture_of_one_pairing_through_another(
    made: phone.Made, office: Office, counter: Staff
) -> None:
    send(made.token)
    second = phone.pair(submission=uuid4(), office=office, by=counter, at=NOW)
    paper = PhonePaper.objects.get()
    assert browser(counter).get(f"{COUNTER}phone/{second.pairing.pk}/{paper.pk}/").status_code == 404


def test_who_has_lost_the_post_has_lost_the_papers(made: phone.Made, counter: Staff) -> None:
    send(made.token)
    counter.posts.update(held_until=NOW.date() - timedelta(days=1))
    assert browser(counter).get(f"{COUNTER}phone/{made.pairing.pk}/").status_code == 404


def test_an_office_that_is_not_ones_own_cannot_be_named(counter: Staff, other_office: Office) -> None:
    form = {"do": "phone-pair", "submission": str(uuid4()), "office": other_office.code}
    assert browser(counter).post(COUNTER, form).status_code == 200
    assert PhonePairing.objects.get().office_id != other_office.code


def test_a_new_code_ends_the_old_one_on_this_deposit_and_on_the_last(
    made: phone.Made, counter: Staff, office: Office
) -> None:
    again = phone.pair(submission=made.pairing.submission, office=office, by=counter, at=NOW)
    assert [send(one.token).status_code for one in (made, again)] == [404, 302]
    next_person = phone.pair(submission=uuid4(), office=office, by=counter, at=NOW)
    assert [send(one.token).status_code for one in (again, next_person)] == [404, 302]


# --- no cookie, no trace


def test_no_cookie_is_needed_and_none_is_left(made: phone.Made) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.get(page_of(made.token)).status_code == 200
    assert send(made.token, client=client).status_code == 302
    assert client.get(page_of(MADE_UP)).status_code == 404
    assert dict(client.cookies) == {}


def test_the_session_of_an_officer_adds_nothing_to_the_key_and_another_site_cannot_pair(
    made: phone.Made, counter: Staff
) -> None:
    desk = browser(counter, enforce_csrf_checks=True)
    assert desk.get(page_of(MADE_UP)).status_code == 404
    for do in ("phone-pair", "phone-close"):
        form = {"do": do, "submission": str(made.pairing.submission)}
        assert desk.post(COUNTER, form, headers={"HX-Request": "true"}).status_code == 403
    made.pairing.refresh_from_db()
    assert (made.pairing.closed_at, PhonePairing.objects.count()) == (None, 1)


def test_looking_changes_nothing(made: phone.Made, counter: Staff) -> None:
    before = Entry.objects.count()
    Client().get(page_of(made.token))
    Client().head(page_of(made.token))
    browser(counter).get(f"{COUNTER}?do=phone-close&submission={made.pairing.submission}")
    made.pairing.refresh_from_db()
    assert (Entry.objects.count(), made.pairing.closed_at, made.pairing.used_at) == (before, None, NOW)


def test_the_address_goes_to_nobody_and_is_kept_by_nobody(made: phone.Made) -> None:
    wrong = send(made.token, b"hello")
    for answer in (
        Client().get(page_of(made.token)),
        Client().get(page_of(MADE_UP)),
        wrong,
        send(made.token),
    ):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"
        assert "http" not in answer.content.decode().replace("http://www.w3.org", "")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the console of the server shows."""
    handler = next(
        one
        for one in logging.getLogger().handlers
        if isinstance(one, logging.StreamHandler) and any(isinstance(had, HideKeys) for had in one.filters)
    )
    shown = io.StringIO()
    before = handler.setStream(shown)
    yield shown
    handler.setStream(before)


def test_no_log_holds_a_key(made: phone.Made, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    send(made.token, b"hello")
    send(made.token, JPEG + b"\0" * (settings.UPLOAD_LIMIT + 2 * 1024 * 1024))
    Client().put(page_of(made.token))
    Client(raise_request_exception=False).get(page_of(made.token) + "more/")
    monkeypatch.setattr("indimaj.applications.views.phone._kinds", lambda: 1 / 0)
    assert Client(raise_request_exception=False).get(page_of(made.token)).status_code == 500
    phone.let_go(pairing=made.pairing, by=made.pairing.by, at=NOW)
    send(made.token)
    written = log.getvalue()
    assert written.count("/en/desk/phone/…/") >= 5
    assert made.token not in written


# --- two at once


@pytest.mark.django_db(transaction=True)
def test_two_phones_with_one_code_lose_nothing_and_do_not_pass_the_limit(
    made: phone.Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indimaj.applications.permissions.PHONE_PAPERS", 5)
    answers = at_once(*[lambda: send(made.token) for _ in range(8)])
    assert sorted(answer.status_code for answer in answers) == [302] * 5 + [404] * 3
    assert (PhonePaper.objects.count(), len(kept())) == (5, 5)


@pytest.mark.django_db(transaction=True)
def test_one_paper_sent_by_two_at_once_is_there_once(made: phone.Made) -> None:
    once = str(uuid4())
    answers = at_once(*[lambda: send(made.token, sent=once) for _ in range(4)])
    assert {answer.status_code for answer in answers} == {302}
    assert (PhonePaper.objects.count(), len(kept())) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_paper_that_arrives_while_the_file_is_registered_is_in_it_or_was_refused(
    made: phone.Made, office: Office, counter: Staff
) -> None:
    def register() -> Application:
        return intake.register_at_counter(
            office=office, by=counter, person=person(), declared={}, language="ar", evidence=[],
            submission=made.pairing.submission, at=NOW,
        )[0]  # fmt: skip

    *papers, file = at_once(*[lambda: send(made.token) for _ in range(4)], register)
    taken = sum(answer.status_code == 302 for answer in papers)
    assert isinstance(file, Application)
    assert (Evidence.objects.filter(application=file).count(), PhonePaper.objects.count()) == (taken, 0)
    assert len(kept()) == taken


@pytest.mark.django_db(transaction=True)
def test_two_presses_of_the_button_leave_one_phone(made: phone.Made, office: Office, counter: Staff) -> None:
    again = at_once(
        *[lambda: phone.pair(submission=UUID(int=5), office=office, by=counter, at=NOW) for _ in range(3)]
    )
    assert PhonePairing.objects.filter(closed_at__isnull=True).count() == 1
    assert sorted(send(one.token).status_code for one in again) == [302, 404, 404]
