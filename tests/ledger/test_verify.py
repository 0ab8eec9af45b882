from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.db import connection

from indimaj.ledger import sealing
from indimaj.ledger.models import Entry, Read, Seal
from indimaj.ledger.sealing import seal_all
from indimaj.ledger.verify import run_verify, verify

from .conftest import FILE, OTHER_FILE, act, read

pytestmark = pytest.mark.django_db

Tamper = Callable[..., None]


@pytest.fixture(autouse=True)
def lines(db: None) -> None:
    for verb in ("submit", "assign", "examine", "decide"):
        act(verb)
    act("submit", OTHER_FILE)
    for what in ("file", "letter", "file"):
        read(what)


def key(subject: object) -> str:
    return str(subject) if connection.vendor == "postgresql" else str(subject).replace("-", "")


def kinds() -> list[str]:
    return sorted(finding.kind for finding in verify().findings)


def words() -> str:
    return "; ".join(finding.words for finding in verify().findings)


def test_an_untouched_ledger_is_whole_and_says_what_is_not_sealed() -> None:
    report = verify()
    assert (report.findings, report.chains, report.acts, report.reads, report.unsealed) == ([], 2, 5, 3, 8)
    seal_all()
    act("notify")
    report = verify()
    assert (report.findings, report.seals, report.unsealed) == ([], 2, 1)


def test_sealing_twice_makes_no_empty_seal() -> None:
    assert [seal.count for seal in seal_all()] == [5, 3]
    assert seal_all() == []
    act("notify")
    assert [(seal.number, seal.count) for seal in seal_all()] == [(2, 1)]


def test_long_runs_are_sealed_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 2)
    assert [(seal.stream, seal.number, seal.count) for seal in seal_all()] == [
        ("acts", 1, 2), ("acts", 2, 2), ("acts", 3, 1), ("reads", 1, 2), ("reads", 2, 1),
    ]  # fmt: skip
    assert verify().intact


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'refuse'",
        "actor = 'x'",
        "at = '2014-03-04 12:00:00+00:00'",
        "purpose = 'y'",
        "detail = '{\"a\": 1}'",
    ],
)
def test_a_changed_act_is_found(tamper: Tamper, change: str) -> None:
    tamper(f"UPDATE ledger_entry SET {change} WHERE verb = 'examine'")
    assert (kinds(), "line 3 is not what was written" in words()) == (["changed"], True)


def test_a_missing_act_is_found(tamper: Tamper) -> None:
    tamper("DELETE FROM ledger_entry WHERE verb = 'assign'")
    assert (kinds(), "line 2 is gone" in words()) == (["missing"], True)


def test_a_missing_act_is_found_when_the_later_ones_are_renumbered(tamper: Tamper) -> None:
    tamper("DELETE FROM ledger_entry WHERE verb = 'assign'")
    tamper("UPDATE ledger_entry SET number = 2 WHERE verb = 'examine'")
    tamper("UPDATE ledger_entry SET number = 3 WHERE verb = 'decide'")
    tamper("UPDATE ledger_chain SET length = 3 WHERE subject = %s", key(FILE))
    assert not verify().intact


def test_reordered_acts_are_found(tamper: Tamper) -> None:
    for before, after in ((2, 9), (3, 2), (9, 3)):
        tamper("UPDATE ledger_entry SET number = %s WHERE number = %s", after, before)
    assert (kinds(), "line 3 stands as line 2" in words()) == (["reordered", "reordered"], True)


def test_a_cut_end_is_found_by_the_head(tamper: Tamper) -> None:
    tamper("DELETE FROM ledger_entry WHERE verb IN ('examine', 'decide')")
    assert (kinds(), "lines 3 to 4 at the end are gone" in words()) == (["cut"], True)


def test_a_cut_end_is_found_by_the_seal_when_the_head_is_made_to_fit(tamper: Tamper) -> None:
    seal_all()
    tamper("DELETE FROM ledger_entry WHERE verb = 'decide'")
    head = Entry.objects.get(subject=FILE, verb="examine").digest
    tamper("UPDATE ledger_chain SET length = 3, head = %s WHERE subject = %s", head, key(FILE))
    assert (kinds(), "1 of 5 lines are gone" in words()) == (["cut"], True)


def test_a_whole_chain_taken_away_with_its_head_is_found_by_the_seal(tamper: Tamper) -> None:
    seal_all()
    tamper("DELETE FROM ledger_entry WHERE subject = %s", key(FILE))
    tamper("DELETE FROM ledger_chain WHERE subject = %s", key(FILE))
    assert (kinds(), "4 of 5 lines are gone" in words()) == (["cut"], True)


def test_a_chain_without_its_lines_and_lines_without_their_chain_are_found(tamper: Tamper) -> None:
    tamper("DELETE FROM ledger_entry WHERE subject = %s", key(FILE))
    tamper("DELETE FROM ledger_chain WHERE subject = %s", key(OTHER_FILE))
    assert kinds() == ["cut", "missing"]


def test_a_changed_reading_is_found(tamper: Tamper) -> None:
    tamper("UPDATE ledger_read SET actor = 'somebody else' WHERE what = 'letter'")
    assert kinds() == ["changed"]


def test_a_reading_taken_away_is_found_by_the_seal(tamper: Tamper) -> None:
    seal_all()
    tamper("DELETE FROM ledger_read WHERE what = 'letter'")
    assert (kinds(), "1 of 3 lines are gone" in words()) == (["cut"], True)


def test_a_line_put_in_behind_a_seal_is_found(tamper: Tamper) -> None:
    seal_all()
    tamper("DELETE FROM ledger_read WHERE what = 'letter'")
    letter = Read.objects.order_by("id").last()
    assert letter is not None
    letter.pk = None
    letter.save(force_insert=True)
    tamper("UPDATE ledger_read SET id = 2000000 WHERE id = %s", letter.pk)
    seal_all()
    tamper(
        "UPDATE ledger_read SET id = %s WHERE id = 2000000",
        Seal.objects.filter(stream="reads").first().first_line + 1,
    )
    assert not verify().intact


def test_cut_seals_are_found_by_the_heads_outside_the_database(
    tamper: Tamper, heads: Path, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        seal_all()
    act("notify", OTHER_FILE)
    with django_capture_on_commit_callbacks(execute=True):
        seal_all()
    assert len(heads.read_text().split()) == 3
    tamper("DELETE FROM ledger_seal WHERE number = 2")
    tamper("DELETE FROM ledger_entry WHERE verb = 'notify'")
    head = Entry.objects.get(subject=OTHER_FILE).digest
    tamper("UPDATE ledger_chain SET length = 1, head = %s WHERE subject = %s", head, key(OTHER_FILE))
    assert (kinds(), "seal 2 of the acts" in words()) == (["cut"], True)


def test_a_head_that_somebody_kept_is_compared(tamper: Tamper) -> None:
    seal_all()
    kept = verify().heads
    assert verify(known_heads=kept).intact
    tamper("DELETE FROM ledger_seal")
    assert [finding.kind for finding in verify(known_heads=kept).findings] == ["cut", "cut"]


def test_a_missing_seal_and_a_changed_seal_are_found(tamper: Tamper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 1)
    seal_all()
    tamper("DELETE FROM ledger_seal WHERE stream = 'acts' AND number = 2")
    assert kinds() == ["missing"]
    tamper("UPDATE ledger_seal SET count = 2 WHERE stream = 'reads' AND number = 1")
    assert kinds() == ["cut", "missing"]


def test_another_key_verifies_nothing(settings: object) -> None:
    settings.LEDGER_KEY = "another" * 6  # type: ignore[attr-defined]
    assert len(verify().findings) == 8


def test_the_command_says_it_in_words_and_in_its_exit_code(tamper: Tamper) -> None:
    seal_all()
    out = StringIO()
    assert run_verify(out) == 0
    assert out.getvalue().splitlines()[0] == (
        "5 acts in 2 chains, 3 readings, 2 seals; 0 lines are not sealed yet."
    )
    assert out.getvalue().splitlines()[1].startswith("last seal: status-acts-1-")
    tamper("UPDATE ledger_entry SET verb = 'refuse' WHERE verb = 'examine'")
    out = StringIO()
    assert run_verify(out) == 1
    assert out.getvalue().splitlines()[-1] == "The ledger is NOT whole: 1 findings."
