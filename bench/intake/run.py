"""The measuring process: one database, named by the environment."""

import argparse
import http.client
import os
import random
import re
import signal
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID, uuid4

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.servers import Server, processor_seconds, running_server  # noqa: E402
from bench.table import Report, percentile  # noqa: E402
from indimaj.applications.models import Application  # noqa: E402
from indimaj.directory import actions as directory  # noqa: E402
from indimaj.directory.enums import Role  # noqa: E402
from indimaj.directory.models import Office  # noqa: E402
from indimaj.ledger.actors import Actor  # noqa: E402
from indimaj.ledger.verify import verify  # noqa: E402

AIM_PER_SECOND = 30.0
CLIENTS = 8
CSRF = "x" * 32
REFERENCE = re.compile(r"2014-[0-9A-Z]{4}-[0-9A-Z]{4}")
NAMES = ["Diallo", "Ndiaye", "Traoré", "Camara", "الخطيب", "Okafor", "Santos", "Mbeki", "Nguema", "Keïta"]


@dataclass
class Load:
    """What the clients did: the deposits whose receipt was read in full, and how long each took."""

    read: dict[UUID, str] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def main() -> int:
    """Set up, load, kill, check, report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database")
    parser.add_argument("seconds", type=int)
    parser.add_argument("kills", type=int)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    report = Report("intake", as_json=options.json)
    cookie, offices = _prepare()
    _durability(report, options.database)
    load = Load()
    with running_server(dict(os.environ), processes=2, threads=CLIENTS) as server:
        _drive(server, cookie, offices, Load(), seconds=2)
        roots = {"the server": server.process.pid, **_database_process(options.database)}
        before = {name: processor_seconds(root) for name, root in roots.items()}
        took = _drive(server, cookie, offices, load, seconds=options.seconds)
        spent = {name: processor_seconds(root) - before[name] for name, root in roots.items()}
    rate = len(load.times) / took
    aim = AIM_PER_SECOND if options.database == "postgresql" else None
    case = f"{options.database}, {CLIENTS} counters"
    report.add(case=case, unit="deposits/s", ours=round(rate, 1), aim=aim, ok=rate >= aim if aim else None)
    report.add(case=f"{case}, p95", unit="ms", ours=round(percentile(load.times, 0.95)))
    for name, seconds in spent.items():
        each = round(seconds / len(load.times) * 1000, 1)
        report.add(case=f"{case}, processor time of {name}", unit="ms/deposit", ours=each)
    for _ in range(options.kills):
        _kill_under_load(cookie, offices, load)
    return _check(report, options, load)


def _prepare() -> tuple[str, list[str]]:
    call_command("migrate", interactive=False, verbosity=0)
    directory.load_territory()
    by, now = Actor.system("bench"), timezone.now()
    officer = directory.create_staff(
        username="bench-counter", name="Bench", password="a-long-password-for-a-bench", by=by, at=now
    )
    since = timezone.localdate().replace(year=2013)
    directory.give_post(staff=officer, role=Role.COUNTER, by=by, at=now, held_from=since)
    client = Client()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session.set_expiry(24 * 3600)
    session.save()
    offices = list(Office.objects.values_list("code", flat=True))
    connections.close_all()
    return f"sessionid={session.session_key}; csrftoken={CSRF}", offices


def _database_process(database: str) -> dict[str, int]:
    """The process that the database server's others descend from; SQLite has none."""
    if database == "sqlite":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        (folder,) = cursor.fetchone()
    connections.close_all()
    return {"the database": int(Path(folder, "postmaster.pid").read_text().split()[0])}


def _durability(report: Report, database: str) -> None:
    """The settings that make a commit survive a power cut, read from a live connection of the platform's own."""
    asked = {
        "postgresql": {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"},
        "sqlite": {"journal_mode": "wal", "synchronous": 2},
    }[database]
    verb = "SHOW" if database == "postgresql" else "PRAGMA"
    with connection.cursor() as cursor:
        for name, wanted in asked.items():
            cursor.execute(f"{verb} {name}")
            (value,) = cursor.fetchone()
            report.add(
                case=f"{database}: {name}",
                unit="setting",
                ours=str(value),
                aim=str(wanted),
                ok=value == wanted,
            )


def _drive(server: Server, cookie: str, offices: list[str], load: Load, *, seconds: float) -> float:
    """Hold the load for some time; returns how long it was held."""
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_deposit_until, args=(server.port, cookie, offices, load, until))
        for _ in range(CLIENTS)
    ]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - began


def _kill_under_load(cookie: str, offices: list[str], load: Load) -> None:
    with running_server(dict(os.environ), processes=2, threads=CLIENTS) as server:
        threads = [
            threading.Thread(
                target=_deposit_until, args=(server.port, cookie, offices, load, time.monotonic() + 30)
            )
            for _ in range(CLIENTS)
        ]
        for thread in threads:
            thread.start()
        time.sleep(random.uniform(0.4, 1.6))
        os.killpg(server.process.pid, signal.SIGKILL)
        for thread in threads:
            thread.join()


def _deposit_until(port: int, cookie: str, offices: list[str], load: Load, until: float) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with suppress(OSError, http.client.HTTPException):
        while time.monotonic() < until:
            submission = uuid4()
            began = time.monotonic()
            reference = _deposit(line, cookie, random.choice(offices), submission)
            with load.lock:
                load.read[submission] = reference
                load.times.append((time.monotonic() - began) * 1000)
    line.close()


def _deposit(line: http.client.HTTPConnection, cookie: str, office: str, submission: UUID) -> str:
    """Post one whole deposit; returns the reference on its receipt page, read to the end."""
    form = {
        "do": "register",
        "csrfmiddlewaretoken": CSRF,
        "office": office,
        "language": "ar",
        "submission": str(submission),
        "pin": f"{random.randrange(10**6):06d}",
        "family_name": random.choice(NAMES),
        "given_names": f"Person {submission.hex[:6]}",
        "birth": str(random.randrange(1950, 1996)),
        "sex": random.choice(["female", "male"]),
        "nationality": "SN",
        "in_morocco_since": str(random.randrange(2000, 2014)),
        "residence_continuous": "true",
        "seen_kind": "passport",
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie, "Host": "127.0.0.1"}
    line.request("POST", "/ar/desk/counter/", urlencode(form), headers)
    answer = line.getresponse()
    body = answer.read().decode()
    found = REFERENCE.search(body)
    if answer.status != 200 or found is None:
        sys.stderr.write(body[-3000:])
        raise RuntimeError(f"The counter answered {answer.status}")
    return found.group()


def _check(report: Report, options: argparse.Namespace, load: Load) -> int:
    """Every deposit whose receipt was read is there, once, under the reference that was read."""
    stored: dict[UUID, list[str]] = {}
    for submission, reference in Application.objects.values_list("submission", "reference"):
        stored.setdefault(submission, []).append(reference)
    lost = [one for one, reference in load.read.items() if stored.get(one) != [reference]]
    faults = verify().findings
    where = f"{options.database}, {options.kills} kills"
    report.add(case=f"{where}: receipts read", unit="files", ours=len(load.read))
    report.add(case=f"{where}: lost, doubled or changed", unit="files", ours=len(lost), aim=0, ok=not lost)
    report.add(case=f"{where}: faults in the ledger", unit="faults", ours=len(faults), aim=0, ok=not faults)
    report.close("Clients run on the same two cores as the server.")
    return 1 if lost or faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
