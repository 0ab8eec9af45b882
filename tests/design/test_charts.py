import re
from itertools import combinations
from pathlib import Path

import pytest
from django.utils import translation

from indimaj.design import charts, shares

CSS = Path(charts.__file__).parent / "static" / "design" / "css"


def test_the_contrast_of_black_and_white_is_twenty_one():
    assert charts.contrast("#000000", "#ffffff") == pytest.approx(21)


def test_every_text_colour_of_a_chart_reads_on_paper():
    assert [
        colour
        for colour in (charts.INK, charts.QUIET, *charts.SERIES)
        if charts.contrast(colour, charts.PAPER) < 4.5
    ] == []


def test_bars_stand_out_from_paper():
    assert charts.contrast(charts.BAR, charts.PAPER) >= 3


def test_the_text_of_every_tile_reads_on_its_shade():
    assert [
        shade
        for shade in (*charts.SHADES, charts.HIDDEN_SHADE)
        if charts.contrast(charts.ink_on(shade), shade) < 4.5
    ] == []


def test_series_differ_by_dash_too_not_by_colour_alone():
    assert all(one != other for one, other in combinations(charts.DASHES, 2))
    assert len(charts.DASHES) == len(charts.SERIES)


def test_tags_and_notices_read_on_their_backgrounds():
    tokens = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", (CSS / "foundation.css").read_text("utf-8")))
    pairs = [(f"{tone}-ink", f"{tone}-back") for tone in ("grey", "blue", "amber", "green", "red", "purple")]
    pairs += [("ink", back) for _ink, back in pairs] + [
        ("quiet", "panel"),
        ("link", "panel"),
        ("ink", "focus"),
    ]

    full = {
        name: "#" + "".join(c * 2 for c in value[1:]) if len(value) == 4 else value
        for name, value in tokens.items()
    }
    assert [pair for pair in pairs if charts.contrast(full[pair[0]], full[pair[1]]) < 4.5] == []


def test_the_stylesheet_of_the_tiles_is_the_one_that_the_code_makes():
    assert (CSS / "tiles.css").read_text("utf-8") == charts.tile_styles()


def test_a_bar_chart_says_the_same_in_its_table(speak):
    speak("en")

    chart = charts.bars("k", "Files", [("Rabat", 1234), ("Oujda", None)], heads=("Office", "Files"))

    assert chart.columns == [{"label": "Office"}, {"label": "Files", "number": True}]
    assert chart.rows == [["Rabat", "\u20681,234\u2069"], ["Oujda", "hidden"]]
    assert chart.picture.count("<rect") == 1


def test_bars_grow_from_the_right_in_arabic(speak):
    speak("ar")

    chart = charts.bars("k", "ملفات", [("الرباط", 10)], heads=("المكتب", "الملفات"))

    assert 'text x="480" y="15" direction="rtl" text-anchor="start"' in chart.picture
    assert '<rect x="70" ' in chart.picture


def test_time_runs_left_to_right_in_arabic_too(speak):
    drawn = []
    for language in ("ar", "en"):
        speak(language)
        chart = charts.lines("k", "t", ["a", "b"], {"s": [1, 3]}, head="h")
        drawn += re.findall(r'd="M52 [^"]+L[^"]+"', chart.picture)

    assert drawn == ['d="M52 176L428 68"'] * 2


def test_a_line_is_cut_where_a_value_is_not_known(speak):
    speak("en")

    chart = charts.lines("k", "t", list("abcde"), {"s": [1, 2, None, 3, 4]}, head="h")

    assert chart.picture.count('stroke-width="3"') == 2


def test_more_series_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="5 series"):
        charts.lines("k", "t", ["a"], {str(index): [1] for index in range(5)}, head="h")


def test_a_hidden_tile_has_no_shade_and_its_table_says_so(speak):
    speak("en")

    chart = charts.tiles(
        "k", "t", [charts.Tile("North", 5, 1, 0), charts.Tile("South", None, 0, 1)], heads=("Region", "Days")
    )

    assert chart.rows == [["North", "\u20685\u2069"], ["South", "hidden"]]
    assert re.findall(r'class="tile ([^"]+)"', chart.picture) == [
        "shade-0 tile-c1 tile-r0",
        "shade-hidden tile-c0 tile-r1",
    ]


def test_words_in_a_chart_are_escaped(speak):
    speak("en")

    chart = charts.bars("k", "<b>", [("<script>", 1)], heads=("a", "b"))

    assert "<script>" not in chart.picture
    assert "<b>" not in chart.picture


def test_a_map_has_room_for_every_province_and_no_more():
    with pytest.raises(ValueError, match="tile positions"):
        charts.tiles("k", "t", [charts.Tile("Far", 1, 20, 0)], heads=("a", "b"))


def test_a_number_is_readable_on_each_part_of_a_share():
    weak = [part for part in shares.PARTS if charts.contrast(charts.ink_on(part), part) < 4.5]
    assert weak == []


def test_what_is_hidden_in_a_share_is_drawn_in_one_piece_and_written_as_hidden():
    rows = [shares.Row("One", [6, None, None], 12), shares.Row("Two", [None, None, None], None)]
    with translation.override("en"):
        chart = shares.shares(
            "k", "t", rows, ["Yes", "No", "Pass"], head="Who", total="Total", sums=[6, 6, None, 12]
        )
    drawn = re.findall(r'width="([\d.]+)" height="24"', chart.picture)
    assert drawn == ["238", "238"]
    plain = [[re.sub("[\u2066-\u2069]", "", str(cell)) for cell in row] for row in chart.rows]
    assert plain == [
        ["One", "6", "hidden", "hidden", "12"],
        ["Two", "hidden", "hidden", "hidden", "hidden"],
        ["Total", "6", "6", "hidden", "12"],
    ]
