"""`indimaj backup` and `indimaj restore`: a consistent copy of database and files."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .command_page import Verb
from .start import CommandError, say, start_django

MANIFEST = "manifest.json"
LEFT_OUT = {"static"}
"""Folders of the data directory that are made anew and need no copy."""


def add_verbs(verb: Verb) -> None:
    """Add `backup` and `restore` to the command line."""
    backup = verb(
        "backup", run_backup, "copy the database and the files, consistently, while the platform runs",
        "Writes a new folder: the database (SQLite's own online copy, or pg_dump), every file\n"
        "of the data folder, and a manifest with the sha256 of each. The database is copied\n"
        "first and files are never changed in place, so each file that the copy names is in it.\n"
        "The secret keys are settings, not data: keep them apart, a backup is of little use\n"
        "without them. The copy holds personal data in clear: encrypt where you put it.",
        "examples:\n  indimaj backup /srv/backup/2026-11-23",
    )  # fmt: skip
    backup.add_argument("target", type=Path, metavar="DIR", help="the folder to write; it must not exist yet")
    restore = verb(
        "restore", run_restore, "put a backup back",
        "Checks every sha256 of the manifest, then fills the database and the data folder that\n"
        "the settings name, then checks what was written. Refuses a target that holds anything,\n"
        "unless --force is given. Stop 'indimaj serve' first.",
        "examples:\n"
        "  indimaj restore /srv/backup/2026-11-23\n"
        "  indimaj restore --force /srv/backup/2026-11-23",
    )  # fmt: skip
    restore.add_argument("source", type=Path, metavar="DIR", help="the folder that 'indimaj backup' wrote")
    restore.add_argument(
        "--force", action="store_true", help="delete what the database and the data folder hold"
    )


def run_backup(options: argparse.Namespace) -> int:
    """Write the backup under another name, and give it its own once it is whole."""
    target = options.target.expanduser().resolve()
    if target.exists():
        raise CommandError(f"{target} exists already; name a new folder.")
    start_django()
    from django.conf import settings

    from indimaj.ledger.sealing import heads_file

    part = target.with_name(target.name + ".part")
    part.mkdir(parents=True, mode=0o700)
    try:
        # The ledger's heads first: a seal made meanwhile would name a head that the copied database lacks.
        heads_path = heads_file()
        heads = heads_path.read_bytes() if heads_path.exists() else None
        database = _copy_sqlite(part) if settings.SQLITE else _dump_postgres(part)
        files = _copy_files(settings.DATA_DIR, part / "files")
        if heads is not None:
            (part / "files" / heads_path.name).write_bytes(heads)
        hashes = {str(path.relative_to(part)): sha256(path) for path in files_of(part)}
        manifest = {
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "database": database,
            "sha256": hashes,
        }
        (part / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False))
        part.rename(target)
    except BaseException:
        shutil.rmtree(part)
        raise
    say(f"Backup of the database and {files} files in {target}")
    return 0


def run_restore(options: argparse.Namespace) -> int:
    """Verify the backup, empty or refuse the target, fill it, verify again."""
    source = options.source.expanduser().resolve()
    manifest = verified_manifest(source)
    start_django()
    from django.conf import settings
    from django.db import connections

    if manifest["database"] != ("database.sqlite3" if settings.SQLITE else "database.dump"):
        raise CommandError(
            f"The backup holds {manifest['database']}; DATABASE_URL names another kind of database."
        )
    refuse_full_target(settings.DATA_DIR, force=options.force)
    connections.close_all()
    _empty_folder(settings.DATA_DIR)
    count = _copy_files(source / "files", settings.DATA_DIR)
    if settings.SQLITE:
        shutil.copyfile(source / "database.sqlite3", settings.DATABASES["default"]["NAME"])
    else:
        _restore_postgres(source / "database.dump")
    for path in files_of(settings.DATA_DIR):
        named = manifest["sha256"].get(str(Path("files") / path.relative_to(settings.DATA_DIR)))
        if named and sha256(path) != named:
            raise CommandError(
                f"{path} is not what the backup held: the disk may be failing. Restore elsewhere."
            )
    refuse_damaged_database()
    say(f"Restored the database and {count} files. Now run: indimaj migrate, then indimaj ledger verify")
    return 0


def verified_manifest(source: Path) -> dict[str, Any]:
    """Return the manifest of a backup whose files are all there and unchanged."""
    try:
        manifest: dict[str, Any] = json.loads((source / MANIFEST).read_text())
    except (OSError, ValueError) as problem:
        raise CommandError(f"{source} is not a backup: {problem}") from problem
    found = {
        str(path.relative_to(source)): sha256(path) for path in files_of(source) if path.name != MANIFEST
    }
    for name in sorted(manifest["sha256"].keys() | found.keys()):
        if manifest["sha256"].get(name) != found.get(name):
            raise CommandError(f"The backup is damaged: {name} is missing, changed or not in the manifest.")
    return manifest


def refuse_full_target(folder: Path, *, force: bool) -> None:
    """Stop before anything is overwritten without --force."""
    if force:
        return
    from django.db import connection

    if connection.introspection.table_names():
        raise CommandError("The database is not empty. Name another, or add --force to lose what it holds.")
    connection.close()
    if any(path.suffix not in _DATABASE_SUFFIXES for path in files_of(folder)):
        raise CommandError(
            f"{folder} is not empty. Name another folder, or add --force to lose what it holds."
        )


def refuse_damaged_database() -> None:
    """Let the database itself say whether it can read what was restored."""
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check" if connection.vendor == "sqlite" else "SELECT 'ok'")
            answer = cursor.fetchone()[0]
    except DatabaseError as problem:
        raise CommandError(f"The restored database cannot be read: {problem}") from problem
    finally:
        connection.close()
    if answer != "ok":
        raise CommandError(f"The restored database is damaged: {answer}")


def files_of(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder, in a fixed order."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def sha256(path: Path) -> str:
    """Return the sha256 of a file, read in pieces."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


_DATABASE_SUFFIXES = {".sqlite3", ".sqlite3-wal", ".sqlite3-shm"}


def _copy_files(source: Path, target: Path) -> int:
    """Copy all but the database and what is made anew; return how many files there were."""
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    copied = 0
    for path in files_of(source):
        relative = path.relative_to(source)
        if relative.parts[0] in LEFT_OUT or path.suffix in _DATABASE_SUFFIXES:
            continue
        (target / relative).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy2(path, target / relative)
        copied += 1
    return copied


def _copy_sqlite(folder: Path) -> str:
    from django.conf import settings

    name = str(settings.DATABASES["default"]["NAME"])
    if not Path(name).exists():
        raise CommandError(
            f"There is no database at {name}. INDIMAJ_DATA or DATABASE_URL may name another place."
        )
    with (
        closing(sqlite3.connect(name)) as live,
        closing(sqlite3.connect(folder / "database.sqlite3")) as copy,
    ):
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    return "database.sqlite3"


def _dump_postgres(folder: Path) -> str:
    _postgres(
        "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={folder / 'database.dump'}"
    )
    return "database.dump"


def _restore_postgres(dump: Path) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    name = connection.settings_dict["NAME"]
    _postgres(
        "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges",
        f"--dbname={name}", str(dump),
    )  # fmt: skip


def _postgres(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on the settings' database; the password stays out of its arguments."""
    from django.db import connection

    if not shutil.which(program):
        raise CommandError(
            f"{program} is not installed. On Debian or Ubuntu: sudo apt install postgresql-client"
        )
    settings = connection.settings_dict
    environ = dict(os.environ)
    for name, key in (
        ("HOST", "HOST"),
        ("PORT", "PORT"),
        ("USER", "USER"),
        ("PASSWORD", "PASSWORD"),
        ("DATABASE", "NAME"),
    ):
        if settings[key]:
            environ[f"PG{name}"] = str(settings[key])
    if subprocess.run([program, *arguments], env=environ).returncode:  # noqa: S603
        raise CommandError(f"{program} failed; the lines above say why.")


def _empty_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for thing in folder.iterdir():
        if thing.is_dir() and not thing.is_symlink():
            shutil.rmtree(thing)
        else:
            thing.unlink()
