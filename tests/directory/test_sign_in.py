import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse
from django.utils import translation

from indimaj.directory.demonstration import DEMO_PASSWORD, DEMO_USERNAMES
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from indimaj.ledger.models import Entry

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db
Hire = Callable[..., Staff]


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def sign_in(client: Client, username: str = "counter", password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": username, "password": password})


def verbs(staff: Staff) -> list[str]:
    lines = Entry.objects.filter(subject=staff.pk).order_by("number").values_list("verb", flat=True)
    return [verb for verb in lines if verb not in ("account_made", "post_given")]


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_the_sign_in_page_is_there_in_each_language(client: Client, language: str) -> None:
    page = client.get(f"/{language}/account/login/")
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert {"ar": "تسجيل الدخول", "fr": "Se connecter", "en": "Sign in"}[language] in page.content.decode()


def test_an_officer_signs_in_and_out_and_each_is_a_line(client: Client, counter: Staff) -> None:
    answer = sign_in(client)
    assert (answer.status_code, answer.url) == (302, reverse("desk"))
    assert client.get(reverse("desk")).url == reverse("applications:queue")
    assert client.post(reverse("account_logout")).url == reverse("portal:home")
    assert client.get(reverse("desk")).url == f"{reverse('account_login')}?next={reverse('desk')}"
    assert verbs(counter) == ["signed_in", "signed_out"]


def test_each_post_leads_to_its_own_first_page(
    hire: Hire, office: Office, signed_in: Callable[..., Client]
) -> None:
    found = {
        role: signed_in(hire(role.replace("_", "-"), role, office)).get(reverse("desk")).url for role in Role
    }
    assert (found[Role.COUNTER], found[Role.MEDICAL], found[Role.MEMBER], found[Role.ADMINISTRATOR]) == (
        reverse("applications:queue"),
        reverse("applications:health"),
        reverse("decisions:index"),
        reverse("directory:accounts"),
    )
    assert signed_in(hire("nobody")).get(reverse("desk")).url == reverse("directory:profile")


@pytest.mark.parametrize(("username", "password"), [("counter", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_name_or_password_is_refused_in_the_same_words(
    client: Client, counter: Staff, username: str, password: str
) -> None:
    answer = sign_in(client, username, password)
    assert (answer.status_code, "_auth_user_id" in client.session) == (422, False)
    assert ("The user name or the password is not right." in answer.content.decode()) is bool(username)
    assert verbs(counter) == (["sign_in_failed"] if username == "counter" else [])
    assert PASSWORD not in str(list(Entry.objects.values()))


def test_five_wrong_passwords_close_the_door_for_that_name_only(
    client: Client, counter: Staff, administrator: Staff
) -> None:
    answers = [sign_in(client, password="wrong").status_code for _time in range(6)]
    assert answers == [422] * 5 + [429]
    assert sign_in(client).status_code == 429
    assert sign_in(client, "administrator").status_code == 302


def test_too_many_requests_from_one_place_get_the_page_that_says_what_to_do(
    client: Client, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [client.get(reverse("account_login")) for _time in range(2)]
    answers += [sign_in(client) for _time in range(3)]
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"] == "300"


def test_a_closed_account_opens_nothing(client: Client, counter: Staff) -> None:
    Staff.objects.filter(pk=counter.pk).update(is_active=False)
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_and_nobody_resets_a_password_by_mail(client: Client) -> None:
    for path in ("signup/", "password/reset/", "email/"):
        assert client.get(f"/en/account/{path}").status_code == 404


def test_a_password_that_was_given_is_replaced_first(client: Client, hire: Hire, office: Office) -> None:
    staff = hire(
        "counter",
        Role.COUNTER,
        office,
    )
    Staff.objects.filter(pk=staff.pk).update(password_was_given=True)
    sign_in(client)
    change = reverse("account_change_password")
    assert client.get(reverse("applications:queue")).url == change
    page = client.get(change)
    assert "An administrator knows your password" in page.content.decode()
    mine = {"oldpassword": PASSWORD, "password1": "chosen by myself", "password2": "chosen by myself"}
    refused = client.post(change, {**mine, "password2": "something else"})
    assert refused.status_code == 422
    assert client.post(change, mine).url == reverse("directory:profile")
    assert client.get(reverse("directory:profile")).status_code == 200
    assert verbs(staff) == ["signed_in", "password_chosen"]


def test_where_a_second_factor_is_required_nothing_opens_before_it_is_set_up(
    client: Client, counter: Staff, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client)
    assert client.get(reverse("applications:queue")).url == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp"))
    secret = "".join(re.findall(r"<bdi[^>]*>([A-Z2-7]{4})</bdi>", page.content.decode()))
    assert (page.status_code, "<svg" in page.content.decode(), len(secret)) == (200, True, 32)
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert (wrong.status_code, "This code is not right" in wrong.content.decode()) == (422, True)
    done = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert done.url == reverse("mfa_view_recovery_codes")
    assert client.get(done.url).content.decode().count("<li><bdi") == 10
    assert client.get(reverse("applications:queue")).status_code == 200
    assert "it cannot be taken off" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 422
    assert Authenticator.objects.filter(user=counter, type="totp").exists()


def test_the_second_step_asks_for_the_code_and_counts_wrong_ones(client: Client, counter: Staff) -> None:
    sign_in(client)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    client.post(reverse("account_logout"))

    second = sign_in(client)
    assert (second.url, "_auth_user_id" in client.session) == (reverse("mfa_authenticate"), False)
    assert client.get(second.url).status_code == 200
    assert [client.post(second.url, data).status_code for data in ({"code": "000000"}, {}, {"credential": "x"})] == [
        422, 422, 422,
    ]  # fmt: skip
    unused = Authenticator.objects.get(user=counter, type="recovery_codes").wrap().get_unused_codes()
    assert client.post(second.url, {"code": unused[0]}).status_code == 302
    assert client.get(reverse("applications:queue")).status_code == 200
    assert verbs(counter) == ["signed_in", "signed_out", "sign_in_failed", "signed_in"]


def test_the_demonstration_shows_its_accounts_and_nothing_else_does(
    client: Client, hire: Hire, office: Office, settings: Any
) -> None:
    hire(DEMO_USERNAMES[Role.COUNTER], Role.COUNTER, office)
    hire("somebody-else", Role.EXAMINER, office)
    assert DEMO_PASSWORD not in client.get(reverse("account_login")).content.decode()
    settings.DEMO = True
    page = client.get(reverse("account_login")).content.decode()
    assert (DEMO_PASSWORD in page, "Counter officer" in page, "somebody-else" in page) == (True, True, False)
