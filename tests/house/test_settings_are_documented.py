"""Every setting that the code reads is described in docs/reference/settings.md, and nothing else is."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_setting_is_described_and_every_description_is_of_a_setting() -> None:
    code = (ROOT / "indimaj" / "config" / "settings.py").read_text()
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', code))
    page = (ROOT / "docs" / "reference" / "settings.md").read_text()
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))
    assert described == read


def test_settings_read_the_environment_in_one_place_only() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "indimaj").rglob("*.py")
        if re.search(r"os\.(environ|getenv)", path.read_text())
    }
    allowed = {
        "indimaj/config/command_backup.py",  # hands PostgreSQL's own variables to pg_dump
        "indimaj/config/command_demo.py",  # sets the demo's settings before Django starts
        "indimaj/config/env.py",
        "indimaj/config/start.py",  # names the settings module
        "indimaj/config/wsgi.py",  # the same
    }
    assert readers == allowed
