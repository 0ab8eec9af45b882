"""The only writer of the room, by noun."""

from .assets import add_asset, forget, take_away_asset
from .consular import (
    answer,
    confirm,
    mark_opened,
    never_ask,
    prepare,
    print_slip,
    take_back,
)
from .documents import add_document
from .requests import ask_document, bring_document, decide, draft, mark_seen, send, withdraw
from .vacancies import close_vacancy, post_vacancy, save_vacancy

__all__ = [
    "add_asset",
    "add_document",
    "answer",
    "ask_document",
    "bring_document",
    "close_vacancy",
    "confirm",
    "decide",
    "draft",
    "forget",
    "mark_opened",
    "mark_seen",
    "never_ask",
    "post_vacancy",
    "prepare",
    "print_slip",
    "save_vacancy",
    "send",
    "take_away_asset",
    "take_back",
    "withdraw",
]
