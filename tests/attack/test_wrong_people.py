"""Each act of the desk, posted by each post that may not do it: refused, nothing changed, no line in the ledger."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from indimaj.applications.actions import intake, rows
from indimaj.applications.models import Application, Evidence
from indimaj.decisions import actions
from indimaj.decisions.models import Decision, Sitting, SittingMember
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from indimaj.ledger.models import Entry
from indimaj.letters.models import Letter
from indimaj.people.births import Birth
from indimaj.people.enums import BirthKind
from tests.applications.conftest import PDF
from tests.decisions.conftest import RESIDENT, TOO_RECENT, item_of, verdict

from .conftest import NOW, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("june"), pytest.mark.heavy]
GROUND = next(code for code, text in rows.pack().texts.items() if text["kind"] == "refusal_to_register")
CHILD = {"birth": Birth(BirthKind.DAY, date(2003, 1, 1), date(2003, 1, 1))}


Posts = dict[str, tuple[set[Role], dict[str, Any]]]


def posts(file: Application, piece: Evidence, sitting: Sitting, ready: Application) -> Posts:
    """Each address of a post, the roles of the office that may, and what a page of it would send."""
    here = f"/en/desk/files/{file.reference}/"
    version = {"version": file.version}
    may_deposit = {Role.COUNTER, Role.HEAD}
    return {
        f"{here}facts/in_morocco_since/": ({Role.EXAMINER}, {**version, "fact-in_morocco_since": "2005"}),
        f"{here}missing/": ({Role.EXAMINER}, {**version, "asked": "in_morocco_since"}),
        f"{here}step/mark_examined/": ({Role.EXAMINER}, version),
        f"{here}step/take/": ({Role.EXAMINER}, version),
        f"{here}step/brought/": ({Role.COUNTER, Role.EXAMINER, Role.HEAD}, version),
        f"{here}identity/": ({Role.COUNTER, Role.EXAMINER, Role.HEAD}, {**version, "given_names": "Eve"}),
        f"{here}code/": (may_deposit, {}),
        f"{here}evidence/": ({Role.COUNTER, Role.EXAMINER, Role.HEAD}, {"kind": "lease", "impossible": "on"}),
        f"{here}evidence/{piece.pk}/judge/": ({Role.EXAMINER}, version),
        f"/en/desk/review/{file.reference}/": ({Role.MEDICAL}, {**version, "fact": "serious_illness", "outcome": "yes"}),
        "/en/desk/counter/": (may_deposit, {
            "do": "register", "office": file.office_id, "language": "ar", "given_names": "Eve", "submission": str(uuid4()),
        }),
        "/en/desk/counter/not-registered/": (may_deposit, {
            "office": file.office_id, "language": "ar", "name_said": "Eve", "ground": GROUND,
            f"gap_{GROUND}": "2014-12-31", "note": "Fes",
            "submission": str(uuid4()),
        }),
        f"/en/commission/sitting/{sitting.pk}/close/": ({Role.SECRETARY}, {}),
        f"/en/commission/sitting/{sitting.pk}/1/": ({Role.SECRETARY}, {"adjourn": "1"}),
        f"/en/commission/decide/{ready.reference}/": ({Role.AUTHORITY}, {
            "outcome": "favourable", "signed_by": "Eve", "version": ready.version,
        }),
    }  # fmt: skip


@pytest.fixture
def scene(
    deposit: Callable[..., Application],
    examined: Callable[..., Application],
    in_session: Callable[..., Sitting],
    secretary: Staff,
) -> tuple[Application, Evidence, Sitting, Application]:
    file = deposit(evidence=[intake.Piece("lease", SimpleUploadedFile("x.pdf", PDF))])
    first, ready = examined(RESIDENT), examined(RESIDENT)
    sitting = in_session(first, ready)
    actions.give_opinion(item=item_of(sitting, 2), verdict=verdict("favourable"), by=secretary, at=NOW)
    ready.refresh_from_db()
    return file, file.evidence.get(), sitting, ready


def state() -> tuple[Any, ...]:
    files = Application.objects.order_by("pk").values_list("pk", "version", "state", "code_digest")
    return (
        list(files),
        Entry.objects.count(),
        Decision.objects.count(),
        Evidence.objects.count(),
        Letter.objects.count(),
    )


@pytest.mark.parametrize("role", list(Role))
def test_an_act_of_another_post_changes_nothing(
    role: Role, scene: Any, hire: Callable[..., Staff], office: Office, other_office: Office
) -> None:
    file, piece, sitting, ready = scene
    for where in (office, other_office):
        client = browser(hire(role, where))
        for page, (may, sent) in posts(file, piece, sitting, ready).items():
            if where == office and role in may:
                continue
            before = state()
            answer = client.post(page, sent)
            # The counter of another office has a counter page: the office that it names is not on its list.
            told = (403, 404, 422) if "/counter/" in page else (403, 404)
            assert answer.status_code in told, (role, where, page, answer.status_code)
            assert state() == before, (role, where, page)


# The examination, the request and the sitting of the scene cannot end yet, for anybody: posts 2, 4 and 12.
@pytest.mark.parametrize("number", sorted(set(range(15)) - {2, 4, 12}))
def test_the_same_act_of_the_right_post_changes_something(
    number: int, scene: Any, hire: Callable[..., Staff], office: Office
) -> None:
    """Otherwise the refusals above would prove nothing."""
    page, (may, sent) = list(posts(*scene).items())[number]
    before = state()
    answer = browser(hire(sorted(may)[0], office)).post(page, sent)
    assert answer.status_code in (200, 302), page
    assert state() != before, page


def test_nobody_acts_who_has_not_signed_in(scene: Any) -> None:
    from django.test import Client

    before = state()
    for page, (_may, sent) in posts(*scene).items():
        assert Client().post(page, sent)["Location"].startswith("/en/account/login/")
    assert state() == before


@pytest.mark.parametrize("role", [Role.SECURITY_MEMBER, Role.MEMBER])
def test_a_commission_member_has_no_list_no_search_and_no_file(
    role: Role, scene: Any, hire: Callable[..., Staff], office: Office
) -> None:
    file, piece, sitting, ready = scene
    member = hire(role, office)
    client = browser(member)
    pages = [
        "/en/desk/", "/en/desk/counter/", "/en/desk/review/", "/en/commission/decide/", "/en/commission/notice/",
        "/en/commission/departures/", "/en/account/ledger/", "/en/account/staff/",
        f"/en/desk/files/{file.reference}/", f"/en/desk/files/{file.reference}/evidence/{piece.pk}/",
        f"/en/commission/sitting/{sitting.pk}/", f"/en/commission/sitting/{sitting.pk}/1/",
        f"/en/commission/decide/{ready.reference}/",
    ]  # fmt: skip
    assert {client.get(page).status_code for page in pages} <= {403, 404}
    assert client.post("/en/desk/search/", {"q": file.reference}).status_code == 404
    assert client.post("/en/desk/counter/likely/", {"given_names": "Awa"}).status_code == 404
    assert file.reference not in client.get("/en/commission/").content.decode()


def test_a_security_member_sees_a_file_only_while_the_sitting_is_open(
    scene: Any, hire: Callable[..., Staff], office: Office, secretary: Staff
) -> None:
    _file, _piece, sitting, _ready = scene
    member = hire(Role.SECURITY_MEMBER, office)
    SittingMember.objects.create(sitting=sitting, name="x", institution="y", for_security=True, staff=member)
    client, page = browser(member), f"/en/commission/sitting/{sitting.pk}/1/"
    shown = client.get(page)
    assert shown.status_code == 200
    assert "+212612345678" not in shown.content.decode()
    paper = Letter.objects.get(subject=sitting.pk)
    assert client.get(f"/en/commission/sitting/{sitting.pk}/paper/{paper.pk}/").status_code == 200
    actions.adjourn(item=item_of(sitting), by=secretary, at=NOW)
    actions.close_sitting(sitting=sitting, by=secretary, at=NOW)
    assert client.get(page).status_code == 404
    assert client.get(f"/en/commission/sitting/{sitting.pk}/").status_code == 404
    assert client.get(f"/en/commission/sitting/{sitting.pk}/paper/{paper.pk}/").status_code == 404


def test_who_registered_a_file_never_decides_on_it(
    scene: Any, hire: Callable[..., Staff], authority: Staff
) -> None:
    *_rest, ready = scene
    Application.objects.filter(pk=ready.pk).update(registered_by=authority)
    sent = {"outcome": "favourable", "signed_by": "Eve", "version": ready.version}
    before = state()
    assert browser(authority).post(f"/en/commission/decide/{ready.reference}/", sent).status_code == 403
    assert state() == before


def test_a_letter_is_found_under_its_own_file_only(
    deposit: Callable[..., Application], examiner: Staff, counter: Staff
) -> None:
    mine, theirs = deposit(), deposit()
    letter = Letter.objects.get(subject=theirs.pk)
    desk = f"/en/desk/files/{mine.reference}/letters/{letter.pk}/"
    assert browser(examiner).get(desk).status_code == 404
    code = intake.replace_code(application=mine, by=counter, at=NOW)
    person = browser(examiner)
    person.post("/en/file/", {"reference": mine.reference, "code": code, "pin": "246802"})
    assert person.get(f"/en/file/letters/{letter.pk}/").status_code == 404
    own = Letter.objects.get(subject=mine.pk)
    assert person.get(f"/en/file/letters/{own.pk}/").status_code == 200


def test_a_piece_is_found_under_its_own_file_only(
    deposit: Callable[..., Application], examiner: Staff
) -> None:
    mine = deposit()
    theirs = deposit(evidence=[intake.Piece("lease", SimpleUploadedFile("x.pdf", PDF))])
    piece = theirs.evidence.get()
    here = f"/en/desk/files/{mine.reference}/"
    client = browser(examiner)
    assert client.get(f"{here}evidence/{piece.pk}/").status_code == 404
    assert client.post(f"{here}evidence/{piece.pk}/judge/", {"version": mine.version}).status_code == 404
    sent = {"version": mine.version, "fact-in_morocco_since": "2005", "evidence": str(piece.pk)}
    client.post(f"{here}facts/in_morocco_since/", sent)
    assert not mine.fact_values.filter(evidence=piece).exists()


def decided(file: Application, secretary: Staff, authority: Staff, in_session: Any, outcome: str) -> Decision:
    actions.give_opinion(item=item_of(in_session(file)), verdict=verdict(outcome), by=secretary, at=NOW)
    file.refresh_from_db()
    return actions.decide(
        application=file, verdict=verdict(outcome), by=authority, version=file.version, at=NOW
    )


def test_a_childs_file_is_not_for_another_clerk_whatever_its_stage(
    examined: Callable[..., Application], in_session: Any, secretary: Staff, authority: Staff,
    hire: Callable[..., Staff], office: Office,
) -> None:  # fmt: skip
    file = examined({**RESIDENT, "birth": "2003-01-01"}, **CHILD)
    assert file.restricted
    clerk = browser(hire(Role.COUNTER, office))
    made = decided(file, secretary, authority, in_session, "favourable")
    for page in (
        f"/en/desk/files/{file.reference}/", f"/en/commission/decision/{made.pk}/",
        f"/en/commission/decision/{made.pk}/letter/",
    ):  # fmt: skip
        assert clerk.get(page).status_code == 404, page
        assert browser(secretary).get(page).status_code == 200, page
    for page in ("/en/commission/notice/", "/en/desk/?scope=office&state=decided_favourable"):
        assert file.reference not in clerk.get(page).content.decode(), page
        assert file.reference in browser(secretary).get(page).content.decode(), page
    assert file.reference not in clerk.post("/en/desk/search/", {"q": "Ndiaye"}).content.decode()


def test_contacts_are_locked_after_a_refusal(
    examined: Callable[..., Application], in_session: Any, secretary: Staff, authority: Staff,
    examiner: Staff, counter: Staff,
) -> None:  # fmt: skip
    file = examined(TOO_RECENT)
    page = f"/en/desk/files/{file.reference}/"
    assert "612345678" in browser(counter).get(page).content.decode().replace(" ", "")
    made = decided(file, secretary, authority, in_session, "unfavourable")
    for staff in (counter, examiner, secretary):
        for shown in (page, f"{page}identity/", f"/en/commission/decision/{made.pk}/"):
            assert "612345678" not in browser(staff).get(shown).content.decode().replace(" ", ""), shown
