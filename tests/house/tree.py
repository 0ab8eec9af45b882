"""The files of the house as git has them, for the tests that read them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tracked(*patterns: str) -> list[Path]:
    """Return the tracked files (those still there) that match one of the patterns; all without a pattern."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def shown(path: Path) -> str:
    """Return a path as the project names it."""
    return str(path.relative_to(ROOT))


def rooms() -> list[Path]:
    """Return the rooms of the house."""
    return sorted(path.parent for path in (ROOT / "indimaj").glob("*/__init__.py"))
