"""A backup, put back elsewhere, is the same; a damaged one is refused."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from bench.servers import postgres_programs, temporary_postgres
from tests.config.running import indimaj

Installation = dict[str, str]


@pytest.fixture(params=["sqlite", "postgres"])
def installations(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Installation, Installation]]:
    """Two installations on one engine: one in use, with a file, and an empty one."""
    folders = [tmp_path / "live", tmp_path / "new"]
    both = [{"INDIMAJ_MODE": "development", "INDIMAJ_DATA": str(folder)} for folder in folders]
    if request.param == "sqlite":
        yield fill(both[0]), both[1]
        return
    if postgres_programs() is None or not shutil.which("pg_dump"):
        pytest.skip("PostgreSQL is not installed (apt install postgresql)")
    with temporary_postgres(durable=False) as url:
        with psycopg.connect(url, autocommit=True) as line:
            line.execute("CREATE DATABASE other")
        both[0]["DATABASE_URL"] = url
        both[1]["DATABASE_URL"] = url.rpartition("/")[0] + "/other"
        yield fill(both[0]), both[1]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An SQLite installation in use and its backup, made once; each test damages a copy."""
    folder = tmp_path_factory.mktemp("prepared")
    live = fill({"INDIMAJ_MODE": "development", "INDIMAJ_DATA": str(folder / "live")})
    assert indimaj("backup", folder / "backup", **live).returncode == 0
    return folder / "live", folder / "backup"


@pytest.fixture
def copies(prepared: tuple[Path, Path], tmp_path: Path) -> tuple[Installation, Path]:
    shutil.copytree(prepared[0], tmp_path / "live")
    shutil.copytree(prepared[1], tmp_path / "backup")
    return {"INDIMAJ_MODE": "development", "INDIMAJ_DATA": str(tmp_path / "live")}, tmp_path / "backup"


def fill(installation: Installation) -> Installation:
    assert indimaj("migrate", **installation).returncode == 0
    upload = Path(installation["INDIMAJ_DATA"]) / "files" / "ab" / "passport.pdf"
    upload.parent.mkdir(parents=True)
    upload.write_bytes(b"%PDF a passport")
    ask(installation, "INSERT INTO django_session VALUES ('kept', '', '2030-01-01')")
    return installation


def ask(installation: Installation, statement: str) -> list[str]:
    """Ask the database of an installation directly; return the first column."""
    if url := installation.get("DATABASE_URL"):
        with psycopg.connect(url, autocommit=True) as line:
            asked = line.execute(statement)
            return [row[0] for row in asked] if asked.description else []
    with closing(sqlite3.connect(Path(installation["INDIMAJ_DATA"]) / "indimaj.sqlite3")) as file, file:
        return [row[0] for row in file.execute(statement)]


def held(installation: Installation) -> tuple[list[str], bytes]:
    upload = Path(installation["INDIMAJ_DATA"]) / "files" / "ab" / "passport.pdf"
    return ask(installation, "SELECT session_key FROM django_session"), upload.read_bytes()


@pytest.mark.heavy
def test_what_was_backed_up_is_what_is_restored(
    installations: tuple[Installation, Installation], tmp_path: Path
) -> None:
    live, new = installations
    backup = tmp_path / "backup"
    assert indimaj("backup", backup, **live).returncode == 0
    ended = indimaj("restore", backup, **new)
    assert (ended.returncode, ended.stderr.startswith("Restored")) == (0, True), ended.stderr
    assert held(new) == held(live) == (["kept"], b"%PDF a passport")


@pytest.mark.heavy
def test_a_target_that_holds_anything_is_refused_without_force(
    installations: tuple[Installation, Installation], tmp_path: Path
) -> None:
    live, _ = installations
    backup = tmp_path / "backup"
    assert indimaj("backup", backup, **live).returncode == 0
    ask(live, "DELETE FROM django_session")
    refused = indimaj("restore", backup, **live)
    assert (refused.returncode, "is not empty" in refused.stderr) == (1, True)
    assert indimaj("restore", "--force", backup, **live).returncode == 0
    assert held(live) == (["kept"], b"%PDF a passport")


@pytest.mark.heavy
@pytest.mark.parametrize("damage", ["changed", "missing", "added"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(
    damage: str, copies: tuple[Installation, Path]
) -> None:
    live, backup = copies
    piece = backup / "files" / "files" / "ab" / "passport.pdf"
    if damage == "changed":
        piece.write_bytes(b"%PDF another one")
    elif damage == "missing":
        piece.unlink()
    else:
        piece.with_name("added.pdf").write_bytes(b"")
    before = sorted((path, path.stat().st_mtime_ns) for path in Path(live["INDIMAJ_DATA"]).rglob("*"))
    ended = indimaj("restore", "--force", backup, **live)
    assert (ended.returncode, "The backup is damaged: files/files/ab/" in ended.stderr) == (1, True)
    assert sorted((path, path.stat().st_mtime_ns) for path in Path(live["INDIMAJ_DATA"]).rglob("*")) == before


@pytest.mark.heavy
def test_a_backup_is_made_whole_or_not_at_all(copies: tuple[Installation, Path], tmp_path: Path) -> None:
    live, backup = copies
    again = indimaj("backup", backup, **live)
    assert (again.returncode, again.stderr) == (1, f"indimaj: {backup} exists already; name a new folder.\n")
    manifest = json.loads((backup / "manifest.json").read_text())
    assert sorted(manifest["sha256"]) == ["database.sqlite3", "files/files/ab/passport.pdf"]
    with closing(sqlite3.connect(backup / "database.sqlite3")) as line:
        assert line.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "live"]
