"""The smallest sets of unknown facts that could still settle a file, held against brute force."""

from datetime import date, timedelta
from itertools import combinations, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indimaj import law, policies
from tests.law import toy
from tests.law.oracle import Oracle, days
from tests.law.strategies import FACTS, TREES

ON = date(2014, 3, 1)


def domain(files, name, person):
    spec = files["facts"][name]
    if spec["type"] == "boolean":
        return [True, False]
    if spec["type"] == "choice":
        return list(spec["choices"])
    given_value = person.get(name)
    if spec["type"] == "integer":
        first, last = given_value or (spec["minimum"], spec["maximum"])
        return list(range(first, last + 1))
    first, last = days(given_value) or (spec["minimum"], spec["maximum"])
    return [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]


def open_facts(person, names):
    known = {name for name, value in person.items() if not isinstance(value, list) or value[0] == value[1]}
    return [name for name in names if name not in known]


def brute_force(files, person, names):
    """Try every value of every set of unknown facts, smallest sets first."""
    oracle = Oracle(files, ON, "one")
    if oracle.proposal(person) != "undetermined":
        return []
    found = []
    unknown = open_facts(person, names)
    for size in range(1, len(unknown) + 1):
        for chosen in combinations(sorted(unknown), size):
            if any(set(one) <= set(chosen) for one in found):
                continue
            values = product(*(domain(files, name, person) for name in chosen))
            if any(
                oracle.proposal({**person, **dict(zip(chosen, one, strict=True))}) == "favourable"
                for one in values
            ):
                found.append(chosen)
    return found


def reported(files, person):
    pack = law.read_pack(files)
    found = law.decide(pack, law.parse_facts(pack, person), on=ON, campaign="one").missing
    assert {one.would for one in found} <= {"favourable"}
    return [one.facts for one in found]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.lists(TREES, min_size=1, max_size=2), FACTS, st.sampled_from(["start", "end"]))
def test_the_sets_are_those_of_brute_force(trees, person, known_date):
    names = ["a", "b", "c", "kind", "n", "start", "end"]
    person = {name: value for name, value in person.items() if name in names}
    person.setdefault(known_date, {"start": "2014-01-31", "end": "2014-02-28"}[known_date])
    files = toy.files(trees)
    expected = brute_force(files, person, names)
    assert reported(files, person) == sorted(expected, key=lambda one: (len(one), one))[:12]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_twelve_unknown_facts_are_searched_like_brute_force(data):
    names = [f"q{i}" for i in range(12)]
    files = toy.files([])
    files["facts"] = {**toy.FACTS, **{name: toy.fact("boolean") for name in names}}
    clauses = {f"{name}_yes": {"fact": name, "is": True, "says": toy.SAY} for name in names}
    clauses |= {f"{name}_no": {"fact": name, "is": False, "says": toy.SAY} for name in names}
    files["rules"]["clauses"] = clauses
    leaf = st.sampled_from(sorted(clauses))
    few = st.lists(leaf, min_size=2, max_size=3)
    branch = st.one_of(few.map(lambda of: {"any": of}), few.map(lambda of: {"at_least": 2, "of": of}), leaf)
    tree = data.draw(st.lists(branch, min_size=1, max_size=3).map(lambda of: {"all": of}))
    files["rules"]["versions"][0]["criteria"] = [toy.criterion("only", tree)]
    used = sorted({name for name in names if f"{name}_" in str(tree)})
    expected = brute_force(files, {}, used)
    assert reported(files, {}) == sorted(expected, key=lambda one: (len(one), one))[:12]


def test_two_dates_are_missing_only_as_far_as_needed():
    files = toy.files([{"all": ["month_between", "a_holds"]}])
    assert reported(files, {"end": "2014-03-04"}) == [("a", "start")]
    assert reported(files, {"end": ["2014-02-25", "2014-03-04"], "start": "2014-02-01"}) == [("a", "end")]


def test_contradicting_needs_are_no_way():
    assert reported(toy.files([{"all": ["a_holds", "a_fails"]}, {"all": ["n_two", "n_small"]}]), {}) == []


def test_a_man_of_2014_is_told_each_way_that_is_still_open():
    pack = policies.load("morocco")
    found = law.decide(pack, law.parse_facts(pack, {"sex": "male"}), on=date(2014, 6, 1))
    assert [one.facts for one in found.missing] == [
        ("parents_couple",),
        ("in_morocco_since", "serious_illness"),
        ("life_together_since", "spouse"),
        ("work_contract_effective", "work_contract_months"),
        ("work_contract_effective", "work_contract_open_ended"),
        ("work_contract_effective", "work_contract_since"),
        ("in_morocco_since", "residence_continuous", "residence_proven"),
    ]
