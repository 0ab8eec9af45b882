"""A pack that could mislead somebody does not load, and says where."""

import copy
from datetime import date

import pytest

from indimaj import law, policies
from indimaj.law.examples import disagreements
from tests.law import toy


def test_every_example_of_the_jurist_comes_out_as_expected():
    pack, examples = policies.load("morocco"), policies.examples("morocco")
    assert list(disagreements(pack, examples)) == []
    assert len(examples) >= 60


def test_an_example_that_disagrees_is_named():
    pack = toy.pack("a_holds")
    example = {
        "id": "it",
        "on": date(2014, 2, 1),
        "facts": {"a": True},
        "expect": {
            "proposal": "unfavourable",
            "findings": {"F0": "unknown", "X": "met"},
            "orientation": ["away"],
        },
    }
    assert list(disagreements(pack, [example, {**example, "facts": {"z": 1}}])) == [
        "it: proposal is favourable, expected unfavourable",
        "it: F0 is met, expected unknown",
        "it: X is not applied, expected met",
        "it: orientation is [], expected ['away']",
        "it: z: this policy knows no such fact.",
    ]


def test_an_unknown_policy_is_an_error_that_lists_the_known_ones():
    with pytest.raises(law.PackError, match="there are: morocco"):
        policies.load("atlantis")


def broken(change):
    files = copy.deepcopy(toy.files(["a_holds"]))
    change(files)
    return files


def clause(**data):
    return lambda files: files["rules"]["clauses"].__setitem__("a_holds", {"says": toy.SAY, **data})


def put(path, value):
    """Return a change that sets one place of the files: "facts/a/label"."""

    def change(files):
        *way, last = [int(part) if part.isdigit() else part for part in path.split("/")]
        for part in way:
            files = files[part]
        files[last] = value

    return change


def elapsed(until, unit):
    return clause(fact="start", elapsed={"until": until, "unit": unit, "at_least": 1})


FIRST = "rules/versions/0"
LATER = {"from": date(2015, 1, 1), "value": 2, "source": ["book"], "sourced": True}
BREAKS = [
    ("facts.yaml", "a.label", put("facts/a/label", {"en": "x", "fr": "y"})),
    ("facts.yaml", "a.type", put("facts/a/type", "colour")),
    ("facts.yaml", "a.evidence", put("facts/a/evidence", ["oath"])),
    ("facts.yaml", "a.source", put("facts/a/source", ["hearsay"])),
    ("facts.yaml", "kind.choices.x", put("facts/kind/choices/x", {"en": "x"})),
    ("sources.yaml", "book", put("sources/book", "a title")),
    ("parameters.yaml", "small.values", lambda f: f["parameters"]["small"]["values"].append(LATER)),
    ("parameters.yaml", "small.values[0].source", put("parameters/small/values/0/source", [])),
    ("rules.yaml", "clauses.a_holds.fact", clause(fact="z", **{"is": True})),
    ("rules.yaml", "clauses.a_holds.is", clause(fact="a", **{"is": "x"})),
    ("rules.yaml", "clauses.a_holds.in", clause(fact="kind", **{"in": ["x", "w"]})),
    ("rules.yaml", "clauses.a_holds.says", clause(fact="n", at_least=2)),
    ("rules.yaml", "clauses.a_holds.before", clause(fact="n", before=date(2014, 1, 1))),
    ("rules.yaml", "clauses.a_holds.at_least", clause(fact="n", at_least={"parameter": "day"})),
    ("rules.yaml", "clauses.a_holds.at_least", clause(fact="n", at_least={"parameter": "none"})),
    ("rules.yaml", "clauses.a_holds.likes", clause(fact="n", likes=2)),
    ("rules.yaml", "clauses.a_holds.", clause(fact="n", at_least=2, at_most=3)),
    ("rules.yaml", "clauses.a_holds.elapsed.until", elapsed("a", "days")),
    ("rules.yaml", "clauses.a_holds.elapsed.unit", elapsed("today", "moons")),
    ("rules.yaml", "unchangeable", put("rules/unchangeable", ["z"])),
    ("rules.yaml", "versions[0].nature", put(f"{FIRST}/nature", "rumour")),
    ("rules.yaml", "versions[0].campaign", put(f"{FIRST}/campaign", "two")),
    ("rules.yaml", "versions[0].reaches.pending", put(f"{FIRST}/reaches", {"refused": True})),
    ("rules.yaml", "versions[0].criteria[0].when", put(f"{FIRST}/criteria/0/when", {"all": ["nothing"]})),
    (
        "rules.yaml",
        "versions[0].criteria[0].when",
        put(f"{FIRST}/criteria/0/when", {"at_least": 3, "of": ["a_holds"]}),
    ),
    ("rules.yaml", "versions[0].criteria[0].source", put(f"{FIRST}/criteria/0/source", [])),
    ("pack.yaml", "campaigns.one.closes", put("pack/campaigns/one/closes", date(2013, 1, 1))),
    ("pack.yaml", "orientations.away.fact", put("pack/orientations/away/fact", "n")),
    ("texts.yaml", "", lambda f: f.pop("texts")),
]


@pytest.mark.parametrize(("file", "key", "change"), BREAKS)
def test_a_broken_pack_names_the_file_and_the_key(file, key, change):
    with pytest.raises(law.PackError) as caught:
        law.read_pack(broken(change))
    assert (caught.value.file, caught.value.key) == (file, key)


def test_a_parameter_must_have_a_value_while_a_rule_that_uses_it_is_in_force():
    files = toy.files(["n_small"])
    files["parameters"]["small"]["values"][0]["until"] = date(2014, 6, 30)
    with pytest.raises(law.PackError, match="has no value while F is in force"):
        law.read_pack(files)


def test_a_parameter_changes_on_its_day():
    files = toy.files(["n_small"])
    values = files["parameters"]["small"]["values"]
    values[0]["until"] = date(2014, 6, 30)
    values.append({"from": date(2014, 7, 1), "value": 3, "source": ["book"], "sourced": True})
    pack = law.read_pack(files)
    found = {
        day: law.decide(pack, law.parse_facts(pack, {"n": 2}), on=day)
        for day in (date(2014, 6, 30), date(2014, 7, 1))
    }
    assert [(one.proposal, one.parameters) for one in found.values()] == [
        ("unfavourable", {"small": 1}),
        ("favourable", {"small": 3}),
    ]
