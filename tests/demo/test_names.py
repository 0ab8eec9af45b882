import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

import indimaj.demo

FOLDER = Path(indimaj.demo.__file__).parent / "names"
FILES = sorted(FOLDER.glob("*.csv"))


def rows(path):
    with path.open(newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_origin_of_the_campaign_that_we_promised_has_a_file():
    promised = "cd cf ci cm dz eg gh gm gn km lr ly ma ml mr ne ng ph sn sy tn"
    assert " ".join(path.stem for path in FILES) == promised


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestOneFile:
    def test_has_the_six_columns_and_only_known_values(self, path):
        found = rows(path)
        assert list(found[0]) == ["country", "script", "part", "sex", "name", "variant_group"]
        assert {row["country"] for row in found} == {path.stem.upper()}
        assert {(row["part"], row["sex"]) for row in found} == {
            ("given", "F"),
            ("given", "M"),
            ("family", ""),
        }

    def test_says_the_script_that_the_name_is_written_in(self, path):
        scripts = {"arab": "ARABIC", "latn": "LATIN"}
        wrong = [
            row["name"]
            for row in rows(path)
            if {unicodedata.name(c).split()[0] for c in row["name"] if c.isalpha()}
            != {scripts[row["script"]]}
        ]
        assert wrong == []

    def test_has_no_name_twice_and_no_stray_sign(self, path):
        found = rows(path)
        twice = [k for k, n in Counter((r["part"], r["sex"], r["name"]) for r in found).items() if n > 1]
        assert twice == []
        assert [
            r["name"] for r in found if r["name"] != r["name"].strip() or set(r["name"]) & set('_/,"')
        ] == []

    def test_has_enough_names_of_each_part_for_a_crowd(self, path):
        usual = Counter((r["part"], r["sex"]) for r in rows(path))
        assert min(usual.values()) >= 20

    def test_has_two_spellings_or_more_in_every_group(self, path):
        sizes = Counter((r["part"], r["sex"], r["variant_group"]) for r in rows(path) if r["variant_group"])
        assert [group for group, size in sizes.items() if size < 2] == []
