from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from indimaj.ledger.models import Entry, Read

from .conftest import PASSWORD, held

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
Hire = Callable[..., Staff]
SignedIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def fresh(staff: Staff) -> Staff:
    return Staff.objects.get(pk=staff.pk)


def test_the_pages_of_accounts_are_there_in_each_language(
    language: str, administrator: Staff, counter: Staff, signed_in: SignedIn
) -> None:
    client = signed_in(administrator)
    for path in (
        "staff/",
        "staff/new/",
        f"staff/{counter.pk}/",
        f"staff/{administrator.pk}/",
        "me/",
        "password/",
    ):
        page = client.get(f"/{language}/account/{path}")
        assert (path, page.status_code) == (path, 200)
        assert f'lang="{language}"' in page.content.decode()


def test_whoever_is_no_administrator_sees_no_such_page(counter: Staff, signed_in: SignedIn) -> None:
    client = signed_in(counter)
    for name, *rest in (("accounts",), ("new_account",), ("account", counter.pk), ("ledger",)):
        assert client.get(reverse(f"directory:{name}", args=rest)).status_code == 404
    for name, number in (("reset_access", counter.pk), ("close_account", counter.pk), ("end_post", 1)):
        assert client.post(reverse(f"directory:{name}", args=[number])).status_code == 404
    assert client.get(reverse("directory:profile")).status_code == 200


def test_whoever_has_not_signed_in_is_asked_to(client: Client) -> None:
    for name in ("accounts", "new_account", "profile", "ledger"):
        url = reverse(f"directory:{name}")
        assert client.get(url).url == f"{reverse('account_login')}?next={url}"


def test_an_administrator_makes_an_account_with_its_post(
    administrator: Staff, office: Office, signed_in: SignedIn
) -> None:
    client, url = signed_in(administrator), reverse("directory:new_account")
    typed = {
        "username": "new",
        "name": "Newcomer",
        "password": PASSWORD,
        "role": "examiner",
        "office": office.pk,
    }
    refused = client.post(url, {**typed, "office": ""})
    assert (refused.status_code, "Newcomer" in refused.content.decode()) == (422, True)
    assert client.post(url, {**typed, "password": "short"}).status_code == 422
    assert client.post(url, {**typed, "role": "administrator"}).status_code == 422
    answer = client.post(url, typed)
    made = Staff.objects.get(username="new")
    assert (answer.url, held(made), made.password_was_given) == (
        reverse("directory:account", args=[made.pk]), ["examiner"], True,
    )  # fmt: skip
    again = client.post(url, typed)
    assert (again.status_code, "This user name is taken" in again.content.decode()) == (422, True)
    assert Staff.objects.filter(username="new").count() == 1


def test_an_administrator_gives_and_ends_posts_and_access(
    administrator: Staff, counter: Staff, office: Office, signed_in: SignedIn
) -> None:
    client, page = signed_in(administrator), reverse("directory:account", args=[counter.pk])
    assert client.post(page, {"role": "head", "office": office.pk}).url == page
    assert client.post(page, {"role": "head"}).status_code == 422
    assert held(counter) == ["counter", "head"]
    first = counter.posts.get(role="counter")
    assert client.post(reverse("directory:end_post", args=[first.pk])).url == page
    assert held(counter) == ["head"]
    assert (
        client.post(reverse("directory:reset_access", args=[counter.pk]), {"password": "short"}).status_code
        == 422
    )
    assert (
        client.post(reverse("directory:reset_access", args=[counter.pk]), {"password": "a long new one"}).url
        == page
    )
    assert fresh(counter).check_password("a long new one")
    client.post(reverse("directory:close_account", args=[counter.pk]))
    assert fresh(counter).is_active is False
    client.post(reverse("directory:reopen_account", args=[counter.pk]))
    assert fresh(counter).is_active is True
    assert {line.actor for line in Entry.objects.filter(subject=counter.pk, number__gt=2)} == {
        str(administrator.pk)
    }
    assert Read.objects.filter(what="account", subject=counter.pk).count() == 2


def test_an_administrator_is_refused_on_their_own_account(
    administrator: Staff, office: Office, signed_in: SignedIn
) -> None:
    client, page = signed_in(administrator), reverse("directory:account", args=[administrator.pk])
    assert "Another administrator must do this" in client.get(page).content.decode()
    refused = client.post(page, {"role": "examiner", "office": office.pk})
    assert (refused.status_code, held(administrator)) == (422, ["administrator"])
    assert client.post(reverse("directory:close_account", args=[administrator.pk])).status_code == 403
    assert fresh(administrator).is_active


@pytest.mark.parametrize("name", ["account", "close_account"])
def test_an_account_that_is_not_there_is_not_found(
    name: str, administrator: Staff, signed_in: SignedIn
) -> None:
    client, url = signed_in(administrator), reverse(f"directory:{name}", args=[uuid4()])
    assert (client.get if name == "account" else client.post)(url).status_code == 404


def test_a_session_ends_when_the_access_is_reset(
    administrator: Staff, counter: Staff, signed_in: SignedIn
) -> None:
    theirs = signed_in(counter)
    assert theirs.get(reverse("directory:profile")).status_code == 200
    signed_in(administrator).post(
        reverse("directory:reset_access", args=[counter.pk]), {"password": "a long new one"}
    )
    assert theirs.get(reverse("directory:profile")).status_code == 302


def test_one_sets_one_s_own_language_and_shortcuts(counter: Staff, signed_in: SignedIn) -> None:
    client, url = signed_in(counter), reverse("directory:profile")
    assert client.post(url, {"language": "fr"}).url == url
    assert (fresh(counter).language, fresh(counter).shortcuts) == ("fr", False)
    assert 'data-shortcuts="off"' in client.get(url).content.decode()
    assert client.post(url, {"language": "de"}).status_code == 422


def questions(client: Client, url: str, count: Any) -> int:
    client.get(url)
    with count as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_lists_ask_the_same_questions_however_long_they_are(
    administrator: Staff, counter: Staff, hire: Hire, office: Office, signed_in: SignedIn
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, url = signed_in(administrator), reverse("directory:accounts")
    short = questions(client, url, CaptureQueriesContext(connection))
    for number in range(3):
        hire(f"more-{number}", Role.EXAMINER, office)
    assert (questions(client, url, CaptureQueriesContext(connection)), short <= 12) == (short, True)
    officer = signed_in(hire("officer", Role.DATA_PROTECTION))
    asked = questions(
        officer, f"{reverse('directory:ledger')}?side=house&stream=acts", CaptureQueriesContext(connection)
    )
    assert asked <= 12


def test_a_long_list_goes_on_where_it_stopped(
    administrator: Staff, counter: Staff, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from indimaj.directory import views

    monkeypatch.setattr(views, "PAGE", 1)
    client, url = signed_in(administrator), reverse("directory:accounts")
    first = client.get(url).content.decode()
    assert ("?after=administrator" in first, "Name of counter" in first) == (True, False)
    assert "Name of counter" in client.get(f"{url}?after=administrator").content.decode()


def test_the_data_protection_officer_reads_who_did_what_and_that_is_a_line_too(
    hire: Hire, counter: Staff, signed_in: SignedIn, language: str
) -> None:
    officer = hire("officer", Role.DATA_PROTECTION)
    client, url = signed_in(officer), f"/{language}/account/ledger/"
    page = client.get(url, {"side": "house", "stream": "acts", "file": str(counter.pk)}).content.decode()
    assert [word in page for word in ("account_made", "post_given", "Name of counter")] == [True, True, False]
    assert client.get(url, {"file": "nonsense"}).status_code == 422
    assert client.get(url, {"side": "nowhere", "before": "-1"}).status_code == 422
    last = Read.objects.order_by("id").first()
    assert last is not None
    assert (last.what, last.subject, last.detail) == (
        "ledger", counter.pk, {"side": "house", "stream": "acts", "count": 2},
    )  # fmt: skip
