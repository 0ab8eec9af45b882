"""The daily command: each part once a day, whatever was called twice, failed or was killed midway."""

import signal
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from indimaj.config import command_daily, daily
from indimaj.config.daily import PARTS, Outcome, Part, Unfinished, Verb, standings, tick
from indimaj.consultations import actions as consultations
from indimaj.consultations.models import OwedAnswer, Reminder
from indimaj.ledger.models import Entry
from indimaj.letters.models import Message
from indimaj.measures.models import FreezeRun, RestrictedCells
from indimaj.ports.alone import Busy, alone
from tests.clients.making import make_body, post
from tests.config.running import PRODUCTION, environment, indimaj

MORNING = datetime(2026, 11, 23, 5, tzinfo=UTC)


class Things:
    """A part that does what waits, one thing after another, and may break."""

    def __init__(self) -> None:
        self.waiting = ["a", "b", "c"]
        self.done: list[str] = []
        self.breaks_at = ""
        self.breaks_with: BaseException = ValueError("Aminata's number is 0612345678")

    def run(self, at: datetime) -> int:
        count = 0
        while self.waiting:
            if self.waiting[0] == self.breaks_at:
                raise self.breaks_with
            self.done.append(self.waiting.pop(0))
            count += 1
        return count


@pytest.fixture
def things(settings: Any, tmp_path: Path, db: None) -> Things:
    settings.DATA_DIR = tmp_path
    return Things()


def ran(*parts: Part, on: datetime = MORNING) -> list[Outcome]:
    with time_machine.travel(on, tick=False):
        return list(tick(parts))


def verbs(part: Part) -> list[str]:
    return list(Entry.objects.filter(subject=part.chain).order_by("number").values_list("verb", flat=True))


def test_twice_in_a_day_does_nothing_twice(things: Things) -> None:
    part = Part("things", "things", things.run)
    (first,) = ran(part)
    things.waiting = ["d"]
    (second,) = ran(part, on=MORNING + timedelta(hours=6))
    assert (first.count, first.was_done, second.count, second.was_done) == (3, False, 3, True)
    assert things.done == ["a", "b", "c"]
    (third,) = ran(part, on=MORNING + timedelta(days=1))
    assert (third.count, things.done[-1]) == (1, "d")
    assert verbs(part) == [Verb.BEGUN, Verb.DONE, Verb.BEGUN, Verb.DONE]


def test_a_part_that_fails_is_told_and_stops_no_other(things: Things) -> None:
    things.breaks_at = "b"
    bad, good = Part("bad", "bad", things.run), Part("good", "good", lambda at: 7)
    failed, passed = ran(bad, good)
    assert failed.problem.startswith("ValueError")
    assert "0612345678" not in failed.problem
    assert (passed.count, passed.problem) == (7, "")
    line = Entry.objects.get(subject=bad.chain, verb=Verb.FAILED)
    assert line.detail == {"part": "bad", "day": "2026-11-23", "problem": "ValueError"}
    things.breaks_at = ""
    again, not_again = ran(bad, good)
    assert (again.count, again.was_done, not_again.was_done) == (2, False, True)
    assert things.done == ["a", "b", "c"]


def test_killed_midway_it_goes_on_where_it_stopped(things: Things) -> None:
    things.breaks_at, things.breaks_with = "c", KeyboardInterrupt()
    part, after = Part("things", "things", things.run), Part("after", "after", lambda at: 1)
    with pytest.raises(KeyboardInterrupt):
        ran(part, after)
    assert (verbs(part), verbs(after)) == ([Verb.BEGUN], [])
    things.breaks_at = ""
    assert [(one.count, one.was_done) for one in ran(part, after)] == [(1, False), (1, False)]
    assert things.done == ["a", "b", "c"]


def test_two_at_once_are_one(things: Things) -> None:
    with alone("daily"), pytest.raises(Busy):
        ran(Part("things", "things", things.run))
    assert things.done == []


def test_the_command_ends_with_1_where_a_part_failed(
    things: Things, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    def unfinished(at: datetime) -> int:
        raise Unfinished("2 messages still wait")

    parts = (Part("good", "the good one", lambda at: 3), Part("bad", "the bad one", unfinished))
    monkeypatch.setattr(daily.tick, "__defaults__", (parts,))
    monkeypatch.setattr(daily.standings, "__defaults__", (parts,))
    asked, status = (
        command_daily.argparse.Namespace(status=False),
        command_daily.argparse.Namespace(status=True),
    )
    with time_machine.travel(MORNING, tick=False):
        assert command_daily.run_daily(status) == 1
        assert "good       never done; LATE" in capsys.readouterr().out
        assert command_daily.run_daily(asked) == 1
        assert capsys.readouterr().err == "good: 3\nbad: FAILED: 2 messages still wait\n"
        assert command_daily.run_daily(asked) == 1
        assert capsys.readouterr().err == "good: done before today (3)\nbad: FAILED: 2 messages still wait\n"
        assert command_daily.run_daily(status) == 1
        said = capsys.readouterr().out
    assert "good       last done on 2026-11-23 at 2026-11-23 05:00 (3)\n" in said
    assert "bad        never done; FAILED at 2026-11-23 05:00: Unfinished\n" in said
    monkeypatch.setattr(daily.standings, "__defaults__", (parts[:1],))
    for days, code in ((1, 0), (2, 1)):
        with time_machine.travel(MORNING + timedelta(days=days), tick=False):
            assert command_daily.run_daily(status) == code


class TestTheRealParts:
    """All parts, over a platform with something to do."""

    def test_run_once_and_then_have_nothing_to_do(self, things: Things) -> None:
        names = [part.name for part in PARTS]
        first = ran(*PARTS)
        assert [(one.part.name, one.problem, one.was_done) for one in first] == [
            (n, "", False) for n in names
        ]
        lines = Entry.objects.count()
        assert all(one.was_done for one in ran(*PARTS))
        assert Entry.objects.count() == lines
        assert all(one.done for one in standings())

    def test_a_month_that_has_ended_is_counted_once_and_months_that_were_missed_are_made_up(
        self, things: Things
    ) -> None:
        part = next(one for one in PARTS if one.name == "figures")

        def months() -> list[date]:
            return list(FreezeRun.objects.order_by("period_until").values_list("period_from", flat=True))

        assert ran(part)[0].count == 1
        assert months() == [date(2026, 10, 1)]
        assert ran(part, on=MORNING + timedelta(days=1))[0].count == 0
        # Down for two months: each is counted, apart.
        assert ran(part, on=datetime(2027, 1, 2, 5, tzinfo=UTC))[0].count == 2
        assert months() == [date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)]
        assert set(FreezeRun.objects.values_list("measurements__state", flat=True)) == {"provisional"}

    def test_restricted_cells_go_after_their_term(self, things: Things) -> None:
        # The database itself refuses before the term, by its own clock: so the month lies far enough back.
        ran(*PARTS, on=datetime(2020, 1, 5, 5, tzinfo=UTC))
        kept = RestrictedCells.objects.count()
        cells = next(one for one in PARTS if one.name == "cells")
        assert kept > 0
        term = RestrictedCells.objects.values_list("keep_until", flat=True)[0]
        before = datetime(term.year, term.month, term.day, 5, tzinfo=UTC) - timedelta(days=1)
        assert ran(cells, on=before)[0].count == 0
        assert ran(cells, on=before + timedelta(days=1))[0].count == kept

    def test_those_who_consulted_are_reminded_of_their_answer_at_each_step_once(
        self, things: Things, owed: OwedAnswer
    ) -> None:
        answers = next(one for one in PARTS if one.name == "answers")
        days = [date(2026, 11, 15), date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 30)]
        days += [date(2026, 12, 14), date(2026, 12, 20)]
        counts = [
            ran(answers, on=datetime(day.year, day.month, day.day, 5, tzinfo=UTC))[0].count for day in days
        ]
        assert counts == [0, 1, 0, 1, 1, 0]
        assert list(Reminder.objects.order_by("step").values_list("step", flat=True)) == [-14, 0, 14]
        message = Message.objects.order_by("created_at")[0]
        assert "30 novembre 2026" in message.text
        assert str(owed.round_id) in message.text

    def test_a_mail_server_that_is_down_is_a_failure_that_is_told(
        self, things: Things, owed: OwedAnswer, settings: Any
    ) -> None:
        settings.MAIL_URL = "smtp://127.0.0.1:9"
        parts = [one for one in PARTS if one.name in ("answers", "messages")]
        answers, messages = ran(*parts, on=datetime(2026, 11, 16, 5, tzinfo=UTC))
        assert (answers.count, answers.problem) == (1, "")
        assert messages.problem == "0 messages went out, 1 still wait"
        settings.MAIL_URL = "files"
        answers, messages = ran(*parts, on=datetime(2026, 11, 16, 6, tzinfo=UTC))
        assert (answers.was_done, messages.count) == (True, 1)


@pytest.fixture
def owed(db: None) -> OwedAnswer:
    """A round that is over, whose answer is due on 30 November 2026."""
    from indimaj.consultations.enums import Way
    from indimaj.directory.enums import BodyKind, Role
    from indimaj.ledger.actors import Actor
    from indimaj.texts.words import of_three

    when = datetime(2026, 10, 1, 9, tzinfo=UTC)
    words = of_three({"ar": "دروس", "fr": "Cours", "en": "Courses"})
    with time_machine.travel(when, tick=False):
        ministry = make_body("M-MIGRATION", BodyKind.MINISTRY)
        officer = post(Role.POLICY_OFFICER, ministry)
        officer.email, officer.language = "officer@ministry.example", "fr"
        officer.save()
        by = Actor.staff(officer.pk)
        asked = consultations.Draft(words, words, ministry, Way.BOTH, date(2026, 10, 31), date(2026, 11, 30))
        one = consultations.draft_round(draft=asked, by=by, at=when)
        consultations.add_statement(one=one, text=words, by=by, at=when)
        one.refresh_from_db()
        consultations.open_round(one=one, by=by, at=when)
    return OwedAnswer.objects.get(round=one)


KILLED = """
import os, signal
from indimaj.config.start import start_django
start_django()
from indimaj.config import daily
from indimaj.measures import actions
def killed(**given):
    os.kill(os.getpid(), signal.SIGKILL)
actions.let_restricted_cells_go = killed
list(daily.tick())
"""


@pytest.mark.heavy
def test_the_command_takes_up_a_day_that_a_kill_cut_off(tmp_path: Path) -> None:
    settings = {
        **PRODUCTION,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'indimaj.sqlite3'}",
        "INDIMAJ_DATA": str(tmp_path),
        "INDIMAJ_ALLOW_SQLITE": "1",
    }
    assert indimaj("migrate", **settings).returncode == 0
    killed = subprocess.run(
        [sys.executable, "-P", "-c", KILLED], env=environment(**settings), capture_output=True, text=True
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    cut_off = indimaj("daily", "--status", **settings)
    assert cut_off.returncode == 1
    assert "cells      never done; begun at" in cut_off.stdout
    ended = indimaj("daily", **settings)
    assert ended.returncode == 0, ended.stderr
    lines = dict(line.split(": ", 1) for line in ended.stderr.splitlines())
    assert list(lines) == [part.name for part in PARTS]
    assert lines["figures"] == "done before today (1)"
    assert not lines["cells"].startswith("done before")
    again = indimaj("daily", **settings)
    assert again.returncode == 0
    assert {line.split(": ")[1][:17] for line in again.stderr.splitlines()} == {"done before today"}
    assert indimaj("daily", "--status", **settings).returncode == 0
    verified = indimaj("ledger", "verify", **settings)
    assert verified.returncode == 0, verified.stdout
