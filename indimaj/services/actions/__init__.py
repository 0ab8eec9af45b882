"""The only writer of the room: entries, owner links, chasing, and packages."""

from .asking import ask_import
from .entries import (
    Stale,
    close_service,
    confirm_unchanged,
    reopen_service,
    save_service,
    set_capacity,
)
from .links import chase_stale, make_owner_link, withdraw_owner_link
from .many import save_many

__all__ = [
    "Stale",
    "ask_import",
    "chase_stale",
    "close_service",
    "confirm_unchanged",
    "make_owner_link",
    "reopen_service",
    "save_many",
    "save_service",
    "set_capacity",
    "withdraw_owner_link",
]
