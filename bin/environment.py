"""Makes the project's environment in .venv from a hash-locked list, with the standard library alone.

    python3 bin/environment.py run      what runs the platform (requirements/run.lock)
    python3 bin/environment.py test     the same and what tests it (requirements/test.lock)

One environment serves both: an environment made for the tests also runs the demo. A stamp holds the lock's
sha256, so a second start installs nothing and needs no network.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / "indimaj-environment.json"
KINDS = ("run", "test")


class PreparationError(Exception):
    """The environment cannot be made; the text tells the person what to do."""


def main(arguments: list[str]) -> int:
    """Prepare the environment of one kind and compile the catalogues."""
    if len(arguments) != 1 or arguments[0] not in KINDS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with lock_path("run").open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            prepare(arguments[0])
    except PreparationError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def lock_path(kind: str) -> Path:
    """Return the hash-locked list of one kind."""
    return ROOT / "requirements" / f"{kind}.lock"


def prepare(kind: str) -> None:
    """Install what `kind` needs if it is not there yet; keep what the other kind needs."""
    stamp = read_stamp()
    if not serves(stamp, kind):
        if stamp.get("kind") == "test":
            kind = "test"
        STAMP.unlink(missing_ok=True)
        install(kind)
        write_launcher()
        STAMP.write_text(json.dumps(expected_stamp(kind)))
    if subprocess.run([PYTHON, "-P", "-m", "indimaj.config.catalogues"], cwd="/").returncode:
        raise PreparationError("The message catalogues could not be compiled; the lines above name the file.")


def expected_stamp(kind: str) -> dict[str, str]:
    """Return what the stamp of an up-to-date environment of one kind says."""
    return {
        "kind": kind,
        "lock": hashlib.sha256(lock_path(kind).read_bytes()).hexdigest(),
        "place": str(ROOT),
    }


def read_stamp() -> dict[str, str]:
    """Return the stamp of the last complete installation; empty where there is none that still starts."""
    if not STAMP.exists() or not starts(PYTHON):
        return {}
    found = json.loads(STAMP.read_text())
    return found if isinstance(found, dict) else {}


def serves(stamp: dict[str, str], kind: str) -> bool:
    """Tell whether an environment with this stamp has all that `kind` needs."""
    return any(stamp == expected_stamp(enough) for enough in KINDS if enough in (kind, "test"))


def starts(python: Path) -> bool:
    """Tell whether the interpreter is there, starts and is one that the project runs on."""
    check = "import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
    return (
        python.exists() and subprocess.run([python, "-c", check], stderr=subprocess.DEVNULL).returncode == 0
    )


def install(kind: str) -> None:
    """Install one lock with uv where it is, else (or where uv fails) with venv and pip."""
    if ENVIRONMENT.exists() and not starts(PYTHON):
        shutil.rmtree(ENVIRONMENT)
    uv = shutil.which("uv")
    count = sum("==" in line for line in lock_path(kind).read_text().splitlines())
    tool = "uv" if uv else "pip"
    tell(f"Preparing the environment in .venv with {tool}: {count} packages. This is done once.")
    if uv:
        if with_uv(uv, kind):
            return
        tell("uv did not manage it; trying venv and pip.")
    with_pip(kind)


def with_uv(uv: str, kind: str) -> bool:
    """Make and fill the environment with uv; tell whether it worked."""
    environ = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    if not PYTHON.exists():
        made = [uv, "venv", *quiet, "--no-project", "--python", sys.executable, str(ENVIRONMENT)]
        if subprocess.run(made, env=environ, cwd=ROOT).returncode:
            return False
    fill = [uv, "pip", "install", *quiet, "--no-deps", "--require-hashes", "--python", str(PYTHON)]
    fill += ["-r", str(lock_path(kind))]
    return subprocess.run(fill, env=environ, cwd=ROOT).returncode == 0


def with_pip(kind: str) -> None:
    """Make and fill the environment with the standard library's venv and pip."""
    if subprocess.run([sys.executable, "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL).returncode:
        sudo = "" if os.geteuid() == 0 else "sudo "
        raise PreparationError(
            f"Python's venv module is missing here. This line installs it:\n  {sudo}apt install python3-venv"
        )
    if (
        not (ENVIRONMENT / "bin" / "pip").exists()
        and subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)]).returncode
    ):
        raise PreparationError("The environment could not be made in .venv; the lines above say why.")
    fill = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    fill += ["--progress-bar", "off", "--quiet", "-r", lock_path(kind)]
    if subprocess.run(fill, cwd=ROOT).returncode:
        raise PreparationError(
            "The packages could not be installed; the lines above say why. Nothing else was changed: "
            "once the network (or your own package index) answers, run the same command again."
        )


def write_launcher() -> None:
    """Put the project on the environment's path and write .venv/bin/indimaj, which works from any folder."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    found = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    (Path(found) / "indimaj.pth").write_text(f"{ROOT}\n")
    launcher = ENVIRONMENT / "bin" / "indimaj"
    launcher.write_text(f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -P -m indimaj "$@"\n')
    launcher.chmod(0o755)


def tell(line: str) -> None:
    """Tell the person what is going on, at once."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
