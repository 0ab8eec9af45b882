"""What a form, an address or a header may hold: told what is wrong, never a page that broke."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from indimaj.applications.forms import DOCUMENTS
from indimaj.applications.models import Application
from indimaj.decisions.models import Sitting
from indimaj.directory.models import Office, Staff
from tests.applications.conftest import PDF
from tests.decisions.conftest import RESIDENT, item_of, verdict

from .conftest import NOW, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("june"), pytest.mark.heavy]

NASTY = [
    "\x00",
    "a\x00b",
    "A" * 1_000_000,
    "\u202egnp.exe\u202d",
    "🙂" * 100,
    "\ufdfa" * 120,
    "'; DROP TABLE applications_application; --",
    "<script>alert(1)</script>",
    "{{ 7 }}{% load x %}",
    "0000-00-00",
    "31/02/1985",
    "20000-01-01",
    "1405-07-12",
    "-1",
    "9" * 400,
    "1e999",
    "٢٠١٤",
    "a" * 240 + "@example.org",
    "x" * 64 + "@" + "y" * 60 + "." + "z" * 60 + "." + "w" * 60 + "." + "v" * 60 + ".org",
]
SINGLE = ("family_name", "birth", "phone", "email", "paper_number")
ADDRESSES = [
    "/en/verify/%00/",
    "/v/%00",
    "/v/%0d%0aX-Bad:1",
    "/en/rule/?on=0001-01-01",
    "/en/rule/?on=9999-12-31",
    "/en/rule/?on=%00",
    "/en/rule/?on_year=20000&on_month=13&on_day=99",
    "/en/check/?%00=%00",
    "/en/%00/",
    "/xx/desk/",
]
DESK = [
    "/en/desk/?after=nan~x",
    "/en/desk/?after=inf~" + "0" * 32,
    "/en/desk/?after=-62135596800~" + "0" * 32,
    "/en/desk/?after=253402300799~" + "0" * 32,
    "/en/desk/?before=253402300799.9~" + "0" * 32,
    "/en/desk/?office=%00&state=%00&scope=%00",
    "/en/desk/files/%00/",
    "/en/desk/files/2014-%00/letters/" + "0" * 8 + "-0000-0000-0000-" + "0" * 12 + "/",
    "/en/desk/review/%00/",
    "/en/commission/decide/%00/",
    "/en/commission/sitting/" + "0" * 8 + "-0000-0000-0000-" + "0" * 12 + "/" + "9" * 40 + "/",
    "/en/account/ledger/?subject=%00&file=%00&q=%00",
    "/en/account/staff/?q=%00",
]


def told(answer: Any) -> bool:
    return answer.status_code < 500


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_nonsense_is_answered(address: str) -> None:
    assert told(Client(raise_request_exception=False).get(address))


@pytest.mark.parametrize("address", DESK)
def test_an_address_of_nonsense_is_answered_at_the_desk(
    address: str, examiner: Staff, secretary: Staff, authority: Staff, medical: Staff
) -> None:
    for staff in (examiner, secretary, authority, medical):
        assert told(browser(staff).get(address))


def names_of(answer: Any) -> list[str]:
    """The boxes of every form of a page."""
    found = []
    for context in answer.context or []:
        for value in context.flatten().values():
            if hasattr(value, "fields") and hasattr(value, "add_prefix"):
                found += [value.add_prefix(name) for name in value.fields]
    return sorted(set(found))


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_desk_forms_take_anything(
    nasty: str, deposit: Callable[..., Application], examiner: Staff, counter: Staff, office: Office
) -> None:
    file = deposit()
    here = f"/en/desk/files/{file.reference}/"
    for staff, page, fixed in (
        (counter, "/en/desk/counter/", {"do": "register", "office": office.pk, "language": "ar"}),
        (counter, "/en/desk/counter/", {"do": "turn"}),
        (counter, "/en/desk/counter/", {"do": "read", "mrz": nasty}),
        (counter, "/en/desk/counter/not-registered/", {"office": office.pk, "language": "ar"}),
        (counter, f"{here}identity/", {"version": 1}),
        (examiner, f"{here}evidence/", {}),
        (examiner, f"{here}assign/", {"version": 1}),
    ):
        client = browser(staff)
        names = names_of(client.get(page))
        assert names
        for chosen in ([*names], *[[name] for name in names if name in SINGLE]):
            submission = {} if chosen == names else {"submission": uuid4(), "given_names": "Awa"}
            assert told(client.post(page, {**submission, **dict.fromkeys(chosen, nasty), **fixed})), (
                page,
                chosen,
            )
    assert told(browser(counter).post("/en/desk/search/", {"q": nasty}))
    assert told(browser(counter).post("/en/desk/counter/likely/", {"given_names": nasty, "phone": nasty}))


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_what_an_examiner_posts_may_be_anything(
    nasty: str, deposit: Callable[..., Application], examiner: Staff
) -> None:
    file = deposit()
    client = browser(examiner)
    here = f"/en/desk/files/{file.reference}/"
    for version in (nasty, "0", str(file.version)):
        for fact in ("in_morocco_since", "work_contract_months", "sex", "spouse"):
            sent = {"version": version, "seen": nasty, f"fact-{fact}": nasty, "evidence": nasty}
            assert told(client.post(f"{here}facts/{fact}/", sent)), (version, fact)
        sent = {"version": version, "seen": "2014-02-31T10:00:00Z", "asked": nasty, "reason": nasty}
        assert told(client.post(f"{here}missing/", sent))
        assert told(client.post(f"{here}step/mark_examined/", sent))


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_commission_forms_take_anything(
    nasty: str,
    examined: Callable[..., Application],
    in_session: Callable[..., Sitting],
    secretary: Staff,
    authority: Staff,
) -> None:
    from indimaj.decisions import actions

    first, second = examined(RESIDENT), examined(RESIDENT)
    sitting = in_session(first, second)
    actions.give_opinion(item=item_of(sitting, 2), verdict=verdict("favourable"), by=secretary, at=NOW)
    pages = [
        (secretary, "/en/commission/call/"),
        (secretary, f"/en/commission/sitting/{sitting.pk}/1/"),
        (authority, f"/en/commission/decide/{second.reference}/"),
    ]
    for staff, page in pages:
        client = browser(staff)
        names = names_of(client.get(page))
        assert names
        sent = dict.fromkeys(names, nasty)
        assert told(client.post(page, sent)), page
        assert told(client.post(page, {**sent, "version": nasty})), page
        whole = {"outcome": "favourable", "signed_by": "A", "departure_reason": nasty[:300], "version": "3"}
        assert told(client.post(page, {**sent, **whole})), page


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_each_document_of_the_list_can_be_registered(kind: str, counter: Staff, office: Office) -> None:
    sent = {
        "do": "register", "office": office.pk, "language": "ar", "given_names": "Awa", "submission": uuid4(),
        "document_kind": kind, "document_number": "X1", "mother_name": "é" * 120, "name_arabic": "م" * 160,
        "family_name": "Ndiaye" * 20, "address": "z" * 400, "email": "a" * 60 + "@" + "b" * 60 + ".org",
        "email_mark": "mine", "spoken_language": "w" * 40,
    }  # fmt: skip
    assert browser(counter).post("/en/desk/counter/", sent).status_code == 200
    assert Application.objects.get().applicant.document_kind == kind


def test_a_direction_override_in_a_name_does_not_leave_its_bdi(
    deposit: Callable[..., Application], examiner: Staff
) -> None:
    file = deposit(given_names="\u202eawA", family_name="<b>Ndiaye</b>")
    said = browser(examiner).get(f"/en/desk/files/{file.reference}/").content.decode()
    assert "<b>Ndiaye" not in said
    assert "\u202e" in said
    assert "\u202e" not in re.sub("<bdi[^>]*>\u202e", "", said)


def test_a_page_without_its_guard_says_so(examiner: Staff, counter: Staff, office: Office) -> None:
    strict = browser(counter, enforce_csrf_checks=True)
    answer = strict.post("/en/desk/counter/", {"do": "register"})
    assert (answer.status_code, "text/html" in answer["Content-Type"]) == (403, True)
    assert Application.objects.count() == 0


def test_a_body_over_the_limits_is_413_with_the_guard_on(counter: Staff) -> None:
    strict = browser(counter, enforce_csrf_checks=True)
    page = "/en/desk/counter/"
    strict.get(page)
    assert strict.post(page, {"do": "register", "given_names": "A" * 3_000_000}).status_code == 413
    assert strict.post(page, {f"n{number}": "" for number in range(2500)}).status_code == 413
    nine = SimpleUploadedFile("x.pdf", PDF + b"0" * (9 * 1024 * 1024))
    assert strict.post(page, {"do": "register", "file_passport": nine}).status_code == 413


@pytest.mark.parametrize("page", ["/en/leave/", "/en/file/complete/", "/en/desk/search/"])
def test_a_wrong_method_is_405(page: str, examiner: Staff) -> None:
    assert browser(examiner).get(page).status_code == 405


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"<a/>", "application/xml", 415),
        (b"{", "application/json", 400),
        (b"[" * 200_000, "application/json", 400),
        (b'{"a":' * 100_000, "application/json", 400),
        (b'{"facts": {"\\ud800": "\\ud800"}, "on": "2014-06-01"}', "application/json", 422),
        (b'{"facts": {"work_contract_months": NaN}, "on": "2014-06-01"}', "application/json", 422),
        (b'{"facts": {"work_contract_months": 1e999}, "on": "2014-06-01"}', "application/json", 422),
        (b'{"facts": {"work_contract_months": ' + b"9" * 5000 + b'}, "on": "2014-06-01"}', "application/json", 400),
        (b'{"\\u0000": 1}', "application/json", 422),
        (b'{"policy": "../../etc/passwd", "facts": {}, "on": "2014-06-01"}', "application/json", 422),
        (b"\xff\xfe", "application/json", 400),
        (b" " * 3_000_000, "application/json", 413),
    ],
    ids=range(13),
)  # fmt: skip
def test_the_api_tells_what_is_wrong(body: bytes, kind: str, status: int) -> None:
    client = Client(raise_request_exception=False)
    assert client.post("/api/v1/assess", body, content_type=kind).status_code == status
