"""The same two tables on SQLite and PostgreSQL, and the reads that a lookup makes on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import psycopg

from bench.lookup.population import Population
from indimaj.linkage.lookup import Probe, index_rows, probe_sql, probes
from indimaj.linkage.records import PersonName, Record

COLUMNS = "id, given, family, born_from, born_to, sex, nationality, phone, document, mother"
BATCH = 20_000


def fill_sqlite(
    line: sqlite3.Connection, population: Population, count: int, wanted: int, *, held: bool
) -> list[tuple[int, Record]]:
    """File the people, index them, and return the sample whose names are all on the asked side."""
    line.execute("PRAGMA journal_mode=WAL")
    line.execute(
        "CREATE TABLE person (id integer PRIMARY KEY, given text, family text, born_from text, born_to text, "
        "sex text, nationality text, phone text, document text, mother text)"
    )
    line.execute("CREATE TABLE person_key (kind smallint, key text, birth_year smallint, record_id integer)")
    sample: list[tuple[int, Record]] = []
    seen = 0
    for start in range(0, count, BATCH):
        people, keys = [], []
        for number in range(start, min(start + BATCH, count)):
            record, side = population.draw()
            people.append((number, *_row(record)))
            keys += [(int(kind), key, year, number) for kind, key, year in index_rows(record)]
            if side is held:
                seen += 1
                if len(sample) < wanted:
                    sample.append((number, record))
                elif (place := population.random.randrange(seen)) < wanted:
                    sample[place] = (number, record)
        line.execute("BEGIN")
        line.executemany("INSERT INTO person VALUES (?,?,?,?,?,?,?,?,?,?)", people)
        line.executemany("INSERT INTO person_key VALUES (?,?,?,?)", keys)
        line.execute("COMMIT")
    line.execute("CREATE UNIQUE INDEX person_key_read ON person_key (kind, key, birth_year, record_id)")
    line.execute("ANALYZE")
    return sample


def _row(record: Record) -> tuple[str, ...]:
    name = record.names[0]
    return (
        name.given,
        name.family,
        str(record.born_from or ""),
        str(record.born_to or ""),
        record.sex,
        record.nationalities[0],
        "".join(record.phones),
        "".join(record.documents),
        record.mother,
    )


def _record(row: Sequence[str]) -> Record:
    given, family, first, last, sex, nationality, phone, document, mother = row
    return Record(
        (PersonName(given, family),),
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        sex,
        (nationality,),
        (phone,) if phone else (),
        (document,) if document else (),
        mother,
    )


def copy_to_postgres(line: sqlite3.Connection, dsn: str) -> psycopg.Connection[Any]:
    """The same rows on PostgreSQL; statements are not prepared, as Django sends them."""
    server = psycopg.connect(dsn, autocommit=True, prepare_threshold=None)
    texts = ", ".join(f"{column} text" for column in COLUMNS.split(", ")[1:])
    server.execute(f"CREATE TABLE person (id bigint, {texts})")
    server.execute(
        'CREATE TABLE person_key (kind smallint, key text COLLATE "C", birth_year smallint, record_id bigint)'
    )
    with server.cursor() as cursor:
        with cursor.copy("COPY person FROM STDIN") as copy:
            for row in line.execute(f"SELECT {COLUMNS} FROM person"):
                copy.write_row(row)
        with cursor.copy("COPY person_key FROM STDIN") as copy:
            for row in line.execute("SELECT kind, key, birth_year, record_id FROM person_key"):
                copy.write_row(row)
    server.execute("ALTER TABLE person ADD PRIMARY KEY (id)")
    server.execute("CREATE UNIQUE INDEX person_key_read ON person_key (kind, key, birth_year, record_id)")
    server.execute("VACUUM ANALYZE")
    return server


@dataclass(frozen=True)
class Finder:
    """What ``likely`` needs of a database."""

    dialect: Literal["sqlite", "postgresql"]
    run: Callable[[str, Sequence[object]], list[Any]]
    close: Callable[[], None]
    mark: str

    @classmethod
    def on_sqlite(cls, line: sqlite3.Connection) -> Finder:
        return cls("sqlite", lambda sql, values: line.execute(sql, values).fetchall(), line.close, "?")

    @classmethod
    def on_postgres(cls, server: psycopg.Connection[Any]) -> Finder:
        return cls(
            "postgresql", lambda sql, values: server.execute(sql, values).fetchall(), server.close, "%s"
        )

    def fetch(self, asked: Sequence[Probe]) -> list[Any]:
        return self.run(*probe_sql(self.dialect, asked, table="person_key", mark=self.mark))

    def load(self, ids: Sequence[int]) -> dict[int, Record]:
        if self.dialect == "postgresql":
            rows = self.run(f"SELECT {COLUMNS} FROM person WHERE id = ANY(%s)", [list(ids)])
        else:
            marks = ",".join("?" * len(ids))
            rows = self.run(f"SELECT {COLUMNS} FROM person WHERE id IN ({marks})", list(ids))
        return {row[0]: _record(row[1:]) for row in rows}


def plan_faults(finder: Finder, record: Record) -> list[str]:
    """Steps of the plan that read anything but the index: a scan, a sort, a visit to the table."""
    sql, values = probe_sql(
        finder.dialect, [probe for probe, _ in probes(record)], table="person_key", mark=finder.mark
    )
    if finder.dialect == "postgresql":
        steps = [row[0] for row in finder.run("EXPLAIN " + sql, values)]
        wrong = ("Seq Scan", "Sort", "Index Scan", "Bitmap")
        return [step for step in steps if any(word in step for word in wrong)]
    steps = [row[3] for row in finder.run("EXPLAIN QUERY PLAN " + sql, values)]
    reads = [step for step in steps if "person_key" in step]
    return [s for s in reads if "USING COVERING INDEX" not in s] + [s for s in steps if "TEMP B-TREE" in s]
