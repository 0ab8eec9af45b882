"""Policy packs: one folder each, with rules written in the language of `law` and data beside them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from indimaj import law

_ROOT = Path(__file__).parent


def codes() -> tuple[str, ...]:
    """Return the codes of the packs that ship."""
    return tuple(sorted(folder.name for folder in _ROOT.iterdir() if (folder / "pack.yaml").is_file()))


@lru_cache
def load(code: str) -> law.Pack:
    """Return a pack, checked whole; raises `law.PackError` that names the file and the key."""
    if code not in codes():
        raise law.PackError("pack.yaml", code, f"no such policy; there are: {', '.join(codes())}")
    return law.read_pack(files(code))


def files(code: str) -> dict[str, Any]:
    """Return the data of a pack's files as they are written, by name: what a reform starts from."""
    return {name: _read(_ROOT / code / f"{name}.yaml") for name in law.FILES}


def examples(code: str) -> list[dict[str, Any]]:
    """Return the situations that a jurist wrote, with the findings that are expected."""
    files = sorted((_ROOT / code / "examples").glob("*.yaml"))
    return [example for file in files for example in _read(file)]


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_bytes(), Loader=_LOADER)  # noqa: S506 -- a safe loader, the fast one if it is there
    except FileNotFoundError:
        raise law.PackError(path.name, "", "is missing") from None
    except yaml.YAMLError as problem:
        raise law.PackError(path.name, "", str(problem)) from problem


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
