"""How a line is tied to the one before it: HMAC-SHA256 over canonical JSON."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

FIRST = ""


def digest(previous: str, **content: Any) -> str:
    """The digest of a line that follows `previous`; times are written in UTC with microseconds."""
    written = {key: _plain(value) for key, value in content.items()}
    text = json.dumps([previous, written], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(settings.LEDGER_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value if isinstance(value, int | dict | list | None) else str(value)
