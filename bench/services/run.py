"""The measuring process: one database, named by the environment."""

import argparse
import http.client
import os
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from urllib.parse import urlencode
from uuid import UUID

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.test import Client as Browser  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.servers import running_server  # noqa: E402
from bench.table import Report, percentile  # noqa: E402
from indimaj.clients.models import Client, Support  # noqa: E402
from indimaj.demo.clients import build_clients  # noqa: E402
from indimaj.demo.programmes import build_programmes  # noqa: E402
from indimaj.demo.referrals import build_referrals  # noqa: E402
from indimaj.demo.services import build_services  # noqa: E402
from indimaj.directory import actions as directory  # noqa: E402
from indimaj.directory.enums import BodyKind, Role, Theme  # noqa: E402
from indimaj.directory.models import Place, Staff  # noqa: E402
from indimaj.ledger.actors import Actor  # noqa: E402
from indimaj.portal import page_visits  # noqa: E402
from indimaj.ports import clock  # noqa: E402
from indimaj.programmes.enums import EnrolmentState  # noqa: E402
from indimaj.programmes.models import Course, Enrolment  # noqa: E402
from indimaj.referrals.models import Referral  # noqa: E402
from indimaj.services.actions import save_service  # noqa: E402
from indimaj.services.actions.importing import import_package  # noqa: E402
from indimaj.services.models import Listing, Service  # noqa: E402

from .multiply import Measured, multiply  # noqa: E402
from .package import generated  # noqa: E402

ORIGINALS = 2_000
WORKERS = 2
AIM_P95_MS = 100.0
AIM_IMPORT_S = 60.0
REQUESTS = 200
GROUP = 30
DAYS = 20
CSRF = "x" * 32
BY = Actor.system("bench")


@dataclass(frozen=True)
class Page:
    """One kind of page: its addresses or forms, asked in turn, and who asks."""

    name: str
    paths: list[str]
    who: str = ""
    forms: list[dict[str, str]] = field(default_factory=list)

    def requests(self) -> list[tuple[str, str | None]]:
        """Each request as its path and, for a form, its body."""
        if self.forms:
            sent = [{"csrfmiddlewaretoken": CSRF, **form} for form in self.forms]
            paths = self.paths * len(sent) if len(self.paths) == 1 else self.paths
            return [(path, urlencode(form)) for path, form in zip(paths, sent, strict=True)]
        return [(path, None) for path in self.paths]


def main() -> int:
    """Build, take in, multiply, serve, ask, report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database")
    for name in ("services", "people", "referrals"):
        parser.add_argument(name, type=int)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    report = Report("services", as_json=options.json)
    call_command("migrate", interactive=False, verbosity=0)
    began = time.monotonic()
    _originals(min(ORIGINALS, options.people // 2))
    measured = _measured()
    _told(began, "originals built")
    _import(report, options.services)
    _told(began, "package taken in")
    multiply(options.people, options.referrals, measured, clock.now())
    _told(began, "rows multiplied")
    counted = ((Service, "services"), (Client, "people"), (Referral, "referrals"))
    where = ", ".join(f"{model.objects.count():,} {name}" for model, name in counted)
    sys.stderr.write(f"{where}\n")
    course, coordinator = _course()
    cookies = {"": ""} | {
        name: _session(staff)
        for name, staff in (
            ("caseworker", measured.caseworker),
            ("provider", Staff.objects.get(username="bench-provider")),
            ("coordinator", coordinator),
        )
    }
    pages = _pages(measured, cookies)
    kept = _attendance(course)
    connections.close_all()
    with running_server(dict(os.environ), processes=WORKERS, threads=8) as server:
        for page in pages:
            _describe(report, page, cookies[page.who])
            for in_flight, aim in ((WORKERS, AIM_P95_MS), (16, None)):
                _load(report, page, server.port, cookies[page.who], in_flight, aim)
        _describe(report, Page(kept.name, kept.paths, kept.who, kept.forms[-1:]), cookies[kept.who])
        times = _asked(
            Page(kept.name, kept.paths, kept.who, kept.forms[:-1]),
            server.port,
            cookies[kept.who],
            1,
            DAYS - 1,
        )
    for share in (0.5, 0.95):
        took = round(percentile(times, share), 1)
        report.add(case=f"{kept.name}, p{share * 100:.0f}", unit="ms", ours=took)
    report.close(f"{where}. Times hold the network of this machine and both cores' other work.")
    return 0


def _told(began: float, what: str) -> None:
    sys.stderr.write(f"{time.monotonic() - began:.0f} s: {what}\n")


def _originals(people: int) -> None:
    def quiet(_stage: str, _done: int, _total: int) -> None:
        pass

    build_services(quiet)
    build_clients(quiet, people)
    build_referrals(quiet)
    build_programmes(quiet)


def _measured() -> Measured:
    """A caseworker and a provider with their bodies; the latter offers ten services."""
    now, place = (
        clock.now(),
        Place.objects.filter(code__startswith="MA-").exclude(parent=None).order_by("code")[0],
    )
    bodies = {}
    for role, code in ((Role.CASEWORKER, "B-BENCH-HELP"), (Role.PROVIDER, "B-BENCH-SERVE")):
        names = {f"name_{one}": f"Bench {code}" for one in ("ar", "fr", "en")}
        body = directory.save_body(
            code=code, kind=BodyKind.ASSOCIATION, by=BY, at=now, place=place, is_invented=True, **names
        )
        staff = directory.create_staff(
            username=f"bench-{role}", name="Bench", password="a-long-password-for-a-bench", by=BY, at=now
        )
        directory.give_post(staff=staff, role=role, body=body, by=BY, at=now, held_from=date(2013, 1, 1))
        bodies[role] = body
    for number in range(10):
        save_service(
            values={"original": "fr", "name_fr": f"Service {number}", "theme": Theme.HEALTH, "languages": []},
            body=bodies[Role.PROVIDER],
            where=[{"place_id": place.code, "address": "", "name": "", "transportation": ""}],
            by=BY,
            at=now,
        )
    caseworker = Staff.objects.get(username=f"bench-{Role.CASEWORKER}")
    return Measured(bodies[Role.CASEWORKER], caseworker, bodies[Role.PROVIDER])


def _import(report: Report, number: int) -> None:
    """The whole package in, its file already written; what it made is counted."""
    with generated(number) as path:
        began = time.perf_counter()
        run = import_package(path, by=BY, at=clock.now())
        took = time.perf_counter() - began
    if run.created != number:
        raise RuntimeError(f"{run.created} of {number} services were new; {run.refused} were left out")
    report.add(
        case=f"import of {number:,} services, {run.oddities.count():,} oddities",
        unit="s", ours=round(took, 1), aim=AIM_IMPORT_S, ok=took < AIM_IMPORT_S,
    )  # fmt: skip


def _pages(measured: Measured, cookies: dict[str, str]) -> list[Page]:
    mine = Support.objects.filter(caseworker=measured.caseworker, is_open=True).select_related("client")
    people = [one.client for one in mine.order_by("id")[:100]]
    names = [(one.given_names, one.family_name) for one in people]
    cookies["person"] = _visit(people[0])
    return [
        Page("finder", _finder_paths()),
        Page("finder, only a need", [f"/ar/services/?need={theme}&place=&lang=&docs=" for theme in Theme.values]),
        Page("service page", [f"/fr/services/{key}/" for key in Service.objects.values_list("pk", flat=True)[:100]]),
        Page("provider's inbox", ["/ar/referrals/inbox/", "/fr/referrals/inbox/?state=seen"], "provider"),
        Page("caseworker's referrals", ["/ar/referrals/", "/fr/referrals/?scope=mine"], "caseworker"),
        Page("body's referrals", ["/ar/referrals/?scope=body"], "caseworker"),
        Page("caseworker's people", ["/ar/people/", "/fr/people/?scope=body"], "caseworker"),
        Page(
            "search by name", ["/ar/people/find/"], "caseworker",
            [{"q": f"{given} {family}".strip()} for given, family in names if given or family],
        ),
        Page("search by reference", ["/ar/people/find/"], "caseworker", [{"q": one.reference} for one in people]),
        Page("person's page", [f"/ar/people/{one.reference}/" for one in people], "caseworker"),
        Page("person's referrals", [f"/ar/referrals/people/{one.reference}/" for one in people], "caseworker"),
        Page("my page", ["/ar/my-page/"], "person"),
        Page("my referrals", ["/ar/my-page/?part=referrals"], "person"),
    ]  # fmt: skip


def _finder_paths() -> list[str]:
    """Need, place, language and documents together, as the index holds them: each asks for what is there."""
    found = Listing.objects.exclude(language="").filter(place__contains="-").exclude(place__endswith="+")
    rows = found.order_by("id")[:20_000:200]
    held = cycle(("", "none", "identity", "permit"))
    known = {"ar", "ary", "zgh", "fr", "en", "es"}
    return [
        f"/{page}/services/?" + urlencode({"need": one.theme, "place": one.place, "lang": one.language, "docs": docs})
        for one, docs, page in zip(rows, held, cycle(("ar", "fr", "en")), strict=False)
        if one.language in known
    ]  # fmt: skip


def _course() -> tuple[Course, Staff]:
    """A course that has met for some weeks, filled up to thirty people."""
    today = clock.today()
    found = Course.objects.filter(starts_on__lte=today - timedelta(days=DAYS), ends_on__gte=today)
    course = found.order_by("pk")[0]
    there = set(course.enrolments.values_list("client_id", flat=True))
    course.enrolments.exclude(state=EnrolmentState.ENROLLED).delete()
    missing = GROUP - course.enrolments.count()
    people = list(
        Client.objects.order_by("pk").exclude(pk__in=[one for one in there if one])[: max(0, missing)]
    )
    Enrolment.objects.bulk_create([
        Enrolment(course=course, client=one, community=one.community, state=EnrolmentState.ENROLLED,
                  applied_at=clock.now(), admitted_at=clock.now())
        for one in people
    ])  # fmt: skip
    return course, Staff.objects.filter(posts__body=course.body_id, posts__role=Role.COORDINATOR)[0]


def _attendance(course: Course) -> Page:
    """One form a day: all of the group, as the sheet sends it."""
    today = clock.today()
    held = set(course.meetings.values_list("held_on", flat=True))
    days = [today - timedelta(days=n) for n in range(3 * DAYS)]
    free = [one for one in days if one not in held and one >= course.starts_on][:DAYS]
    pks: list[UUID] = list(
        course.enrolments.filter(state=EnrolmentState.ENROLLED).values_list("pk", flat=True)
    )
    forms = [
        {"on": day.isoformat(), "version": "0", **{f"p_{pk.hex}": "present" for pk in pks[:GROUP]}}
        for day in free
    ]
    return Page(
        f"attendance of {min(GROUP, len(pks))} people saved", [f"/ar/programmes/courses/{course.pk}/attendance/"],
        "coordinator", forms,
    )  # fmt: skip


def _session(staff: Staff) -> str:
    browser = Browser()
    browser.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session.set_expiry(24 * 3600)
    session.save()
    return str(session.session_key)


def _visit(client: Client) -> str:
    """A visit to one's own page, as the door begins it once reference, code and PIN were right."""
    request = HttpRequest()
    request.session = Browser().session
    page_visits.begin(request, client)
    request.session.save()
    return str(request.session.session_key)


def _describe(report: Report, page: Page, cookie: str) -> None:
    """Queries and bytes of one request, asked in this process."""
    browser = Browser(headers={"accept-encoding": "gzip"})
    browser.cookies["sessionid"] = cookie
    path, body = page.requests()[0]
    form = "application/x-www-form-urlencoded"
    if body is None:
        browser.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(path) if body is None else browser.post(path, body, content_type=form)
    if answer.status_code not in (200, 302):
        raise RuntimeError(f"{page.name}: {path} answered {answer.status_code}")
    limit = None if body and page.name.startswith("attendance") else 12
    asked = len(queries)
    report.add(case=page.name, unit="queries", ours=asked, aim=limit, ok=asked <= limit if limit else None)
    report.add(case=page.name, unit="bytes", ours=len(answer.content))
    if os.environ.get("BENCH_SLOW_MS"):
        _slow(page, queries.captured_queries)


def _slow(page: Page, asked: list[dict[str, str]]) -> None:
    """For whoever looks for a cause: each statement that took longer than BENCH_SLOW_MS, with its plan."""
    for one in asked:
        if float(one["time"]) * 1000 >= float(os.environ["BENCH_SLOW_MS"]) and one["sql"].startswith(
            "SELECT"
        ):
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + one["sql"])
                plan = "\n".join(row[0] for row in cursor.fetchall())
            sys.stderr.write(f"--- {page.name}: {one['time']} s\n{one['sql'][:1500]}\n{plan}\n")


def _load(report: Report, page: Page, port: int, cookie: str, in_flight: int, aim: float | None) -> None:
    times = _asked(page, port, cookie, in_flight, REQUESTS)
    p95, case = percentile(times, 0.95), f"{page.name}, {in_flight} in flight"
    report.add(case=f"{case}, p50", unit="ms", ours=round(percentile(times, 0.5), 1))
    report.add(case=f"{case}, p95", unit="ms", ours=round(p95, 1), aim=aim, ok=p95 <= aim if aim else None)


def _asked(page: Page, port: int, cookie: str, in_flight: int, number: int) -> list[float]:
    """How long each of so many requests took, so many at a time."""
    times: list[float] = []
    left = iter([one for one, _n in zip(cycle(page.requests()), range(number), strict=False)])
    lock = threading.Lock()
    failed: list[BaseException] = []

    def ask() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            while not failed:
                with lock:
                    one = next(left, None)
                if one is None:
                    return
                took = _one(line, *one, cookie)
                with lock:
                    times.append(took)
        except BaseException as error:
            failed.append(error)
        finally:
            line.close()

    threads = [threading.Thread(target=ask) for _ in range(in_flight)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return times


def _one(line: http.client.HTTPConnection, path: str, body: str | None, cookie: str) -> float:
    headers = {"Cookie": f"sessionid={cookie}; csrftoken={CSRF}", "Host": "127.0.0.1"}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    began = time.perf_counter()
    line.request("GET" if body is None else "POST", path, body, headers)
    answer = line.getresponse()
    answer.read()
    if answer.status not in (200, 302):
        raise RuntimeError(f"{path} answered {answer.status}")
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
