"""A migrated SQLite database is kept beside the environment: migrating takes a worker of the tests 13 s each time.

It is kept under a digest of what the schema is made of, so that a changed migration or trigger makes another one.
"""

import hashlib
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import django

ROOT = Path(__file__).parent.parent
# What migrations run besides themselves: triggers, and the words and enums that these name.
MADE_OF = (
    "indimaj/*/migrations/*.py", "indimaj/*/triggers.py", "indimaj/ports/keeping.py", "indimaj/texts/*.py",
    "indimaj/ledger/enums.py", "indimaj/config/settings.py",
)  # fmt: skip


def kept() -> Path:
    """Where the database of this schema is kept, or would be."""
    digest = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    for path in sorted(path for pattern in MADE_OF for path in ROOT.glob(pattern)):
        digest.update(f"\n{path.relative_to(ROOT)}\n".encode())
        digest.update(path.read_bytes())
    return Path(sys.prefix) / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


def take(name: str) -> bool:
    """Put the kept database where the tests look for theirs; False where there is none yet."""
    found = kept()
    if not found.exists():
        return False
    shutil.copyfile(found, name)
    return True


def keep(name: str) -> None:
    """Keep the database that was just migrated, whole or not at all, and let go of those of other schemas."""
    whole, part = kept(), kept().with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(name)) as made, closing(sqlite3.connect(part)) as copy:
        made.backup(copy)
    part.replace(whole)
    for other in whole.parent.glob("migrated-*.sqlite3"):
        if other != whole:
            other.unlink(missing_ok=True)
