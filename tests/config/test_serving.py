"""`indimaj serve`, started as a person starts it, and stopped in each way that a person stops it."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.servers import free_port
from tests import migrated
from tests.config.running import COMMAND, environment, indimaj

PATIENCE = 40


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("serving")
    chosen = {"INDIMAJ_MODE": "development", "INDIMAJ_DATA": str(folder)}
    migrated.take(str(folder / "indimaj.sqlite3"))
    assert indimaj("migrate", **chosen).returncode == 0
    return chosen


def processes(folder: str) -> list[int]:
    """Return every living process that was started with this data folder."""
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            started_with = f"INDIMAJ_DATA={folder}\0".encode() in environ.read_bytes()
            alive = environ.with_name("stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            continue
        if started_with and alive:
            found.append(int(environ.parts[2]))
    return found


def wait_until(happened: object) -> bool:
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        if happened():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False


def answers(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request("HEAD", "/")
        return line.getresponse().status < 500
    except OSError:
        return False
    finally:
        line.close()


@pytest.fixture
def served(settings: dict[str, str], tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = free_port()
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port)], env=environment(**settings), stdout=log, stderr=log
        )
    assert wait_until(lambda: answers(port) or server.poll() is not None)
    assert server.poll() is None, (tmp_path / "log").read_text()
    yield server, port
    server.kill()
    server.wait()


@pytest.mark.heavy
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_server_and_worker_and_leaves_no_orphan(
    how: signal.Signals, served: tuple[subprocess.Popen[bytes], int], settings: dict[str, str]
) -> None:
    server, port = served
    assert len(processes(settings["INDIMAJ_DATA"])) >= 4
    server.send_signal(how)
    assert server.wait(PATIENCE) == 0
    assert processes(settings["INDIMAJ_DATA"]) == []
    assert not answers(port)


@pytest.mark.heavy
def test_a_kill_that_cannot_be_caught_leaves_no_orphan_either(
    served: tuple[subprocess.Popen[bytes], int], settings: dict[str, str]
) -> None:
    server, _ = served
    server.kill()
    server.wait()
    assert wait_until(lambda: not processes(settings["INDIMAJ_DATA"]))


@pytest.mark.heavy
def test_when_the_worker_dies_the_command_ends_so_that_a_service_manager_starts_it_again(
    served: tuple[subprocess.Popen[bytes], int], settings: dict[str, str]
) -> None:
    server, _ = served
    worker = next(
        number
        for number in processes(settings["INDIMAJ_DATA"])
        if b"db_worker" in Path(f"/proc/{number}/cmdline").read_bytes()
    )
    os.kill(worker, signal.SIGKILL)
    assert server.wait(PATIENCE) == 1
    assert processes(settings["INDIMAJ_DATA"]) == []


@pytest.mark.heavy
def test_a_port_that_is_taken_is_named(
    served: tuple[subprocess.Popen[bytes], int], settings: dict[str, str]
) -> None:
    _, port = served
    ended = indimaj("serve", "--port", str(port), **settings)
    assert (ended.returncode, ended.stderr) == (
        1,
        f"indimaj: Port {port} on 127.0.0.1 cannot be used (Address already in use). Choose another with --port.\n",
    )


@pytest.mark.heavy
def test_a_database_of_another_version_is_not_served(tmp_path: Path) -> None:
    ended = indimaj("serve", INDIMAJ_MODE="development", INDIMAJ_DATA=str(tmp_path))
    assert ended.returncode == 1
    assert ended.stderr.endswith("Run: indimaj migrate\n")


def test_a_process_has_loaded_every_room_before_its_first_request_and_does_not_go_through_it_again(
    settings: dict[str, str],
) -> None:
    loaded = "import gc, sys, indimaj.config.wsgi as served"
    told = f"{loaded}; print('indimaj.reports.views' in sys.modules, gc.get_freeze_count() > 100_000)"
    asked = subprocess.run(
        [sys.executable, "-P", "-c", told], env=environment(**settings), capture_output=True, text=True, check=True
    )  # fmt: skip
    assert asked.stdout.split() == ["True", "True"]
