"""The house's own settings, in test mode: a data folder of its own, the database by DATABASE_URL."""

import os
import tempfile

os.environ.setdefault("INDIMAJ_MODE", "test")
os.environ.setdefault("INDIMAJ_DATA", tempfile.mkdtemp(prefix="indimaj-test-"))

from indimaj.config.settings import *  # noqa: E402, F403
