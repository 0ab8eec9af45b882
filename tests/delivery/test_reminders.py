"""Reminders follow a calendar: each body once for each day that is due and each step of the calendar."""

from pathlib import Path
from typing import Any

import pytest

from indimaj.delivery import actions, clocks
from indimaj.delivery.actions import Step
from indimaj.delivery.models import AnswerLink, Reminder
from indimaj.letters.models import Message
from indimaj.ports import mail
from tests.clients.making import SETUP
from tests.delivery.making import World, at, day, words


@pytest.fixture
def world(world: World) -> World:
    world.focal.email = "focal@example.org"
    world.focal.save()
    return world


def run(number: int) -> int:
    return actions.remind(at=at(number), by=SETUP)


@pytest.mark.heavy
def test_a_body_is_reminded_once_at_each_step_of_the_calendar(world: World) -> None:
    world.ask(due_on=day(30))
    sent = [number for number in range(200) for _again in range(2) if run(number)]
    assert (sent, clocks.calendar("answer")) == ([16, 30, 44, 75, 120], (-14, 0, 14, 45, 90))
    assert Message.objects.filter(address="focal@example.org", compartment="house").count() == 5


def test_a_run_after_a_long_pause_sends_the_last_step_and_not_each(world: World) -> None:
    world.ask(due_on=day(30))
    assert [run(80), run(80)] == [1, 0]
    assert Reminder.objects.get().step == "45"


def test_whoever_has_answered_is_left_alone(world: World) -> None:
    world.answer(world.ask(due_on=day(30)), "declines")
    assert run(80) == 0


def test_a_step_is_asked_after_until_somebody_says_that_it_is_done(world: World) -> None:
    action = world.plan(world.one, steps=[Step(words("Recruter"), day(30))])
    assert [run(16), run(31)] == [1, 1]
    world.declare(action, milestone=action.milestones.get())
    assert run(60) == 0
    assert {"focal@example.org"} == set(Message.objects.values_list("address", flat=True))


def test_a_body_without_an_account_gets_a_link_that_is_kept_nowhere(
    world: World, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    asked = world.ask(body=world.ministry, due_on=day(30))
    assert run(30) == 0
    actions.keep_contact(body=world.ministry, email="office@example.org", language="fr", by=SETUP, at=at(1))
    assert (run(30), Message.objects.count()) == (1, 0)
    written = b"".join(path.read_bytes() for path in (tmp_path / "outbox" / "mail").iterdir())
    assert b"office@example.org" in written
    link = AnswerLink.objects.get()
    assert (link.assignment, link.digest.encode() in written) == (asked, False)


def test_a_message_that_does_not_go_out_is_tried_again(world: World, monkeypatch: Any) -> None:
    def fails(**_: Any) -> None:
        raise mail.NotSent("closed")

    actions.keep_contact(body=world.ministry, email="office@example.org", language="fr", by=SETUP, at=at(1))
    world.ask(body=world.ministry, due_on=day(30))
    with monkeypatch.context() as broken:
        broken.setattr(mail, "send", fails)
        assert (run(30), Reminder.objects.count()) == (0, 0)
    monkeypatch.setattr(mail, "send", lambda **_: None)
    assert run(30) == 1
