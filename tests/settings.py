"""The house's settings in test mode: a data folder of its own, nothing of the machine but DATABASE_URL."""

import atexit
import os
import shutil
import tempfile

for name in [
    name
    for name in os.environ
    if name.startswith("INDIMAJ_") and name not in ("INDIMAJ_CHROMIUM", "INDIMAJ_SCREENSHOTS")
]:
    del os.environ[name]
os.environ["INDIMAJ_MODE"] = "test"
os.environ["INDIMAJ_DATABASE_WALL"] = "1"  # On PostgreSQL every page runs behind the wall.
os.environ["INDIMAJ_DATA"] = tempfile.mkdtemp(prefix="indimaj-test-")
atexit.register(shutil.rmtree, os.environ["INDIMAJ_DATA"], ignore_errors=True)

from indimaj.config.settings import *  # noqa: E402, F403
from indimaj.config.settings import DATA_DIR, DATABASES, SQLITE, STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns about a folder that is not there.

if SQLITE:
    # A file, not memory: only a file has the write-ahead log and the locks that production has.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
