"""Asking a server for a page again and again, and counting what it asks of the database."""

import http.client
import os
import sys
import time
from dataclasses import dataclass
from itertools import cycle, islice

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.servers import Server, processor_seconds
from bench.table import Report, percentile
from indimaj.directory.models import Staff

REQUESTS = 200
AIM_P95_MS, AIM_QUERIES = 100.0, 12
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
# Links are limited by the address that asks; so many requests come from one.
FROM_ONE_ADDRESS = 25


@dataclass(frozen=True)
class Page:
    """One kind of page: its addresses, asked in turn, and who asks."""

    name: str
    paths: list[str]
    who: str = ""


def session(staff: Staff) -> str:
    """The key of a session in which somebody has signed in."""
    browser = Client()
    browser.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    kept = browser.session
    kept.set_expiry(24 * 3600)
    kept.save()
    return str(kept.session_key)


def describe(report: Report, page: Page, cookie: str) -> None:
    """The most questions and bytes of its addresses, asked in this process."""
    browser = Client(headers={"accept-encoding": "gzip"})
    browser.cookies["sessionid"] = cookie
    most, heaviest = 0, 0
    browser.get(page.paths[0])
    for path in page.paths[:12]:
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{page.name}: {path} answered {answer.status_code}")
        asked = [one for one in queries.captured_queries if not one["sql"].startswith(TRANSACTION)]
        most, heaviest = max(most, len(asked)), max(heaviest, len(answer.content))
        if os.environ.get("BENCH_SLOW_MS"):
            _slow(page, asked)
    report.add(case=page.name, unit="queries", ours=most, aim=AIM_QUERIES, ok=most <= AIM_QUERIES)
    report.add(case=page.name, unit="bytes", ours=heaviest)


def _slow(page: Page, asked: list[dict[str, str]]) -> None:
    """For whoever looks for a cause: each statement that took longer than BENCH_SLOW_MS, with its plan."""
    explain = "EXPLAIN (ANALYZE, BUFFERS) " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    for one in asked:
        if float(one["time"]) * 1000 >= float(os.environ["BENCH_SLOW_MS"]) and "SELECT" in one["sql"][:8]:
            with connection.cursor() as cursor:
                cursor.execute(explain + one["sql"].replace("%", "%%"))
                plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
            sys.stderr.write(f"--- {page.name}: {one['time']} s\n{one['sql'][:1500]}\n{plan}\n")


def load(report: Report, page: Page, server: Server, cookie: str) -> None:
    """How long each of 200 requests takes, one after the other; and how much of it the web processes worked.

    The latter hardly changes with what else the machine does. What a PostgreSQL works is not in it.
    """
    paths = list(islice(cycle(page.paths), REQUESTS + len(page.paths[:4])))
    times: list[float] = []
    worked = processor_seconds(server.process.pid)
    for start in range(0, len(paths), FROM_ONE_ADDRESS):
        source = (f"127.0.{start // FROM_ONE_ADDRESS + 1}.{hash(page.name) % 200 + 2}", 0)
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120, source_address=source)
        times += [_one(line, path, cookie) for path in paths[start : start + FROM_ONE_ADDRESS]]
        line.close()
    worked = (processor_seconds(server.process.pid) - worked) / len(times) * 1000
    # The first ones warm both processes.
    measured = times[len(times) - REQUESTS :]
    p95 = percentile(measured, 0.95)
    report.add(case=f"{page.name}, processor", unit="ms", ours=round(worked, 1))
    report.add(case=f"{page.name}, p50", unit="ms", ours=round(percentile(measured, 0.5), 1))
    report.add(case=f"{page.name}, p95", unit="ms", ours=round(p95, 1), aim=AIM_P95_MS, ok=p95 < AIM_P95_MS)


def _one(line: http.client.HTTPConnection, path: str, cookie: str) -> float:
    began = time.perf_counter()
    line.request("GET", path, headers={"Cookie": f"sessionid={cookie}", "Host": "127.0.0.1"})
    answer = line.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return (time.perf_counter() - began) * 1000
