"""What holds for every stylesheet, script and template of the house."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import django_htmx
import pytest

HOUSE = Path(__file__).parents[2] / "indimaj"
DESIGN = HOUSE / "design"
STATIC = DESIGN / "static" / "design"
TEMPLATES = sorted(HOUSE.glob("*/templates/**/*.html"))
PHYSICAL = re.compile(
    r"(?:^|[;{\s])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom|"
    r"(?:min-|max-)?(?:width|height)|text-align:\s*(?:left|right)|float|border-(?:top|bottom)-(?:left|right)-radius)\s*:",
)


def compressed(*files):
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def test_the_stylesheets_weigh_less_than_eight_kilobytes():
    assert compressed(*(STATIC / "css").glob("*.css")) < 8 * 1024


def test_public_scripts_weigh_less_than_twenty_kilobytes_and_staff_scripts_than_forty():
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    public, staff = STATIC / "js" / "form.js", STATIC / "js" / "keys.js"

    assert compressed(public) < 20 * 1024
    assert compressed(public, staff, htmx) < 40 * 1024


def test_the_fonts_of_a_first_arabic_visit_weigh_less_than_130_kilobytes():
    first = [
        STATIC / "fonts" / f"ibm-plex-sans-arabic-{script}-{weight}-normal.woff2"
        for script in ("arabic", "latin")
        for weight in (400, 600)
    ]

    assert sum(file.stat().st_size for file in first) < 130 * 1024


def test_the_fonts_of_the_letters_weigh_less_than_six_megabytes():
    assert sum(file.stat().st_size for file in (DESIGN / "fonts").iterdir()) < 6 * 1024 * 1024


def test_every_vendored_file_is_the_one_that_was_vendored():
    listed = {
        path: checksum
        for entry in json.loads((DESIGN / "vendor.json").read_text("utf-8"))
        for path, checksum in entry["files"].items()
    }
    found = {path: hashlib.sha256((DESIGN / path).read_bytes()).hexdigest() for path in listed}

    assert found == listed


def test_no_font_is_left_out_of_the_manifest():
    listed = {
        path for entry in json.loads((DESIGN / "vendor.json").read_text("utf-8")) for path in entry["files"]
    }
    fonts = {
        file.relative_to(DESIGN).as_posix()
        for folder in (DESIGN / "fonts", STATIC / "fonts")
        for file in folder.iterdir()
    }

    assert fonts - listed == set()


def test_no_stylesheet_names_a_physical_direction():
    found = {
        f"{file.name}: {line.strip()}"
        for file in HOUSE.glob("*/static/**/*.css")
        for line in re.sub(r"@media[^{]+", "", file.read_text("utf-8")).splitlines()
        if PHYSICAL.search(line)
    }

    assert found == set()


@pytest.mark.parametrize(
    "rule", ["a { margin-left: 0 }", "a { x: y; width: 1px; }", "a { text-align: right }"]
)
def test_a_physical_direction_would_be_noticed(rule):
    assert PHYSICAL.search(rule.replace("text-align: right", "text-align: right:"))


def test_there_are_six_layers_and_nothing_outside_them():
    order = "@layer reset, tokens, base, layout, components, states;"
    foundation = (STATIC / "css" / "foundation.css").read_text("utf-8")
    outside = [
        line
        for file in (STATIC / "css").glob("*.css")
        for line in file.read_text("utf-8").splitlines()
        if line and not line.startswith((" ", "}", "@layer", "@font-face", "/*"))
    ]

    assert order in foundation
    assert outside == []


def test_no_template_holds_inline_style_or_script():
    inline = re.compile(
        r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|\shx-on|\shx-vals=.?js",
        re.IGNORECASE,
    )

    assert {file.name for file in TEMPLATES if inline.search(file.read_text("utf-8"))} == set()


def test_every_component_that_a_template_includes_is_there_and_described():
    components = {file.stem for file in (DESIGN / "templates" / "design" / "components").glob("*.html")}
    included = {
        name
        for file in TEMPLATES
        for name in re.findall(r"design/components/([\w-]+)\.html", file.read_text("utf-8"))
    }
    described = set(re.findall(r"^\| `([\w-]+)` \|", (DESIGN / "README.md").read_text("utf-8"), re.MULTILINE))

    assert included - components == set()
    assert described - components == set()
    assert components - described == {"autosave", "footer", "menu", "who"}


def test_the_gallery_shows_every_component_that_needs_no_recording():
    shown = " ".join(
        (DESIGN / "templates" / "design" / f"{page}.html").read_text("utf-8")
        for page in ("gallery", "staff", "page")
    )
    components = {file.stem for file in (DESIGN / "templates" / "design" / "components").glob("*.html")}

    assert {name for name in components if f"components/{name}.html" not in shown} == {
        "audio",
        "autosave",
        "field",
    }


def test_no_template_asks_a_third_party_for_anything():
    elsewhere = re.compile(r"<(?:script|link|img|audio|iframe)[^>]+(?:src|href)=\"(?:https?:)?//")

    assert {file.name for file in TEMPLATES if elsewhere.search(file.read_text("utf-8"))} == set()


def test_shortcuts_read_the_place_of_a_key_never_its_letter():
    script = (STATIC / "js" / "keys.js").read_text("utf-8")

    assert "event.code" in script
    assert not re.search(r"event\.(?:key|which|keyCode)\b", script)


def test_both_catalogues_are_complete_and_copy_nothing_from_english():
    from babel.messages.pofile import read_po

    wrong = []
    for code in ("ar", "fr"):
        with (DESIGN / "locale" / code / "LC_MESSAGES" / "django.po").open("rb") as source:
            for message in read_po(source, locale=code):
                written = message.string if isinstance(message.string, tuple) else (message.string,)
                if message.id and (not all(written) or message.id in written or message.fuzzy):
                    wrong.append((code, message.id))

    assert wrong == []
