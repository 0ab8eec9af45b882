"""Servers of our own for tests and measurements: a temporary PostgreSQL, a granian on a free port, a measuring process."""

from __future__ import annotations

import ctypes
import http.client
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from indimaj.config.command_serve import web_command

PATIENCE = 60.0


class ServerError(Exception):
    """A server did not come up; the text holds the end of its log."""


def postgres_programs() -> Path | None:
    """Return the folder with initdb and postgres, the newest first; None where there is none."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True
    )
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).parent)
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


@contextmanager
def temporary_postgres(*, durable: bool = True, **parameters: str) -> Iterator[str]:
    """Run a PostgreSQL of our own on a unix socket, yield its URL, and remove it with all its data.

    `durable=False` is for tests: it gives up what only matters in a power cut. `parameters` are the server's.
    """
    programs = postgres_programs()
    if programs is None:
        raise ServerError("PostgreSQL is not installed. On Debian or Ubuntu: apt install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="indimaj-postgres-"))
    owner = server_owner(folder)
    try:
        initdb = [programs / "initdb", "-D", folder / "data", "-U", "indimaj", "-A", "trust"]
        initdb += ["--encoding=UTF8", "--locale=C.UTF-8", *([] if durable else ["--no-sync"])]
        made = subprocess.run(initdb, cwd=folder, capture_output=True, text=True, **owner)
        if made.returncode:
            raise ServerError(made.stderr)
        settings = {"listen_addresses": "", "unix_socket_directories": str(folder), "max_connections": "100"}
        if not durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        with (folder / "log").open("wb") as log:
            command = [programs / "postgres", "-D", folder / "data"]
            command += [f"--{name}={value}" for name, value in (settings | parameters).items()]
            server = subprocess.Popen(
                command,
                cwd=folder,
                stdout=log,
                stderr=log,
                preexec_fn=end_with_parent,
                start_new_session=True,
                **owner,
            )
        try:
            wait_for_postgres(server, folder)
            with psycopg.connect(
                host=str(folder), user="indimaj", dbname="postgres", autocommit=True
            ) as line:
                line.execute("CREATE DATABASE indimaj")
            yield f"postgresql://indimaj@{quote(str(folder), safe='')}/indimaj"
        finally:
            stop(server, signal.SIGINT)
    finally:
        shutil.rmtree(folder)


def server_owner(folder: Path) -> dict[str, str | int | list[int]]:
    """PostgreSQL refuses to run as root: give the folder to `postgres`, and name it for the start."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def wait_for_postgres(server: subprocess.Popen[bytes], folder: Path) -> None:
    """Return once the server takes connections."""
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit and server.poll() is None:
        try:
            psycopg.connect(host=str(folder), user="indimaj", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise ServerError((folder / "log").read_text()[-2000:])


@dataclass(frozen=True)
class Server:
    """A running web server: its port and its process, to be measured or killed."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def running_server(
    environment: Mapping[str, str], *, processes: int = 2, threads: int = 4, log: Path | None = None
) -> Iterator[Server]:
    """Serve the platform as `indimaj serve` does, on a free port, with these settings alone; stop it at the end."""
    ours = ("INDIMAJ_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    port = free_port()
    with (log or Path(os.devnull)).open("ab") as out:
        process = subprocess.Popen(
            web_command("127.0.0.1", port, processes, threads),
            env={**inherited, **environment},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
    try:
        wait_for_answer(process, port, log)
        refuse_foreign_listener(process, port)
        yield Server(port, process)
    finally:
        stop(process, signal.SIGTERM)


def measuring_process(module: str, database: str, *arguments: str, as_json: bool, **parameters: str) -> int:
    """Run a module against one database and an empty demonstration's folder; returns its exit code.

    `parameters` are those of the temporary PostgreSQL.
    """
    folder = Path(tempfile.mkdtemp(prefix="indimaj-bench-"))
    try:
        (folder / "this-is-a-demonstration").touch()
        environment = {**os.environ, "INDIMAJ_MODE": "demo", "INDIMAJ_DATA": str(folder)}
        environment |= {"DJANGO_SETTINGS_MODULE": "indimaj.config.settings", "INDIMAJ_DEMO_DAYS_BACK": "4300"}
        command = [sys.executable, "-P", "-m", module, database, *arguments, *(["--json"] if as_json else [])]
        if database == "sqlite":
            environment.pop("DATABASE_URL", None)
            return subprocess.run(command, env=environment, check=False).returncode
        with temporary_postgres(**parameters) as address:
            environment["DATABASE_URL"] = address
            return subprocess.run(command, env=environment, check=False).returncode
    finally:
        shutil.rmtree(folder)


def processor_seconds(root: int) -> float:
    """The processor time that a process and its descendants have had, with that of children that have ended."""
    told = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            told[int(path.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    family, grown = {root}, {root}
    while grown:
        grown = {pid for pid, (parent, _ticks) in told.items() if parent in grown} - family
        family |= grown
    return sum(told[pid][1] for pid in family if pid in told) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_answer(process: subprocess.Popen[bytes], port: int, log: Path | None) -> None:
    """Return once the server gives an HTTP answer."""
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit and process.poll() is None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            line.request("HEAD", "/")
            line.getresponse().read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
        finally:
            line.close()
    raise ServerError("The web server did not answer.\n" + (log.read_text()[-2000:] if log else ""))


def refuse_foreign_listener(process: subprocess.Popen[bytes], port: int) -> None:
    """Make sure that what answers is the server that we started, so that nothing else is measured."""
    sockets = {
        fields[9]
        for fields in (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
        if fields[3] == "0A" and int(fields[1].split(":")[1], 16) == port
    }
    ours = set()
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if os.getpgid(int(descriptor.parts[2])) == process.pid:
                ours.add(os.readlink(descriptor))
        except OSError:
            continue
    foreign = {inode for inode in sockets if f"socket:[{inode}]" not in ours}
    if foreign or not sockets:
        raise ServerError(f"Another program answers on port {port}.")


def stop(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """End a server politely, then its whole group."""
    if process.poll() is None:
        process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end_with_parent() -> None:
    """Ask Linux to end this child when its parent dies, even by SIGKILL (PR_SET_PDEATHSIG is 1)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
