"""Rules and people that Hypothesis invents for the toy policy."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.law import toy


def spread(first: date, last: date) -> st.SearchStrategy[Any]:
    day = st.integers(0, (last - first).days).map(lambda n: first + timedelta(days=n))
    pair = st.tuples(day, day).map(lambda two: [min(two).isoformat(), max(two).isoformat()])
    return st.one_of(day.map(date.isoformat), pair)


VALUES = {
    "a": st.booleans(),
    "b": st.booleans(),
    "c": st.booleans(),
    "kind": st.sampled_from(["x", "y", "z"]),
    "n": st.one_of(
        st.integers(0, 3), st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda two: sorted(two))
    ),
    "start": spread(date(2014, 1, 26), date(2014, 2, 4)),
    "end": spread(date(2014, 2, 25), date(2014, 3, 4)),
    "filed_on": spread(date(2013, 12, 30), date(2014, 3, 6)),
    "first_outcome": st.sampled_from(["none", "favourable", "unfavourable"]),
}
FACTS = st.fixed_dictionaries({}, optional=VALUES)
DAYS = st.sampled_from([date(2014, 2, 28), date(2014, 3, 1), date(2014, 3, 2), date(2014, 3, 31)])


def _branches(trees: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    parts = st.lists(trees, min_size=1, max_size=3)
    counted = parts.flatmap(lambda of: st.integers(1, len(of)).map(lambda n: {"at_least": n, "of": of}))
    return st.one_of(
        parts.map(lambda of: {"all": of}),
        parts.map(lambda of: {"any": of}),
        trees.map(lambda one: {"not": one}),
        counted,
    )


TREES = st.recursive(st.sampled_from(sorted(toy.CLAUSES)), _branches, max_leaves=6)
FILES = st.builds(
    toy.files,
    st.lists(TREES, min_size=1, max_size=2),
    st.lists(TREES, max_size=1),
    st.lists(TREES, max_size=1),
)
