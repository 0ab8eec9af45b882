"""Each room's catalogues hold what its code and templates say, complete in Arabic and French."""

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.core.management import call_command

from tests.house.tree import rooms

LANGUAGES = ("ar", "fr")
FORMS = {"ar": 6, "fr": 2}
SAME_IN_EACH = {
    # Names and signs that no language translates.
    "Indimaj", "PDF", "JPEG", "PNG", "QR", "SMS", "PIN", "CNDP", "Documents", "Document", "Date", "Notification",
    "Message", "Messages", "Code", "Passport", "Commission", "Conditions", "Source", "Sources", "Question", "Version",
    "Type", "Page", "Note", "Notes", "Actions", "Action", "Opinion", "Opinions", "Minutes", "Total", "Absent", "Figures",
    "Province", "Association", "Institution", "Service", "Services", "Darija", "Wolof", "Pulaar", "Bambara", "Lingala",
    "Tagalog", "Consultations", "Invitations", ", ", "%(places)s place", "%(places)s places",
}  # fmt: skip
LATIN_IN_ARABIC = {
    "Indimaj",
    "PDF",
    "JPEG",
    "PNG",
    "QR",
    "SMS",
    "PIN",
    "MB",
    "KB",
    "CSV",
    "JSON",
    "API",
    "OpenAPI",
    "TOTP",
}
AVOIDED = {
    "ar": (r"غير شرعي", r"(?<!\w)سري(?:ة|ون|ين)?(?!\w)", r"(?<!\w)(?:ال)?متابعة(?!\w)", r"استئناف", r"معاشرة", r"مساكنة",
           r"إندماج", r"الإقامة الدائمة"),
    "fr": (r"clandestin", r"illéga", r"amnistie", r"concubin", r"résidence habituelle", r"légalisation"),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?[a-z][^>]*>")
SET_APART = re.compile(r"<bdi>.*?</bdi>")

ROOMS = [room.name for room in rooms() if room.name != "config" or (room / "locale").exists()]


def keys(catalogue: Catalog) -> set[tuple[str | None, tuple[str, ...]]]:
    return {(message.context, sources(message)) for message in catalogue if message.id}


def sources(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def translations(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string or "",)


def committed(room: str, language: str) -> Catalog:
    folder = next(path for path in rooms() if path.name == room)
    return read_catalogue(folder / "locale" / language / "LC_MESSAGES" / "django.po", language)


def read_catalogue(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def messages() -> Iterator[tuple[str, str, Message]]:
    for room in ROOMS:
        for language in LANGUAGES:
            for message in committed(room, language):
                if message.id:
                    yield room, language, message


def wrong(check: object) -> list[str]:
    return [
        f"{room}/{language}: {sources(message)[0][:60]!r}"
        for room, language, message in messages()
        if not check(language, message)  # type: ignore[operator]
    ]


@pytest.mark.heavy
@pytest.mark.parametrize("room", ROOMS)
def test_a_catalogue_holds_just_what_the_room_says(
    room: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not shutil.which("xgettext"):
        pytest.skip("xgettext is not installed (apt install gettext)")
    folder = next(path for path in rooms() if path.name == room)
    copy = tmp_path / room
    shutil.copytree(
        folder, copy, ignore=shutil.ignore_patterns("locale", "static", "fonts", "__pycache__", "data")
    )
    (copy / "locale").mkdir()
    monkeypatch.chdir(copy)
    before = os.environ.get("LC_ALL")
    call_command("makemessages", locale=["fr"], no_location=True, no_obsolete=True, verbosity=0)
    assert os.environ.get("LC_ALL") == before
    fresh = keys(read_catalogue(copy / "locale" / "fr" / "LC_MESSAGES" / "django.po", "fr"))
    for language in LANGUAGES:
        held = keys(committed(room, language))
        assert (language, sorted(fresh - held, key=str), sorted(held - fresh, key=str)) == (language, [], [])


def test_each_string_is_translated_in_all_its_forms() -> None:
    def complete(language: str, message: Message) -> bool:
        said = translations(message)
        return all(said) and (not message.pluralizable or len(said) == FORMS[language]) and not message.fuzzy

    assert wrong(complete) == []


def test_no_translation_is_a_copy_of_the_english() -> None:
    def own(language: str, message: Message) -> bool:
        return not set(sources(message)) & set(translations(message)) - SAME_IN_EACH

    assert wrong(own) == []


def test_arabic_holds_no_latin_word() -> None:
    def arabic(language: str, message: Message) -> bool:
        said = SET_APART.sub(" ", " ".join(translations(message)))
        text = TAG.sub(" ", PLACEHOLDER.sub(" ", said))
        return language != "ar" or set(re.findall(r"[A-Za-z]{2,}", text)) <= LATIN_IN_ARABIC

    assert wrong(arabic) == []


def test_placeholders_and_tags_survive_translation() -> None:
    def same(language: str, message: Message) -> bool:
        wanted = [Counter(p.findall(sources(message)[-1])) for p in (PLACEHOLDER, TAG)]
        for said in translations(message):
            got = [Counter(p.findall(said)) for p in (PLACEHOLDER, TAG)]
            fewer = all(not a - b for a, b in zip(got, wanted, strict=True))
            if not (fewer if message.pluralizable else got == wanted):
                return False
        return True

    assert wrong(same) == []


def test_no_translation_uses_a_word_that_hurts_or_misleads() -> None:
    def careful(language: str, message: Message) -> bool:
        text = " ".join(translations(message))
        return not any(re.search(word, text, re.IGNORECASE) for word in AVOIDED[language])

    assert wrong(careful) == []
