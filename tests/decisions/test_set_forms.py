"""One act at a time or a thousand: the rows are the same, and each thing is done once in a run."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.forms.models import model_to_dict

from indimaj.applications.models import Application
from indimaj.decisions import actions
from indimaj.decisions.actions import many
from indimaj.decisions.models import Decision, MemberOpinion, Notice, Opinion, Sitting
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.models import Entry
from indimaj.letters.models import Letter

from .conftest import IN_SESSION, MEMBERS, RESIDENT, SITTING_DAY, TOO_RECENT, item_of, verdict

CALLED = datetime(2014, 4, 1, 9, tzinfo=UTC)
CLOSED = datetime(2014, 4, 10, 16, tzinfo=UTC)
DECIDED = datetime(2014, 4, 20, 11, tzinfo=UTC)
TOLD = datetime(2014, 4, 25, 11, tzinfo=UTC)
VOICES = [("favourable", ""), ("unfavourable", "Le séjour est court.")]
Examined = Callable[..., Application]


@pytest.fixture
def one_at_a_time(examined: Examined, secretary: Staff, authority: Staff, counter: Staff) -> list[str]:
    """A sitting on two files, opinions, decisions and a notice, each by its own action."""
    files = [examined(RESIDENT), examined(TOO_RECENT)]
    sitting = actions.call_sitting(
        office=files[0].office,
        campaign="2014",
        held_on=SITTING_DAY,
        members=MEMBERS,
        applications=[file.pk for file in files],
        by=secretary,
        at=CALLED,
    )
    sitting = actions.open_sitting(sitting=sitting, by=secretary, at=IN_SESSION)
    seats = list(sitting.members.order_by("id"))
    for position, outcome in ((1, "favourable"), (2, "unfavourable")):
        voices = {seat.pk: voice for seat, voice in zip(seats, VOICES, strict=True)}
        actions.record_voices(item=item_of(sitting, position), voices=voices, by=secretary, at=IN_SESSION)
        given = verdict(outcome)
        actions.give_opinion(item=item_of(sitting, position), verdict=given, by=secretary, at=IN_SESSION)
    actions.close_sitting(sitting=sitting, by=secretary, at=CLOSED)
    for file, outcome in zip(files, ("favourable", "unfavourable"), strict=True):
        file.refresh_from_db()
        made = actions.decide(
            application=file, verdict=verdict(outcome), by=authority, version=file.version, at=DECIDED
        )
    actions.give_notice(
        decision=made, channel="in_person", on=date(2014, 4, 24), by=counter, at=TOLD, signed="thumb"
    )
    return everything(sitting, files)


def rows(
    files: list[Application], secretary: Staff, authority: Staff, counter: Staff
) -> tuple[list[many.SittingRow], list[many.DecisionRow], list[many.NoticeRow]]:
    outcomes = ("favourable", "unfavourable")
    items = [
        many.ItemRow(file.pk, VOICES, verdict(outcome)) for file, outcome in zip(files, outcomes, strict=True)
    ]
    sitting = many.SittingRow(
        "first",
        files[0].office_id,
        "2014",
        SITTING_DAY,
        MEMBERS,
        items,
        secretary.pk,
        CALLED,
        IN_SESSION,
        CLOSED,
    )
    decisions = [
        many.DecisionRow(file.pk, verdict(outcome), authority.pk, DECIDED)
        for file, outcome in zip(files, outcomes, strict=True)
    ]
    notice = many.NoticeRow(files[1].pk, "in_person", date(2014, 4, 24), counter.pk, TOLD, signed="thumb")
    return [sitting], decisions, [notice]


@pytest.fixture
def in_a_set(examined: Examined, secretary: Staff, authority: Staff, counter: Staff) -> list[str]:
    files = [examined(RESIDENT), examined(TOO_RECENT)]
    sittings, decisions, notices = rows(files, secretary, authority, counter)
    for _again in range(2):
        many.hold_sittings_many(sittings, run_id="run")
        many.decide_many(decisions, run_id="run")
        many.give_notice_many(notices, run_id="run")
    return everything(Sitting.objects.latest("number"), files)


def test_single_and_set_forms_leave_equal_rows(one_at_a_time: list[str], in_a_set: list[str]) -> None:
    assert in_a_set == one_at_a_time


def test_what_a_run_has_done_is_not_done_twice(
    examined: Examined, secretary: Staff, authority: Staff, counter: Staff
) -> None:
    files = [examined(RESIDENT), examined(TOO_RECENT)]
    sittings, decisions, notices = rows(files, secretary, authority, counter)

    def write() -> tuple[int, int, int]:
        return (
            many.hold_sittings_many(sittings, run_id="run"),
            many.decide_many(decisions, run_id="run"),
            many.give_notice_many(notices, run_id="run"),
        )

    assert write() == (1, 2, 1)
    assert write() == (0, 0, 0)


def test_the_set_form_asks_the_same_permission(
    examined: Examined, secretary: Staff, authority: Staff, counter: Staff
) -> None:
    files = [examined(RESIDENT), examined(TOO_RECENT)]
    sittings, decisions, _notices = rows(files, counter, authority, counter)
    with pytest.raises(NotAllowed):
        many.hold_sittings_many(sittings, run_id="run")
    with pytest.raises(NotAllowed):
        many.decide_many(decisions, run_id="run")

    assert Sitting.objects.count() == 0


def test_who_recorded_the_opinion_does_not_decide_in_a_set_either(
    examined: Examined, hire: Callable[..., Staff], office: Office, counter: Staff
) -> None:
    both = hire(Role.SECRETARY, office)
    both.posts.create(
        role=Role.AUTHORITY,
        compartment="status",
        office=office,
        purpose="decision",
        held_from=date(2013, 1, 1),
    )
    files = [examined(RESIDENT), examined(TOO_RECENT)]
    sittings, decisions, _notices = rows(files, both, both, counter)
    many.hold_sittings_many(sittings, run_id="run")

    with pytest.raises(NotAllowed) as refusal:
        many.decide_many(decisions, run_id="run")
    assert refusal.value.answer.code == "recorded_opinion"


def everything(sitting: Sitting, files: list[Application]) -> list[str]:
    """All rows about a sitting and its files, with ids, references and digests masked."""
    sitting.refresh_from_db()
    found: list[Any] = [model_to_dict(sitting, exclude=["number"])]
    found += [model_to_dict(member, exclude=["id"]) for member in sitting.members.order_by("id")]
    subjects = [*(file.pk for file in files), sitting.pk]
    for file in files:
        file.refresh_from_db()
        found.append([file.state, file.is_open, file.first_outcome, file.version])
        found.append(model_to_dict(file.agenda_items.get(), exclude=["id"]))
        voices = MemberOpinion.objects.filter(item__application=file).order_by("id")
        found += [model_to_dict(one, exclude=["id", "item", "member"]) for one in voices]
        found += [shown(one) for one in Opinion.objects.filter(application=file)]
        found += [shown(one) for one in Decision.objects.filter(application=file)]
        notices = Notice.objects.filter(decision__application=file)
        found += [model_to_dict(one, exclude=["id"]) for one in notices]
    for subject in subjects:
        letters = Letter.objects.filter(subject=subject).order_by("made_at", "kind")
        found += [[one.kind, one.language, one.template_version, one.data, one.made_at] for one in letters]
        entries = Entry.objects.filter(subject=subject).order_by("number")
        found += [[one.verb, one.actor, one.purpose, one.at, one.detail] for one in entries]
    return [masked(one) for one in found]


def shown(row: Opinion | Decision) -> dict[str, Any]:
    return model_to_dict(row, exclude=["id", "item"]) | {"letter": None}


def masked(row: object) -> str:
    text = json.dumps(row, default=str, sort_keys=True, ensure_ascii=False)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "id", text)
    text = re.sub(r"2014-[0-9A-Z]{4}-[0-9A-Z]{4}", "reference", text)
    text = re.sub(r'"(notice|number|order_number)": \d+', r'"\1": 0', text)
    return re.sub(r'(Number[^]]*?|رقم[^]]*?|رقمه[^]]*?|الترتيب[^]]*?)"\d+"', r'\1"0"', text)
