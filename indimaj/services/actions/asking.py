"""A package handed in on a page: kept, queued, and taken in by the job."""

import hashlib
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from indimaj.directory.models import Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actions import Line
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.ports import storage, uploads

from ..enums import RunState
from ..hsds.columns import Settings
from ..hsds.package import NotReadable
from ..models import ImportRun
from ..permissions import may_exchange_packages
from .importing import PURPOSE, import_package

ENDINGS = (".json", ".csv", ".xlsx", ".zip")
ZIPPED = (".xlsx", ".zip")


def ask_import(
    *, upload: File, origin: str, theme: str, language: str, by: Staff, at: datetime
) -> tuple[ImportRun, bool]:
    """Keep a package and queue its import; returns the run, and whether the file had been taken in before.

    Raises UploadRefused, with the code unknown_kind for what is no package.
    """
    ensure(may_exchange_packages(by))
    name = Path(upload.name or "").name
    data = uploads.clean(upload)
    _check_kind(Path(name).suffix.lower(), data)
    stored = storage.keep(data, prefix="packages")
    try:
        with transaction.atomic():
            run, before = _run(hashlib.sha256(data).hexdigest(), name, at)
            if not before:
                run.asked_by, run.path, run.state, run.fault = by, stored.path, RunState.RUNNING, ""
                run.origin, run.theme, run.language = origin, theme, language
                run.save()
                _write("package_handed_in", run, by, at)
                transaction.on_commit(partial(_queue, str(run.pk)))
    except Exception:
        storage.discard(stored.path)
        raise
    if before:
        storage.discard(stored.path)
    return run, before


def _run(digest: str, name: str, at: datetime) -> tuple[ImportRun, bool]:
    """The run of this file, and whether there is nothing left to do: done, or under way."""
    run, made = ImportRun.objects.select_for_update().get_or_create(
        digest=digest, defaults={"name": name[:200], "started_at": at}
    )
    return run, not made and run.state != RunState.FAILED


def _queue(run: str) -> None:
    from ..tasks import take_package

    take_package.enqueue(run)


def take_asked(run: str, *, at: datetime) -> None:
    """Do what was asked on the page. What cannot be read is said on the page, with the place where it stops."""
    asked = ImportRun.objects.select_related("asked_by").get(pk=run)
    if asked.state == RunState.DONE or asked.asked_by is None:
        return
    told = Settings(theme=asked.theme, language=asked.language, origin=asked.origin)
    path = Path(settings.UPLOAD_DIR) / asked.path
    try:
        import_package(path, by=Actor.staff(asked.asked_by.pk), at=at, told=told, name=asked.name)
    except (NotReadable, OSError) as problem:
        ImportRun.objects.filter(pk=run).update(
            state=RunState.FAILED, fault=str(problem)[:300], finished_at=at, path=""
        )
    else:
        ImportRun.objects.filter(pk=run).update(path="")
    storage.discard(asked.path)


def _check_kind(ending: str, data: bytes) -> None:
    """What the name ends with is what the bytes are."""
    if ending not in ENDINGS or data.startswith(b"PK\x03\x04") != (ending in ZIPPED):
        raise uploads.UploadRefused("unknown_kind")
    if ending not in ZIPPED and b"\x00" in data[:4096]:
        raise uploads.UploadRefused("unknown_kind")


def _write(verb: str, run: ImportRun, by: Staff, at: datetime) -> None:
    ledger.record_many([
        Line(Compartment.SERVICE, run.pk, verb, Actor.staff(by.pk), at, PURPOSE, {"from": run.origin})
    ])  # fmt: skip
