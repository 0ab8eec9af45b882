"""What tests of the translating desk do there: the addresses, what a box sends, and the act itself."""

from typing import Any

from django.urls import reverse
from django.utils.translation import override

from indimaj.delivery import actions, translations
from tests.clients.making import SETUP
from tests.delivery.making import NOON


def seen(thing: Any, language: str, name: str = "") -> str:
    return translations.seen(translations.value_of(thing, name), language)


def write(thing: Any, language: str = "ar", text: str = "لا مقر لنا", name: str = "", **fields: Any) -> Any:
    given = {"by": SETUP, "at": NOON, "seen": seen(thing, language, name), **fields}
    return actions.translate(thing=thing, name=name, language=language, text=text, **given)


def url(name: str, *args: Any, language: str = "en") -> str:
    with override(language):
        return reverse(f"delivery:{name}", args=args)


def address(thing: Any, language: str, name: str = "", page: str = "en") -> str:
    return url("translate", name or translations.first_of(thing), thing.pk, language, language=page)


def listed(kind: str, language: str = "en") -> str:
    return f"{url('translations', language=language)}?what={kind}"


def text(response: Any) -> str:
    return response.content.decode()


def boxes(thing: Any, language: str, words: str, name: str = "") -> dict[str, str]:
    return {"text": words, "seen": seen(thing, language, name)}
