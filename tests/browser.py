"""Where the journeys find a Chromium."""

import os
import shutil
from pathlib import Path


def find_chromium() -> str | None:
    """Return what INDIMAJ_CHROMIUM names, else the system's, else playwright's own, else None."""
    named = os.environ.get("INDIMAJ_CHROMIUM")
    if named:
        return named
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    own = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    return next((str(path) for path in sorted(own.glob("chromium-*/chrome-linux*/chrome"))), None)
