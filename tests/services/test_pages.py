"""The pages: public ones for everybody, the desk for those whose entry it is, the owner's by its link."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from indimaj.directory.enums import Role, Theme
from indimaj.directory.models import Staff
from indimaj.services import actions
from indimaj.services.enums import CheckedBy, Permit, Status
from indimaj.services.models import Service
from tests.clients.making import make_body, post
from tests.services.making import NOON, SETUP, make_service

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


def at(name: str, *args: Any) -> str:
    with override("en"):
        return reverse(f"services:{name}", args=args)


def signed_in(staff: Staff) -> Browser:
    browser = Browser()
    browser.force_login(staff)
    return browser


def boxes(service: Service, **changed: Any) -> dict[str, Any]:
    return {"original": "fr", "name_fr": "Cours", "theme": "language", "place": "MA-RAB", "without_permit": "yes",
            "spoken": ["fr"], "days_1": ["MO"], "opens_1": "09:00", "closes_1": "12:00", "phones": "0537000000",
            "free": "yes", "version": service.version, **changed}  # fmt: skip


def test_anybody_finds_a_service_without_an_account_and_nothing_is_kept() -> None:
    service = make_service()
    page = Browser().get(at("find"), {"need": "language", "place": "MA-RAB", "lang": "fr", "docs": "none"})
    text = page.content.decode()
    assert page.status_code == 200
    for said in ("Evening classes", "Receives people without a residence permit", "In Rabat town", "They speak French",
                 "+212 537 00 00 00", "Free of charge", "18:00", "Not checked since 3 March 2014"):  # fmt: skip
        assert said in text, said
    assert set(page.cookies) <= {"csrftoken"}
    assert "Evening classes" in Browser().get(at("service", service.pk)).content.decode()


def test_a_filter_that_is_none_is_refused_and_kept_to_be_mended() -> None:
    assert Browser().get(at("find"), {"need": "nonsense"}).status_code == 422


def test_a_text_of_the_owner_is_a_text_and_no_markup() -> None:
    service = make_service(name_en="<script>alert(1)</script>", description_en="<b>x</b>")
    text = Browser().get(at("service", service.pk)).content.decode()
    assert "<script>alert" not in text
    assert "<b>x</b>" not in text


def test_what_is_closed_says_so_and_names_others() -> None:
    closed, _other = make_service(), make_service(name_en="The other one")
    actions.close_service(service=closed, by=SETUP, at=NOON)
    text = Browser().get(at("service", closed.pk)).content.decode()
    assert "Closed for now" in text
    assert "The other one" in text


def test_the_worker_for_reading_off_line_is_within_its_own_pages() -> None:
    answer = Browser().get(at("offline"))
    assert answer["Content-Type"].startswith("text/javascript")
    assert "desk" not in answer.content.decode()


def test_a_provider_keeps_the_entries_of_their_own_body() -> None:
    body = make_body()
    service = make_service(body)
    browser = signed_in(post(Role.PROVIDER, body))
    assert "Evening classes" in browser.get(at("mine")).content.decode()
    assert browser.post(at("edit", service.pk), boxes(service, name_en="Morning classes")).status_code == 302
    service.refresh_from_db()
    assert (service.name_en, service.schedules[0]["opens_at"]) == ("Morning classes", "09:00")
    assert (
        browser.post(at("capacity", service.pk), {"available": 7, "version": service.version}).status_code
        == 302
    )
    service.refresh_from_db()
    assert service.capacity_available == 7
    browser.post(at("close", service.pk), {"version": service.version})
    service.refresh_from_db()
    assert service.status == Status.PAUSED


def test_a_new_entry_is_made_once_and_what_was_typed_is_kept() -> None:
    body = make_body()
    browser = signed_in(post(Role.PROVIDER, body))
    page = browser.post(at("add", body.code), {"original": "ar", "name_fr": "Kept as typed"})
    assert page.status_code == 422
    assert "Kept as typed" in page.content.decode()
    fields = {"original": "en", "name_en": "Clinic", "theme": "health", "place": "MA-RAB", "without_permit": "yes",
              "submission": "0b5d3a1e-6a86-4e2e-a6e3-0f2a5e0d7a11"}  # fmt: skip
    for _time in range(2):
        assert browser.post(at("add", body.code), fields).status_code == 302
    assert Service.objects.get().without_permit == Permit.YES


def test_the_second_of_two_people_gets_a_page_that_keeps_what_they_typed() -> None:
    body = make_body()
    service = make_service(body)
    browser = signed_in(post(Role.PROVIDER, body))
    actions.confirm_unchanged(service=service, by=SETUP, at=NOON)
    page = browser.post(at("edit", service.pk), boxes(service, name_en="Typed too late"))
    assert page.status_code == 409
    assert "Typed too late" in page.content.decode()


@pytest.mark.parametrize("name", ["edit", "confirm", "capacity", "close", "reopen", "link"])
def test_for_anybody_else_an_entry_of_the_desk_is_not_there(name: str) -> None:
    service = make_service()
    for browser in (
        signed_in(post(Role.PROVIDER, make_body("B-OTHER"))),
        signed_in(post(Role.CASEWORKER, service.body)),
    ):
        assert browser.post(at(name, service.pk), {"version": service.version}).status_code == 404
    assert Service.objects.get().version == service.version


def test_the_list_of_entries_that_are_due_is_the_policy_officers() -> None:
    make_service()
    browser = signed_in(post(Role.POLICY_OFFICER))
    assert "Evening classes" in browser.get(at("due")).content.decode()
    assert signed_in(post(Role.PROVIDER, make_body("B-OTHER"))).get(at("due")).status_code == 404
    service = Service.objects.get()
    assert "/services/entry/" in browser.post(at("link", service.pk)).content.decode()


class TestTheOwner:
    def test_confirms_with_one_press(self) -> None:
        made = actions.make_owner_link(service=make_service(), by=SETUP, at=today())
        browser = Browser()
        text = browser.get(at("entry", made.token)).content.decode()
        assert "Evening classes" in text
        version = made.link.service.version
        answer = browser.post(at("entry", made.token), {"confirm": "1", "version": version})
        assert answer["Location"] == at("thanks")
        assert Service.objects.get().checked_by == CheckedBy.OWNER
        assert Service.objects.get().checked_on == today().date()

    def test_corrects_the_entry(self) -> None:
        service = make_service()
        made = actions.make_owner_link(service=service, by=SETUP, at=today())
        answer = Browser().post(at("entry", made.token), boxes(service, name_en="Mended", theme=Theme.HEALTH))
        assert answer.status_code == 302
        assert Service.objects.get().name_en == "Mended"

    def test_with_a_link_that_is_over_or_invented_there_is_no_page(self) -> None:
        service = make_service()
        made = actions.make_owner_link(service=service, by=SETUP, at=today())
        actions.withdraw_owner_link(link=made.link, by=SETUP, at=today())
        over, none = Browser().get(at("entry", made.token)), Browser().get(at("entry", "x" * 32))
        assert over.status_code == none.status_code == 404
        assert over.content.replace(made.token.encode(), b"x" * 32) == none.content

    def test_cannot_be_guessed_at_speed(self) -> None:
        browser = Browser()
        answers = [browser.get(at("entry", f"guess-{number}")).status_code for number in range(61)]
        assert answers[-1] == 429


def today() -> Any:
    from indimaj.ports import clock

    return clock.now()


def test_who_does_what_where_names_the_gap() -> None:
    make_service()
    text = Browser().get(at("coverage"), {"need": "health"}).content.decode()
    assert "No service" in text
    assert "without a service:" in text
    assert "Services by theme and place</h1>" in text
    assert "Rabat town" in text[text.index("<details>") :], "places with nothing are folded away"
    served = Browser().get(at("coverage"), {"need": "language"}).content.decode()
    assert "Rabat town" in served.partition("<details>")[0]
