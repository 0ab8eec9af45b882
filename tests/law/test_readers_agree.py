"""One text of the law: every reader gives the answer of the oracle."""

from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indimaj import law, policies
from indimaj.law import dates
from tests.law import toy
from tests.law.oracle import Oracle
from tests.law.strategies import DAYS, FACTS, FILES, VALUES
from tests.law.toy import FACTS as SPECS

WORD = {True: "met", False: "not_met", None: "unknown"}
OUTCOME = {"met": True, "not_met": False, "unknown": None}
slow = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def frame_of(pack, people):
    """The columns that the population reader takes, from people as JSON; dates as days."""
    columns = {}
    for name, spec in pack.facts.items():
        parsed = [law.parse_facts(pack, person).get(name) for person in people]
        if spec.type in ("boolean", "choice"):
            columns[name] = pl.Series(parsed, dtype=pl.Boolean if spec.type == "boolean" else pl.String)
            continue
        kind = pl.Date if spec.type == "date" else pl.Int32
        for suffix, end in (("", 0), (".to", 1)):
            values = [None if value is None else value[end] for value in parsed]
            if spec.type == "date":
                values = [None if value is None else dates.last_day_until(value) for value in values]
            columns[name + suffix] = pl.Series(values, dtype=kind)
    return pl.DataFrame(columns)


@pytest.mark.heavy
@slow
@given(FILES, FACTS, DAYS)
def test_one_decision_is_the_oracles(files, person, on):
    pack = law.read_pack(files)
    oracle = Oracle(files, on, "one")
    found = law.decide(pack, law.parse_facts(pack, person), on=on, campaign="one")
    assert {(f.version, f.code): f.outcome for f in found.findings} == {
        key: WORD[outcome] for key, outcome in oracle.outcomes(person).items()
    }
    assert found.proposal == oracle.proposal(person)
    for finding in found.findings:
        for step in finding.trace:
            assert OUTCOME[step.outcome] == oracle.leaf(step.clause, person)


@pytest.mark.heavy
@slow
@given(FILES, st.lists(FACTS, min_size=1, max_size=12), DAYS, st.booleans())
def test_the_population_is_decided_as_one_by_one(files, people, on, packed):
    pack = law.read_pack(files)
    oracle = Oracle(files, on, "one")
    frame = frame_of(pack, people)
    found = law.population(pack, law.pack_dates(pack, frame) if packed else frame, on=on, campaign="one")
    assert found["proposal"].to_list() == [oracle.proposal(person) for person in people]
    clauses = law.clause_order(pack, on, "one")
    for person, row in zip(people, found.iter_rows(named=True), strict=True):
        outcomes = oracle.outcomes(person)
        for (_, code), outcome in outcomes.items():
            assert row[code] is outcome
        for bit, clause in enumerate(clauses):
            outcome = oracle.leaf(clause, person)
            assert (row["unmet"] >> bit & 1, row["missing"] >> bit & 1) == (outcome is False, outcome is None)


@pytest.mark.heavy
@slow
@given(
    FILES,
    st.lists(FACTS, min_size=1, max_size=12),
    DAYS,
    st.sets(st.sampled_from(["a", "kind", "start", "end", "filed_on", "first_outcome"])),
    st.booleans(),
)
def test_a_frame_of_exact_dates_and_fewer_columns_is_decided_alike(files, people, on, absent, packed):
    exact = [
        {
            name: value[0] if isinstance(value, list) else value
            for name, value in person.items()
            if name not in absent
        }
        for person in people
    ]
    pack = law.read_pack(files)
    frame = frame_of(pack, exact)
    frame = frame.select(name for name in frame.columns if not name.endswith(".to") and name not in absent)
    found = law.population(pack, law.pack_dates(pack, frame) if packed else frame, on=on, campaign="one")
    oracle = Oracle(files, on, "one")
    assert found["proposal"].to_list() == [oracle.proposal(person) for person in exact]


@pytest.mark.heavy
@slow
@given(FILES, st.lists(FACTS, min_size=1, max_size=12), st.sampled_from([(), ("kind",)]))
def test_a_reform_counts_who_changes_side(files, people, by):
    pack = law.read_pack(files)
    before, after = date(2014, 2, 28), date(2014, 3, 2)
    moved = law.reform(pack, frame_of(pack, people), before=before, after=after, by=by)
    pairs = [
        (Oracle(files, before, "one").proposal(person), Oracle(files, after, "one").proposal(person))
        for person in people
    ]
    for was in ("favourable", "unfavourable", "undetermined"):
        for now in ("favourable", "unfavourable", "undetermined"):
            assert moved.count(was, now) == pairs.count((was, now))


@pytest.mark.heavy
@slow
@given(FILES, FACTS, DAYS, st.data())
def test_knowing_more_never_makes_a_finding_unknown(files, person, on, data):
    unknown = sorted(set(SPECS) - set(person) - {"filed_on", "first_outcome"})
    if not unknown:
        return
    name = data.draw(st.sampled_from(unknown))
    wiser = {**person, name: data.draw(VALUES[name])}
    pack = law.read_pack(files)
    before, after = (
        law.decide(pack, law.parse_facts(pack, known), on=on, campaign="one") for known in (person, wiser)
    )
    for was, now in zip(before.findings, after.findings, strict=True):
        assert was.outcome in ("unknown", now.outcome)
    assert before.proposal in ("undetermined", after.proposal)


def test_the_examples_are_decided_alike_by_every_reader():
    pack = policies.load("morocco")
    groups = {}
    for example in policies.examples("morocco"):
        groups.setdefault((example["on"], str(example["campaign"])), []).append(example["facts"])
    for (on, campaign), people in groups.items():
        whole = law.population(pack, frame_of(pack, people), on=on, campaign=campaign)
        singly = [
            law.decide(pack, law.parse_facts(pack, person), on=on, campaign=campaign) for person in people
        ]
        assert whole["proposal"].to_list() == [found.proposal for found in singly]


def test_a_lazy_frame_is_decided_with_the_same_answers_and_groups_add_up_to_everybody():
    pack = policies.load("morocco")
    people = [one["facts"] for one in policies.examples("morocco") if str(one["campaign"]) == "2014"]
    frame = frame_of(pack, people).with_row_index("number")
    on, later = date(2014, 9, 1), law.At(date(2015, 11, 1), "2014")
    whole = law.population(pack, frame, on=on)
    moved = law.reform(pack, frame, before=on, after=later, by=("sex",))
    assert law.population(pack, frame.lazy(), on=on).equals(whole)
    assert moved.matrix["n"].sum() == len(people)
    lazily = law.reform(pack, frame.lazy(), before=on, after=later, by=("sex",))
    assert lazily.matrix.equals(moved.matrix)
    assert law.reform(pack, frame, before=on, after=later).matrix["n"].sum() == len(people)


def test_an_empty_frame_is_decided():
    pack = policies.load("morocco")
    frame = frame_of(pack, []).with_row_index("number")
    assert law.population(pack, frame, on=date(2014, 9, 1)).height == 0
    assert law.reform(pack, frame, date(2014, 6, 1), date(2014, 9, 1)).matrix["n"].sum() == 0


@pytest.mark.parametrize("on", [date(2014, 2, 28), date(2014, 3, 1), date(2014, 3, 4)])
@pytest.mark.parametrize("told", [(), ("filed_on",)])
def test_every_clause_turns_on_the_same_day_for_every_reader(on, told):
    files = toy.files(sorted(toy.CLAUSES))
    pack, oracle = law.read_pack(files), Oracle(files, on, "one")
    starts = [f"2014-01-{day}" for day in range(26, 32)] + [f"2014-02-0{day}" for day in range(1, 5)]
    people = [
        {"start": start, "end": end, **dict.fromkeys(told, "2014-02-28")}
        for start in starts
        for end in ("2014-02-28", "2014-03-01")
    ]
    frame = frame_of(pack, people).select("start", "end", *told)
    found = law.population(pack, frame, on=on, campaign="one")
    for name, column in zip(sorted(toy.CLAUSES), (f"F{i}" for i in range(len(toy.CLAUSES))), strict=True):
        assert found[column].to_list() == [oracle.leaf(name, person) for person in people], name
