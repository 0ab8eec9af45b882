"""The measuring process: one database, named by the environment."""

import argparse
import http.client
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urlencode

import django

django.setup()

from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.servers import running_server  # noqa: E402
from bench.table import Report, percentile  # noqa: E402
from indimaj.applications.models import Application  # noqa: E402
from indimaj.demo.build import build  # noqa: E402
from indimaj.directory import actions as directory  # noqa: E402
from indimaj.directory.enums import Role  # noqa: E402
from indimaj.directory.models import Staff  # noqa: E402
from indimaj.ledger.actors import Actor  # noqa: E402

from .multiply import multiply  # noqa: E402

ORIGINALS = 3_000
WORKERS = 2
AIM_P95_MS = 100.0
REQUESTS = 200
CSRF = "x" * 32
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


Request = tuple[str, str | None]


@dataclass(frozen=True)
class Page:
    """One kind of page: its addresses, asked in turn; with texts, each is posted as a search."""

    name: str
    paths: list[str]
    texts: list[str] = field(default_factory=list)

    @property
    def requests(self) -> list[Request]:
        """Each request: its address, and the text to search for."""
        return [(self.paths[0], text) for text in self.texts] or [(path, None) for path in self.paths]


def main() -> int:
    """Build, serve, ask, report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database")
    parser.add_argument("size", type=int)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    build(min(ORIGINALS, options.size), lambda _stage, _done, _total: None)
    originals = list(Application.objects.select_related("applicant").order_by("?")[:100])
    with connection.cursor():
        multiply(options.size)
    officer = _national_officer()
    report = Report("pages", as_json=options.json)
    where = f"{options.database}, {Application.objects.count():,} files"
    cookie = _session(officer)
    connections.close_all()
    with running_server(dict(os.environ), processes=WORKERS, threads=8) as server:
        for page in _pages(originals):
            _describe(report, where, page, officer)
            for in_flight, aim in ((WORKERS, AIM_P95_MS), (16, None)):
                _load(
                    report,
                    f"{where}: {page.name}, {in_flight} in flight",
                    server.port,
                    cookie,
                    page,
                    in_flight,
                    aim,
                )
    report.close("Times hold the network of this machine and both cores' other work.")
    return 0


def _pages(files: list[Application]) -> list[Page]:
    names = [(file.applicant.family_name or file.applicant.name).split()[0] for file in files]
    return [
        Page("queue", ["/ar/desk/?scope=office"]),
        Page(
            "filtered queue", ["/ar/desk/?scope=office&state=examination", "/fr/desk/?scope=office&overdue=1"]
        ),
        Page("search by name", ["/ar/desk/search/"], names),
        Page("search by reference", ["/ar/desk/search/"], [file.reference for file in files]),
        Page("case page", [f"/ar/desk/files/{file.reference}/" for file in files]),
    ]


def _national_officer() -> Staff:
    by, now = Actor.system("bench"), timezone.now()
    officer = directory.create_staff(
        username="bench-national", name="Bench", password="a-long-password-for-a-bench", by=by, at=now
    )
    directory.give_post(
        staff=officer, role=Role.EXAMINER, by=by, at=now, held_from=timezone.localdate().replace(year=2013)
    )
    return officer


def _session(officer: Staff) -> str:
    client = Client()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    session: SessionStore = client.session  # type: ignore[assignment]
    session.set_expiry(24 * 3600)
    session.save()
    assert session.session_key
    return session.session_key


def _describe(report: Report, where: str, page: Page, officer: Staff) -> None:
    """Queries and bytes of one request, asked in this process."""
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    with CaptureQueriesContext(connection) as queries:
        path, text = page.requests[0]
        answer = client.get(path) if text is None else client.post(path, {"q": text})
    assert answer.status_code in (200, 302), (page.name, answer.status_code)
    asked = sum(not one["sql"].startswith(TRANSACTION) for one in queries)
    report.add(case=f"{where}: {page.name}", unit="queries", ours=asked, aim=12, ok=asked <= 12)
    report.add(case=f"{where}: {page.name}", unit="bytes", ours=len(answer.content))


def _load(
    report: Report, case: str, port: int, cookie: str, page: Page, in_flight: int, aim: float | None
) -> None:
    times: list[float] = []
    requests = cycle(page.requests)
    lock = threading.Lock()

    def take() -> Request | None:
        with lock:
            return next(requests) if len(times) < REQUESTS else None

    def ask(take: Callable[[], Request | None]) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while (request := take()) is not None:
            took = _one(line, request, cookie)
            with lock:
                times.append(took)
        line.close()

    _one(http.client.HTTPConnection("127.0.0.1", port, timeout=120), page.requests[0], cookie)
    threads = [threading.Thread(target=ask, args=(take,)) for _ in range(in_flight)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    p95 = percentile(times, 0.95)
    report.add(case=f"{case}, p50", unit="ms", ours=round(percentile(times, 0.5), 1))
    report.add(case=f"{case}, p95", unit="ms", ours=round(p95, 1), aim=aim, ok=p95 < aim if aim else None)


def _one(line: http.client.HTTPConnection, request: Request, cookie: str) -> float:
    path, text = request
    headers = {"Cookie": f"sessionid={cookie}; csrftoken={CSRF}", "Host": "127.0.0.1"}
    began = time.perf_counter()
    if text is None:
        line.request("GET", path, headers=headers)
    else:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request("POST", path, urlencode({"q": text, "csrfmiddlewaretoken": CSRF}), headers)
    answer = line.getresponse()
    answer.read()
    if answer.status not in (200, 302):
        raise RuntimeError(f"{path} answered {answer.status}")
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
