"""Compiles the rooms' message catalogues, every .po that has changed. Needs no gettext and no Django.

python -m indimaj.config.catalogues
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def stale(package: Path = PACKAGE) -> list[Path]:
    """Return the catalogues whose compiled form is missing or older."""
    found = sorted(package.glob("*/locale/*/LC_MESSAGES/*.po"))
    return [po for po in found if not _is_fresh(po, po.with_suffix(".mo"))]


def compile_catalogue(po: Path) -> Path:
    """Write the .mo beside one .po, whole or not at all; strings marked fuzzy are left out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    written = po.stat()
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parts[-3], abort_invalid=True)
    target = po.with_suffix(".mo")
    handle, name = tempfile.mkstemp(dir=po.parent, suffix=".mo.part")
    try:
        with os.fdopen(handle, "wb") as out:
            write_mo(out, catalogue, use_fuzzy=False)
        os.chmod(name, 0o644)
        os.utime(name, ns=(written.st_atime_ns, written.st_mtime_ns))
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


def main() -> int:
    """Compile what is stale; say which catalogue cannot be read."""
    from babel.messages.pofile import PoFileError

    for po in stale():
        try:
            compile_catalogue(po)
        except (PoFileError, ValueError, OSError) as problem:
            sys.stderr.write(f"{po}: {problem}\n")
            return 1
    return 0


def _is_fresh(po: Path, mo: Path) -> bool:
    """A compiled catalogue carries the time of its source, so an older file taken from git is noticed too."""
    return mo.exists() and mo.stat().st_mtime_ns == po.stat().st_mtime_ns


if __name__ == "__main__":
    raise SystemExit(main())
