"""The reader of pages sees what it is there to see."""

import re

import pytest

from tests.house.reading import Reading, english


def page(body: str, language: str = "ar") -> Reading:
    return Reading(f'<html lang="{language}" dir="rtl"><title>2014-ABCD</title><body>{body}</body></html>')


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>ملف Diallo</p>", ["Diallo"]),
        ("<p>ملف <bdi>Diallo</bdi> Awa</p>", ["Awa"]),
        ('<p dir="auto">Le bail</p><br><p>Rabat</p>', ["Rabat"]),
        ('<a lang="fr">Français</a><input value="Awa"><code>serve</code>', []),
        ("<option>\u2068Salma\u2069 Bennani</option>", ["Bennani"]),
        ("<script>var a</script><img alt='x'><p>نص</p>", []),
    ],
)
def test_words_of_another_script_are_found_unless_they_stand_apart(body: str, words: list[str]) -> None:
    assert re.findall(r"[A-Za-z]{2,}", page(body).text) == words


def test_language_direction_and_title_are_read() -> None:
    read = page("<svg><title>رسم</title></svg>")
    assert (read.language, read.direction, read.title) == ("ar", "rtl", "2014-ABCD")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<p style="x">', ["p style"]),
        ('<p onclick="x">', ["p onclick"]),
        ("<script>x</script>", ["script"]),
        ("<style>x</style>", ["style"]),
        ('<script src="/static/a.js"></script>', []),
    ],
)
def test_inline_code_is_found(body: str, found: list[str]) -> None:
    assert page(body).inline == found


def test_what_a_page_loads_and_where_it_leads_are_read() -> None:
    read = page(
        '<link href="/a.css"><img src="https://elsewhere/b.png"><a href="/fr/"></a><form action="/go">'
    )
    assert (read.loads, read.leads) == (
        ["/a.css", "https://elsewhere/b.png"],
        ["/a.css", "https://elsewhere/b.png", "/fr/", "/go"],
    )


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_string_left_in_english_is_found_and_a_placeholder_hides_none(language: str) -> None:
    text = "Bonjour. You can do all of this at a foreigners' office. Reason of Salma, if any. Call a sitting"
    assert "Call a sitting" in english(language).findall(text)
    assert english(language).findall("Dossier de Mme Ndiaye, PDF") == []
