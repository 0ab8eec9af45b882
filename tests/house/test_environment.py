"""bin/environment.py, tried in a copy of the project's lists, without installing anything."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

pytestmark = pytest.mark.heavy


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("bin", "requirements"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "indimaj" / "config").mkdir(parents=True)
    (tmp_path / "indimaj" / "config" / "catalogues.py").write_text("")
    return tmp_path


def prepare(project: Path, kind: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, project / "bin" / "environment.py", kind],
        capture_output=True,
        text=True,
        env={"HOME": str(project), "PATH": "/nowhere", "PYTHONPATH": str(project), **environ},
    )


def pretend_installed(project: Path, kind: str) -> None:
    """Make an environment that starts, with the stamp that a complete installation of `kind` leaves."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", project / ".venv"], check=True)
    site = next((project / ".venv" / "lib").glob("python3*")) / "site-packages"
    (site / "indimaj.pth").write_text(f"{project}\n")
    code = (
        "import json, sys; sys.path.insert(0, 'bin'); import environment as e;"
        f"e.STAMP.write_text(json.dumps(e.expected_stamp('{kind}')))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=project, check=True)


def test_where_venv_is_missing_one_line_says_what_to_install(project: Path) -> None:
    (project / "ensurepip.py").write_text("raise ImportError")
    ended = prepare(project, "run")
    sudo = "" if os.geteuid() == 0 else "sudo "
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[1:] == [
        "Python's venv module is missing here. This line installs it:",
        f"  {sudo}apt install python3-venv",
    ]


@pytest.mark.parametrize(("made", "asked"), [("run", "run"), ("test", "test"), ("test", "run")])
def test_an_environment_that_is_complete_is_left_as_it_is(project: Path, made: str, asked: str) -> None:
    pretend_installed(project, made)
    ended = prepare(project, asked)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads((project / ".venv" / "indimaj-environment.json").read_text())["kind"] == made


@pytest.mark.parametrize("change", ["lock", "place", "kind"])
def test_an_environment_of_another_lock_place_or_kind_is_not_taken_for_complete(
    project: Path, change: str
) -> None:
    pretend_installed(project, "run")
    (project / "ensurepip.py").write_text("raise ImportError")
    if change == "lock":
        with (project / "requirements" / "run.lock").open("a") as lock:
            lock.write("# changed\n")
    elif change == "place":
        stamp = project / ".venv" / "indimaj-environment.json"
        stamp.write_text(stamp.read_text().replace(str(project), "/elsewhere"))
    ended = prepare(project, "test" if change == "kind" else "run")
    assert ended.returncode == 1
    assert ended.stderr.startswith("Preparing the environment in .venv with pip")
