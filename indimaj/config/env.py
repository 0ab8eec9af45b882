"""Typed readers of the environment; a missing or wrong value says how to mend it."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The value of a variable; raises ImproperlyConfigured when it is needed and not set."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. docs/reference/settings.md says what it is for.")
    return default


def flag(name: str, default: bool = False) -> bool:
    """A yes/no value: 1, true, yes, on; 0, false, no, off."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: write 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number.") from error


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder, as an absolute path."""
    return Path(os.environ.get(name, "").strip() or default).expanduser().resolve()


def database(name: str, address: str) -> dict[str, Any]:
    """What Django needs to know of a database address."""
    try:
        return dict(dj_database_url.parse(address))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} is not a database address: write postgresql://user:password@host:5432/name."
        ) from error


def secret(name: str, *, needed: bool, otherwise: str) -> str:
    """A secret of at least 32 characters; `otherwise` stands in where none is needed (demo, tests)."""
    value = os.environ.get(name, "").strip()
    if not value and not needed:
        return otherwise
    if len(value) < 32:
        raise ImproperlyConfigured(
            f"{name} must hold at least 32 characters. Make one with: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    return value
