"""What everybody reads of an edition, and the policy officer's desk."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indimaj.directory.models import Staff
from indimaj.reports.actions import editions
from indimaj.reports.models import Edition

from .content import edition as invented

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
SignIn = Callable[[Staff], Client]


def test_an_edition_and_each_chapter_are_read_without_an_account(frozen: Edition, language: str) -> None:
    reader = Client()
    assert reader.get(f"/{language}/reports/").status_code == 200
    assert reader.get(f"/{language}/reports/1/").status_code == 200
    for page in frozen.pages.filter(language=language):
        with CaptureQueriesContext(connection) as asked:
            answer = reader.get(f"/{language}/reports/1/{page.chapter}/?page={page.number}")
        assert (answer.status_code, len(asked) <= 12) == (200, True)


def test_a_draft_is_not_public(draft: Edition) -> None:
    assert Client().get("/fr/reports/1/").status_code == 404


def test_a_number_leads_to_the_page_that_prints_it(frozen: Edition) -> None:
    answer = Client().get("/fr/reports/1/where/figure/host-language-100/")
    assert answer["Location"] == "/fr/reports/1/theme-1/#f-host-language-100"
    assert 'id="f-host-language-100"' in Client().get("/fr/reports/1/theme-1/").content.decode()


def test_a_file_is_fetched_as_it_was_frozen(frozen: Edition) -> None:
    answer = Client().get("/fr/reports/1/files/report-1-ar.pdf")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert Client().get("/fr/reports/1/files/../settings").status_code == 404


def test_the_desk_shows_a_draft_with_what_it_lacks(draft: Edition, officer: Staff, signed_in: SignIn) -> None:
    desk = signed_in(officer)
    assert desk.get("/fr/reports/desk/").status_code == 200
    assert desk.get("/fr/reports/desk/1/").status_code == 200


def test_the_desk_is_closed_to_others(draft: Edition, signed_in: SignIn) -> None:
    nobody = Staff.objects.create(username="nobody", name="x")
    assert signed_in(nobody).get("/fr/reports/desk/").status_code == 404


def test_an_edition_is_begun_and_frozen_from_the_desk(
    frozen: Edition,
    officer: Staff,
    signed_in: SignIn,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    desk = signed_in(officer)
    post = {
        "cut_off": "2015-02-09",
        "event": str(frozen.event_id),
        "submission": "00000000-0000-0000-0000-000000000005",
    }
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        assert desk.post("/fr/reports/desk/new/", post)["Location"] == "/fr/reports/desk/2/"
    assert "/fr/reports/desk/2/freeze/" in desk.get("/fr/reports/desk/2/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        desk.post("/fr/reports/desk/2/freeze/")
    assert Edition.objects.get(number=2).state == "frozen"


def test_a_check_names_the_places_that_keep_a_draft_from_being_frozen(
    draft: Edition, officer: Staff, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:  # fmt: skip
    content = invented()
    del content["chapters"][0]["title"]["ar"]
    monkeypatch.setattr(editions, "gather", lambda edition: content)
    desk = signed_in(officer)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        desk.post("/fr/reports/desk/1/check/")
    page = desk.get("/fr/reports/desk/1/").content.decode()
    assert "chapters/theme-1/title" in page
    assert "/fr/reports/desk/1/freeze/" not in page


def test_a_day_that_has_not_come_is_refused(officer: Staff, signed_in: SignIn) -> None:
    answer = signed_in(officer).post("/fr/reports/desk/new/", {"cut_off": "2999-01-01", "event": ""})
    assert answer.status_code == 422
