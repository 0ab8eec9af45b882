"""`indimaj serve` and `indimaj worker`: the web server and the job worker, started and stopped together."""

from __future__ import annotations

import argparse
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from .command_page import Verb
from .start import CommandError, say, start_django

STOP_AFTER = 20.0
"""Seconds that a running job and open requests are given before the process is killed."""
LOCAL = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
"""Where a server that listens everywhere is found on this machine."""


def add_verbs(verb: Verb) -> None:
    """Add `serve` and `worker` to the command line."""
    serve = verb(
        "serve", run_serve, "start the web server and the job worker",
        "Starts granian (WSGI) and one worker for background jobs as child processes, and\n"
        "stops both on Ctrl-C or SIGTERM. If either of them ends, the other is stopped too\n"
        "and the command ends with 1, so that a service manager can start it again.\n"
        "The server speaks plain HTTP: put it behind a proxy that holds the certificate.",
        "examples:\n"
        "  indimaj serve\n"
        "  indimaj serve --host 0.0.0.0 --port 8080 --processes 4\n"
        "  indimaj serve --no-worker          the worker runs on another machine",
    )  # fmt: skip
    add_address(serve)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument("--processes", type=int, default=2, help="web processes (default: %(default)s)")
    serve.add_argument("--threads", type=int, default=4, help="threads of each (default: %(default)s)")
    serve.add_argument("--no-worker", action="store_true", help="do not start a job worker")
    verb(
        "worker", run_worker, "start a job worker alone",
        "Runs queued jobs (letters, exports, re-queues) until it is stopped. Several workers\n"
        "may run at once, on one machine or on many, over the same database.",
        "examples:\n  indimaj worker",
    )  # fmt: skip


def add_address(parser: argparse.ArgumentParser) -> None:
    """Add the option for the port."""
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")


def run_serve(options: argparse.Namespace) -> int:
    """Serve with the settings of the environment."""
    start_django()
    refuse_pending_migrations()
    return serve(options.host, options.port, options.processes, options.threads, worker=not options.no_worker)


def run_worker(options: argparse.Namespace) -> int:
    """Become the job worker."""
    start_django()
    os.execv(sys.executable, worker_command())  # noqa: S606


def refuse_pending_migrations() -> None:
    """Stop before serving on tables of another version."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as problem:
        raise CommandError(f"The database does not answer ({problem}). Check DATABASE_URL.") from problem
    finally:
        connection.close()
    if pending:
        raise CommandError(f"The database waits for {len(pending)} migrations. Run: indimaj migrate")


def web_command(host: str, port: int, processes: int, threads: int) -> list[str]:
    """Return the command that starts the web server."""
    return [
        sys.executable, "-P", "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning",
        "--host", host, "--port", str(port), "--workers", str(processes), "--blocking-threads", str(threads),
        "--workers-kill-timeout", "10", "indimaj.config.wsgi:application",
    ]  # fmt: skip


def worker_command() -> list[str]:
    """Return the command that starts the job worker."""
    return [sys.executable, "-P", "-m", "django", "db_worker", "--queue-name", "*", "--no-reload"]


def serve(
    host: str,
    port: int,
    processes: int,
    threads: int,
    *,
    worker: bool = True,
    when_up: Callable[[], None] | None = None,
) -> int:
    """Start web server and worker, wait for a signal or for one of them to end, stop both."""
    refuse_taken_port(host, port)
    stopping: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.append(number)

    before = {
        number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        children["web server"] = start(web_command(host, port, processes, threads))
        if worker:
            children["worker"] = start(worker_command())
        announced = False
        while not stopping:
            for name, child in children.items():
                if child.poll() is not None:
                    say(f"indimaj: the {name} ended with {child.returncode}; stopping.")
                    return 1
            if not announced and answers(host, port):
                announced = True
                (when_up or (lambda: say(f"Indimaj answers on {address(host, port)} (Ctrl-C stops it)")))()
            time.sleep(0.2)
        return 0
    finally:
        stop_all(list(children.values()))
        for number, handler in before.items():
            signal.signal(number, handler)


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a child in its own group, so that Ctrl-C reaches it through us alone; it ends when we do."""
    return subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_end_with_parent
    )


def stop_all(children: list[subprocess.Popen[bytes]]) -> None:
    """End every child politely, then the whole group of whoever stays."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    limit = time.monotonic() + STOP_AFTER
    for child in children:
        try:
            child.wait(max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def refuse_taken_port(host: str, port: int) -> None:
    """Say plainly that the port is taken; granian itself would share it (SO_REUSEPORT)."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({problem.strerror}). Choose another with --port."
            ) from problem


def answers(host: str, port: int) -> bool:
    """Tell whether the server gives any HTTP answer; granian listens before its processes can answer."""
    from django.conf import settings

    named = settings.ALLOWED_HOSTS[0].lstrip(".*") or "localhost"
    line = http.client.HTTPConnection(LOCAL.get(host, host), port, timeout=10)
    try:
        line.request("HEAD", "/", headers={"Host": named})
        line.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
    return True


def address(host: str, port: int) -> str:
    """Return the address as a person would open it on this machine."""
    shown = LOCAL.get(host, host)
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def _end_with_parent() -> None:
    """Ask Linux to end this child when its parent dies, even by SIGKILL (PR_SET_PDEATHSIG is 1)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
