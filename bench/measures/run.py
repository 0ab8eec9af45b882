"""The measuring process: one database, named by the environment."""

import argparse
import sys
import time
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client as Browser  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.pages.multiply import multiply as multiply_files  # noqa: E402
from bench.services.multiply import Measured, multiply  # noqa: E402
from bench.services.package import generated  # noqa: E402
from bench.table import Report  # noqa: E402
from indimaj.applications.models import Application  # noqa: E402
from indimaj.clients.models import Client  # noqa: E402
from indimaj.decisions.models import Decision  # noqa: E402
from indimaj.demo.build import build  # noqa: E402
from indimaj.demo.clients import build_clients  # noqa: E402
from indimaj.demo.programmes import build_programmes  # noqa: E402
from indimaj.demo.referrals import build_referrals  # noqa: E402
from indimaj.demo.services import build_services  # noqa: E402
from indimaj.directory import actions as directory  # noqa: E402
from indimaj.directory.enums import BodyKind, Role  # noqa: E402
from indimaj.directory.models import Body, Place  # noqa: E402
from indimaj.ledger.actors import Actor  # noqa: E402
from indimaj.measures import actions  # noqa: E402
from indimaj.measures.models import Indicator, Measurement  # noqa: E402
from indimaj.ports import clock  # noqa: E402
from indimaj.referrals.models import Referral  # noqa: E402
from indimaj.services.actions.importing import import_package  # noqa: E402
from indimaj.services.models import Organization, Service  # noqa: E402

from .multiply import multiply_outcomes  # noqa: E402

ORIGINALS = 3_000
AIM_FREEZE_S = 120.0
AIM_QUERIES = 12
MONTH = "2014-06"
BY = Actor.system("bench")


def main() -> int:
    """Build, multiply, freeze, publish, read, report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database")
    for name in ("applications", "services", "people", "referrals"):
        parser.add_argument(name, type=int)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    began = time.monotonic()
    call_command("migrate", interactive=False, verbosity=0)
    build(min(ORIGINALS, options.applications), quiet)
    for make in (build_services, build_clients, build_programmes, build_referrals):
        make(quiet)
    with generated(options.services) as path:
        import_package(path, by=BY, at=clock.now())
    _told(began, "originals built")
    multiply_files(options.applications)
    multiply_outcomes()
    multiply(options.people, options.referrals, _measured(), clock.now())
    _told(began, "rows multiplied")
    counted = (
        (Application, "applications"),
        (Decision, "decisions"),
        (Client, "people"),
        (Referral, "referrals"),
    )
    where = ", ".join(f"{model.objects.count():,} {name}" for model, name in counted)
    report = Report("measures", as_json=options.json)
    _freeze(report)
    _read(report)
    report.close(f"{where}. Times hold both cores' other work.")
    return 0


def quiet(_stage: str, _done: int, _total: int) -> None:
    """Builders say how far they are; nobody listens here."""


def _told(began: float, what: str) -> None:
    sys.stderr.write(f"{time.monotonic() - began:.0f} s: {what}\n")


def _measured() -> Measured:
    """The bodies and the caseworker that the multiplier shares people and services out from."""
    now, place = clock.now(), Place.objects.get(code="MA-RAB")
    names = {"name_ar": "x", "name_fr": "x", "name_en": "x"}
    bodies = [
        Body.objects.create(code=code, kind=BodyKind.ASSOCIATION, place=place, is_invented=True, **names)
        for code in ("B-BENCH-HELP", "B-BENCH-GIVE")
    ]
    caseworker = directory.create_staff(
        username="bench-caseworker", name="Bench", password="a-long-password-for-a-bench", by=BY, at=now
    )
    held_from = now.date() - timedelta(days=400)
    directory.give_post(
        staff=caseworker, role=Role.CASEWORKER, body=bodies[0], by=BY, at=now, held_from=held_from
    )
    offering = Organization.objects.create(body=bodies[1], name="Bench")
    Service.objects.create(
        organization=offering, body=bodies[1], name_ar="x", theme="health", place=place, created_at=now
    )
    return Measured(helping=bodies[0], caseworker=caseworker, providing=bodies[1])


def _freeze(report: Report) -> None:
    now = clock.now()
    actions.load_catalogue(by=BY, at=now)
    run = actions.begin(month=MONTH, at=now)
    began = time.monotonic()
    with CaptureQueriesContext(connection) as queries:
        actions.count(run, at=now)
    took = round(time.monotonic() - began, 1)
    figures = Measurement.objects.filter(run=run).count()
    report.add(
        case=f"{figures} figures of {MONTH} frozen",
        unit="s",
        ours=took,
        aim=AIM_FREEZE_S,
        ok=took <= AIM_FREEZE_S,
    )
    for one in sorted(queries.captured_queries, key=lambda one: -float(one["time"]))[:5]:
        sys.stderr.write(f"{one['time']} s: {one['sql'][:160]}\n")
    began = time.monotonic()
    actions.publish_counted(run, at=now)
    took = round(time.monotonic() - began, 1)
    report.add(case="counted a second time and published", unit="s", ours=took)


def _read(report: Report) -> None:
    """Public pages: queries, and the best of five readings."""
    browser = Browser(SERVER_NAME="127.0.0.1")
    one = Measurement.objects.filter(indicator="people_reached")[0]
    paths = {
        "all figures": "/fr/figures/",
        "one figure": f"/fr/figures/{Indicator.objects.all()[0].code}/",
        "one measurement": f"/fr/figures/counted/{one.pk}/",
        "who does what where": "/fr/figures/who-does-what-where/?theme=health",
    }
    for name, path in paths.items():
        times = []
        for _ in range(5):
            began = time.perf_counter()
            with CaptureQueriesContext(connection) as queries:
                answer = browser.get(path)
            times.append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200, (path, answer.status_code)
        report.add(
            case=name, unit="queries", ours=len(queries), aim=AIM_QUERIES, ok=len(queries) <= AIM_QUERIES
        )
        report.add(case=name, unit="ms", ours=round(min(times), 1))


if __name__ == "__main__":
    raise SystemExit(main())
