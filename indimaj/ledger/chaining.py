"""How a line is tied to the one before it: HMAC-SHA256 over canonical JSON."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from .models import Entry, Read, Seal


def digest(previous: str, **content: Any) -> str:
    """The digest of a line that follows `previous`; times are written in UTC with microseconds."""
    written = {key: _plain(value) for key, value in content.items()}
    text = json.dumps([previous, written], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    key = _key()
    key.update(text.encode())
    return key.hexdigest()


def covered(row: Entry | Read | Seal) -> dict[str, Any]:
    """What of a row its digest covers."""
    return {column: getattr(row, column) for column in row.DIGESTED}


def batch_digest(previous: str, lines: Iterable[tuple[int, str]], **content: Any) -> tuple[str, int]:
    """The digest of a batch of (id, digest) lines that follows the batch `previous`, and how many they are."""
    kept = _key().copy()
    kept.update(f"{previous}\n".encode())
    count = 0
    for line, written in lines:
        kept.update(f"{line} {written}\n".encode())
        count += 1
    return digest(kept.hexdigest(), count=count, **content), count


def _key() -> hmac.HMAC:
    return _keyed(settings.LEDGER_KEY).copy()


@lru_cache(maxsize=1)
def _keyed(key: str) -> hmac.HMAC:
    return hmac.new(key.encode(), digestmod=hashlib.sha256)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value if isinstance(value, int | dict | list | None) else str(value)
