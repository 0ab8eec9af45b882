"""The directory given out and taken in on a page, by whoever steers it; a body takes its own entries along."""

import csv
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client as Browser

from indimaj.directory.enums import Role
from indimaj.services.actions import save_service
from indimaj.services.enums import RunState
from indimaj.services.models import ImportRun, Service
from tests.clients.making import make_body, make_place, post
from tests.services.making import NOON, SETUP, make_service, values
from tests.services.packages import package
from tests.services.test_pages import at, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_upload_folder")]


@pytest.fixture
def _upload_folder(settings: Any, tmp_path: Any) -> None:
    settings.UPLOAD_DIR = tmp_path


@pytest.fixture
def officer() -> Browser:
    make_place()
    return signed_in(post(Role.POLICY_OFFICER))


def handed(browser: Browser, name: str, data: bytes, **changed: str) -> HttpResponse:
    given = {"origin": "city", "theme": "health", "language": "en", **changed}
    return browser.post(at("packages"), {**given, "upload": SimpleUploadedFile(name, data)})


def test_a_package_handed_in_is_taken_in_and_its_oddities_are_read(
    officer: Browser, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = handed(officer, "theirs.json", json.dumps(package(1)).encode())
    run = ImportRun.objects.get()
    assert (answer.status_code, run.state, run.created, run.path) == (302, RunState.DONE, 3, "")
    page = officer.get(answer["Location"] + "?what=unknown_field").content.decode()
    assert "service.x_local_code" in page
    assert "the standard has no such field" in page
    assert "theirs.json" in officer.get(at("packages")).content.decode()


def test_the_same_file_twice_is_one_import(officer: Browser, django_capture_on_commit_callbacks: Any) -> None:
    data = json.dumps(package(1)).encode()
    with django_capture_on_commit_callbacks(execute=True):
        first, second = handed(officer, "a.json", data), handed(officer, "b.json", data)
    assert first["Location"] == second["Location"]
    assert ImportRun.objects.get().created == 3


@pytest.mark.parametrize(("name", "data"), [("x.exe", b"MZ"), ("x.xlsx", b"no zip"), ("x.json", b"\0\1")])
def test_what_is_no_package_is_refused_with_what_was_typed(officer: Browser, name: str, data: bytes) -> None:
    answer = handed(officer, name, data, origin="The city of Rabat")
    assert answer.status_code == 422
    assert "neither a package of the standard nor a table" in answer.content.decode()
    assert "The city of Rabat" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_file_that_stops_says_where(officer: Browser, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = handed(officer, "cut.json", json.dumps(package(1)).encode()[:-40])
    assert ImportRun.objects.get().state == RunState.FAILED
    assert "after sign" in officer.get(answer["Location"]).content.decode()


def test_the_directory_taken_along_holds_every_service(officer: Browser) -> None:
    make_service()
    told = b"".join(officer.get(at("directory", "json")).streaming_content)  # type: ignore[attr-defined]
    assert [one["name"] for one in json.loads(told)["services"]] == ["Cours du soir"]
    book = officer.get(at("directory", "xlsx"))
    assert book["Content-Disposition"].startswith("attachment")
    assert b"".join(book.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]


def test_a_body_takes_its_own_entries_along_and_no_others() -> None:
    body, place = make_body(), make_place()
    make_service(body)
    save_service(values=values(name_fr="Ailleurs"), body=make_body("B-AUTRE"), by=SETUP, at=NOON,
                 where=[{"place_id": place.code}])  # fmt: skip
    browser = signed_in(post(Role.PROVIDER, body))
    told = b"".join(browser.get(at("own", "csv")).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert [line["name_fr"] for line in csv.DictReader(io.StringIO(told))] == ["Cours du soir"]
    assert browser.get(at("own", "json")).status_code == 404
    assert browser.get(at("directory", "csv")).status_code == 404
    assert Service.objects.count() == 2
