"""The commands that judge the others are judged here."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.table import percentile
from tests.house.tree import ROOT
from tools.check import Tally, read_counts


def test_the_closing_line_names_what_was_left_out_only_where_something_was(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tally = Tally(strict=False, passed=3)
    assert tally.line() == "3 passed, 0 failed"
    tally.leave_out("journeys: no Chromium here")
    assert tally.line() == "3 passed, 0 failed, 1 skipped"
    assert "!! LEFT OUT: journeys: no Chromium here" in capsys.readouterr().out


def test_what_is_left_out_has_failed_in_continuous_integration(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally(strict=True, passed=3)
    tally.leave_out("2 tests skipped themselves", 2)
    assert tally.line() == "3 passed, 2 failed"
    assert "!! FAILED: 2 tests skipped themselves" in capsys.readouterr().out


def test_counts_are_read_from_the_report_and_are_zero_without_one(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    assert read_counts(report) == {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    report.write_text('<testsuites><testsuite tests="7" failures="1" errors="2" skipped="3"/></testsuites>')
    assert read_counts(report) == {"tests": 7, "failures": 1, "errors": 2, "skipped": 3}


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("body", "code", "line"), [("True", 0, "1 passed, 0 failed"), ("False", 1, "0 passed, 1 failed")]
)
def test_the_last_line_and_the_exit_code_say_how_it_went(
    body: str, code: int, line: str, tmp_path: Path
) -> None:
    tried = tmp_path / "test_tried.py"
    tried.write_text(f"def test_tried():\n    assert {body}\n")
    command = [sys.executable, "-P", "-m", "tools.check", str(tried), "-p", "no:cacheprovider"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout.splitlines()[-1]) == (code, line)


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert [percentile(range(1, 101), share) for share in (0.5, 0.95, 0.99)] == [50, 95, 99]
    assert percentile([7.0], 0.95) == 7.0
    with pytest.raises(ValueError, match="no value"):
        percentile([], 0.5)
