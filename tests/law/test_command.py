"""The verbs that need only the law."""

import argparse
import io
import json
from datetime import date

import pytest

from indimaj import policies
from indimaj.law import command


def run(*arguments, stdin=""):
    parser = argparse.ArgumentParser()
    command.add_arguments(parser.add_subparsers(), policies, lambda: date(2014, 6, 1))
    options = parser.parse_args(arguments)
    verbs = {
        "assess": command.run_assess,
        "facts": command.run_facts,
        "show": command.run_law_show,
        "check": command.run_law_check,
    }
    name = arguments[1] if arguments[0] == "law" else arguments[0]
    out, err = io.StringIO(), io.StringIO()
    return verbs[name](options, io.StringIO(stdin), out, err), out.getvalue(), err.getvalue()


def test_one_object_in_one_object_out(tmp_path):
    file = tmp_path / "facts.json"
    file.write_text('{"sex": "male", "birth": null}')
    code, out, err = run("assess", "--policy", "morocco", "--on", "2014-06-01", str(file))
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert found["proposal"] == "undetermined"
    assert found["missing"][0] == {"facts": ["parents_couple"], "would": "favourable"}
    assert found["sources"]["circular_2013"]["nature"] == "circular"
    assert "words" not in found


def test_a_list_in_a_list_out_and_the_day_may_be_left_out():
    code, out, _ = run("assess", "--lang", "ar", "-", stdin='[{"sex": "male"}, {}]')
    found = json.loads(out)
    assert code == 0
    assert [one["on"] for one in found] == ["2014-06-01", "2014-06-01"]
    assert found[0]["words"]["findings"][0]["outcome"] == "لم يتأكد بعد"


@pytest.mark.parametrize(
    ("stdin", "named"),
    [
        ('{"shoe": 1}', "shoe: this policy knows no such fact."),
        ('[{"sex": "male"}, {"birth": "1985-02-30"}]', 'item 2: birth: "1985-02-30"'),
        ("{", "- is no JSON"),
        ("[" * 100_000, "- is no JSON"),
        ("3", "a JSON object of facts is needed"),
    ],
)
def test_bad_input_names_the_fact_and_exits_with_two(stdin, named):
    code, out, err = run("assess", "-", stdin=stdin)
    assert (code, out) == (2, "")
    assert named in err


def test_a_missing_file_and_an_unknown_campaign_or_policy_exit_with_two(tmp_path):
    assert run("assess", str(tmp_path / "none.json"))[0] == 2
    assert run("assess", "--campaign", "1999", "-", stdin="{}")[0] == 2
    assert run("assess", "--policy", "atlantis", "-", stdin="{}")[0] == 2
    assert run("law", "show", "--campaign", "1999")[0] == 2


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_every_fact_is_documented(lang):
    _, out, _ = run("facts", "--lang", lang)
    names = list(policies.load("morocco").facts)
    assert all(name in out for name in names)
    _, out, _ = run("facts", "--json", "--lang", lang)
    assert [fact["name"] for fact in json.loads(out)] == names


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_the_law_of_a_day_is_printed(lang):
    code, out, _ = run("law", "show", "--on", "2015-11-01", "--lang", lang)
    assert code == 0
    assert all(f"   {criterion}  " in out for criterion in ("C1", "C6", "W1", "W4", "R1", "R5"))
    assert json.loads(run("law", "show", "--json")[1])["campaign"]["code"] == "2014"


def test_the_policy_is_checked_with_its_examples():
    code, out, err = run("law", "check")
    assert (code, err) == (0, "")
    assert ", 0 disagreements\n" in out
