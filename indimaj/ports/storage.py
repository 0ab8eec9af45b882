"""Files on disk, outside the web root: fsynced and renamed before the transaction commits."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Stored:
    """Where the bytes are, relative to the upload folder, and their SHA-256."""

    path: str
    digest: str


def keep(data: bytes, *, prefix: str) -> Stored:
    """Write bytes so that they survive a power cut once this returns; the name says nothing about them.

    Raises OSError when the disk is full: nothing of the file remains then.
    """
    name = secrets.token_hex(16)
    folder = Path(settings.UPLOAD_DIR) / prefix / name[:2]
    folder.mkdir(parents=True, exist_ok=True)
    target, partial = folder / name, folder / f".{name}"
    try:
        with open(partial, "xb") as handle:
            os.fchmod(handle.fileno(), 0o600)
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(partial, target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    for changed in (folder, folder.parent):
        descriptor = os.open(changed, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    return Stored(path=f"{prefix}/{name[:2]}/{name}", digest=hashlib.sha256(data).hexdigest())


def discard(path: str) -> None:
    """Remove bytes that no row came to name."""
    (Path(settings.UPLOAD_DIR) / path).unlink(missing_ok=True)


def read(path: str) -> bytes:
    """The bytes kept under a path; raises FileNotFoundError, or ValueError for a path outside the folder."""
    root = Path(settings.UPLOAD_DIR).resolve()
    target = (root / path).resolve()
    if not target.is_relative_to(root):
        raise ValueError("This path leads outside the upload folder.")
    return target.read_bytes()
