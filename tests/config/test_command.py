from pathlib import Path

import pytest

from indimaj.config.command import make_parser
from tests.config.running import indimaj


def pages() -> dict[str, str]:
    parser = make_parser()
    verbs = next(action for action in parser._actions if action.choices)
    return {name: page.format_help() for name, page in verbs.choices.items()}  # type: ignore[union-attr]


def test_each_verb_has_a_manual_page_with_examples_that_run_it() -> None:
    assert [name for name, page in pages().items() if f"  indimaj {name}" not in page] == []


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
    import subprocess
    import sys

    return subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True
    ).stdout
