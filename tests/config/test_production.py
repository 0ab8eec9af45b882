"""Production says what is missing, one setting at a time, and cannot be a demo by accident."""

from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

import pytest

from bench.servers import postgres_programs, running_server, temporary_postgres
from tests.config.running import PRODUCTION, indimaj

WITHOUT = {
    "INDIMAJ_SECRET_KEY": "INDIMAJ_SECRET_KEY must hold at least 32 characters",
    "INDIMAJ_CODE_KEY": "INDIMAJ_CODE_KEY must hold at least 32 characters",
    "INDIMAJ_LEDGER_KEY": "INDIMAJ_LEDGER_KEY must hold at least 32 characters",
    "INDIMAJ_HOSTS": "INDIMAJ_HOSTS is not set",
    "INDIMAJ_NO_SCANNER": "INDIMAJ_SCANNER is not set",
    "DATABASE_URL": "DATABASE_URL is not set",
}


@pytest.mark.heavy
@pytest.mark.parametrize("missing", WITHOUT)
def test_a_missing_setting_stops_the_start_with_one_line_that_names_it(missing: str, tmp_path: Path) -> None:
    settings = {name: value for name, value in PRODUCTION.items() if name != missing}
    ended = indimaj("migrate", **settings, INDIMAJ_DATA=str(tmp_path))
    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (1, "", 1)
    assert ended.stderr.startswith(f"indimaj: {WITHOUT[missing]}")


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("INDIMAJ_MODE", "prod", "INDIMAJ_MODE is 'prod'"),
        ("INDIMAJ_SECOND_FACTOR", "0", "INDIMAJ_SECOND_FACTOR=0 is not allowed in production"),
        ("INDIMAJ_UPLOAD_LIMIT", "8MB", "INDIMAJ_UPLOAD_LIMIT is '8MB': write a whole number"),
        ("INDIMAJ_BEHIND_PROXY", "perhaps", "INDIMAJ_BEHIND_PROXY is 'perhaps': write 1 or 0"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL is not a database address"),
        ("INDIMAJ_MODE", "demo", "INDIMAJ_MODE=demo works only on a data folder that bin/demo has made"),
    ],
)
def test_a_wrong_setting_is_one_line_that_says_how_to_mend_it(
    name: str, value: str, said: str, tmp_path: Path
) -> None:
    ended = indimaj("migrate", **{**PRODUCTION, name: value, "INDIMAJ_DATA": str(tmp_path)})
    assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1)
    assert ended.stderr.startswith(f"indimaj: {said}")


@pytest.mark.heavy
def test_production_starts_on_postgresql_and_answers_behind_its_proxy(tmp_path: Path) -> None:
    if postgres_programs() is None:
        pytest.skip("PostgreSQL is not installed (apt install postgresql)")
    with temporary_postgres(durable=False) as url:
        settings = {
            **PRODUCTION,
            "DATABASE_URL": url,
            "INDIMAJ_DATA": str(tmp_path),
            "INDIMAJ_BEHIND_PROXY": "1",
        }
        ended = indimaj("migrate", **settings)
        assert ended.returncode == 0, ended.stderr
        checked = indimaj("manage", "check", "--deploy", "--fail-level", "WARNING", **settings)
        assert (checked.returncode, checked.stderr) == (0, "")
        log = tmp_path / "log"
        with running_server(settings, log=log) as server:
            assert answer(server.port, "/fr/", "X-Forwarded-Proto", "https")[0] == 200, log.read_text()
            code, headers = answer(server.port, "/fr/", "X-Forwarded-Proto", "http")
            assert (code, headers["Location"]) == (301, "https://indimaj.example/fr/")
            assert answer(server.port, "/fr/", "Host", "elsewhere.example")[0] == 400


def answer(port: int, path: str, name: str, value: str) -> tuple[int, HTTPMessage]:
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", path, headers={"Host": "indimaj.example", name: value})
    response = line.getresponse()
    response.read()
    line.close()
    return response.status, response.headers
