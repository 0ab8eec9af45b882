"""The office's own papers: what they count, what they leave out, and who makes them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from indimaj.applications.actions import intake
from indimaj.applications.models import Application
from indimaj.decisions import actions
from indimaj.decisions.models import Sitting
from indimaj.decisions.office_papers import subject_of
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.models import Entry
from indimaj.letters import actions as letters
from indimaj.letters.models import Letter
from indimaj.people.births import Birth
from indimaj.people.enums import BirthKind
from tests.applications.conftest import NOON, person

from .conftest import IN_SESSION, RESIDENT, item_of, verdict

DAY = NOON.date()


@pytest.fixture
def head(hire: Callable[..., Staff], office: Office) -> Staff:
    return hire(Role.HEAD, office)


def paper(kind: str, office: Office, by: Staff, day: date = DAY) -> dict[str, Any]:
    made = actions.make_paper(
        office=office, kind=kind, day=day, by=by, at=datetime(2014, 12, 1, 9, tzinfo=UTC)
    )
    facts: dict[str, Any] = made.data["facts"]
    return facts


def test_the_order_register_has_each_number_of_the_day_without_a_gap(
    deposit: Callable[..., Application], office: Office, head: Staff
) -> None:
    files = [deposit(), deposit(filed_on=date(2014, 1, 15), paper_number="P-7"), deposit()]
    assert [row["number"] for row in paper("order_register", office, head)["rows"]] == [
        files[0].order_number, files[2].order_number,
    ]  # fmt: skip


def test_the_register_keeps_the_number_of_a_child_and_not_the_name(
    office: Office, counter: Staff, head: Staff
) -> None:
    child = person(birth=Birth(BirthKind.DAY, date(2005, 3, 4), date(2005, 3, 4)))
    file, _code = intake.register_at_counter(
        office=office, by=counter, person=child, declared={}, language="fr", evidence=[], submission=uuid4(), at=NOON
    )  # fmt: skip
    (row,) = paper("order_register", office, head)["rows"]
    assert (row["reference"], row["name"]) == (file.reference, "")


def test_the_situation_counts_what_came_what_went_and_what_waits(
    examined: Callable[..., Application], deposit: Callable[..., Application], in_session: Callable[..., Sitting],
    office: Office, secretary: Staff, authority: Staff, counter: Staff, head: Staff,
) -> None:  # fmt: skip
    file, other = examined(RESIDENT), deposit()
    sitting = in_session(file)
    actions.speak(
        item=item_of(sitting), voices={}, verdict=verdict("favourable"), by=secretary, at=IN_SESSION
    )
    file.refresh_from_db()
    made = actions.decide(
        application=file, verdict=verdict("favourable"), by=authority, version=file.version, at=IN_SESSION
    )
    intake.refuse_registration(
        office=office,
        by=counter,
        name_said="A",
        ground="register_person_withdrew",
        language="fr",
        at=IN_SESSION,
    )
    told = paper("daily_situation", office, head, made.decided_on)
    flows = {row["code"]: (row["day"], row["all"]) for row in told["flows"]}
    assert flows == {
        "registered": (0, 2), "not_registered": (1, 1), "opinions": (1, 1), "favourable": (1, 1),
        "unfavourable": (0, 0), "told": (0, 0),
    }  # fmt: skip
    assert {row["code"]: row["count"] for row in told["waiting"]}[other.state] == 1
    slip = paper("dispatch_slip", office, head, made.decided_on)
    assert [row["reference"] for row in slip["rows"]] == [file.reference]


@pytest.mark.parametrize("kind", ["order_register", "daily_situation", "dispatch_slip"])
@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_each_paper_becomes_a_pdf_in_each_language_even_of_an_empty_day(
    kind: str, language: str, office: Office, head: Staff
) -> None:
    Staff.objects.filter(pk=head.pk).update(language=language)
    head.refresh_from_db()
    made = actions.make_paper(office=office, kind=kind, day=DAY, by=head, at=NOON)
    assert letters.pdf(made, at=NOON)[:5] == b"%PDF-"
    assert (made.language, made.subject) == (language, subject_of(office))


def test_a_paper_leaves_a_line_and_is_kept_as_it_was_made(
    deposit: Callable[..., Application], office: Office, head: Staff
) -> None:
    deposit()
    paper("order_register", office, head)
    deposit()
    assert len(Letter.objects.get(subject=subject_of(office)).data["facts"]["rows"]) == 1
    line = Entry.objects.get(subject=subject_of(office))
    assert (line.verb, line.detail["paper"]) == ("office_paper_made", "order_register")


def test_a_paper_holds_no_address_and_no_phone(
    deposit: Callable[..., Application], office: Office, head: Staff
) -> None:
    deposit(phone="+212612345678", phone_mark="mine", address="12 rue des Lilas")
    written = str(paper("order_register", office, head))
    assert "612345678" not in written
    assert "Lilas" not in written


def test_the_head_of_another_office_makes_none_here(
    hire: Callable[..., Staff], office: Office, other_office: Office
) -> None:
    with pytest.raises(NotAllowed):
        paper("order_register", office, hire(Role.HEAD, other_office))
