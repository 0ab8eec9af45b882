"""Random bytes, unicode and nulls to every form of the portal: told what is wrong, never a 500."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indimaj.applications.models import Application

from .conftest import visiting

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
CALM = settings(
    deadline=None,
    max_examples=25,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
NASTY = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["\x00", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "'\"<script>", "٢٠١٤", "-1",
        "9" * 400, "1985-02-30", "\u202e", "{}", "[[", "yes", "2008", "female", "%00", "A" * 5000, "stated", "SN"]),
)  # fmt: skip
FIELDS = {
    "check/": [
        "campaign",
        "answers",
        "fact",
        "answer",
        "answer_year",
        "answer_month",
        "past",
        "back",
        "unknown",
    ],
    "apply/start/": ["office", "language", "pin", "again"],
    "file/": ["reference", "code", "pin"],
}
OWN_FIELDS = {
    "apply/person/name/": ["given_names", "family_name", "name_arabic", "name_said"],
    "apply/person/birth/": ["birth_kind", "text", "other"],
    "apply/person/nationality/": ["nationality_status", "first", "second"],
    "apply/person/document/": ["document_kind", "document_number"],
    "apply/person/contact/": ["phone", "phone_mark", "email", "email_mark", "address"],
    "apply/person/speech/": ["spoken_language"],
    "apply/question/spouse/": ["answer"],
    "apply/question/in_morocco_since/": ["answer_day", "answer_month", "answer_year", "unknown"],
    "apply/question/work_contract_months/": ["answer"],
    "documents/in_morocco_since/": ["kind"],
    "documents/in_morocco_since/impossible/": ["kind", "note"],
    "file/pin/": ["pin", "again"],
    "apply/answers/": ["submission"],
}


def told(status: int) -> bool:
    return status in (200, 302, 403, 404, 409, 413, 415, 422, 429)


@pytest.mark.parametrize("page", FIELDS)
def test_public_forms_answer_anything(office: Any, page: str) -> None:
    @CALM
    @given(sent=st.dictionaries(st.sampled_from(FIELDS[page]), NASTY))
    def send(sent: dict[str, str]) -> None:
        assert told(Client().post(f"/ar/{page}", sent).status_code), sent

    send()


@pytest.mark.parametrize("page", OWN_FIELDS)
def test_forms_of_a_file_answer_anything(draft: tuple[Application, str], page: str) -> None:
    client = visiting(*draft)
    client.post("/en/apply/person/name/", {"given_names": "Awa"})

    @CALM
    @given(sent=st.dictionaries(st.sampled_from(OWN_FIELDS[page]), NASTY))
    def send(sent: dict[str, str]) -> None:
        assert told(client.post(f"/fr/{page}", sent).status_code), sent

    send()


def test_any_upload_is_answered(draft: tuple[Application, str]) -> None:
    client = visiting(*draft)

    @CALM
    @given(name=st.text(min_size=1, max_size=80), data=st.binary(max_size=400))
    def send(name: str, data: bytes) -> None:
        upload = SimpleUploadedFile("x", data)
        upload._name = name  # Django's client takes any name; SimpleUploadedFile cleans it.
        answer = client.post("/en/documents/in_morocco_since/", {"kind": "lease", "upload": upload})
        assert told(answer.status_code)

    send()


@pytest.mark.parametrize(
    "page", ["rule/", "verify/x/", "check/", "apply/question/%00/", "documents/%ff/", "apply/person/nobody/"]
)
def test_addresses_take_anything(db: Any, page: str) -> None:
    @CALM
    @given(query=st.dictionaries(st.sampled_from(["on", "on_year", "on_day", "next", "check"]), NASTY))
    def send(query: dict[str, str]) -> None:
        assert told(Client().get(f"/en/{page}", query).status_code)

    send()
