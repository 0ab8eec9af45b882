import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from indimaj.config.command import make_parser
from tests.config.running import COMMAND, indimaj


def pages(parser: argparse.ArgumentParser) -> dict[str, str]:
    """Return the manual page of each verb; a verb of verbs is represented by those."""
    verbs = next((a for a in parser._actions if isinstance(a, argparse._SubParsersAction)), None)
    if verbs is None:
        return {parser.prog: parser.format_help()}
    return {name: page for verb in verbs.choices.values() for name, page in pages(verb).items()}


def test_each_verb_has_a_manual_page_with_examples_that_run_it() -> None:
    assert [name for name, page in pages(make_parser()).items() if f"  {name}" not in page] == []


def test_the_demo_refuses_a_folder_with_other_things_in_it(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    ended = indimaj("demo", "--data", tmp_path, "--fresh")
    assert ended.returncode == 1
    assert ended.stderr == (
        f"indimaj: {tmp_path} holds other things than a demo. Give another folder with --data.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("number", ["0", "-3", "many"])
def test_the_demo_refuses_a_number_of_applications_that_is_none(number: str, tmp_path: Path) -> None:
    ended = indimaj("demo", "--data", tmp_path, f"--applications={number}")
    assert (ended.returncode, "--applications" in ended.stderr) == (2, True)


def test_verbs_of_the_law_start_neither_django_nor_a_database() -> None:
    code = "import sys, indimaj.config.command as c; c.make_parser(); print([m for m in sys.modules if 'django' in m])"
    assert indimaj_python(code) == "[]\n"


def indimaj_python(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True
    ).stdout


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    with subprocess.Popen([*COMMAND, "facts"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as talking:
        assert talking.stdout is not None
        assert talking.stderr is not None
        talking.stdout.readline()
        talking.stdout.close()
        assert talking.stderr.read() == b""
