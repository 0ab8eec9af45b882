"""Likely duplicates of one record among many, from a plain B-tree index on any database.

The index table has four columns: kind smallint, key varchar(80), birth_year smallint (0 where no year
applies), record id. Its only index is (kind, key, birth_year, record id), so that every read is a bounded
range of the index alone. The caller brings two functions: one reads index ranges, one loads records.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar

from indimaj.linkage.comparison import Comparison, compare
from indimaj.linkage.records import NO_YEAR, BlockKey, Kind, Record, block_keys

Id = TypeVar("Id", bound=Hashable)
LAST_YEAR = 9999
# On 300,000 people of the open half, 64 found 0.1% more and took half as long again.
SHORTLIST = 40


class Probe(NamedTuple):
    """One range of the index to read: at most ``cap`` rows, in the order of the index."""

    kind: Kind
    key: str
    year_from: int
    year_to: int
    cap: int


class Match(NamedTuple):
    """A record to show beside the new one, and why."""

    record_id: Hashable
    comparison: Comparison


Fetch = Callable[[Sequence[Probe]], Iterable[tuple[int, Id]]]
Load = Callable[[Sequence[Id]], Mapping[Id, Record]]

# How much one hit says before the record is read, and how many rows a range may give.
_WORTH: dict[Kind, tuple[float, int]] = {
    Kind.DOCUMENT: (12.0, 20),
    Kind.PHONE: (6.0, 40),
    Kind.DAY_AND_NAME: (5.0, 60),
    Kind.MOTHER_AND_NAME: (4.0, 60),
    Kind.YEAR_AND_NAMES: (3.0, 150),
    Kind.UNDATED_NAMES: (2.0, 40),
    Kind.YEAR_AND_WORD: (1.0, 40),
}
_NEIGHBOUR_WORTH, _NEIGHBOUR_CAP = 1.0, 30


def probes(record: Record) -> list[tuple[Probe, float]]:
    """The ranges to read for a record, each with what one hit there is worth."""
    found: dict[Probe, float] = {}
    for kind, key, year in block_keys(record):
        if kind not in _WORTH:
            continue
        worth, cap = _WORTH[kind]
        if kind is Kind.UNDATED_NAMES:
            found[Probe(Kind.YEAR_AND_NAMES, key, NO_YEAR, LAST_YEAR, cap)] = worth
        if kind is Kind.YEAR_AND_NAMES:
            for near in (year - 1, year + 1):
                probe = Probe(kind, key, near, near, _NEIGHBOUR_CAP)
                found.setdefault(probe, _NEIGHBOUR_WORTH)
            undated = Probe(Kind.UNDATED_NAMES, key, NO_YEAR, NO_YEAR, _NEIGHBOUR_CAP)
            found.setdefault(undated, _NEIGHBOUR_WORTH)
        found[Probe(kind, key, year, year, cap)] = worth
    return list(found.items())


def likely(record: Record, fetch: Fetch[Id], load: Load[Id], limit: int = 20) -> list[Match]:
    """The likeliest duplicates of a record, best first.

    ``fetch`` answers (position of the probe, record id) rows; ``load`` gives the records of the shortlist.
    """
    asked = probes(record)
    worth: dict[Id, float] = defaultdict(float)
    for position, record_id in fetch([probe for probe, _ in asked]):
        worth[record_id] += asked[position][1]
    short = sorted(worth, key=lambda record_id: -worth[record_id])[:SHORTLIST]
    loaded = load(short)
    matches = [
        Match(record_id, compare(record, loaded[record_id])) for record_id in short if record_id in loaded
    ]
    matches.sort(key=lambda match: -match.comparison.score)
    return matches[:limit]


def index_rows(record: Record) -> list[BlockKey]:
    """The rows to keep in the index for a record, the phone tail of counter search among them."""
    return block_keys(record)


def probe_sql(
    dialect: Literal["sqlite", "postgresql"],
    asked: Sequence[Probe],
    *,
    table: str,
    record_column: str = "record_id",
    mark: str = "%s",
) -> tuple[str, list[object]]:
    """One statement that reads all ranges, and its parameters; both plans use the index alone.

    PostgreSQL gets one lateral join (a union of thirty arms costs more to plan than to run); SQLite, which
    has no lateral join, gets the union.
    """
    if dialect == "postgresql":
        columns = [list(column) for column in zip(*asked, strict=True)]
        sql = (
            f"SELECT p.n - 1, i.{record_column} FROM unnest({mark}::smallint[], {mark}::text[], "  # noqa: S608
            f"{mark}::smallint[], {mark}::smallint[], {mark}::int[]) "
            "WITH ORDINALITY AS p(kind, key, year_from, year_to, cap, n) CROSS JOIN LATERAL ("
            f"SELECT {record_column} FROM {table} t WHERE t.kind = p.kind AND t.key = p.key "
            "AND t.birth_year BETWEEN p.year_from AND p.year_to "
            f"ORDER BY t.birth_year, t.{record_column} LIMIT p.cap) i"
        )
        return sql, [[int(k) for k in columns[0]], *columns[1:]]
    arm = (
        f"SELECT * FROM (SELECT {mark}, {record_column} FROM {table} WHERE kind = {mark} AND key = {mark} "  # noqa: S608
        f"AND birth_year BETWEEN {mark} AND {mark} ORDER BY birth_year, {record_column} LIMIT {mark})"
    )
    parameters: list[object] = []
    for position, (kind, key, first, last, cap) in enumerate(asked):
        parameters += [position, int(kind), key, first, last, cap]
    return " UNION ALL ".join([arm] * len(asked)), parameters
